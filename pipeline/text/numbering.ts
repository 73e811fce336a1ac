/**
 * Numbers for 32-bit keys, in the order in which they come: what a `Map<number, …>` does, at a fifth of its
 * cost where keys are hashes or pairs of characters and there are hundreds of them a text.
 */

/** Places in the table at least, and for each key; and with how many it begins at most, however many keys are expected. */
const LEAST = 64;
const ROOM = 2;
const MOST = 1 << 16;
/** An odd number that spreads its bits (Knuth's multiplicative hashing). */
const MIX = 0x9e3779b1;

export class Numbering {
  #keys: Int32Array;
  /** Number of the key at a place plus one; 0 is empty. */
  #numbers: Int32Array;
  #shift: number;
  #size = 0;

  /** @param expected about how many keys there will be */
  constructor(expected = 0) {
    let [places, bits] = [LEAST, Math.log2(LEAST)];
    while (places < ROOM * expected && places < MOST) {
      places *= 2;
      bits++;
    }
    this.#keys = new Int32Array(places);
    this.#numbers = new Int32Array(places);
    this.#shift = 32 - bits;
  }

  /** How many keys there are. */
  get size(): number {
    return this.#size;
  }

  /**
   * @param key only its lower 32 bits count
   * @returns the number of the key, -1 where it has not come yet
   */
  find(key: number): number {
    return this.#numbers[this.#place(key | 0)]! - 1;
  }

  /** The number of the key; one that has not come yet gets the next, which is `size` before the call. */
  of(key: number): number {
    const place = this.#place(key | 0);
    const known = this.#numbers[place]!;
    if (known !== 0) return known - 1;
    this.#keys[place] = key;
    this.#numbers[place] = ++this.#size;
    if (this.#size * ROOM > this.#keys.length) this.#grow();
    return this.#size - 1;
  }

  #place(key: number): number {
    const keys = this.#keys;
    const numbers = this.#numbers;
    const last = keys.length - 1;
    let place = Math.imul(key, MIX) >>> this.#shift;
    while (numbers[place] !== 0 && keys[place] !== key) place = (place + 1) & last;
    return place;
  }

  #grow(): void {
    const [keys, numbers] = [this.#keys, this.#numbers];
    this.#keys = new Int32Array(2 * keys.length);
    this.#numbers = new Int32Array(2 * keys.length);
    this.#shift--;
    for (let i = 0; i < keys.length; i++) {
      if (numbers[i] === 0) continue;
      const place = this.#place(keys[i]!);
      this.#keys[place] = keys[i]!;
      this.#numbers[place] = numbers[i]!;
    }
  }
}
