/** Which pairs of articles are worth comparing in full, by the keys they share. */
import { isBand } from "./signature.ts";

/**
 * Nodes with a key that others are compared with: what a common key costs at most. Measured on 5,000 copies
 * of one text: whole at 20 % swapped words in each; at 30 %, where most pairs of copies are no pair any
 * more, all but 32 in one group (with 32 heads all but 16). 100,000 articles: recall .999 at 30 %, 1 else.
 */
export const HEADS = 16;

/** Least number of prints in common, and least share of the prints of the one that has fewer. */
const LEAST_PRINTS = 2;
const SHARE_OF_PRINTS = 0.1;
/** Bands are counted apart from prints, in the upper bits of a score. */
const BAND = 1 << 20;
/** Bands in common that do without prints. */
const LEAST_BANDS = 2;

/** What one common key adds to the score of a pair. */
export function scoreOf(key: number): number {
  return isBand(key) ? BAND : 1;
}

/**
 * @param score sum over the common keys that count
 * @param a number of prints of the one article
 * @param b number of prints of the other
 */
export function enough(score: number, a: number, b: number): boolean {
  const bands = Math.floor(score / BAND);
  const prints = score % BAND;
  return bands >= LEAST_BANDS || (prints >= LEAST_PRINTS && prints >= SHARE_OF_PRINTS * Math.min(a, b));
}
