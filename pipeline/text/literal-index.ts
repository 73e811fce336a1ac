/**
 * Which rows of a table a text may fire, by the literals that each row cannot do without: one walk over
 * the text instead of one for each row. A row that is not named does not fire; one that is named may.
 */

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

/** Texts looked at lately, one a place: a table's rows are asked one by one, and lines several times over. */
const PLACES = 16;

export class LiteralIndex {
  readonly #singles: Keys;
  readonly #pairs: Keys;
  /** Rows of which nothing is known: they may always fire. */
  readonly #always: Uint8Array;
  readonly #kept: Kept[];

  /** @param rows the literals of each row, none of them empty; undefined where none are known */
  constructor(rows: ReadonlyArray<readonly string[] | undefined>) {
    const singles = new Map<number, number[]>();
    const pairs = new Map<number, number[]>();
    this.#always = Uint8Array.from(rows, (literals) => (literals === undefined ? 1 : 0));
    rows.forEach((literals, row) => {
      for (const literal of literals ?? []) {
        const [keys, key] =
          literal.length === 1
            ? [singles, literal.charCodeAt(0)]
            : [pairs, pairOf(literal, literal.length - 2)];
        const own = keys.get(key);
        if (own === undefined) keys.set(key, [row]);
        else if (own.at(-1) !== row) own.push(row);
      }
    });
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
    for (let i = 0; i < length; i++) {
      this.#singles.mark(text.charCodeAt(i), marks);
      if (i + 1 < length) this.#pairs.mark(pairOf(text, i), marks);
    }
    return marks;
  }
}

function pairOf(text: string, i: number): number {
  return (text.charCodeAt(i) << 16) | text.charCodeAt(i + 1);
}
