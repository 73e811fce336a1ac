/**
 * The articles being compared, two at a time. Their sieves are made from the text when first asked for, their
 * shingle sets where a sieve does not settle it; both are forgotten when there are too many.
 */
import { uniqueSorted } from "../../text/shingles.ts";
import { compare, mayBeSame, type Sieve, sieveOf } from "./sameness.ts";
import { comparedShingles } from "./signature.ts";

/** The clean text of an article, at once: candidates are compared in a pass that does not wait. */
export type TextOf = (id: string) => string;

/** Shingles held at a time; 64 MB. */
const HELD = 1 << 24;
/** Sieves held at a time; 64 MB. */
const SIEVES = 1 << 15;

/**
 * Sieves by what a text says, for whoever compares a collection more than once: a text that has not changed
 * need not be read again.
 */
export class Sieves {
  /** In order of use: the one not used for longest comes first. */
  readonly #sieves = new Map<string, Sieve>();

  of(content: string, make: () => Sieve): Sieve {
    let sieve = this.#sieves.get(content);
    if (sieve === undefined) sieve = make();
    else this.#sieves.delete(content);
    this.#sieves.set(content, sieve);
    if (this.#sieves.size > SIEVES)
      for (const oldest of this.#sieves.keys()) {
        this.#sieves.delete(oldest);
        break;
      }
    return sieve;
  }
}

/** What is compared: an article by its number, what it says, and its text. */
export interface Texts {
  readonly contentOf: (key: number) => string;
  readonly textOf: (key: number) => string;
}

export class ShingleSets {
  readonly #texts: Texts;
  readonly #sieves: Sieves;
  /** In order of use: the one not used for longest comes first. */
  readonly #sets = new Map<number, Uint32Array>();
  #held = 0;

  constructor(texts: Texts, sieves = new Sieves()) {
    this.#texts = texts;
    this.#sieves = sieves;
  }

  /** Whether two articles are one text. */
  same(a: number, b: number): boolean {
    return mayBeSame(this.#sieve(a), this.#sieve(b)) && compare(this.#of(a), this.#of(b)).same;
  }

  /** Jaccard similarity of two articles. */
  jaccard(a: number, b: number): number {
    return compare(this.#of(a), this.#of(b)).jaccard;
  }

  #sieve(key: number): Sieve {
    return this.#sieves.of(this.#texts.contentOf(key), () =>
      sieveOf(comparedShingles(this.#texts.textOf(key))),
    );
  }

  #of(key: number): Uint32Array {
    let set = this.#sets.get(key);
    if (set === undefined) {
      set = uniqueSorted(comparedShingles(this.#texts.textOf(key)));
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
