/** What changed between two builds, as data: everything a reviewer has to look at, and nothing else. */
import { compareText } from "../text/order.ts";
import type { ComparedBuild, ComparedDocument, ComparedItem } from "./build.ts";
import { type HotlineChange, hotlineChanges } from "./hotlines.ts";
import { type Match, matchItems } from "./match.ts";
import { type Piece, wordDiff } from "./words.ts";

/** What names an item in a report. */
export interface ItemName {
  readonly id: string;
  readonly kind: string;
  readonly phase: string;
  readonly title: string;
  readonly text: string;
  readonly products: readonly string[];
  readonly support: number;
}

/** A field that is other than it was, in words. */
export interface FieldChange {
  readonly item: ItemName;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface Rewording {
  readonly item: ItemName;
  /** The id the item had, where it has another now. */
  readonly formerly?: string;
  readonly title?: { readonly before: string; readonly after: string };
  readonly pieces: readonly Piece[];
}

export interface Disagreement {
  readonly items: readonly [ItemName, ItemName];
  readonly reason: string;
}

export interface FlagChange {
  readonly item: ItemName;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface ArticleName {
  readonly id: string;
  readonly source: string;
  readonly title?: string;
  readonly duplicateOf?: string;
}

export interface Difference {
  readonly hotlines: readonly HotlineChange[];
  readonly added: readonly ItemName[];
  readonly removed: readonly ItemName[];
  readonly reworded: readonly Rewording[];
  /** Kind, phase and lenders. */
  readonly relabelled: readonly FieldChange[];
  /** What an item states besides its words: numbers, hours, paths, papers, arrangements, lengths. */
  readonly slots: readonly FieldChange[];
  readonly support: readonly FieldChange[];
  readonly flags: readonly FlagChange[];
  readonly disagreements: {
    readonly appeared: readonly Disagreement[];
    readonly gone: readonly Disagreement[];
  };
  readonly articles: {
    readonly added: readonly ArticleName[];
    readonly removed: readonly ArticleName[];
    /** Of the same place, with other content. */
    readonly changed: readonly ArticleName[];
    /** Known before, and now found to repeat another. */
    readonly duplicates: readonly ArticleName[];
  };
  readonly counts: {
    readonly items: { readonly before: number; readonly after: number };
    readonly articles: { readonly before: number; readonly after: number };
  };
}

export function compareBuilds(before: ComparedBuild, after: ComparedBuild): Difference {
  const { matches, added, removed } = matchItems(before.items, after.items);
  return {
    hotlines: hotlineChanges(before.items, after.items),
    added: added.map(nameOf),
    removed: removed.map(nameOf),
    reworded: matches.flatMap(rewording),
    relabelled: matches.flatMap((match) => fields(match, LABELS)),
    slots: matches.flatMap((match) => fields(match, SLOTS)),
    support: matches.flatMap((match) => fields(match, { support: ({ support }) => String(support) })),
    flags: matches.flatMap(flagChange),
    disagreements: disagreements(before.items, after.items, matches),
    articles: articles(before.documents, after.documents),
    counts: {
      items: { before: before.items.length, after: after.items.length },
      articles: { before: before.documents.length, after: after.documents.length },
    },
  };
}

/** Whether two builds say the same. */
export function isSame({ counts: _, articles: files, disagreements: pairs, ...lists }: Difference): boolean {
  return [...Object.values(lists), ...Object.values(files), ...Object.values(pairs)].every(
    (l) => l.length === 0,
  );
}

function nameOf({ id, kind, phase, title, text, products, support }: ComparedItem): ItemName {
  return { id, kind, phase, title, text, products, support };
}

function rewording({ before, after }: Match): Rewording[] {
  const retitled = before.title !== after.title;
  if (before.text === after.text && !retitled) return [];
  return [
    {
      item: nameOf(after),
      ...(before.id === after.id ? {} : { formerly: before.id }),
      ...(retitled ? { title: { before: before.title, after: after.title } } : {}),
      pieces: before.text === after.text ? [] : wordDiff(before.text, after.text),
    },
  ];
}

type Read = (item: ComparedItem) => string;

const LABELS: Readonly<Record<string, Read>> = {
  kind: ({ kind }) => kind,
  phase: ({ phase }) => phase,
  products: ({ products }) => [...products].sort(compareText).join("、"),
};

const SLOTS: Readonly<Record<string, Read>> = {
  phones: ({ phones }) => phones.join("、"),
  hours: ({ hours }) => hours ?? "",
  path: ({ path }) => path.join(" → "),
  materials: ({ materials }) => [...materials].sort(compareText).join("、"),
  options: ({ options }) => [...options].sort(compareText).join("、"),
  periods: ({ periods }) => periods.join("、"),
  durations: ({ durations }) =>
    durations.map(({ min, max, unit }) => `${min ?? ""}–${max ?? ""} ${unit}`).join("、"),
  amounts: ({ amounts }) => amounts.join("、"),
  rates: ({ rates }) => rates.map(({ percent, per }) => `${percent}% ${per ?? ""}`.trim()).join("、"),
};

function fields({ before, after }: Match, reads: Readonly<Record<string, Read>>): FieldChange[] {
  return Object.entries(reads).flatMap(([field, read]) => {
    const [was, is] = [read(before), read(after)];
    return was === is ? [] : [{ item: nameOf(after), field, before: was, after: is }];
  });
}

function flagChange({ before, after }: Match): FlagChange[] {
  const added = after.flags.filter((flag) => !before.flags.includes(flag));
  const removed = before.flags.filter((flag) => !after.flags.includes(flag));
  return added.length + removed.length === 0 ? [] : [{ item: nameOf(after), added, removed }];
}

/** Pairs that disagree in one build and not in the other, items being who they are in the new one. */
function disagreements(
  before: readonly ComparedItem[],
  after: readonly ComparedItem[],
  matches: readonly Match[],
): Difference["disagreements"] {
  const nowCalled = new Map(matches.map((match) => [match.before.id, match.after.id]));
  const old = pairsOf(before, (id) => nowCalled.get(id) ?? id);
  const now = pairsOf(after, (id) => id);
  return {
    appeared: [...now].filter(([key]) => !old.has(key)).map(([, pair]) => pair),
    gone: [...old].filter(([key]) => !now.has(key)).map(([, pair]) => pair),
  };
}

function pairsOf(items: readonly ComparedItem[], called: (id: string) => string): Map<string, Disagreement> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const pairs = new Map<string, Disagreement>();
  for (const item of items) {
    for (const { id, reason } of item.disagrees) {
      const other = byId.get(id);
      if (!other) continue;
      const key = [called(item.id), called(id)].sort(compareText).join(" ");
      if (!pairs.has(key)) pairs.set(key, { items: [nameOf(item), nameOf(other)], reason });
    }
  }
  return pairs;
}

function articles(
  before: readonly ComparedDocument[],
  after: readonly ComparedDocument[],
): Difference["articles"] {
  const old = new Map(before.map((document) => [document.id, document]));
  const now = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !now.has(id));
  const come = after.filter(({ id }) => !old.has(id));
  const placeOf = ({ source, record }: ComparedDocument) => `${source} ${record ?? ""}`;
  const left = new Set(gone.map(placeOf));
  const replaced = new Set(come.map(placeOf));
  return {
    added: come.filter((document) => !left.has(placeOf(document))).map(articleName),
    removed: gone.filter((document) => !replaced.has(placeOf(document))).map(articleName),
    changed: come.filter((document) => left.has(placeOf(document))).map(articleName),
    duplicates: after
      .filter(({ id, duplicateOf }) => duplicateOf !== undefined && old.get(id)?.duplicateOf !== duplicateOf)
      .map(articleName),
  };
}

function articleName({ id, source, record, title, duplicateOf }: ComparedDocument): ArticleName {
  return {
    id,
    source: record === undefined ? source : `${source} #${record}`,
    ...(title === undefined ? {} : { title }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  };
}
