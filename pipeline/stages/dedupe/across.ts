/**
 * Near-duplicates across articles: which articles are copies or spun versions of one text. Works
 * on a small summary of each article, so that articles can be read apart, and gives the same
 * answer whatever their order.
 */

import { bandKeys, estimate, sketchOf } from "../../text/minhash.ts";
import { containment, fold, hash32, jaccard, shingleSet } from "../../text/shingles.ts";
import { linesOf } from "../../text/text-lines.ts";

/** Characters of a shingle: at 4, two texts on one subject share little, two spins of one text much. */
export const SHINGLE = 4;
/**
 * Chance to look at a pair: 1 at Jaccard .45 (30 % of the words swapped in one of them), .99 at .27
 * (in both), .06 at .03 (two articles on one subject). 32 × 4, which is usual, has .73 and .15 for the
 * first two; the many pairs looked at in vain cost a comparison of sketches each, no more.
 */
const BANDS = 64;
const ROWS = 2;
/** Pairs whose sketches agree in less than this are not compared in full: below any Jaccard that counts, by three errors. */
const WORTH_COMPARING = 0.09;
/** Folded length from which a paragraph is worth a fingerprint of its own. */
const PARAGRAPH = 40;
/** A paragraph in more articles than this is a phrase of the trade, not a trace of copying. */
const COMMON_PARAGRAPH = 64;
/** Texts shorter than this (folded) are only compared for equality. */
const SHORTEST = 80;
/**
 * Verified sameness from which two articles are one text. Measured: two spins of one text at 30 %
 * swapped words .34 … .5, independent articles on one subject at most .08 (27 articles, 351 pairs).
 */
export const SAME_TEXT = 0.3;

/** What is kept of an article to find its near-duplicates; plain JSON. */
export interface Signature {
  /** Of the folded text: equal hashes and lengths are equal texts. */
  readonly hash: string;
  /** Length of the folded text. */
  readonly length: number;
  /** MinHash of its shingles. */
  readonly sketch: readonly number[];
  /** Hashes of its longer paragraphs: partial copies, which a sketch of the whole misses. */
  readonly paragraphs: readonly number[];
}

export interface Candidate {
  readonly id: string;
  readonly signature: Signature;
  /** The clean text; read only where the signatures give rise to it. */
  readonly text: string | (() => string);
}

export interface DuplicateOf {
  /** Id of the survivor: the least of its group. */
  readonly duplicateOf: string;
  /** Jaccard similarity of shingles to the survivor; 1 exactly for equal folded texts. */
  readonly similarity: number;
}

/** Summarize a clean text. Pure; about 0.1 ms for 1,500 characters. */
export function signature(text: string): Signature {
  const folded = fold(text);
  const paragraphs = linesOf(text)
    .map((line) => fold(line.text))
    .filter((line) => line.length >= PARAGRAPH)
    .map((line) => hash32(line));
  return {
    hash: hex(hash32(folded)) + hex(hash32(folded, 0x12345679)),
    length: folded.length,
    sketch: [...sketchOf(shingleSet(folded, SHINGLE))],
    paragraphs: [...new Set(paragraphs)],
  };
}

/**
 * How much two clean texts are one text, by sets of 4-character shingles: the Jaccard similarity,
 * or the share of the shorter one that stands in the other where that says more and the shorter
 * one is no mere excerpt.
 */
export function sameness(a: Uint32Array, b: Uint32Array): number {
  const [short, long] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  if (long === 0) return 0;
  const union = jaccard(a, b);
  // A few sentences lie in any long text on the subject; at comparable length they do not.
  return short / long >= 0.25 ? Math.max(union, containment(a, b)) : union;
}

/**
 * Group near-duplicates.
 *
 * @param entries every article once; ids are distinct
 * @returns for each article that repeats another: the survivor of its group (the least id) and
 *   the similarity to it. Articles that stand alone, and survivors, are absent. Keys in order of id.
 */
export function groupNearDuplicates(entries: readonly Candidate[]): Map<string, DuplicateOf> {
  const sorted = entries
    .filter((e) => e.signature.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const groups = new Groups(sorted.length);
  const leaders = groupEqual(sorted, groups);
  const sets = new Map<number, Uint32Array>();
  const setOf = (i: number): Uint32Array => {
    let set = sets.get(i);
    if (set === undefined) {
      const { text } = sorted[i]!;
      set = shingleSet(fold(typeof text === "string" ? text : text()), SHINGLE);
      sets.set(i, set);
    }
    return set;
  };
  // Which pairs of one group are compared does not matter: the group is the closure of all that hold.
  const sketches = sorted.map((e) => Uint32Array.from(e.signature.sketch));
  for (const { members, partial } of buckets(sorted, leaders, sketches)) {
    for (let y = 1; y < members.length; y++) {
      for (let x = 0; x < y; x++) {
        const [i, j] = [members[x]!, members[y]!];
        if (groups.find(i) === groups.find(j)) continue;
        if (!partial && estimate(sketches[i]!, sketches[j]!) < WORTH_COMPARING) continue;
        if (sameness(setOf(i), setOf(j)) >= SAME_TEXT) groups.join(i, j);
      }
    }
  }
  const out = new Map<string, DuplicateOf>();
  sorted.forEach((entry, i) => {
    const survivor = groups.find(i);
    if (survivor === i) return;
    const first = sorted[survivor]!;
    const equal = sameSignature(first.signature, entry.signature);
    const similarity = equal
      ? 1
      : Math.min(0.9999, Math.round(jaccard(setOf(i), setOf(survivor)) * 1e4) / 1e4);
    out.set(entry.id, { duplicateOf: first.id, similarity });
  });
  return out;
}

/** Equal texts join at once, so that only one of them goes through the buckets. */
function groupEqual(sorted: readonly Candidate[], groups: Groups): number[] {
  const first = new Map<string, number>();
  const leaders: number[] = [];
  sorted.forEach((entry, i) => {
    const key = `${entry.signature.hash}.${entry.signature.length}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, i);
      leaders.push(i);
    } else groups.join(earlier, i);
  });
  return leaders;
}

interface Bucket {
  readonly members: readonly number[];
  /** They share a paragraph: sketches of the whole say little about them. */
  readonly partial: boolean;
}

/** Articles that share a band of their sketches, or a paragraph. */
function* buckets(
  sorted: readonly Candidate[],
  leaders: readonly number[],
  sketches: readonly Uint32Array[],
): Generator<Bucket> {
  const bands = new Map<string, number[]>();
  const paragraphs = new Map<number, number[]>();
  for (const i of leaders) {
    const { length, paragraphs: own } = sorted[i]!.signature;
    if (length < SHORTEST) continue;
    for (const key of bandKeys(sketches[i]!, BANDS, ROWS)) put(bands, key, i);
    for (const hash of own) put(paragraphs, hash, i);
  }
  for (const members of bands.values()) if (members.length > 1) yield { members, partial: false };
  for (const members of paragraphs.values()) {
    if (members.length > 1 && members.length <= COMMON_PARAGRAPH) yield { members, partial: true };
  }
}

function put<K>(map: Map<K, number[]>, key: K, i: number): void {
  const bucket = map.get(key);
  if (bucket === undefined) map.set(key, [i]);
  else bucket.push(i);
}

function sameSignature(a: Signature, b: Signature): boolean {
  return a.hash === b.hash && a.length === b.length;
}

function hex(n: number): string {
  return n.toString(16).padStart(8, "0");
}

/** Disjoint sets whose representative is the least member. */
class Groups {
  readonly #parent: Int32Array;
  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
  }
  find(i: number): number {
    let root = i;
    while (this.#parent[root]! !== root) root = this.#parent[root]!;
    for (let at = i; at !== root; ) {
      const next = this.#parent[at]!;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }
  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    this.#parent[Math.max(x, y)] = Math.min(x, y);
  }
}
