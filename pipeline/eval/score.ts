/**
 * Scores a build against annotations, in raw coordinates: what was kept and what removed, which items
 * were found, their slots, and which items were merged. Pure: texts come in, figures go out.
 */
import { type AdviceItem, Kind, type Slots } from "../../schemas/advice.ts";
import type { DocumentRecord } from "../../schemas/article.ts";
import type { ClustersFile, GoldFile, GoldItem } from "../../schemas/gold.ts";
import { isBlank, Places } from "../text/places.ts";
import { type Interval, intervals, sumOf } from "./bootstrap.ts";
import { countDisagreements, type DisagreementScores } from "./disagreements.ts";
import { resolveSpan, type Span } from "./spans.ts";

/** Precision, recall and their harmonic mean; 1 where there was nothing to find. */
export interface F1 {
  readonly p: number;
  readonly r: number;
  readonly f1: number;
}

export interface Scores {
  /** Number of gold files whose document is in the build. */
  readonly documents: number;
  readonly keep: F1;
  readonly boilerplateRemoved: number;
  readonly duplicatesRemoved: number;
  readonly contentLost: number;
  /** By overlap alone, then with the kind right as well. */
  readonly itemSpans: F1;
  readonly items: F1;
  readonly characters: F1;
  /** Of the items whose span was found. */
  readonly phaseAccuracy: number;
  readonly productsAccuracy: number;
  readonly slots: F1;
  readonly perSlot: Readonly<Record<SlotName, F1 & { readonly gold: number }>>;
  /** Part of all evidence whose quote is the raw text it points at. */
  readonly grounded: number;
  readonly evidence: number;
  /** Pairs of items that belong on one card; absent without annotated clusters. */
  readonly clusters?: F1 & { readonly pairs: number };
  /** Absent without annotated disagreements. */
  readonly disagreements?: DisagreementScores;
  /** Where 95 % of the figures lie when articles are drawn anew; absent below two articles. */
  readonly intervals?: Readonly<Record<Drawn, Interval>>;
  /** Annotated kind → kind it was given → items; `none`: missed, or spurious. */
  readonly confusion: Readonly<Record<Kind | "none", Readonly<Partial<Record<Kind | "none", number>>>>>;
  readonly perKind: Readonly<Record<Kind, F1 & { readonly gold: number }>>;
  readonly perDocument: ReadonlyArray<{
    readonly document: string;
    readonly items: F1;
    readonly chars: F1;
    readonly keep: F1;
  }>;
}

/** One thing that is not as annotated, for those who want to mend it. */
export interface Finding {
  readonly what:
    | "missed item"
    | "spurious item"
    | "missed slot"
    | "spurious slot"
    | "wrong merge"
    | "missed disagreement"
    | "other disagreement"
    | "missed merge"
    | "not grounded"
    | "not in the build";
  readonly document: string;
  readonly line?: number;
  readonly detail: string;
  /** For items of the build: the rules that made them. */
  readonly rules?: readonly string[];
}

export interface Scored {
  readonly scores: Scores;
  readonly findings: readonly Finding[];
}

export interface Build {
  readonly documents: readonly DocumentRecord[];
  readonly items: readonly AdviceItem[];
  /** The decoded raw text of a document, by its id; one that cannot be had is left out of grounding. */
  readonly rawOf: ReadonlyMap<string, string>;
}

/** An item is found where its span overlaps the annotated one by at least this much (intersection over union). */
const LEAST_OVERLAP = 0.5;

/** A piece of evidence as if it were an item of its own: what this very place says. */
interface Found extends Span {
  readonly id: string;
  readonly kind: Kind;
  readonly phase: string;
  readonly products: readonly string[];
  readonly slots: Slots;
  readonly rules: readonly string[];
}

type Wanted = Omit<GoldItem, "start" | "end"> & Span;

const zero = () => ({
  kept: 0,
  keptGold: 0,
  keptPred: 0,
  boiler: 0,
  boilerGold: 0,
  dup: 0,
  dupGold: 0,
  hitSpan: 0,
  hitKind: 0,
  pred: 0,
  gold: 0,
  phase: 0,
  products: 0,
  charHit: 0,
  charPred: 0,
  charGold: 0,
  slotHit: 0,
  slotPred: 0,
  slotGold: 0,
});
type Counts = ReturnType<typeof zero>;

/**
 * Score a build.
 *
 * @param golds in the order they are to be reported
 * @throws RangeError naming the document when an annotation does not fit its raw text
 */
export function score(build: Build, golds: readonly GoldFile[], clusters?: ClustersFile): Scored {
  const findings: Finding[] = [];
  const each: Counts[] = [];
  const confusion = new Confusion();
  const perKind = new Map(Kind.options.map((kind) => [kind, { hit: 0, pred: 0, gold: 0 }]));
  const perSlot = new Map(SLOT_NAMES.map((name) => [name, { hit: 0, pred: 0, gold: 0 }]));
  const perDocument: Array<Scores["perDocument"][number]> = [];
  /** Annotated item → id of the item it was built into. */
  const builtInto = new Map<string, string>();
  for (const gold of golds) {
    const document = documentOf(build.documents, gold);
    const raw = document && build.rawOf.get(document.id);
    if (!document || raw === undefined) {
      each.push({ ...zero(), gold: gold.items.length });
      findings.push({
        what: "not in the build",
        document: nameOf(gold),
        detail: `${gold.items.length} items`,
      });
      continue;
    }
    const one = { gold, document, raw, places: new Places(raw) };
    const counts = zero();
    countCharacters(one, counts);
    countItems(one, build.items, counts, perKind, perSlot, confusion, builtInto, findings);
    each.push(counts);
    perDocument.push({
      document: nameOf(gold),
      items: f1(counts.hitKind, counts.pred, counts.gold),
      chars: f1(counts.charHit, counts.charPred, counts.charGold),
      keep: f1(counts.kept, counts.keptPred, counts.keptGold),
    });
  }
  const total = sumOf([zero(), ...each]);
  const grounding = countGrounded(build, findings);
  const merged = clusters && countPairs(builtInto, clusters, findings);
  const disagreements =
    clusters?.disagreements &&
    countDisagreements(build.items, builtInto, cardsOf(build, golds), clusters.disagreements, findings);
  const scores: Scores = {
    documents: perDocument.length,
    keep: f1(total.kept, total.keptPred, total.keptGold),
    boilerplateRemoved: ratio(total.boiler, total.boilerGold),
    duplicatesRemoved: ratio(total.dup, total.dupGold),
    contentLost: 1 - ratio(total.kept, total.keptGold),
    itemSpans: f1(total.hitSpan, total.pred, total.gold),
    items: f1(total.hitKind, total.pred, total.gold),
    characters: f1(total.charHit, total.charPred, total.charGold),
    phaseAccuracy: ratio(total.phase, total.hitSpan),
    productsAccuracy: ratio(total.products, total.hitSpan),
    slots: f1(total.slotHit, total.slotPred, total.slotGold),
    perSlot: Object.fromEntries(
      [...perSlot].map(([name, { hit, pred, gold }]) => [name, { ...f1(hit, pred, gold), gold }]),
    ) as Scores["perSlot"],
    ...grounding,
    ...(merged === undefined ? {} : { clusters: merged }),
    ...(disagreements === undefined ? {} : { disagreements }),
    ...(each.length < 2 ? {} : { intervals: intervals(each, drawnFigures) }),
    confusion: confusion.table(),
    perKind: Object.fromEntries(
      [...perKind].map(([kind, { hit, pred, gold }]) => [kind, { ...f1(hit, pred, gold), gold }]),
    ) as Scores["perKind"],
    perDocument,
  };
  return { scores, findings };
}

/** Figures that intervals are given for. */
export type Drawn = "keep" | "boilerplateRemoved" | "items" | "characters" | "slots" | "phaseAccuracy";

const drawnFigures = (sum: Counts): Record<Drawn, number> => ({
  keep: f1(sum.kept, sum.keptPred, sum.keptGold).f1,
  boilerplateRemoved: ratio(sum.boiler, sum.boilerGold),
  items: f1(sum.hitKind, sum.pred, sum.gold).f1,
  characters: f1(sum.charHit, sum.charPred, sum.charGold).f1,
  slots: f1(sum.slotHit, sum.slotPred, sum.slotGold).f1,
  phaseAccuracy: ratio(sum.phase, sum.hitSpan),
});

/** Ids of the cards that rest on an annotated document. */
function cardsOf({ documents, items }: Build, golds: readonly GoldFile[]): Set<string> {
  const annotated = new Set(golds.flatMap((gold) => documentOf(documents, gold)?.id ?? []));
  return new Set(items.filter((i) => i.evidence.some((e) => annotated.has(e.document))).map((i) => i.id));
}

/** Which kinds are taken for which. */
class Confusion {
  readonly #rows = new Map<Kind | "none", Map<Kind | "none", number>>();
  add(gold: Kind | "none", given: Kind | "none"): void {
    const row = this.#rows.get(gold) ?? new Map<Kind | "none", number>();
    this.#rows.set(gold, row.set(given, (row.get(given) ?? 0) + 1));
  }
  table(): Scores["confusion"] {
    const names = [...Kind.options, "none"] as const;
    return Object.fromEntries(
      names.map((gold) => {
        const row = this.#rows.get(gold);
        return [gold, Object.fromEntries(names.flatMap((n) => (row?.has(n) ? [[n, row.get(n)]] : [])))];
      }),
    ) as Scores["confusion"];
  }
}

interface One {
  readonly gold: GoldFile;
  readonly document: DocumentRecord;
  readonly raw: string;
  readonly places: Places;
}

/** What findings and clusters call a gold file's document: records of a container have their number behind it. */
function nameOf({ document, record }: GoldFile): string {
  return record === undefined ? document : `${document}.${record}`;
}

/** A gold file names its document by path or by file name alone. */
function documentOf(documents: readonly DocumentRecord[], gold: GoldFile): DocumentRecord | undefined {
  const sameRecord = documents.filter((d) => gold.record === undefined || d.record === gold.record);
  return (
    sameRecord.find((d) => d.source === gold.document) ??
    sameRecord.find((d) => d.source.slice(d.source.lastIndexOf("/") + 1) === gold.document)
  );
}

/** Which characters of the raw text survive, against what each line was annotated to be. */
function countCharacters({ gold, document, raw, places }: One, counts: Counts): void {
  const kept = new Uint8Array(raw.length);
  for (const span of document.spans) if (span.status === "kept") kept.fill(1, span.start, span.end);
  for (let i = 0; i < raw.length; i++) if (kept[i] && !isBlank(raw.charCodeAt(i))) counts.keptPred++;
  for (const [line, status] of Object.entries(gold.lines)) {
    const range = places.line(Number(line));
    if (!range) throw new RangeError(`${nameOf(gold)}: there is no line ${line}`);
    for (let i = range.start; i < range.end; i++) {
      if (isBlank(raw.charCodeAt(i))) continue;
      if (status === "boilerplate") {
        counts.boilerGold++;
        if (!kept[i]) counts.boiler++;
      } else if (status.startsWith("duplicate")) {
        counts.dupGold++;
        if (!kept[i]) counts.dup++;
      } else {
        counts.keptGold++;
        if (kept[i]) counts.kept++;
      }
    }
  }
}

function countItems(
  one: One,
  items: readonly AdviceItem[],
  counts: Counts,
  perKind: ReadonlyMap<Kind, { hit: number; pred: number; gold: number }>,
  perSlot: Map<SlotName, { hit: number; pred: number; gold: number }>,
  confusion: Confusion,
  builtInto: Map<string, string>,
  findings: Finding[],
): void {
  const { gold, document, raw, places } = one;
  const wanted: Wanted[] = gold.items.map((item) => ({ ...item, ...spanOf(one, item) }));
  const found: Found[] = items.flatMap((item) =>
    item.evidence
      .filter((e) => e.document === document.id)
      .map((e) => ({ ...e, id: item.id, kind: item.kind })),
  );
  const pairs = wanted.flatMap((g, i) =>
    found.flatMap((p, j) => {
      const v = overlapRatio(g, p);
      // The right kind outweighs any overlap.
      return v >= LEAST_OVERLAP ? [{ i, j, v: v + (g.kind === p.kind ? 1 : 0) }] : [];
    }),
  );
  pairs.sort((a, b) => b.v - a.v);
  const usedWanted = new Set<number>();
  const usedFound = new Set<number>();
  for (const { i, j } of pairs) {
    // Pairs come best first: the first of an item is the one it was built into.
    const name = `${nameOf(gold)}#${i}`;
    if (!builtInto.has(name)) builtInto.set(name, found[j]!.id);
    if (usedWanted.has(i) || usedFound.has(j)) continue;
    usedWanted.add(i);
    usedFound.add(j);
    const [g, p] = [wanted[i]!, found[j]!];
    counts.hitSpan++;
    confusion.add(g.kind, p.kind);
    if (g.kind === p.kind) {
      counts.hitKind++;
      perKind.get(g.kind)!.hit++;
    }
    if (g.phase === p.phase) counts.phase++;
    if (sameSet(g.products, p.products)) counts.products++;
  }
  const finding = (
    what: Finding["what"],
    { start, kind }: Span & { kind: Kind },
    rules?: readonly string[],
  ) =>
    findings.push({
      what,
      document: nameOf(gold),
      line: places.at(start).line,
      detail: `${kind} ${JSON.stringify(raw.slice(start, start + 24))}`,
      ...(rules === undefined ? {} : { rules }),
    });
  wanted.forEach((g, i) => {
    perKind.get(g.kind)!.gold++;
    if (usedWanted.has(i)) return;
    confusion.add(g.kind, "none");
    finding("missed item", g);
  });
  found.forEach((p, j) => {
    perKind.get(p.kind)!.pred++;
    if (usedFound.has(j)) return;
    confusion.add("none", p.kind);
    finding("spurious item", p, p.rules);
  });
  counts.pred += found.length;
  counts.gold += wanted.length;

  const goldCharacters = paint(raw, wanted);
  const foundCharacters = paint(raw, found);
  counts.charGold += goldCharacters.size;
  counts.charPred += foundCharacters.size;
  counts.charHit += common(goldCharacters, foundCharacters);

  const goldSlots = new Set(wanted.flatMap((g) => slotValues(g.slots ?? {})));
  const foundSlots = new Set(found.flatMap((p) => slotValues(p.slots)));
  counts.slotGold += goldSlots.size;
  counts.slotPred += foundSlots.size;
  counts.slotHit += common(goldSlots, foundSlots);
  for (const [name, of] of perSlot) {
    const own = (values: ReadonlySet<string>) =>
      new Set([...values].filter((value) => value.startsWith(`${name}=`)));
    of.gold += own(goldSlots).size;
    of.pred += own(foundSlots).size;
    of.hit += common(own(goldSlots), own(foundSlots));
  }
  for (const detail of goldSlots) {
    if (!foundSlots.has(detail)) findings.push({ what: "missed slot", document: nameOf(gold), detail });
  }
  for (const detail of foundSlots) {
    if (!goldSlots.has(detail)) findings.push({ what: "spurious slot", document: nameOf(gold), detail });
  }
}

function spanOf({ gold, raw, places }: One, item: GoldItem): Span {
  try {
    return resolveSpan(raw, places, item);
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${nameOf(gold)}: ${error.message}`);
    throw error;
  }
}

function countGrounded(build: Build, findings: Finding[]): { grounded: number; evidence: number } {
  let grounded = 0;
  let evidence = 0;
  for (const item of build.items) {
    for (const { document, start, end, quote } of item.evidence) {
      const raw = build.rawOf.get(document);
      if (raw === undefined) continue;
      evidence++;
      if (raw.slice(start, end) === quote) grounded++;
      else findings.push({ what: "not grounded", document, detail: `${item.id} at ${start}` });
    }
  }
  return { grounded: ratio(grounded, evidence), evidence };
}

/** Pairs of annotated items that belong together, against pairs built into one item. */
function countPairs(
  builtInto: ReadonlyMap<string, string>,
  { clusters }: ClustersFile,
  findings: Finding[],
): F1 & { pairs: number } {
  const clusterOf = new Map(clusters.flatMap((members, n) => members.map((member) => [member, n] as const)));
  const names = [...builtInto.keys()];
  let hit = 0;
  let predicted = 0;
  let wanted = 0;
  names.forEach((a, i) => {
    for (const b of names.slice(i + 1)) {
      const together = builtInto.get(a) === builtInto.get(b);
      const belong = clusterOf.has(a) && clusterOf.get(a) === clusterOf.get(b);
      if (together) predicted++;
      if (belong) wanted++;
      if (together && belong) hit++;
      else if (together) findings.push({ what: "wrong merge", document: a, detail: b });
      else if (belong) findings.push({ what: "missed merge", document: a, detail: b });
    }
  });
  return { ...f1(hit, predicted, wanted), pairs: wanted };
}

const ratio = (a: number, b: number) => (b === 0 ? 1 : a / b);

function f1(hit: number, predicted: number, gold: number): F1 {
  const p = ratio(hit, predicted);
  const r = ratio(hit, gold);
  return { p, r, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}

function overlapRatio(a: Span, b: Span): number {
  const both = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return both / (a.end - a.start + (b.end - b.start) - both);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const value of a) if (b.has(value)) count++;
  return count;
}

/** Each (character, kind) pair of some spans, so that how finely advice is cut does not matter. */
function paint(raw: string, spans: ReadonlyArray<Span & { kind: Kind }>): Set<string> {
  const painted = new Set<string>();
  for (const { start, end, kind } of spans) {
    for (let i = start; i < end; i++) if (!isBlank(raw.charCodeAt(i))) painted.add(`${i}${kind}`);
  }
  return painted;
}

type SlotName = (typeof SLOT_NAMES)[number];
const SLOT_NAMES = ["phones", "hours", "path", "materials", "options", "periods", "durations"] as const;

/** Slots as comparable values: a list counts by its members, a path as one. */
function slotValues(slots: Slots): string[] {
  return SLOT_NAMES.flatMap((name) => {
    const value = slots[name];
    if (value === undefined) return [];
    if (name === "durations") {
      return (slots.durations ?? []).map((d) => `${name}=${JSON.stringify([d.min, d.max, d.unit])}`);
    }
    const each: readonly unknown[] = name !== "path" && Array.isArray(value) ? value : [value];
    return each.map((v) => `${name}=${JSON.stringify(v)}`);
  });
}
