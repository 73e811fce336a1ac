/**
 * Where a pass puts numbers aside for the next one. Passes over many articles ask for piles and do not
 * know whether they lie in memory or on disk.
 */

/** A sequence of unsigned 32-bit numbers, written once from the beginning, then read as often as needed. */
export interface Pile {
  push(value: number): void;
  /** Numbers written so far. */
  readonly length: number;
  /** All of them in order, in pieces of any size; a piece is valid until the next one is asked for. */
  pieces(): Iterable<Uint32Array>;
  /** Give its space back; nothing may be read any more. */
  drop(): void;
}

export type MakePile = (name: string) => Pile;

/** A pile in memory. */
export function memoryPile(): Pile {
  let values = new Uint32Array(1024);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    get length() {
      return length;
    },
    *pieces() {
      yield values.subarray(0, length);
    },
    drop() {
      values = new Uint32Array(0);
      length = 0;
    },
  };
}

/** Reads a pile number by number. */
export class PileReader {
  readonly #pieces: Iterator<Uint32Array>;
  #piece: Uint32Array = new Uint32Array(0);
  #at = 0;

  constructor(pile: Pile) {
    this.#pieces = pile.pieces()[Symbol.iterator]();
  }

  /** @returns the next number, or -1 at the end */
  next(): number {
    while (this.#at === this.#piece.length) {
      const { value, done } = this.#pieces.next();
      if (done) return -1;
      this.#piece = value;
      this.#at = 0;
    }
    return this.#piece[this.#at++]!;
  }
}
