/** Items that give the same advice, grouped: by keys, else by wording. Order of the input plays no part. */
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { compareText } from "../../text/order.ts";
import { bigrams, jaccard } from "./fold.ts";
import { deskOf, keysOf, standsAlone } from "./keys.ts";

export interface Cluster {
  readonly kind: Candidate["kind"];
  /** The key its members share; undefined where wording alone brought them together. */
  readonly key?: string;
  readonly members: readonly Candidate[];
}

/** Likeness of wording above which two items say the same in the same words (spun copies stay above .5). */
const SAME_WORDING = 0.5;

export function cluster(items: readonly Candidate[], subject: Subject): Cluster[] {
  const sorted = [...items].sort(byPlace);
  const keys = sorted.map((i) => keysOf(i, subject));
  const parent = sorted.map((_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  const groups = new Map<number, number[]>(sorted.map((_, i) => [i, [i]]));
  const lists = sorted.map((i) => new Set(i.list === undefined ? [] : [`${i.document} ${i.list}`]));
  const alone = sorted.map((i) => standsAlone(i, subject));
  const join = (a: number, b: number) => {
    if (alone[a] || alone[b]) return;
    const [x, y] = [find(a), find(b)].sort((p, q) => p - q) as [number, number];
    if (x === y) return;
    // Two items of one list are never the same advice, directly or through others.
    const [few, many] = [lists[x]!, lists[y]!].sort((p, q) => p.size - q.size) as [Set<string>, Set<string>];
    for (const list of few) if (many.has(list)) return;
    for (const list of few) many.add(list);
    lists[x] = many;
    parent[y] = x;
    groups.get(x)!.push(...groups.get(y)!);
    groups.delete(y);
  };

  const byKey = new Map<string, number[]>();
  keys.forEach((list, i) => {
    for (const key of list) {
      const full = `${sorted[i]!.kind} ${key}`;
      const same = byKey.get(full);
      if (same) same.push(i);
      else byKey.set(full, [i]);
    }
  });
  for (const same of byKey.values()) for (const other of same.slice(1)) join(same[0]!, other);
  joinMentions(sorted, keys, join);
  joinByWording(sorted, keys, join);

  const out = [...groups.values()].map((indexes) => {
    const members = indexes.map((i) => sorted[i]!).sort(byPlace);
    const key = commonest(indexes.flatMap((i) => keys[i]!));
    return { kind: members[0]!.kind, ...(key !== undefined && { key }), members };
  });
  return out;
}

/** A channel mentioned without number or path belongs to its own article's channel to the same desk and product. */
function joinMentions(
  items: readonly Candidate[],
  keys: ReadonlyArray<readonly string[]>,
  join: (a: number, b: number) => void,
): void {
  const stated = new Map<string, number[]>();
  items.forEach((item, i) => {
    if (item.kind !== "channel" || keys[i]!.length === 0) return;
    const own = stated.get(item.document);
    if (own) own.push(i);
    else stated.set(item.document, [i]);
  });
  items.forEach((item, i) => {
    if (item.kind !== "channel" || keys[i]!.length > 0 || item.slots.phones || item.slots.path) return;
    const desk = deskOf(item);
    if (desk === undefined) return;
    const owner = (stated.get(item.document) ?? []).find((j) => {
      const other = items[j]!;
      const shares = item.products.length === 0 || other.products.some((p) => item.products.includes(p));
      return shares && deskOf(other) === desk;
    });
    if (owner !== undefined) join(owner, i);
  });
}

/** Alike in wording, and not told apart by what they name: another number is another desk, however alike the sentence. */
function joinByWording(
  items: readonly Candidate[],
  keys: ReadonlyArray<readonly string[]>,
  join: (a: number, b: number) => void,
): void {
  const apart = (i: number, j: number) =>
    keys[i]!.length > 0 && keys[j]!.length > 0 && !keys[i]!.some((k) => keys[j]!.includes(k));
  const shingles = items.map((i) => bigrams(i.text));
  const byBigram = new Map<string, number[]>();
  shingles.forEach((set, i) => {
    for (const s of set) {
      const list = byBigram.get(`${items[i]!.kind}${s}`);
      if (list) list.push(i);
      else byBigram.set(`${items[i]!.kind}${s}`, [i]);
    }
  });
  shingles.forEach((set, i) => {
    const shared = new Map<number, number>();
    for (const s of set)
      for (const j of byBigram.get(`${items[i]!.kind}${s}`)!)
        if (j < i) shared.set(j, (shared.get(j) ?? 0) + 1);
    for (const [j, n] of shared) {
      // An upper bound on the likeness, before the exact figure.
      if (n / Math.max(set.size, shingles[j]!.size) < SAME_WORDING) continue;
      if (!apart(i, j) && jaccard(set, shingles[j]!) >= SAME_WORDING) join(j, i);
    }
  });
}

function commonest(keys: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const k of keys) counts.set(k, (counts.get(k) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

/** A total order that depends on the items alone. */
export function byPlace(a: Candidate, b: Candidate): number {
  return (
    compareText(a.document, b.document) ||
    a.rawStart - b.rawStart ||
    a.rawEnd - b.rawEnd ||
    compareText(a.kind, b.kind)
  );
}
