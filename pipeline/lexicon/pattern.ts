/** Rows that recognize text, compiled once. */
import { type Grams, gramsOf, sieveOf } from "../text/grams.ts";
import { literalsOf } from "./literals.ts";

export interface Matcher {
  readonly match: string;
  readonly none?: string | undefined;
}

export interface Compiled<Row extends Matcher> {
  readonly row: Row;
  /** Whether the row recognizes `text`: `match` is found and `none` is not. */
  readonly test: (text: string) => boolean;
}

export function compile<Row extends Matcher>(row: Row): Compiled<Row> {
  const match = new RegExp(row.match, "u");
  const none = row.none === undefined ? undefined : new RegExp(row.none, "u");
  const may = mayMatch(match);
  return {
    row,
    test: (text) => may(gramsOf(text)) && match.test(text) && !(none?.test(text) ?? false),
  };
}

/** To look for more literals than this, one by one, costs as much as the pattern. */
const MOST_LITERALS = 96;

/**
 * Whether a pattern may match a text of which only the characters are known: a no is certain.
 *
 * @param pattern with flag `u`
 */
export function mayMatch({ source, flags }: RegExp): (grams: Grams) => boolean {
  const literals = literalsOf(source, flags.includes("i"));
  return literals === undefined || literals.length > MOST_LITERALS ? () => true : sieveOf(literals);
}
