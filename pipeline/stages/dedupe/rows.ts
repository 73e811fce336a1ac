/** Pairs of unsigned 32-bit numbers, sorted by the first, then the second, by the sort that the engine has for 64-bit numbers. */

/** Which half of a 64-bit number comes first in memory. */
const LOW = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

export class Rows {
  readonly #rows: BigUint64Array;
  readonly #halves: Uint32Array;
  #length = 0;

  /** @param most rows there will be at most */
  constructor(most: number) {
    this.#rows = new BigUint64Array(most);
    this.#halves = new Uint32Array(this.#rows.buffer);
  }

  get length(): number {
    return this.#length;
  }

  push(key: number, value: number): void {
    this.#halves[2 * this.#length + HIGH] = key;
    this.#halves[2 * this.#length + LOW] = value;
    this.#length++;
  }

  key(i: number): number {
    return this.#halves[2 * i + HIGH]!;
  }

  value(i: number): number {
    return this.#halves[2 * i + LOW]!;
  }

  sort(): void {
    this.#rows.subarray(0, this.#length).sort();
  }
}
