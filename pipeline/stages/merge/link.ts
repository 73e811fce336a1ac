/** What cards say of one another: other ways to the same desk, and statements that cannot both hold. */
import type { AdviceItem } from "../../../schemas/advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { compareText } from "../../text/order.ts";
import { type Card, disagreementsOf } from "./disagreements.ts";
import { deskOf } from "./keys.ts";

/** Other ways named on a card: nobody reads more, and a crowd must not name itself in full on every card. */
const MOST_VARIANTS = 40;

export function link(cards: readonly Card[], subject: Subject): AdviceItem[] {
  const variants = variantsOf(cards, subject);
  const disagrees = new Map<string, Array<{ id: string; reason: string }>>();
  const tell = (id: string, other: string, reason: string) => {
    const known = disagrees.get(id);
    if (known) known.push({ id: other, reason });
    else disagrees.set(id, [{ id: other, reason }]);
  };
  for (const { a, b, reason } of disagreementsOf(cards, subject)) {
    tell(a, b, reason);
    tell(b, a, reason);
  }
  return cards.map(({ item }) => ({
    ...item,
    variants: variants.get(item.id) ?? [],
    disagrees: (disagrees.get(item.id) ?? []).sort((x, y) => compareText(x.id, y.id)),
    flags: disagrees.has(item.id) ? [...item.flags, "disagreement"].sort(compareText) : item.flags,
  }));
}

/** Of every channel the ids of those that reach one of its desks otherwise; of a crowd the best supported. */
function variantsOf(cards: readonly Card[], subject: Subject): Map<string, string[]> {
  const desks = new Map<string, Card[]>();
  const own = new Map<Card, Set<string>>();
  for (const card of cards) {
    if (card.item.kind !== "channel") continue;
    const reached = new Set(card.members.flatMap((m) => deskOf(m, subject) ?? []));
    const of = new Set([...reached].flatMap((desk) => card.item.products.map((p) => `${desk} ${p}`)));
    own.set(card, of);
    for (const desk of of) {
      const known = desks.get(desk);
      if (known) known.push(card);
      else desks.set(desk, [card]);
    }
  }
  for (const same of desks.values())
    if (same.length > MOST_VARIANTS + 1)
      same
        .sort((a, b) => b.item.support - a.item.support || compareText(a.item.id, b.item.id))
        .splice(MOST_VARIANTS + 1);
  const out = new Map<string, string[]>();
  for (const [card, of] of own) {
    const ids = new Set([...of].flatMap((desk) => desks.get(desk)!.map((c) => c.item.id)));
    ids.delete(card.item.id);
    out.set(card.item.id, [...ids].sort(compareText));
  }
  return out;
}
