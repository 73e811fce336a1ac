/**
 * Where an offset stands for a reader: line and column. Kept apart because faults, reports and
 * `explain` all speak to people, while the pipeline itself counts in offsets.
 */

/** A place as editors show it: both 1-based, the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The line starts of one text, found once, so that many offsets can be looked up. A line ends at `\n` alone. */
export class Places {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) this.#starts.push(i + 1);
  }

  /** Place of an offset; one beyond the text is taken for its end. */
  at(offset: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.min(offset, this.#text.length) - this.#starts[low]! + 1 };
  }

  /** Offsets of a 1-based line, its line feed left out; undefined where there is no such line. */
  line(line: number): { start: number; end: number } | undefined {
    const start = this.#starts[line - 1];
    if (start === undefined) return undefined;
    const next = this.#starts[line];
    return { start, end: next === undefined ? this.#text.length : next - 1 };
  }
}

/**
 * Remembers what was last made of a text. Records of one container share one raw text and stand side
 * by side, so the last one is all that needs to be held.
 */
export function lastOf<T>(make: (text: string) => T): (text: string) => T {
  let last: { text: string; made: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}

/** Number of characters (UTF-16 code units) of a range that are not white space. */
export type CountNonBlank = (start: number, end: number) => number;

/** A counter over one text: each count takes the same short time, whatever the length of the range. */
export function nonBlankCounter(text: string): CountNonBlank {
  const before = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) before[i + 1] = before[i]! + (isBlank(text.charCodeAt(i)) ? 0 : 1);
  return (start, end) => before[end]! - before[start]!;
}

/** White space as `\s` has it, told from the code unit alone. */
export function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0xa0) return false;
  // Asked of every character of every text: most are Chinese ones, and those stand above all blanks but one.
  if (code > 0x3000) return code === 0xfeff;
  return (
    code === 0x3000 ||
    code === 0xa0 ||
    (code >= 0x2000 &&
      (code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f)) ||
    code === 0x1680
  );
}
