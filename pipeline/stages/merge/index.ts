/**
 * The same advice from several articles, once: one item with the clearest wording in the lead, all
 * evidence kept, support counted by independent articles. Ids come from what the item says, not
 * from who says it, so they stay when articles come or go.
 */
import { createHash } from "node:crypto";
import type { AdviceItem, Evidence, Phase, Slots } from "../../../schemas/advice.ts";
import { Kind, Phase as PhaseSchema } from "../../../schemas/advice.ts";
import type { Candidate } from "../../advice.ts";
import { ownersOf, type Subject } from "../../lexicon/subject.ts";
import { compareText } from "../../text/order.ts";
import { byPlace, type Cluster, cluster } from "./cluster.ts";
import { type Card, disagreementsOf } from "./disagreements.ts";
import { bigrams, fold, jaccard } from "./fold.ts";
import { deskOf } from "./keys.ts";

export interface SourceFacts {
  /** Id that stands for a document's group of near-duplicates: its own, or the survivor's. */
  readonly group: ReadonlyMap<string, string>;
  readonly published: ReadonlyMap<string, string>;
}

/** @returns items in the contract's order: phase, kind, support (most first), id */
export function merge(
  candidates: readonly Candidate[],
  sources: SourceFacts,
  subject: Subject,
): AdviceItem[] {
  const clusters = cluster(candidates, subject);
  const cards = distinctIds(clusters, subject).map(({ id, cluster: c }) => ({
    item: itemOf(id, c, sources, subject),
    members: c.members,
  }));
  const linked = link(cards, subject);
  return linked.sort(byContract);
}

/** One id a cluster; where two share what ids are made of, the wording of the lead tells them apart. */
function distinctIds(
  clusters: readonly Cluster[],
  subject: Subject,
): Array<{ id: string; cluster: Cluster }> {
  const seeds = new Map<string, Cluster[]>();
  for (const c of clusters) {
    const seed = c.key === undefined ? `${c.kind}\n${fold(leadOf(c, subject).text)}` : `${c.kind}\n${c.key}`;
    seeds.set(seed, [...(seeds.get(seed) ?? []), c]);
  }
  const out: Array<{ id: string; cluster: Cluster }> = [];
  for (const [seed, same] of [...seeds].sort((a, b) => compareText(a[0], b[0]))) {
    // The greatest cluster has the plain id, so that a straggler does not take it away.
    const ordered = same.sort(
      (a, b) => b.members.length - a.members.length || byPlace(a.members[0]!, b.members[0]!),
    );
    const taken = new Set<string>();
    ordered.forEach((c, i) => {
      let own = i === 0 ? seed : `${seed}\n${fold(leadOf(c, subject).text)}`;
      while (taken.has(own)) own += "\n";
      taken.add(own);
      out.push({ id: `a-${createHash("sha256").update(own).digest("hex").slice(0, 12)}`, cluster: c });
    });
  }
  return out;
}

/** Members looked at for likeness to the others: enough to tell the typical from the odd, and no square of a crowd. */
const LOOKED_AT = 24;

/** The clearest wording: most like the others, without gaps, of middling length, under a label of its own; ties by text. */
function leadOf(c: Cluster, subject: Subject): Candidate {
  const shared = c.members.every((m) => m.products.join() === c.members[0]!.products.join());
  const names = shared ? [] : subject.products.flatMap((p) => p.names);
  const sets = c.members.slice(0, LOOKED_AT).map((m) => bigrams(m.text));
  const score = (m: Candidate, own: ReadonlySet<string>) =>
    8 * (sets.reduce((sum, s) => sum + jaccard(own, s), 0) / sets.length) +
    (m.label === "" ? 0 : 1) -
    3 * m.flags.length -
    // A card of several lenders is not led by the words on one of them, if others speak for all.
    (names.some((n) => m.text.includes(n)) ? 1.5 : 0) +
    Object.keys(m.slots).length / 2 -
    Math.abs(Math.log((m.text.length + 1) / 90)) / 2;
  return c.members
    .map((m) => ({ m, score: score(m, bigrams(m.text)) }))
    .sort((a, b) => b.score - a.score || compareText(a.m.text, b.m.text) || byPlace(a.m, b.m))[0]!.m;
}

/** Each product once, by the fullest name its articles give it. */
function namesOf(products: readonly string[], subject: Subject): string[] {
  const byRow = new Map<string, string>();
  for (const p of products) {
    const key = subject.products.find((row) => row.value === p || row.names.includes(p))?.id ?? p;
    const known = byRow.get(key);
    if (known === undefined || p.length > known.length) byRow.set(key, p);
  }
  return [...byRow.values()].sort(compareText);
}

function itemOf(id: string, c: Cluster, sources: SourceFacts, subject: Subject): AdviceItem {
  const lead = leadOf(c, subject);
  const evidence: Evidence[] = c.members.map((m) => ({
    document: m.document,
    start: m.rawStart,
    end: m.rawEnd,
    quote: m.quote,
    phase: m.phase,
    products: [...m.products],
    slots: m.slots,
    rules: [...m.rules],
  }));
  const groups = new Set(c.members.map((m) => sources.group.get(m.document) ?? m.document));
  const dates = c.members
    .flatMap((m) => sources.published.get(m.document) ?? [])
    .map((d) => d.slice(0, 10))
    .sort();
  const slots = unionOf(c.members, lead);
  const products = namesOf(
    c.members.flatMap((m) => m.products),
    subject,
  );
  const flags = new Set<string>(lead.flags);
  if (groups.size === 1) flags.add("single-source");
  if (slots.path || slots.hours || new RegExp(subject.about.timeSensitive, "u").test(lead.text))
    flags.add("time-sensitive");
  if (c.kind === "channel" && new Set(c.members.flatMap((m) => m.slots.hours ?? [])).size > 1)
    flags.add("hours-differ");
  if ((slots.phones ?? []).some((p) => !isOfficial(p, products, subject))) flags.add("unverified-contact");
  return {
    id,
    kind: c.kind,
    phase: majority(
      c.members.map((m) => m.phase),
      lead.phase,
    ),
    products,
    title: lead.title,
    text: lead.text,
    ...slots,
    evidence,
    support: groups.size,
    variants: [],
    disagrees: [],
    ...(dates.length > 0 && { seen: { from: dates[0]!, to: dates.at(-1)! } }),
    flags: [...flags].sort(compareText),
  };
}

/** A number is verified for a card if it is the hotline of one of its products, or a public line. */
function isOfficial(phone: string, products: readonly string[], subject: Subject): boolean {
  if (subject.about.publicLines.includes(phone.replaceAll("-", ""))) return true;
  const owners = ownersOf(phone, subject.products);
  return owners.some((row) => products.some((p) => p === row.value || row.names.includes(p)));
}

/** Lists are united in the order of the members; what can stand only once is the leading one's, else the first stated. */
function unionOf(members: readonly Candidate[], lead: Candidate): Slots {
  const ordered = [lead, ...members.filter((m) => m !== lead)];
  const union = <T>(pick: (s: Slots) => readonly T[] | undefined): T[] | undefined => {
    const seen = new Map<string, T>();
    for (const m of ordered)
      for (const v of pick(m.slots) ?? []) if (!seen.has(JSON.stringify(v))) seen.set(JSON.stringify(v), v);
    return seen.size > 0 ? [...seen.values()] : undefined;
  };
  const phones = union((s) => s.phones);
  const hours = ordered.find((m) => m.slots.hours)?.slots.hours;
  const path = ordered.find((m) => m.slots.path)?.slots.path;
  const materials = union((s) => s.materials);
  const options = union((s) => s.options);
  const periods = union((s) => s.periods)?.sort((a, b) => a - b);
  const durations = union((s) => s.durations);
  return {
    ...(phones && { phones }),
    ...(hours && { hours }),
    ...(path && { path: [...path] }),
    ...(materials && { materials }),
    ...(options && { options }),
    ...(periods && { periods }),
    ...(durations && { durations }),
  };
}

function majority(phases: readonly Phase[], lead: Phase): Phase {
  const counts = new Map<Phase, number>();
  for (const p of phases) counts.set(p, (counts.get(p) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return counts.get(lead) === most ? lead : PhaseSchema.options.find((p) => counts.get(p) === most)!;
}

function link(cards: readonly Card[], subject: Subject): AdviceItem[] {
  const desks = new Map<string, Set<string>>();
  const channels = cards.filter((c) => c.item.kind === "channel");
  const desksOf = (c: Card) =>
    new Set(
      c.members.flatMap((m) => deskOf(m) ?? []).flatMap((desk) => c.item.products.map((p) => `${desk} ${p}`)),
    );
  for (const card of channels) {
    for (const desk of desksOf(card)) desks.set(desk, (desks.get(desk) ?? new Set()).add(card.item.id));
  }
  const variantsOf = (card: Card): string[] => {
    if (card.item.kind !== "channel") return [];
    const ids = new Set([...desksOf(card)].flatMap((desk) => [...desks.get(desk)!]));
    ids.delete(card.item.id);
    return [...ids].sort(compareText);
  };
  const disagrees = new Map<string, Array<{ id: string; reason: string }>>();
  for (const { a, b, reason } of disagreementsOf(cards, subject)) {
    disagrees.set(a, [...(disagrees.get(a) ?? []), { id: b, reason }]);
    disagrees.set(b, [...(disagrees.get(b) ?? []), { id: a, reason }]);
  }
  return cards.map(({ item, members }) => ({
    ...item,
    variants: variantsOf({ item, members }),
    disagrees: (disagrees.get(item.id) ?? []).sort((x, y) => compareText(x.id, y.id)),
    flags: disagrees.has(item.id) ? [...item.flags, "disagreement"].sort(compareText) : item.flags,
  }));
}

const PHASES = PhaseSchema.options;
const KINDS = Kind.options;

function byContract(a: AdviceItem, b: AdviceItem): number {
  return (
    PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    b.support - a.support ||
    compareText(a.id, b.id)
  );
}
