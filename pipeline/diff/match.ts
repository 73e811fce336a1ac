/**
 * Which item of one build is which of another. An id stays while the advice does, so an item that was
 * reworded, cut otherwise or relabelled may have another id: then its evidence tells, or else its words.
 */
import { compareText } from "../text/order.ts";
import { fold } from "../text/shingles.ts";
import { likeness } from "../text/similarity.ts";
import type { ComparedItem } from "./build.ts";

export interface Match {
  readonly before: ComparedItem;
  readonly after: ComparedItem;
}

export interface Matching {
  readonly matches: readonly Match[];
  readonly removed: readonly ComparedItem[];
  readonly added: readonly ComparedItem[];
}

/** How alike two items must be: less where they are of one kind, for neighbours overlap. */
const LEAST = { sameKind: 0.5, otherKind: 0.8 };
/** Of two pairs equally alike the one of one kind is taken. */
const SAME_KIND = 0.01;
/** Characters of a text that are compared. */
const MOST_COMPARED = 2000;
const GRAM = 3;
/** A run of characters that so many items hold tells nothing. */
const MOST_SHARING = 20;
/** Items sharing most runs that are looked at. */
const MOST_LOOKED_AT = 4;

/** Matches in the order of `after`; what is left over in the order of its build. */
export function matchItems(before: readonly ComparedItem[], after: readonly ComparedItem[]): Matching {
  const old = new Map(before.map((item) => [item.id, item]));
  const partner = new Map<ComparedItem, ComparedItem>();
  for (const item of after) {
    const same = old.get(item.id);
    if (same) partner.set(item, same);
  }
  const taken = new Set(partner.values());
  const join = (one: ComparedItem, other: ComparedItem) => {
    if (taken.has(one) || partner.has(other)) return;
    taken.add(one);
    partner.set(other, one);
  };
  const gone = () => before.filter((item) => !taken.has(item));
  const fresh = () => after.filter((item) => !partner.has(item));
  // The same words under another id: no need to look any further, of one kind or then of any.
  for (const keyOf of [
    ({ kind, text }: ComparedItem) => `${kind} ${text}`,
    ({ text }: ComparedItem) => text,
  ]) {
    const left = new Map(gone().map((item) => [keyOf(item), item]));
    for (const item of fresh()) {
      const same = left.get(keyOf(item));
      if (same) join(same, item);
    }
  }
  for (const { one, other } of closestFirst(gone(), fresh())) join(one, other);
  return {
    matches: after.flatMap((item) => {
      const same = partner.get(item);
      return same ? [{ before: same, after: item }] : [];
    }),
    removed: before.filter((item) => !taken.has(item)),
    added: after.filter((item) => !partner.has(item)),
  };
}

interface Pair {
  readonly one: ComparedItem;
  readonly other: ComparedItem;
  readonly score: number;
}

function closestFirst(gone: readonly ComparedItem[], fresh: readonly ComparedItem[]): Pair[] {
  const pairs: Pair[] = [];
  for (const [other, candidates] of candidatesOf(gone, fresh)) {
    for (const one of candidates) {
      const same = one.kind === other.kind;
      const score = alike(one, other);
      if (score < (same ? LEAST.sameKind : LEAST.otherKind)) continue;
      pairs.push({ one, other, score: same ? score + SAME_KIND : score });
    }
  }
  return pairs.sort(
    (a, b) => b.score - a.score || compareText(a.one.id, b.one.id) || compareText(a.other.id, b.other.id),
  );
}

/** Items that share a place or enough words to be worth a look. */
function* candidatesOf(
  gone: readonly ComparedItem[],
  fresh: readonly ComparedItem[],
): Generator<[ComparedItem, Set<ComparedItem>]> {
  const byDocument = new Map<string, Set<ComparedItem>>();
  const byGram = new Map<string, ComparedItem[]>();
  for (const item of gone) {
    for (const { document } of item.evidence) {
      const of = byDocument.get(document);
      if (of) of.add(item);
      else byDocument.set(document, new Set([item]));
    }
    for (const gram of gramsOf(item.text)) {
      const of = byGram.get(gram);
      if (!of) byGram.set(gram, [item]);
      else if (of.length <= MOST_SHARING) of.push(item);
    }
  }
  for (const item of fresh) {
    const found = new Set<ComparedItem>();
    for (const { document } of item.evidence) {
      for (const other of byDocument.get(document) ?? []) if (overlap(other, item) > 0) found.add(other);
    }
    const shared = new Map<ComparedItem, number>();
    for (const gram of gramsOf(item.text)) {
      const of = byGram.get(gram) ?? [];
      if (of.length > MOST_SHARING) continue;
      for (const other of of) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const most = [...shared]
      .sort(([a, n], [b, m]) => m - n || compareText(a.id, b.id))
      .slice(0, MOST_LOOKED_AT);
    for (const [other] of most) found.add(other);
    yield [item, found];
  }
}

function gramsOf(text: string): Set<string> {
  const folded = fold(text).slice(0, MOST_COMPARED);
  const grams = new Set<string>();
  for (let i = 0; i + GRAM <= folded.length; i++) grams.add(folded.slice(i, i + GRAM));
  return grams;
}

function alike(one: ComparedItem, other: ComparedItem): number {
  return Math.max(
    overlap(one, other),
    likeness(fold(one.text).slice(0, MOST_COMPARED), fold(other.text).slice(0, MOST_COMPARED)),
  );
}

/** Share of the longer of two places that both items stand on, at their best pair of places. */
function overlap(one: ComparedItem, other: ComparedItem): number {
  let best = 0;
  for (const a of one.evidence) {
    for (const b of other.evidence) {
      if (a.document !== b.document) continue;
      const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
      best = Math.max(best, shared / Math.max(a.end - a.start, b.end - b.start, 1));
    }
  }
  return best;
}
