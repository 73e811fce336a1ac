/**
 * Blocks of the page in the middle of an article: cards of products and lawyers, forms to fill in,
 * counters, boxes of titles. Rows know some lines of such a block; the short lines between them are
 * part of it.
 */
import { type Entry, isStub, LISTED, RANKED } from "./entries.ts";

/** Lines of a block are at most so long. */
const LONGEST = 30;
/** A question or a call of at most so many characters may be part of a block. */
const CALL = 28;
/** A block of which rows know so many lines, and this share, is a block down to its last known line. */
const LEAST_KNOWN = 3;
const KNOWN_SHARE = 0.3;

/**
 * Mark short lines between two pieces of furniture.
 *
 * @param from index of the first line looked at
 * @param to index past the last
 */
export function byBlocks(entries: readonly Entry[], from: number, to: number): void {
  for (let i = from; i < to; i++) {
    if (entries[i]!.row === undefined) continue;
    let end = i + 1;
    while (end < to && (entries[end]!.row !== undefined || isPart(entries[end]!))) end++;
    const block = entries.slice(i, end);
    const last = block.findLastIndex((e) => e.row !== undefined);
    const known = block.filter((e) => e.row !== undefined).length;
    const dense = known >= LEAST_KNOWN && known >= KNOWN_SHARE * (last + 1);
    for (let k = 1; k < last; k++) {
      const e = block[k]!;
      if (e.row !== undefined) continue;
      const alone = block[k - 1]!.row !== undefined && block[k + 1]!.row !== undefined;
      if (dense || (alone && isStub(e, LONGEST))) e.row = "beside-furniture";
    }
    i = end;
  }
}

function isPart(e: Entry): boolean {
  if (e.repeat || RANKED.test(e.text) || LISTED.test(e.text)) return false;
  return isStub(e, LONGEST) || (e.ends && e.plain.length <= CALL && !/[。；;]$/.test(e.text) && !e.heading);
}
