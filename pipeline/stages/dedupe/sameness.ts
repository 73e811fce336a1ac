/** Whether two articles are one text: the exact comparison that confirms what keys have found. */
import { shared } from "../../text/shingles.ts";

/**
 * Jaccard similarity of 4-character shingles from which two articles are one text. Measured: a text and
 * its spin with 30 % of the words swapped .33 … .5, two independent articles on one subject at
 * most .06 (81 articles, 3,240 pairs).
 */
export const SAME_TEXT = 0.3;
/**
 * Share of the shorter one that stands in the other from which it is a partial copy, and least number of
 * shingles they share: half an article taken over gives .5; strangers have at most .14. A few sentences, a
 * notice or an article of a statute that both cite (some 60 to 120 characters) are less than
 * the second.
 */
const PARTIAL = 0.4;
const PARTIAL_SHINGLES = 150;
/** A compilation is no copy of the short pieces it collects: their lengths must be comparable. */
const COMPARABLE = 0.25;

/**
 * @param a set of shingle hashes, ascending
 * @param b as `a`
 * @returns Jaccard similarity, and whether the two are one text
 */
export function compare(
  a: Uint32Array,
  b: Uint32Array,
): { readonly jaccard: number; readonly same: boolean } {
  const common = shared(a, b);
  const union = a.length + b.length - common;
  if (union === 0) return { jaccard: 0, same: false };
  const [short, long] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  const partial = common >= PARTIAL_SHINGLES && common >= PARTIAL * short && short >= COMPARABLE * long;
  const jaccard = common / union;
  return { jaccard, same: partial || jaccard >= SAME_TEXT };
}

/** Bits of a sieve; two texts of a thousand characters that share nothing have some sixty of them in common. */
const BITS = 14;

/** What a text is made of, in 2 kB: enough to tell most pairs of texts apart without their sets. */
export interface Sieve {
  readonly bits: Uint32Array;
  /** How many bits are set: the text has at least so many different shingles. */
  readonly set: number;
  /** Shingles that may have fallen on a bit with another. */
  readonly hidden: number;
}

/** @param shingles hashes of all shingles of a text, in any order */
export function sieveOf(shingles: Uint32Array): Sieve {
  const bits = new Uint32Array(1 << (BITS - 5));
  for (const shingle of shingles) {
    const bit = shingle >>> (32 - BITS);
    bits[bit >>> 5]! |= 1 << (bit & 31);
  }
  let set = 0;
  for (const word of bits) set += ones(word);
  return { bits, set, hidden: shingles.length - set };
}

/** Share of all shingles of two texts of `SAME_TEXT` that they have in common, a little less for rounding. */
const LEAST_OF_BOTH = SAME_TEXT / (1 + SAME_TEXT) - 1e-3;

/**
 * Whether two texts may be one. A no is certain: what they have in common falls on bits that both have, and
 * no more of it shares a bit with other parts of it than shingles of either text do.
 */
export function mayBeSame(a: Sieve, b: Sieve): boolean {
  let most = Math.min(a.hidden, b.hidden);
  for (let i = 0; i < a.bits.length; i++) most += ones(a.bits[i]! & b.bits[i]!);
  return (
    most >= LEAST_OF_BOTH * (a.set + b.set) ||
    (most >= PARTIAL_SHINGLES && most >= PARTIAL * Math.min(a.set, b.set))
  );
}

/** Bits that are set in a 32-bit number. */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
