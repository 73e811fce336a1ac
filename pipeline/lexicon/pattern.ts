/** Rows that recognize text, compiled once. */
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
  return { row, test: (text) => match.test(text) && !(none?.test(text) ?? false) };
}
