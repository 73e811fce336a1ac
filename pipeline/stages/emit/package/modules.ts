/**
 * Data as JavaScript modules. Importing JSON needs an attribute in Node and none in some bundlers;
 * modules work everywhere. Each record is a string that is parsed when the module is first used:
 * engines read that faster than an object literal, and a key such as `__proto__` stays a key.
 */

import type { Listed } from "../records.ts";
import { type Piece, piece } from "../reuse.ts";

/** JSON as the source text of a JavaScript string. */
function literal(json: string): string {
  const text = json
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    // A module may end up inside a page: no `</script>` and no `<!--`.
    .replaceAll("<", "\\x3C")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `'${text}'`;
}

/** `export const NAME = VALUE;`; the remark lets a bundler leave out what nobody uses. */
export const constant = (name: string, value: unknown): string =>
  value === undefined
    ? `export const ${name} = undefined;\n`
    : `export const ${name} = /* @__PURE__ */ JSON.parse(${literal(JSON.stringify(value))});\n`;

/** `export const NAME = [...]`, one record a line, in pieces; each is given as JSON. */
export function* listModule(name: string, records: Iterable<Listed<string>>): Generator<Piece> {
  yield `export const ${name} = /* @__PURE__ */ [\n`;
  for (const { key, record } of records) yield piece(key, () => `${literal(record())},\n`);
  yield "].map((record) => JSON.parse(record));\n";
}
