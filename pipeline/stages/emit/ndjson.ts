/** JSON Lines: one record a line, for programs that read a list without holding it. */

import type { Listed } from "./records.ts";
import { type Piece, piece } from "./reuse.ts";

/** Line ends to some readers, though not to JSON: Python's `splitlines` breaks at all of them. */
const BREAKS = /[\u0085\u2028\u2029]/g;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** @param records each as JSON on one line */
export function* ndjson(records: Iterable<Listed<string>>): Generator<Piece> {
  for (const { key, record } of records) {
    yield piece(key, () => `${record().replace(BREAKS, escaped)}\n`);
  }
}
