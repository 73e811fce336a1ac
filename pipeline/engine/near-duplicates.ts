/**
 * Near-duplicates of a whole collection, by the cheapest way there is: from the index when nothing changed,
 * by comparing what changed with its candidates, or in passes over everything. The groups are the
 * same whichever it was.
 */
import {
  DuplicateIndex,
  type DuplicateOf,
  Grouping,
  type Sieves,
  type Signature,
  type TextOf,
} from "../stages/dedupe/index.ts";
import { IndexWriter, StoredIndex, stampOf } from "./duplicate-index.ts";
import { diskPiles } from "./partitions.ts";

/** An article of the collection. */
export interface Stamped {
  readonly id: string;
  /** Any string that is another one when the clean text is another one: its hash, the key of its cache entry. */
  readonly stamp: string;
  /** Asked for articles that the index does not know, once each. */
  readonly signature: () => Signature;
}

export interface NearDuplicatesOptions {
  /** The clean text of an article of the collection, asked for candidates only. */
  readonly textOf: TextOf;
  /** File of the index; read and written where given. */
  readonly index?: string;
  /** What was learnt of texts in comparing them; given to a later call, it spares reading those that are the same. */
  readonly sieves?: Sieves;
  /** Existing folder in which scratch space is made, and cleared; default: the system's for temporary files. */
  readonly scratch?: string;
}

export interface NearDuplicates {
  /** As `Grouping.groups`. */
  readonly duplicates: Map<string, DuplicateOf>;
  /** How they were found, for progress and tests; the groups do not depend on it. */
  readonly by: "index" | "changes" | "passes";
}

/** More changes than this share of the articles, and passes over all of them are the shorter way: a change takes about ten times as long as an article of a full run. */
const MANY = 1 / 10;

/**
 * @param articles each once, in any order; gone through once
 * @throws errors of the file system, and what the callbacks throw
 */
export function nearDuplicates(articles: Iterable<Stamped>, options: NearDuplicatesOptions): NearDuplicates {
  const stored = options.index === undefined ? undefined : StoredIndex.read(options.index);
  if (stored === undefined) return inPasses(articles, options);
  const all = [...articles];
  const place = new Map(stored.ids.map((id, i) => [id, i]));
  const fresh: Stamped[] = [];
  const kept = new Set<string>();
  for (const article of all) {
    const i = place.get(article.id);
    if (i !== undefined && stored.has(i, stampOf(article.stamp))) kept.add(article.id);
    else fresh.push(article);
  }
  const gone = stored.ids.filter((id) => !kept.has(id));
  if (fresh.length === 0 && gone.length === 0) return { duplicates: stored.duplicates(), by: "index" };
  if (fresh.length + gone.length > MANY * all.length) return inPasses(all, options);
  return byChanges(stored, all, { fresh, gone }, options);
}

function inPasses(
  articles: Iterable<Stamped>,
  { textOf, index, sieves, scratch }: NearDuplicatesOptions,
): NearDuplicates {
  const piles = diskPiles(scratch);
  try {
    const grouping = new Grouping(piles.make);
    const writer = index === undefined ? undefined : new IndexWriter(piles.make);
    for (const { id, stamp, signature } of articles) {
      const own = signature();
      grouping.add(id, own);
      writer?.add(id, stampOf(stamp), own);
    }
    const duplicates = grouping.groups(textOf, sieves);
    if (index !== undefined) writer?.write(index, duplicates);
    return { duplicates, by: "passes" };
  } finally {
    piles.remove();
  }
}

function byChanges(
  stored: StoredIndex,
  all: readonly Stamped[],
  { fresh, gone }: { readonly fresh: readonly Stamped[]; readonly gone: readonly string[] },
  { textOf, index, scratch }: NearDuplicatesOptions,
): NearDuplicates {
  const signatures = stored.signatures();
  const present = new Map(stored.ids.map((id, i) => [id, signatures[i]!]));
  const current = DuplicateIndex.from({ articles: present, duplicates: stored.duplicates() }, textOf);
  // First all that goes: an article with another text must not be compared by it under its old signature.
  current.remove(...gone);
  for (const { id, signature } of fresh) {
    const own = signature();
    present.set(id, own);
    current.add(id, own);
  }
  const duplicates = current.duplicates();
  const piles = diskPiles(scratch);
  try {
    const writer = new IndexWriter(piles.make);
    for (const { id, stamp } of all) writer.add(id, stampOf(stamp), present.get(id)!);
    writer.write(index!, duplicates);
  } finally {
    piles.remove();
  }
  return { duplicates, by: "changes" };
}
