/**
 * Passages that articles share: sentences in a row of one that stand, word for word or with words swapped,
 * in another, whatever its paragraphs are. Winnowed fingerprints find the candidates, an alignment
 * confirms them, and what is next to one another in both articles is one passage.
 */
import { compareText } from "../../text/order.ts";
import { sentences } from "../../text/sentences.ts";
import { fold, shared, shingleHashes, winnow } from "../../text/shingles.ts";
import { likeness } from "../../text/similarity.ts";

/** One passage in two articles; places are `[start, end)` in their texts. */
export interface Passage {
  readonly aId: string;
  readonly bId: string;
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  /** Likeness of the sentences, 0 … 1, the longer ones counting more. */
  readonly alike: number;
}

/** Folded length from which a passage is worth telling: a shorter one is a phrase. */
const SHORTEST = 30;
/** A shorter sentence is no evidence by itself; it may stand between two that are. */
const SHORTEST_SENTENCE = 8;
/** Longer sentences are aligned by their beginnings. */
const COMPARED = 2_000;
const WINNOW_K = 5;
const WINNOW_W = 4;
/** Share of fingerprints that makes a candidate, and likeness that makes a sentence the same. */
const CANDIDATE = 0.15;
const SAME = 0.7;
/** A fingerprint in more sentences than this is a phrase of the trade. */
const COMMON = 64;
/** Sentences without a counterpart that a passage may run across. */
const GAP = 1;

interface Sentence {
  readonly id: string;
  /** Its number in the article, and that of its line. */
  readonly at: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly prints: Uint32Array;
}

interface Match {
  readonly a: Sentence;
  readonly b: Sentence;
  readonly alike: number;
}

/**
 * @param articles ids are distinct
 * @returns passages in order of the ids and places; `aId` is the lesser id
 */
export function sharedPassages(articles: ReadonlyArray<{ id: string; text: string }>): Passage[] {
  const sorted = articles.toSorted((x, y) => compareText(x.id, y.id));
  const all: Sentence[] = [];
  const index = new Map<number, number[]>();
  const out: Passage[] = [];
  for (const { id, text } of sorted) {
    const first = all.length;
    const matches = new Map<string, Match[]>();
    for (const own of sentencesOf(id, text)) {
      for (const match of counterparts(own, all, index, first)) {
        const list = matches.get(match.a.id);
        if (list === undefined) matches.set(match.a.id, [match]);
        else list.push(match);
      }
      all.push(own);
    }
    for (const list of matches.values()) out.push(...passagesOf(list));
    // Only now: a sentence is looked for in other articles.
    for (let i = first; i < all.length; i++) {
      for (const print of all[i]!.prints) {
        const at = index.get(print);
        if (at === undefined) index.set(print, [i]);
        else if (at.length < COMMON) at.push(i);
      }
    }
  }
  const order = (x: Passage, y: Passage) =>
    compareText(x.aId, y.aId) || compareText(x.bId, y.bId) || x.a[0] - y.a[0] || x.b[0] - y.b[0];
  return out.sort(order);
}

function sentencesOf(id: string, text: string): Sentence[] {
  let line = 0;
  let counted = 0;
  return sentences(text).map(({ start, end }, at) => {
    for (; counted < start; counted++) if (text[counted] === "\n") line++;
    const folded = fold(text.slice(start, end));
    const prints =
      folded.length < SHORTEST_SENTENCE
        ? new Uint32Array(0)
        : winnow(shingleHashes(folded, WINNOW_K), WINNOW_W);
    return { id, at, line, start, end, folded, prints };
  });
}

/** The likest sentence of each earlier article, where one is like enough. */
function counterparts(
  own: Sentence,
  all: readonly Sentence[],
  index: ReadonlyMap<number, readonly number[]>,
  first: number,
): Match[] {
  const candidates = new Set<number>();
  for (const print of own.prints) for (const i of index.get(print) ?? []) if (i < first) candidates.add(i);
  const best = new Map<string, Match>();
  for (const i of [...candidates].sort((x, y) => x - y)) {
    const earlier = all[i]!;
    const least = Math.min(own.prints.length, earlier.prints.length);
    if (shared(own.prints, earlier.prints) < CANDIDATE * least) continue;
    const alike = likeness(own.folded.slice(0, COMPARED), earlier.folded.slice(0, COMPARED));
    if (alike < SAME || alike <= (best.get(earlier.id)?.alike ?? 0)) continue;
    best.set(earlier.id, { a: earlier, b: own, alike });
  }
  return [...best.values()];
}

/**
 * Matches of two articles, in the order of the one, put together where they are next to one another in
 * both. A line that ends in both ends the passage: paragraphs that correspond are told one by one.
 */
function passagesOf(matches: readonly Match[]): Passage[] {
  const out: Passage[] = [];
  let run: Match[] = [];
  const close = () => {
    const length = run.reduce((n, { b }) => n + b.folded.length, 0);
    const [from, to] = [run[0], run.at(-1)];
    if (from !== undefined && to !== undefined && length >= SHORTEST) {
      out.push({
        aId: from.a.id,
        bId: from.b.id,
        a: [from.a.start, to.a.end],
        b: [from.b.start, to.b.end],
        alike: run.reduce((n, { b, alike }) => n + alike * b.folded.length, 0) / length,
      });
    }
    run = [];
  };
  for (const match of matches) {
    const last = run.at(-1);
    if (last !== undefined) {
      const [a, b] = [match.a.at - last.a.at, match.b.at - last.b.at];
      const near = a >= 1 && a <= GAP + 1 && b >= 1 && b <= GAP + 1;
      if (!near || (match.a.line !== last.a.line && match.b.line !== last.b.line)) close();
    }
    run.push(match);
  }
  close();
  return out;
}
