/** The words of a subject by the part they play, ready to be set into larger patterns. */
import { Part, type WordingRow } from "../../schemas/lexicon-wording.ts";

/** Part → source of a pattern (flags `u`) that recognizes its words; one that recognizes nothing where there are none. */
export type Wording = Readonly<Record<Part, string>>;

const NOTHING = "(?!)";

export function wordingOf(rows: readonly WordingRow[]): Wording {
  const of = (part: Part) => {
    const own = rows.filter((row) => row.part === part).map((row) => row.match);
    return own.length === 0 ? NOTHING : `(?:${own.join("|")})`;
  };
  return Object.fromEntries(Part.options.map((part) => [part, of(part)])) as Wording;
}

/**
 * What is made of a subject's tables (or of one of them), once for each: patterns are dear to compile.
 *
 * @param make from the tables to what is kept
 */
export function perSubject<S extends object, T>(make: (subject: S) => T): (subject: S) => T {
  const made = new WeakMap<S, T>();
  return (subject) => {
    let own = made.get(subject);
    if (own === undefined) {
      own = make(subject);
      made.set(subject, own);
    }
    return own;
  };
}
