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
