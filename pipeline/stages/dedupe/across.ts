/**
 * Near-duplicates across articles: which articles are copies or spun versions of one text. Works in
 * passes over what signatures say, so that neither texts nor signatures need be held:
 *
 *   signatures → keys, in partitions → heads of each key → candidate pairs → verified edges → groups
 *
 * Whatever is decided depends on the set of articles alone, not on their order, nor on the size of
 * partitions and blocks.
 *
 * **Bounded work.** Equal texts are one node. The nodes that hold a key are ordered by the hash of their
 * text; a pair counts a key when one of the two is among the first `HEADS` that hold it. A
 * phrase in half of all articles therefore costs each of them `HEADS` steps and not N; and in a
 * group of thousands of copies, all of whose keys are common, every copy is still compared with the heads,
 * so that the group stays whole.
 *
 * Measured (`test/bench/dedupe.ts --growth --large`, 2.8 kB each): 10,000 articles 2.0 s of processor time and
 * 150 MB resident, 100,000 articles 23 s and 260 MB; half of it goes into signatures.
 */

import { compareText } from "../../text/order.ts";
import type { MakePile, Pile } from "../../text/piles.ts";
import { memoryPile, PileReader } from "../../text/piles.ts";
import { enough, HEADS, scoreOf } from "./candidates.ts";
import { DisjointSets } from "./disjoint.ts";
import { RECORDS } from "./forms.ts";
import { Rows } from "./rows.ts";
import { ShingleSets, type Sieves, type TextOf } from "./sets.ts";
import { isBand, type Signature } from "./signature.ts";

export interface DuplicateOf {
  /** Id of the survivor: the least of its group. */
  readonly duplicateOf: string;
  /** Jaccard similarity of shingles to the survivor; 1 exactly for equal folded texts. */
  readonly similarity: number;
}

export interface Limits {
  /** Nodes with a key that others are compared with. */
  readonly heads: number;
  /** Heads held in memory at a time; more are worked off in blocks. */
  readonly block: number;
  /** Partitions of the keys: each is sorted in memory by itself. */
  readonly partitions: number;
}

const LIMITS: Limits = { heads: HEADS, block: 1 << 22, partitions: 64 };

/** A similarity in ten-thousandths: never 1 for texts that are not equal. */
const SCALE = 1e4;

/**
 * One grouping of articles. Hand in every article once, in any order, then ask for the groups.
 * Resident are about 100 bytes an article, one partition of the keys and one block of heads.
 */
export class Grouping {
  readonly #make: MakePile;
  readonly #limits: Limits;
  readonly #ids: string[] = [];
  readonly #hash: Column;
  readonly #hashLow: Column;
  readonly #length: Column;
  readonly #forms = new Map<string, number[]>();
  /** For each article with keys: its number, the number of keys, the keys. */
  readonly #documents: Pile;
  /** (key, number of the article), parted by the first bits of the key. */
  readonly #keys: readonly Pile[];

  /** @param make where to put numbers aside; the caller clears it away when the groups are known */
  constructor(make: MakePile = memoryPile, limits: Partial<Limits> = {}) {
    this.#make = make;
    this.#limits = { ...LIMITS, ...limits };
    this.#hash = new Column();
    this.#hashLow = new Column();
    this.#length = new Column();
    this.#documents = make("documents");
    this.#keys = Array.from({ length: this.#limits.partitions }, (_, i) => make(`keys-${i}`));
  }

  /** @param id not handed in before */
  add(id: string, { hash, length, keys, form }: Signature): void {
    if (length === 0) return;
    const number = this.#ids.push(id) - 1;
    this.#hash.push(Number.parseInt(hash.slice(0, 8), 16));
    this.#hashLow.push(Number.parseInt(hash.slice(8), 16));
    this.#length.push(length);
    if (form !== undefined) {
      const records = this.#forms.get(form);
      if (records === undefined) this.#forms.set(form, [number]);
      else records.push(number);
    }
    if (keys.length === 0) return;
    this.#documents.push(number);
    this.#documents.push(keys.length);
    for (const key of keys) {
      this.#documents.push(key);
      const pile = this.#keys[Math.floor((key / 2 ** 32) * this.#keys.length)]!;
      pile.push(key);
      pile.push(number);
    }
  }

  /**
   * @param textOf the clean text of an article handed in; asked for candidates only, mostly once each
   * @param sieves of texts compared before
   * @returns for each article that repeats another: the survivor of its group (the least id) and
   *   the similarity to it. Articles that stand alone, and survivors, are absent. Keys in order of id.
   */
  groups(textOf: TextOf, sieves?: Sieves): Map<string, DuplicateOf> {
    const nodes = this.#nodes();
    const groups = new DisjointSets(nodes.count);
    const heads = this.#heads(nodes);
    const pairs = this.#pairs(nodes, heads);
    heads.drop();
    this.#documents.drop();
    const texts = {
      contentOf: (node: number) => this.#contentOf(nodes.first[node]!),
      textOf: (node: number) => textOf(this.#idOf(nodes, node)),
    };
    const sets = new ShingleSets(texts, sieves);
    const survivors = {
      of: Uint32Array.from({ length: nodes.count }, (_, i) => i),
      similarity: new Uint16Array(nodes.count),
    };
    const settle = (members: readonly number[]) => {
      const byRoot = new Map<number, number[]>();
      for (const node of members) {
        const root = groups.find(node);
        const group = byRoot.get(root);
        if (group === undefined) byRoot.set(root, [node]);
        else group.push(node);
      }
      for (const group of byRoot.values()) {
        const survivor = group.reduce((a, b) => (this.#idOf(nodes, b) < this.#idOf(nodes, a) ? b : a));
        for (const node of group) {
          if (node === survivor) continue;
          survivors.of[node] = survivor;
          survivors.similarity[node] = scaled(sets.jaccard(node, survivor));
        }
      }
    };
    this.#verify(pairs, groups, sets, settle);
    pairs.drop();
    for (const numbers of this.#forms.values()) {
      const records = [...new Set(numbers.map((n) => nodes.of[n]!))];
      if (records.length < RECORDS) continue;
      for (const node of records) groups.join(records[0]!, node);
      settle(records);
    }
    return this.#answer(nodes, survivors);
  }

  /** Equal texts make one node; nodes are numbered in the order of their hashes, which says nothing of ids. */
  #nodes(): Nodes {
    const { length } = this.#ids;
    const order = Uint32Array.from({ length }, (_, i) => i);
    const content = (a: number, b: number) =>
      this.#hash.at(a) - this.#hash.at(b) ||
      this.#hashLow.at(a) - this.#hashLow.at(b) ||
      this.#length.at(a) - this.#length.at(b);
    order.sort((a, b) => content(a, b) || compareText(this.#ids[a]!, this.#ids[b]!));
    const of = new Uint32Array(length);
    const first = new Uint32Array(length);
    let count = 0;
    order.forEach((number, i) => {
      if (i === 0 || content(order[i - 1]!, number) !== 0) first[count++] = number;
      of[number] = count - 1;
    });
    return { of, first: first.subarray(0, count), count };
  }

  /** For each key that several nodes hold, in order of keys: the key, the number of heads, the heads ascending. */
  #heads({ of, first }: Nodes): Pile {
    const heads = this.#make("heads");
    for (const pile of this.#keys) {
      const rows = new Rows(pile.length / 2);
      const reader = new PileReader(pile);
      for (let key = reader.next(); key >= 0; key = reader.next()) {
        const number = reader.next();
        if (first[of[number]!] === number) rows.push(key, of[number]!);
      }
      pile.drop();
      rows.sort();
      for (let at = 0; at < rows.length; ) {
        const key = rows.key(at);
        let end = at + 1;
        while (end < rows.length && rows.key(end) === key) end++;
        if (end - at > 1) {
          const kept = Math.min(end - at, this.#limits.heads);
          heads.push(key);
          heads.push(kept);
          for (let i = 0; i < kept; i++) heads.push(rows.value(at + i));
        }
        at = end;
      }
    }
    return heads;
  }

  /** Pairs of nodes that share enough keys, the smaller first, in no particular order. */
  #pairs({ of, first, count }: Nodes, heads: Pile): Pile {
    const pairs = this.#make("pairs");
    const prints = new Uint16Array(count);
    this.#eachDocument(of, first, (node, keys, n) => {
      let own = 0;
      for (let i = 0; i < n; i++) if (!isBand(keys[i]!)) own++;
      prints[node] = Math.min(own, 0xffff);
    });
    const blocks = Math.max(1, Math.ceil(heads.length / this.#limits.block));
    const size = Math.ceil(count / blocks);
    const scores = new Uint32Array(size);
    for (let from = 0; from < count; from += size) {
      const table = new HeadTable(heads, from, from + size);
      const touched: number[] = [];
      this.#eachDocument(of, first, (node, keys, n) => {
        for (let i = 0; i < n; i++) {
          const key = keys[i]!;
          const place = table.find(key);
          if (place < 0) continue;
          const score = scoreOf(key);
          const end = place + table.lists[place]!;
          for (let h = place + 1; h <= end; h++) {
            const head = table.lists[h]!;
            if (head >= node) break;
            if (scores[head - from] === 0) touched.push(head);
            scores[head - from] = scores[head - from]! + score;
          }
        }
        for (const head of touched) {
          if (enough(scores[head - from]!, prints[head]!, prints[node]!)) {
            pairs.push(head);
            pairs.push(node);
          }
          scores[head - from] = 0;
        }
        touched.length = 0;
      });
    }
    return pairs;
  }

  /** `visit` gets the node, and its keys at the beginning of an array that is used again. */
  #eachDocument(
    of: Uint32Array,
    first: Uint32Array,
    visit: (node: number, keys: Uint32Array, n: number) => void,
  ): void {
    const reader = new PileReader(this.#documents);
    let keys = new Uint32Array(1024);
    for (let number = reader.next(); number >= 0; number = reader.next()) {
      const n = reader.next();
      if (n > keys.length) keys = new Uint32Array(2 * n);
      for (let i = 0; i < n; i++) keys[i] = reader.next();
      // Of equal texts one goes on.
      if (first[of[number]!] === number) visit(of[number]!, keys, n);
    }
  }

  /**
   * Join the pairs that an exact comparison confirms. Pairs are taken by the component of the candidate
   * graph they lie in, so that a text is read once and forgotten when its component is done. Which
   * pairs of one group are compared does not matter: the group is the closure of all that hold.
   *
   * @param settle called with the nodes of each component when its groups are known
   */
  #verify(
    pairs: Pile,
    groups: DisjointSets,
    sets: ShingleSets,
    settle: (members: readonly number[]) => void,
  ): void {
    if (pairs.length === 0) return;
    const components = new DisjointSets(groups.size);
    eachPair(pairs, (a, b) => components.join(a, b));
    const parts = Math.ceil(pairs.length / this.#limits.block);
    const parted = Array.from({ length: parts }, (_, i) => this.#make(`pairs-${i}`));
    eachPair(pairs, (a, b) => {
      const part = parted[Math.floor((components.find(a) / groups.size) * parts)]!;
      part.push(a);
      part.push(b);
    });
    for (const part of parted) {
      const all = numbersOf(part);
      part.drop();
      const rows = new Rows(all.length / 2);
      for (let i = 0; i < all.length; i += 2) rows.push(components.find(all[i]!), i);
      rows.sort();
      let members = new Set<number>();
      let component = -1;
      for (let row = 0; row < rows.length; row++) {
        const [a, b] = [all[rows.value(row)]!, all[rows.value(row) + 1]!];
        if (rows.key(row) !== component) {
          settle([...members]);
          members = new Set();
          component = rows.key(row);
        }
        members.add(a).add(b);
        if (groups.find(a) === groups.find(b)) continue;
        if (sets.same(a, b)) groups.join(a, b);
      }
      settle([...members]);
    }
  }

  #contentOf(number: number): string {
    return `${this.#hash.at(number)}.${this.#hashLow.at(number)}.${this.#length.at(number)}`;
  }

  #idOf(nodes: Nodes, node: number): string {
    return this.#ids[nodes.first[node]!]!;
  }

  #answer(nodes: Nodes, survivors: Survivors): Map<string, DuplicateOf> {
    const out = new Map<string, DuplicateOf>();
    const order = Uint32Array.from({ length: this.#ids.length }, (_, i) => i).sort((a, b) =>
      compareText(this.#ids[a]!, this.#ids[b]!),
    );
    for (const number of order) {
      const node = nodes.of[number]!;
      const first = survivors.of[node]!;
      const duplicateOf = this.#idOf(nodes, first);
      if (duplicateOf === this.#ids[number]) continue;
      out.set(this.#ids[number]!, {
        duplicateOf,
        similarity: first === node ? 1 : survivors.similarity[node]! / SCALE,
      });
    }
    return out;
  }
}

export interface Candidate {
  readonly id: string;
  readonly signature: Signature;
  /** The clean text; read only where the signatures give rise to it. */
  readonly text: string | (() => string);
}

/**
 * Group near-duplicates of articles that are at hand.
 *
 * @param entries every article once; ids are distinct
 * @returns as `Grouping.groups`
 */
export function groupNearDuplicates(
  entries: Iterable<Candidate>,
  limits: Partial<Limits> = {},
): Map<string, DuplicateOf> {
  const grouping = new Grouping(memoryPile, limits);
  const texts = new Map<string, string | (() => string)>();
  for (const { id, signature, text } of entries) {
    grouping.add(id, signature);
    texts.set(id, text);
  }
  return grouping.groups((id) => {
    const text = texts.get(id)!;
    return typeof text === "string" ? text : text();
  });
}

/** A Jaccard similarity in ten-thousandths, less than 1. */
export function scaled(jaccard: number): number {
  return Math.min(SCALE - 1, Math.round(jaccard * SCALE));
}

interface Nodes {
  /** Node of each article, by number. */
  readonly of: Uint32Array;
  /** Number of the article with the least id, of each node. */
  readonly first: Uint32Array;
  readonly count: number;
}

interface Survivors {
  /** The node that stays, for each node; itself where it stands alone. */
  readonly of: Uint32Array;
  /** To it, in ten-thousandths. */
  readonly similarity: Uint16Array;
}

function eachPair(pile: Pile, visit: (a: number, b: number) => void): void {
  const reader = new PileReader(pile);
  for (let a = reader.next(); a >= 0; a = reader.next()) visit(a, reader.next());
}

/**
 * Keys with those of their heads that lie in one block of nodes, found by hashing. Half the time of a large
 * corpus goes into waiting for memory here, so a key and where its heads begin lie side by side.
 */
class HeadTable {
  /** For each key the number of its heads, then the heads. */
  readonly lists: Uint32Array;
  /** Key, and place in `lists` plus one; 0 is empty. */
  readonly #slots: Uint32Array;
  readonly #mask: number;

  constructor(heads: Pile, from: number, to: number) {
    const lists = memoryPile();
    const places = memoryPile();
    const nodes: number[] = [];
    const reader = new PileReader(heads);
    for (let key = reader.next(); key >= 0; key = reader.next()) {
      nodes.length = 0;
      for (let n = reader.next(); n > 0; n--) {
        const node = reader.next();
        if (node >= from && node < to) nodes.push(node);
      }
      if (nodes.length === 0) continue;
      places.push(key);
      places.push(lists.length + 1);
      lists.push(nodes.length);
      for (const node of nodes) lists.push(node);
    }
    this.lists = numbersOf(lists);
    this.#mask = 2 ** Math.ceil(Math.log2(places.length + 2)) - 1;
    this.#slots = new Uint32Array(2 * (this.#mask + 1));
    const all = numbersOf(places);
    for (let i = 0; i < all.length; i += 2) {
      const slot = this.#slot(all[i]!);
      this.#slots[slot] = all[i]!;
      this.#slots[slot + 1] = all[i + 1]!;
    }
  }

  /** @returns where in `lists` the list of the key begins, -1 for one without heads in the block */
  find(key: number): number {
    return this.#slots[this.#slot(key) + 1]! - 1;
  }

  #slot(key: number): number {
    // Keys are hashes already; the lowest bit says their kind.
    let slot = (key >>> 1) & this.#mask;
    while (this.#slots[2 * slot + 1] !== 0 && this.#slots[2 * slot] !== key) slot = (slot + 1) & this.#mask;
    return 2 * slot;
  }
}

/** All numbers of a pile in memory. */
function numbersOf(pile: Pile): Uint32Array {
  const all = new Uint32Array(pile.length);
  let at = 0;
  for (const piece of pile.pieces()) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** A growing column of unsigned 32-bit numbers. */
class Column {
  #values = new Uint32Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(i: number): number {
    return this.#values[i]!;
  }
}
