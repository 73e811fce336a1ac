/**
 * One walk over a text for all that is looked for in it. Every pattern has literals that it cannot do
 * without; whoever looks for patterns enters them here, and all that are entered share one index, so
 * that a sentence is walked once, and the tables of the walk stay few enough for the processor to keep.
 */
import { literalsOf } from "../../lexicon/literals.ts";
import type { Matcher } from "../../lexicon/pattern.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { LiteralIndex } from "../../text/literal-index.ts";

type SourcesOf = (subject: Subject) => readonly string[];

/** All that are looked for, by whoever looks; modules enter theirs as they are loaded. */
const entered: SourcesOf[] = [];

const indexOf = perSubject((subject: Subject) => {
  const starts: number[] = [];
  const literals: Array<readonly string[] | undefined> = [];
  for (const sourcesOf of entered) {
    starts.push(literals.length);
    literals.push(...sourcesOf(subject).map((source) => literalsOf(source)));
  }
  return { index: new LiteralIndex(literals), starts };
});

/** Which of some patterns may match a text: 0 where one certainly does not. Good until the next text is asked about. */
export interface Marks {
  /** Of all patterns that share the walk. */
  readonly all: Uint8Array;
  /** Where the own ones begin. */
  readonly from: number;
}

/**
 * Enter patterns, at the top of a module.
 *
 * @param sourcesOf sources of patterns with flag `u`, from a subject's tables
 */
export function sieved(sourcesOf: SourcesOf): (subject: Subject) => (text: string) => Marks {
  const own = entered.push(sourcesOf) - 1;
  return perSubject((subject: Subject) => {
    const { index, starts } = indexOf(subject);
    const from = starts[own]!;
    return (text: string) => ({ all: index.marks(text), from });
  });
}

/** As `Compiled.test`, for rows of which a sieve has said already that they may fire. */
export function testOf({ row }: { readonly row: Matcher }): (text: string) => boolean {
  const match = new RegExp(row.match, "u");
  if (row.none === undefined) return (text) => match.test(text);
  const none = new RegExp(row.none, "u");
  return (text) => match.test(text) && !none.test(text);
}

/** Tells the numbers of the rows that recognize a text, in the order of the table. */
export type Firing = (text: string) => readonly number[];

const NONE: readonly number[] = [];

/**
 * The rows of a table, to be asked several questions.
 *
 * @returns for a choice of rows, which of them fire
 */
export function firingIn<Row extends Matcher>(
  tableOf: (subject: Subject) => ReadonlyArray<{ readonly row: Row }>,
): (subject: Subject) => (choice: (row: Row) => boolean) => Firing {
  const sieve = sieved((subject) => tableOf(subject).map(({ row }) => row.match));
  return perSubject((subject: Subject) => {
    const rows = tableOf(subject);
    const tests = rows.map(testOf);
    const marksOf = sieve(subject);
    return (choice) => {
      const numbers = rows.flatMap(({ row }, i) => (choice(row) ? [i] : []));
      return (text) => {
        if (numbers.length === 0) return NONE;
        const { all, from } = marksOf(text);
        let fired: number[] | undefined;
        for (const i of numbers) {
          if (all[from + i] === 0 || !tests[i]!(text)) continue;
          if (fired === undefined) fired = [i];
          else fired.push(i);
        }
        return fired ?? NONE;
      };
    };
  });
}
