/** A JSON document that ends in a long list, one record a line, in pieces. */

import type { Listed } from "../records.ts";
import { type Piece, piece } from "../reuse.ts";

/**
 * @param frame the document with its list empty; nothing but closing brackets may follow the list
 * @param records of the list, made while pieces are taken
 */
export function* jsonLines(frame: object, records: Iterable<Listed<unknown>>): Generator<Piece> {
  const text = JSON.stringify(frame);
  const at = text.lastIndexOf("[]");
  yield text.slice(0, at + 1);
  let first = true;
  for (const { key, record } of records) {
    if (first) yield `\n${JSON.stringify(record())}`;
    else yield piece(key, () => `,\n${JSON.stringify(record())}`);
    first = false;
  }
  yield `\n${text.slice(at + 1)}\n`;
}
