/**
 * Items that would quote a private number. The clean text has lost it, but evidence is raw text word
 * for word; so an item is cut back to its longest run of sentences that does not touch the place.
 */
import type { Range } from "../../text/sentences.ts";
import { sentences } from "../../text/sentences.ts";
import type { TracedText } from "../../text/traced.ts";

const PRIVATE = "strip/private-";

/** Places of the clean text where a private number or address stood. */
export function privatePlaces(traced: TracedText): number[] {
  return traced.changes.filter((c) => c.rule.startsWith(PRIVATE)).map((c) => traced.currentOffset(c.start));
}

/**
 * @param range an item's range in the clean text
 * @returns the same range if it spans none of the places, its longest part that does not, or
 *   undefined where nothing is left
 */
export function withoutPrivate(text: string, range: Range, places: readonly number[]): Range | undefined {
  const inside = places.filter((p) => p > range.start && p < range.end);
  if (inside.length === 0) return range;
  let best: Range | undefined;
  let run: { start: number; end: number } | undefined;
  for (const s of sentences(text, range.start, range.end)) {
    if (inside.some((p) => p >= s.start && p <= s.end)) run = undefined;
    else if (run) run.end = s.end;
    else run = { start: s.start, end: s.end };
    if (run && (!best || run.end - run.start > best.end - best.start)) best = { ...run };
  }
  return best;
}
