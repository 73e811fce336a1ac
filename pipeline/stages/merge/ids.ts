/**
 * Ids made of what a card says, not of who says it or how many: what its members share (a topic, a
 * number, a path), else a piece of their wording that near-copies share as well. So an id stays when other
 * articles come or go.
 */
import { createHash } from "node:crypto";
import { compareText } from "../../text/order.ts";
import { hash32 } from "../../text/shingles.ts";
import type { Cluster } from "./cluster.ts";
import { fold } from "./fold.ts";

/** Characters of the piece of wording: long enough that unlike items hardly ever share one. */
const PIECE = 6;

export interface Identified {
  readonly id: string;
  readonly cluster: Cluster;
}

/** @returns every cluster with an id no other has */
export function identify(clusters: readonly Cluster[]): Identified[] {
  const bySeed = new Map<string, Cluster[]>();
  for (const c of clusters) {
    const seed = seedOf(c);
    const same = bySeed.get(seed);
    if (same) same.push(c);
    else bySeed.set(seed, [c]);
  }
  const out: Identified[] = [];
  for (const [seed, same] of bySeed) {
    if (same.length === 1) {
      out.push({ id: idOf(seed), cluster: same[0]! });
      continue;
    }
    // Rare: the same piece of wording in unlike items, or what lists kept apart. Their wording orders them.
    const taken = new Set<string>();
    const ordered = same
      .map((c) => ({ c, wording: leastText(c) }))
      .sort((a, b) => compareText(a.wording, b.wording));
    ordered.forEach(({ c, wording }, i) => {
      let own = i === 0 ? seed : `${seed}\n${wording}`;
      while (taken.has(own)) own += "\n";
      taken.add(own);
      out.push({ id: idOf(own), cluster: c });
    });
  }
  return out;
}

function seedOf(c: Cluster): string {
  if (c.alone) return `${c.kind}\n${c.key ?? ""}\n${leastText(c)}`;
  return c.key === undefined ? `${c.kind}\nwords ${pieceOf(c)}` : `${c.kind}\n${c.key}`;
}

const idOf = (seed: string) => `a-${createHash("sha256").update(seed).digest("hex").slice(0, 12)}`;

function leastText(c: Cluster): string {
  let least: string | undefined;
  for (const m of c.members) {
    const text = fold(m.text);
    if (least === undefined || compareText(text, least) < 0) least = text;
  }
  return least!;
}

/**
 * The piece whose hash is least of all pieces of all members (MinHash): two texts have it in common as
 * often as they have pieces in common.
 */
function pieceOf(c: Cluster): string {
  let least = Number.POSITIVE_INFINITY;
  let piece = "";
  for (const m of c.members) {
    const text = fold(m.text);
    for (let i = 0; i <= Math.max(0, text.length - PIECE); i++) {
      const own = text.slice(i, i + PIECE);
      const h = hash32(own);
      if (h < least || (h === least && own < piece)) [least, piece] = [h, own];
    }
  }
  return piece;
}
