/**
 * Which rows of a table a text may fire, by the literals that each row cannot do without: one walk over
 * the text instead of one for each row. A row that is not named does not fire; one that is named may.
 */

/** For each code unit what keys begin with it: a walk over a text goes on at once at those that begin none. */
const SINGLE = 1;
const PAIR = 2;

/** By a pair of code units (or a single one): the rows that one of their literals is looked for by. */
class Keys {
  readonly #keys: Int32Array;
  /** Where the rows of a key begin in `#rows`, whose first is their number. */
  readonly #starts: Int32Array;
  readonly #rows: Uint16Array;

  constructor(rows: ReadonlyMap<number, readonly number[]>) {
    let size = 16;
    while (size < 4 * rows.size) size *= 2;
    this.#keys = new Int32Array(size);
    this.#starts = new Int32Array(size).fill(-1);
    const all: number[] = [];
    for (const [key, own] of rows) {
      let at = scatter(key) & (size - 1);
      while (this.#starts[at] !== -1) at = (at + 1) & (size - 1);
      this.#keys[at] = key;
      this.#starts[at] = all.length;
      all.push(own.length, ...own);
    }
    this.#rows = Uint16Array.from(all);
  }

  /** Mark the rows of a key. */
  mark(key: number, marks: Uint8Array): void {
    const last = this.#keys.length - 1;
    for (let at = scatter(key) & last; ; at = (at + 1) & last) {
      const start = this.#starts[at]!;
      if (start === -1) return;
      if (this.#keys[at] !== key) continue;
      const end = start + 1 + this.#rows[start]!;
      for (let i = start + 1; i < end; i++) marks[this.#rows[i]!] = 1;
      return;
    }
  }
}

function scatter(key: number): number {
  const h = Math.imul(key, 0x9e3779b1);
  return h ^ (h >>> 15);
}

interface Kept {
  text: string;
  readonly marks: Uint8Array;
}

/**
 * Texts looked at lately, one a place: a table's rows are asked one by one, and the lines of a page several
 * times over.
 */
const PLACES = 128;

export class LiteralIndex {
  readonly #singles: Keys;
  readonly #pairs: Keys;
  readonly #begins: Uint8Array;
  /** Rows of which nothing is known: they may always fire. */
  readonly #always: Uint8Array;
  readonly #kept: Kept[];

  /**
   * @param rows the literals of each row, none of them empty; undefined where none are known
   * @param ignoreCase whether letters, told in lower case, stand for those in upper case as well
   */
  constructor(rows: ReadonlyArray<readonly string[] | undefined>, ignoreCase = false) {
    const singles = new Map<number, number[]>();
    const pairs = new Map<number, number[]>();
    const begins = new Uint8Array(0x10000);
    const enter = (keys: Map<number, number[]>, key: number, row: number) => {
      const own = keys.get(key);
      if (own === undefined) keys.set(key, [row]);
      else if (own.at(-1) !== row) own.push(row);
    };
    this.#always = Uint8Array.from(rows, (literals) => (literals === undefined ? 1 : 0));
    rows.forEach((literals, row) => {
      for (const literal of literals ?? []) {
        const [a, b] = [literal.charCodeAt(literal.length - 2), literal.charCodeAt(literal.length - 1)];
        for (const last of ignoreCase ? casesOf(b) : [b]) {
          if (literal.length === 1) {
            begins[last]! |= SINGLE;
            enter(singles, last, row);
            continue;
          }
          for (const first of ignoreCase ? casesOf(a) : [a]) {
            begins[first]! |= PAIR;
            enter(pairs, (first << 16) | last, row);
          }
        }
      }
    });
    this.#begins = begins;
    this.#singles = new Keys(singles);
    this.#pairs = new Keys(pairs);
    this.#kept = Array.from({ length: PLACES }, () => ({ text: "", marks: this.#always.slice() }));
  }

  /** By row: 1 where it may fire in `text`. Good until the next call. */
  marks(text: string): Uint8Array {
    const { length } = text;
    const mixed = scatter(
      length + (length > 0 ? text.charCodeAt(0) ^ (text.charCodeAt(length >> 1) << 8) : 0),
    );
    const place = this.#kept[(mixed >>> 8) % PLACES]!;
    const { marks } = place;
    if (place.text === text) return marks;
    place.text = text;
    marks.set(this.#always);
    const begins = this.#begins;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      const kinds = begins[code]!;
      if (kinds === 0) continue;
      if ((kinds & SINGLE) !== 0) this.#singles.mark(code, marks);
      if ((kinds & PAIR) !== 0 && i + 1 < length)
        this.#pairs.mark((code << 16) | text.charCodeAt(i + 1), marks);
    }
    return marks;
  }
}

/** A code unit with those that a pattern with flags `iu` takes for the same: of ASCII letters there are two from elsewhere. */
function casesOf(code: number): number[] {
  if (code < 0x61 || code > 0x7a) return [code];
  const own = [code, code - 0x20];
  if (code === 0x6b) own.push(0x212a);
  if (code === 0x73) own.push(0x17f);
  return own;
}
