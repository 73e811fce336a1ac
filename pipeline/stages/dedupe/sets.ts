/** Shingle sets of the articles being compared: made from the text when first asked for, forgotten when there are too many. */
import { comparedSet } from "./signature.ts";

/** The clean text of an article, at once: candidates are compared in a pass that does not wait. */
export type TextOf = (id: string) => string;

/** Shingles held at a time; 64 MB. */
const HELD = 1 << 24;

export class ShingleSets {
  readonly #textOf: (key: number) => string;
  /** In order of use: the one not used for longest comes first. */
  readonly #sets = new Map<number, Uint32Array>();
  #held = 0;

  constructor(textOf: (key: number) => string) {
    this.#textOf = textOf;
  }

  of(key: number): Uint32Array {
    let set = this.#sets.get(key);
    if (set === undefined) {
      set = comparedSet(this.#textOf(key));
      this.#held += set.length;
    } else this.#sets.delete(key);
    this.#sets.set(key, set);
    for (const [oldest, { length }] of this.#sets) {
      if (this.#held <= HELD || oldest === key) break;
      this.#sets.delete(oldest);
      this.#held -= length;
    }
    return set;
  }
}
