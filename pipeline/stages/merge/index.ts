/**
 * The same advice from several articles, once: one item with the clearest wording in the lead, all
 * evidence kept, support counted by independent articles. Ids come from what the item says, not
 * from who says it, so they stay when articles come or go.
 */
import type { AdviceItem, Evidence, Phase, Slots } from "../../../schemas/advice.ts";
import { Phase as PhaseSchema } from "../../../schemas/advice.ts";
import type { Candidate } from "../../advice.ts";
import { ownersOf, type Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { compareItems, compareText } from "../../text/order.ts";
import { type Cluster, cluster } from "./cluster.ts";
import { identify } from "./ids.ts";
import { leadOf } from "./lead.ts";
import { link } from "./link.ts";

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
  const cards = identify(clusters).map(({ id, cluster: c }) => ({
    item: itemOf(id, c, sources, subject),
    members: c.members,
  }));
  const linked = link(cards, subject);
  return linked.sort(compareItems);
}

const rowOfName = perSubject(({ products }: Subject) => {
  const out = new Map<string, string>();
  for (const row of products)
    for (const name of [...(row.value === undefined ? [] : [row.value]), ...row.names])
      if (!out.has(name)) out.set(name, row.id);
  return out;
});

/** Each product once, by the fullest name its articles give it. */
function namesOf(products: readonly string[], subject: Subject): string[] {
  const byRow = new Map<string, string>();
  const rows = rowOfName(subject);
  for (const p of new Set(products)) {
    const key = rows.get(p) ?? p;
    const known = byRow.get(key);
    if (known === undefined || p.length > known.length) byRow.set(key, p);
  }
  return [...byRow.values()].sort(compareText);
}

function itemOf(id: string, c: Cluster, sources: SourceFacts, subject: Subject): AdviceItem {
  const lead = leadOf(c.members, subject);
  const evidence: Evidence[] = c.members.map((m) => ({
    document: m.document,
    start: m.rawStart,
    end: m.rawEnd,
    quote: m.quote,
    phase: m.phase,
    products: m.products as string[],
    slots: m.slots,
    rules: m.rules as string[],
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
  const flags = new Set<string>([...lead.flags, ...flagsOfOthers(c.members, lead)]);
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

/**
 * The card unites what its members state: where one says more than the lead, or gives a slot the lead has not,
 * what is the matter with its text is the matter with the card.
 */
function* flagsOfOthers(members: readonly Candidate[], lead: Candidate): Generator<string> {
  for (const m of members) {
    if (m === lead || m.flags.length === 0) continue;
    const adds = (Object.keys(m.slots) as Array<keyof Slots>).some(
      (slot) => JSON.stringify(m.slots[slot]) !== JSON.stringify(lead.slots[slot]),
    );
    if (adds || m.text.length > lead.text.length) yield* m.flags;
  }
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
  const amounts = union((s) => s.amounts);
  const rates = union((s) => s.rates);
  return {
    ...(phones && { phones }),
    ...(hours && { hours }),
    ...(path && { path: [...path] }),
    ...(materials && { materials }),
    ...(options && { options }),
    ...(periods && { periods }),
    ...(durations && { durations }),
    ...(amounts && { amounts }),
    ...(rates && { rates }),
  };
}

function majority(phases: readonly Phase[], lead: Phase): Phase {
  const counts = new Map<Phase, number>();
  for (const p of phases) counts.set(p, (counts.get(p) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return counts.get(lead) === most ? lead : PhaseSchema.options.find((p) => counts.get(p) === most)!;
}
