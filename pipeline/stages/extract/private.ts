/**
 * Items that would quote what was taken out. The clean text has lost it, but evidence is raw text word
 * for word: a quote must not show a private number, and must not consist of furniture for the most
 * part. So an item is cut back to its longest run of sentences that does not touch such a place.
 */
import { holdsContact } from "../../text/private.ts";
import type { Range } from "../../text/sentences.ts";
import { sentences } from "../../text/sentences.ts";
import type { TracedText } from "../../text/traced.ts";

/** A place of the clean text where something was taken out. */
export interface Gap {
  /** Code units before it in the clean text. */
  readonly at: number;
  /** Characters taken out that are no blanks. */
  readonly size: number;
  /** Whether nobody may read them: no quote spans the place. */
  readonly forbidden: boolean;
}

const PRIVATE = "strip/private-";
/** Places of the clean text where something was taken out, in order. */
export function privatePlaces(traced: TracedText): Gap[] {
  const gaps = new Map<number, Gap>();
  for (const c of traced.changes) {
    // Markup is nobody's text, and a reading in brackets belongs to its character.
    if (c.after !== "" || c.rule.startsWith("ingest/") || c.rule.startsWith("repair/")) continue;
    const at = traced.currentOffset(c.start);
    const before = gaps.get(at);
    const forbidden = c.rule.startsWith(PRIVATE) || (c.rule.startsWith("strip/") && holdsContact(c.before));
    gaps.set(at, {
      at,
      size: (before?.size ?? 0) + Math.max(solid(c.before), solidWords(traced.raw.slice(c.start, c.end))),
      forbidden: forbidden || (before?.forbidden ?? false),
    });
  }
  return [...gaps.values()].sort((a, b) => a.at - b.at);
}

/**
 * @param range an item's range in the clean text
 * @returns the same range if a quote of it may be shown, its longest part that may be, or undefined
 *   where nothing is left
 */
export function withoutPrivate(text: string, range: Range, gaps: readonly Gap[]): Range | undefined {
  const inside = gaps.filter((g) => g.at > range.start && g.at < range.end);
  const taken = inside.reduce((n, g) => n + g.size, 0);
  const most = taken > 0 && taken >= solid(text.slice(range.start, range.end));
  const cuts = inside.filter((g) => g.forbidden || most).map((g) => g.at);
  if (cuts.length === 0) return range;
  let best: Range | undefined;
  let run: { start: number; end: number } | undefined;
  for (const s of sentences(text, range.start, range.end)) {
    // Something was taken out of the sentence itself, or stood between it and the one before.
    if (cuts.some((p) => p > s.start && p < s.end)) {
      run = undefined;
      continue;
    }
    if (run && !cuts.some((p) => p > run!.start && p <= s.start)) run.end = s.end;
    else run = { start: s.start, end: s.end };
    if (!best || run.end - run.start > best.end - best.start) best = { ...run };
  }
  return best;
}

/** As it was written, readings and spaced letters included: a quote shows the raw text. */
function solidWords(raw: string): number {
  return solid(raw.replace(/<[^>]*>/g, ""));
}

function solid(text: string): number {
  return text.replace(/\s+/g, "").length;
}
