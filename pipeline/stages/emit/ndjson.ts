/** JSON Lines: one record a line, for programs that read a list without holding it. */

/** Line ends to some readers, though not to JSON: Python's `splitlines` breaks at all of them. */
const BREAKS = /[\u0085\u2028\u2029]/g;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** One line each, with its line feed. */
export function* ndjson(records: Iterable<unknown>): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record).replace(BREAKS, escaped)}\n`;
}
