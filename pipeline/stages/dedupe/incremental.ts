/**
 * Groups of near-duplicates that are kept from build to build: an article that comes is compared with its
 * candidates only, one that goes takes its edges along, and the groups are at any time those that
 * `Grouping` would find in the articles that are there.
 *
 * That holds because an edge depends on two articles and on who the heads of their common keys are. A
 * newcomer among the heads of a key pushes one out, a head that goes lets one in; the groups of
 * those are looked at again, and nothing else can have changed.
 */
import { compareText } from "../../text/order.ts";
import { type DuplicateOf, scaled } from "./across.ts";
import { enough, HEADS, scoreOf } from "./candidates.ts";
import { RECORDS } from "./forms.ts";
import { Rows } from "./rows.ts";
import { ShingleSets, type TextOf } from "./sets.ts";
import { isBand, type Signature } from "./signature.ts";

/** A text, with the articles that have it. */
interface Node {
  readonly number: number;
  readonly signature: Signature;
  readonly prints: number;
  /** Ids of the articles, ascending; never empty. */
  readonly ids: string[];
  group: Group;
  /** To the survivor of its group, in ten-thousandths. */
  similarity: number;
}

interface Group {
  readonly members: Set<Node>;
  /** The member with the least id, to which similarities were last measured. */
  survivor: Node;
}

/** What is stored of an index: signatures by id, and the groups they make. */
export interface Stored {
  readonly articles: Iterable<readonly [id: string, signature: Signature]>;
  readonly duplicates: ReadonlyMap<string, DuplicateOf>;
}

export class DuplicateIndex {
  readonly #nodes = new Map<string, Node>();
  readonly #byId = new Map<string, Node>();
  readonly #forms = new Map<string, Set<Node>>();
  readonly #postings: Postings;
  readonly #sets: ShingleSets;
  readonly #numbered: Node[] = [];

  /**
   * @param textOf the clean text of an article that is in the index
   * @param heads as `Limits.heads`
   */
  constructor(textOf: TextOf, heads = HEADS) {
    this.#postings = new Postings(heads);
    this.#sets = new ShingleSets({
      contentOf: (number) => contentOf(this.#numbered[number]!.signature),
      textOf: (number) => textOf(this.#numbered[number]!.ids[0]!),
    });
  }

  /** An index of articles whose groups are known, from `Grouping` or from a stored index. */
  static from({ articles, duplicates }: Stored, textOf: TextOf, heads = HEADS): DuplicateIndex {
    const index = new DuplicateIndex(textOf, heads);
    const fresh: Node[] = [];
    for (const [id, signature] of articles) {
      if (signature.length === 0) continue;
      const known = index.#nodes.get(contentOf(signature));
      if (known === undefined) fresh.push(index.#node(id, signature));
      else index.#name(known, id);
    }
    index.#postings.fill(fresh);
    const grouped = new Map<Node, Set<Node>>();
    for (const [id, { duplicateOf, similarity }] of duplicates) {
      const [node, survivor] = [index.#byId.get(id)!, index.#byId.get(duplicateOf)!];
      grouped.set(survivor, (grouped.get(survivor) ?? new Set([survivor])).add(node));
      if (node !== survivor) node.similarity = Math.round(similarity * 1e4);
    }
    for (const [survivor, members] of grouped) {
      const group: Group = { members, survivor };
      for (const node of members) node.group = group;
    }
    return index;
  }

  /** Articles in the index that are not blank. */
  get size(): number {
    return this.#byId.size;
  }

  /**
   * @param signature of an article that is not in the index, or is there with another text: the old one goes
   */
  add(id: string, signature: Signature): void {
    const present = this.#byId.get(id);
    if (present !== undefined) {
      if (contentOf(present.signature) === contentOf(signature)) return;
      this.remove(id);
    }
    if (signature.length === 0) return;
    const known = this.#nodes.get(contentOf(signature));
    if (known !== undefined) {
      this.#name(known, id);
      this.#measure(known.group);
      return;
    }
    const node = this.#node(id, signature);
    const displaced = this.#postings.add(node);
    for (const other of this.#neighbours(node)) this.#join(node.group, other.group);
    const form = this.#formOf(node);
    if (form !== undefined && form.size >= RECORDS)
      for (const other of form) this.#join(node.group, other.group);
    this.#regroup(this.#parted(displaced));
    this.#measure(node.group);
  }

  /**
   * Take articles out; ids that are not there are passed over. Those that go together are to be handed in
   * together: the texts of what goes are not asked for any more.
   */
  remove(...ids: readonly string[]): void {
    const changed = new Set<Group>();
    const heads = new Set<Node>();
    for (const id of ids) {
      const node = this.#byId.get(id);
      if (node === undefined) continue;
      this.#byId.delete(id);
      node.ids.splice(node.ids.indexOf(id), 1);
      changed.add(node.group);
      if (node.ids.length > 0) continue;
      this.#nodes.delete(contentOf(node.signature));
      for (const head of this.#postings.remove(node)) heads.add(head.node);
      this.#formOf(node)?.delete(node);
      node.group.members.delete(node);
    }
    this.#regroup(changed);
    for (const head of heads) {
      if (head.ids.length === 0) continue;
      for (const other of this.#neighbours(head)) this.#join(head.group, other.group);
      this.#measure(head.group);
    }
  }

  /** @returns as `Grouping.groups` */
  duplicates(): Map<string, DuplicateOf> {
    const out: Array<[string, DuplicateOf]> = [];
    for (const [id, node] of this.#byId) {
      const { survivor } = node.group;
      const duplicateOf = survivor.ids[0]!;
      if (duplicateOf === id) continue;
      out.push([id, { duplicateOf, similarity: node === survivor ? 1 : node.similarity / 1e4 }]);
    }
    return new Map(out.sort(([a], [b]) => compareText(a, b)));
  }

  #node(id: string, signature: Signature): Node {
    const node: Node = {
      number: this.#numbered.length,
      signature,
      prints: printsOf(signature),
      ids: [id],
      group: undefined as unknown as Group,
      similarity: 0,
    };
    node.group = alone(node);
    this.#numbered.push(node);
    this.#nodes.set(contentOf(signature), node);
    this.#byId.set(id, node);
    const { form } = signature;
    if (form !== undefined) this.#forms.set(form, (this.#forms.get(form) ?? new Set()).add(node));
    return node;
  }

  #name(node: Node, id: string): void {
    this.#byId.set(id, node);
    const at = node.ids.findIndex((other) => other > id);
    node.ids.splice(at < 0 ? node.ids.length : at, 0, id);
  }

  #formOf({ signature: { form } }: Node): Set<Node> | undefined {
    return form === undefined ? undefined : this.#forms.get(form);
  }

  /** What the keys a node shares with others add up to. */
  #scores(node: Node, among?: ReadonlySet<Node>): Map<Node, number> {
    const scores = new Map<Node, number>();
    for (const key of node.signature.keys) {
      const score = scoreOf(key);
      this.#postings.eachCounted(key, node, (other) => {
        if (among === undefined || among.has(other)) scores.set(other, (scores.get(other) ?? 0) + score);
      });
    }
    return scores;
  }

  /** Nodes that are one text with this one; those of its own group are not asked. */
  #neighbours(node: Node, among?: ReadonlySet<Node>): Node[] {
    const out: Node[] = [];
    for (const [other, score] of this.#scores(node, among)) {
      if (other.group === node.group || !enough(score, node.prints, other.prints)) continue;
      if (this.#sets.same(node.number, other.number)) out.push(other);
    }
    return out;
  }

  /** Groups with a pair that does not share enough any more since one of the two is no head of these keys. */
  #parted(displaced: readonly Moved[]): Set<Group> {
    const lost = new Map<Node, number>();
    for (const { node, key } of displaced) lost.set(node, (lost.get(node) ?? 0) + scoreOf(key));
    const parted = new Set<Group>();
    for (const [node, most] of lost) {
      if (node.group.members.size === 1 || parted.has(node.group)) continue;
      const scores = this.#scores(node, node.group.members);
      for (const other of node.group.members) {
        const score = scores.get(other) ?? 0;
        if (enough(score, node.prints, other.prints)) continue;
        if (enough(score + most, node.prints, other.prints)) parted.add(node.group);
      }
    }
    return parted;
  }

  #join(a: Group, b: Group): void {
    if (a === b) return;
    const [large, small] = a.members.size >= b.members.size ? [a, b] : [b, a];
    for (const node of small.members) {
      large.members.add(node);
      node.group = large;
      node.similarity = 0;
    }
  }

  /** Group the members of these groups anew, among themselves. */
  #regroup(groups: ReadonlySet<Group>): void {
    for (const { members } of groups) {
      if (members.size === 0) continue;
      const all = [...members];
      for (const node of all) node.group = alone(node);
      const among = new Set(all);
      for (const node of all) {
        for (const other of this.#neighbours(node, among)) this.#join(node.group, other.group);
      }
      const form = this.#formOf(all[0]!);
      if (form !== undefined && form.size >= RECORDS) {
        for (const node of all) this.#join(all[0]!.group, node.group);
      }
      for (const group of new Set(all.map((node) => node.group))) this.#measure(group);
    }
  }

  /** Name the survivor, and measure who has not been measured against it. */
  #measure(group: Group): void {
    let survivor = group.survivor;
    for (const node of group.members) {
      if (!group.members.has(survivor) || node.ids[0]! < survivor.ids[0]!) survivor = node;
    }
    const changed = survivor !== group.survivor;
    group.survivor = survivor;
    for (const node of group.members) {
      if (node === survivor || (!changed && node.similarity !== 0)) continue;
      node.similarity = scaled(this.#sets.jaccard(node.number, survivor.number));
    }
  }
}

function alone(node: Node): Group {
  return { members: new Set([node]), survivor: node };
}

function printsOf({ keys }: Signature): number {
  let n = 0;
  for (const key of keys) if (!isBand(key)) n++;
  return n;
}

function contentOf({ hash, length }: Signature): string {
  return `${hash}.${length}`;
}

/** The order of nodes under a key: by what they say, whatever they are called. */
function before(a: Node, b: Node): number {
  return compareText(a.signature.hash, b.signature.hash) || a.signature.length - b.signature.length;
}

/** A node that lost its place among the heads of a key, or won one. */
interface Moved {
  readonly node: Node;
  readonly key: number;
}

/**
 * Which nodes hold a key, in their order. What was there from the beginning lies in one sorted array; what
 * comes later in lists beside it.
 */
class Postings {
  readonly #heads: number;
  #nodes: readonly Node[] = [];
  /** Sorted keys, and for each place the number of a node in `#nodes`. */
  #keys = new Uint32Array(0);
  #places = new Uint32Array(0);
  readonly #gone = new Set<Node>();
  readonly #later = new Map<number, Node[]>();

  constructor(heads: number) {
    this.#heads = heads;
  }

  /** To be called once, before anything else. */
  fill(nodes: readonly Node[]): void {
    this.#nodes = nodes.toSorted(before);
    const size = nodes.reduce((n, { signature }) => n + signature.keys.length, 0);
    const rows = new Rows(size);
    this.#nodes.forEach((node, place) => {
      for (const key of node.signature.keys) rows.push(key, place);
    });
    rows.sort();
    this.#keys = Uint32Array.from({ length: size }, (_, i) => rows.key(i));
    this.#places = Uint32Array.from({ length: size }, (_, i) => rows.value(i));
  }

  /** @returns the nodes that were heads of a key of the new one and are none any more */
  add(node: Node): Moved[] {
    for (const key of node.signature.keys) {
      const later = this.#later.get(key);
      if (later === undefined) this.#later.set(key, [node]);
      else {
        const at = later.findIndex((other) => before(node, other) < 0);
        later.splice(at < 0 ? later.length : at, 0, node);
      }
    }
    return this.#next(node);
  }

  /** @returns the nodes that are heads of a key of the old one and were none */
  remove(node: Node): Moved[] {
    const promoted = this.#next(node);
    let late = false;
    for (const key of node.signature.keys) {
      const later = this.#later.get(key);
      const at = later?.indexOf(node) ?? -1;
      if (later === undefined || at < 0) continue;
      late = true;
      later.splice(at, 1);
      if (later.length === 0) this.#later.delete(key);
    }
    if (!late) this.#gone.add(node);
    return promoted;
  }

  /** `visit` gets the nodes with which `node` shares the key so that it counts: the heads before it, and all after it if it is one. */
  eachCounted(key: number, node: Node, visit: (other: Node) => void): void {
    let place = 0;
    let head = false;
    this.#each(key, (other) => {
      if (other === node) head = place < this.#heads;
      else visit(other);
      place++;
      return place < this.#heads || head;
    });
  }

  /** For each key of which `node` is a head: who comes right after the last head. */
  #next(node: Node): Moved[] {
    const out: Moved[] = [];
    for (const key of node.signature.keys) {
      let place = 0;
      let head = false;
      this.#each(key, (other) => {
        if (other === node) head = true;
        else if (place === this.#heads && head) out.push({ node: other, key });
        return place++ < this.#heads;
      });
    }
    return out;
  }

  /** Who holds the key, in order, until `visit` says no. */
  #each(key: number, visit: (node: Node) => boolean): void {
    const later = this.#later.get(key);
    let next = 0;
    for (let i = this.#lowerBound(key); this.#keys[i] === key; i++) {
      const node = this.#nodes[this.#places[i]!]!;
      if (this.#gone.has(node)) continue;
      while (later !== undefined && next < later.length && before(later[next]!, node) < 0) {
        if (!visit(later[next++]!)) return;
      }
      if (!visit(node)) return;
    }
    while (later !== undefined && next < later.length) if (!visit(later[next++]!)) return;
  }

  #lowerBound(key: number): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
