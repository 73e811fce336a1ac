/** Items that give the same advice, grouped: by keys, else by wording. Order of the input plays no part. */
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { compareText } from "../../text/order.ts";
import { deskOf, keysOf, standsAlone } from "./keys.ts";
import { forAlike } from "./likeness.ts";

export interface Cluster {
  readonly kind: Candidate["kind"];
  /** The least of its members' keys; undefined where wording alone brought them together. */
  readonly key?: string;
  /** Whether it is an item that may share a card with none. */
  readonly alone: boolean;
  readonly members: readonly Candidate[];
}

/** Likeness of wording from which two items say the same in the same words (spun copies stay above .5). */
const SAME_WORDING = 0.5;

type Join = (a: number, b: number) => void;

export function cluster(items: readonly Candidate[], subject: Subject): Cluster[] {
  const sorted = [...items].sort(byPlace);
  const keys = ranked(
    sorted,
    sorted.map((i) => keysOf(i, subject)),
  );
  const alone = sorted.map((i) => standsAlone(i, subject));
  const groups = new Groups(sorted);
  const join: Join = (a, b) => {
    if (!alone[a] && !alone[b]) groups.join(a, b);
  };

  const first = new Map<string, number>();
  keys.forEach((list, i) => {
    for (const key of list) {
      const full = `${sorted[i]!.kind} ${key}`;
      const known = first.get(full);
      // One that may join nobody must not stand between those that may.
      if (known === undefined || alone[known]) first.set(full, i);
      else join(known, i);
    }
  });
  joinMentions(sorted, keys, join, subject);
  joinByWording(sorted, keys, groups, join);

  return groups.all().map((indexes) => {
    const members = indexes.map((i) => sorted[i]!);
    const key = indexes.flatMap((i) => keys[i]!).sort(compareText)[0];
    return {
      kind: members[0]!.kind,
      ...(key !== undefined && { key }),
      alone: alone[indexes[0]!]!,
      members,
    };
  });
}

/**
 * Two items of one list are never the same advice: the second of one key has a key of its own, told by its
 * place among them in its own article, so that no other article has a say in it.
 */
function ranked(items: readonly Candidate[], keys: ReadonlyArray<readonly string[]>): string[][] {
  const counts = new Map<string, number>();
  return items.map((item, i) =>
    keys[i]!.map((key) => {
      if (item.list === undefined) return key;
      const place = `${item.document} ${item.list} ${item.kind} ${key}`;
      const n = (counts.get(place) ?? 0) + 1;
      counts.set(place, n);
      return n === 1 ? key : `${key} #${n}`;
    }),
  );
}

/** Disjoint sets (union by smallest, path halving) that never bring two items of one list together. */
class Groups {
  readonly #parent: Int32Array;
  readonly #lists: Array<Set<string> | undefined>;

  constructor(items: readonly Candidate[]) {
    this.#parent = Int32Array.from(items, (_, i) => i);
    this.#lists = items.map((i) => (i.list === undefined ? undefined : new Set([`${i.document} ${i.list}`])));
  }

  find(i: number): number {
    const parent = this.#parent;
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)].sort((p, q) => p - q) as [number, number];
    if (x === y) return;
    const [one, other] = [this.#lists[x], this.#lists[y]];
    if (one && other) {
      const [few, many] = one.size < other.size ? [one, other] : [other, one];
      for (const list of few) if (many.has(list)) return;
      for (const list of few) many.add(list);
      this.#lists[x] = many;
    } else this.#lists[x] = one ?? other;
    this.#lists[y] = undefined;
    this.#parent[y] = x;
  }

  /** Indexes of the members, in order. */
  all(): number[][] {
    const out = new Map<number, number[]>();
    for (let i = 0; i < this.#parent.length; i++) {
      const root = this.find(i);
      const known = out.get(root);
      if (known) known.push(i);
      else out.set(root, [i]);
    }
    return [...out.values()];
  }
}

/** A channel mentioned without number or path belongs to its own article's channel to the same desk and product. */
function joinMentions(
  items: readonly Candidate[],
  keys: ReadonlyArray<readonly string[]>,
  join: Join,
  subject: Subject,
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
    const desk = deskOf(item, subject);
    if (desk === undefined) return;
    const owner = (stated.get(item.document) ?? []).find((j) => {
      const other = items[j]!;
      const shares = item.products.length === 0 || other.products.some((p) => item.products.includes(p));
      return shares && deskOf(other, subject) === desk;
    });
    if (owner !== undefined) join(owner, i);
  });
}

/** Alike in wording, and not told apart by what they name: another number is another desk, however alike the sentence. */
function joinByWording(
  items: readonly Candidate[],
  keys: ReadonlyArray<readonly string[]>,
  groups: Groups,
  join: Join,
): void {
  const apart = (i: number, j: number) =>
    keys[i]!.length > 0 && keys[j]!.length > 0 && !keys[i]!.some((k) => keys[j]!.includes(k));
  for (const kind of new Set(items.map((i) => i.kind))) {
    const own = items.flatMap((item, i) => (item.kind === kind ? [i] : []));
    forAlike(
      own.map((i) => items[i]!.text),
      (a, b) => groups.find(own[a]!) === groups.find(own[b]!),
      (a, b, likeness) => {
        const [i, j] = [own[a]!, own[b]!];
        if (likeness >= SAME_WORDING && !apart(i, j)) join(i, j);
      },
    );
  }
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
