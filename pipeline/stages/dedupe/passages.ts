/**
 * Passages that articles share: paragraphs of one that stand, word for word or with words swapped, in
 * another. Winnowed fingerprints find the candidates, an alignment confirms them.
 */
import { fold, shared, shingleHashes, winnow } from "../../text/shingles.ts";
import { likeness } from "../../text/similarity.ts";
import { linesOf } from "../../text/text-lines.ts";

/** One passage in two articles; places are `[start, end)` in their texts. */
export interface Passage {
  readonly aId: string;
  readonly bId: string;
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  /** Likeness of the two, 0 … 1. */
  readonly alike: number;
}

/** Folded length from which a paragraph is worth finding again. */
const SHORTEST = 30;
/** Longer paragraphs are aligned by their beginnings. */
const COMPARED = 2_000;
const WINNOW_K = 5;
const WINNOW_W = 4;
/** Share of fingerprints that makes a candidate, and likeness that makes a passage. */
const CANDIDATE = 0.15;
const SAME = 0.7;
/** A fingerprint in more paragraphs than this is a phrase of the trade. */
const COMMON = 64;

interface Paragraph {
  readonly id: string;
  readonly place: readonly [number, number];
  readonly folded: string;
  readonly prints: Uint32Array;
}

/**
 * @param articles ids are distinct
 * @returns the likest counterpart of each paragraph in each other article, in order of the ids and places
 */
export function sharedPassages(articles: ReadonlyArray<{ id: string; text: string }>): Passage[] {
  const sorted = articles.toSorted((x, y) => (x.id < y.id ? -1 : x.id > y.id ? 1 : 0));
  const paragraphs: Paragraph[] = [];
  const index = new Map<number, number[]>();
  const out: Passage[] = [];
  for (const { id, text } of sorted) {
    const first = paragraphs.length;
    for (const line of linesOf(text)) {
      const folded = fold(line.text);
      if (folded.length < SHORTEST) continue;
      const prints = winnow(shingleHashes(folded, WINNOW_K), WINNOW_W);
      const own: Paragraph = { id, place: [line.start, line.end], folded, prints };
      out.push(...counterparts(own, paragraphs, index, first));
      paragraphs.push(own);
    }
    // Only now: a paragraph is looked for in other articles.
    for (let i = first; i < paragraphs.length; i++) {
      for (const print of paragraphs[i]!.prints) {
        const at = index.get(print);
        if (at === undefined) index.set(print, [i]);
        else if (at.length < COMMON) at.push(i);
      }
    }
  }
  const order = (x: Passage, y: Passage) =>
    (x.aId < y.aId ? -1 : x.aId > y.aId ? 1 : 0) ||
    (x.bId < y.bId ? -1 : x.bId > y.bId ? 1 : 0) ||
    x.a[0] - y.a[0] ||
    x.b[0] - y.b[0];
  return out.sort(order);
}

/** The likest paragraph of each earlier article, where one is like enough. */
function counterparts(
  own: Paragraph,
  paragraphs: readonly Paragraph[],
  index: ReadonlyMap<number, readonly number[]>,
  first: number,
): Passage[] {
  const candidates = new Set<number>();
  for (const print of own.prints) for (const i of index.get(print) ?? []) if (i < first) candidates.add(i);
  const best = new Map<string, Passage>();
  for (const i of [...candidates].sort((x, y) => x - y)) {
    const earlier = paragraphs[i]!;
    const least = Math.min(own.prints.length, earlier.prints.length);
    if (shared(own.prints, earlier.prints) < CANDIDATE * least) continue;
    const alike = likeness(own.folded.slice(0, COMPARED), earlier.folded.slice(0, COMPARED));
    if (alike < SAME || alike <= (best.get(earlier.id)?.alike ?? 0)) continue;
    best.set(earlier.id, { aId: earlier.id, bId: own.id, a: earlier.place, b: own.place, alike });
  }
  return [...best.values()];
}
