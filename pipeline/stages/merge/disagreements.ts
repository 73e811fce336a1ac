/** Items that cannot both hold for one product: opposite claims of the subject's table, other hours for one number. */
import type { AdviceItem } from "../../../schemas/advice.ts";
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";

export interface Card {
  readonly item: AdviceItem;
  readonly members: readonly Candidate[];
}

export interface Disagreement {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
}

export function disagreementsOf(cards: readonly Card[], subject: Subject): Disagreement[] {
  const out: Disagreement[] = [];
  const sides = cards.map((card) =>
    card.item.kind === "script" || card.item.kind === "case"
      ? []
      : card.members.flatMap((m) =>
          subject.claims
            .filter((c) => (c.row.kinds?.includes(m.kind) ?? true) && c.test(m.text))
            .map((c) => ({ claim: c.row, products: m.products, document: m.document })),
        ),
  );
  for (let i = 0; i < cards.length; i++) {
    for (let j = i + 1; j < cards.length; j++) {
      const hit = sides[i]!.flatMap((x) =>
        sides[j]!.filter(
          (y) =>
            x.claim.dimension === y.claim.dimension &&
            x.claim.side !== y.claim.side &&
            x.document !== y.document &&
            meet(x.products, y.products),
        ),
      )[0];
      if (hit) out.push({ a: cards[i]!.item.id, b: cards[j]!.item.id, reason: hit.claim.reason });
      else if (otherHours(cards[i]!, cards[j]!)) {
        out.push({
          a: cards[i]!.item.id,
          b: cards[j]!.item.id,
          reason: "服务时间：同一产品的热线，各文所说不同",
        });
      }
    }
  }
  return out;
}

/** Debts in general and one lender's product may differ; the same product may not. */
function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.some((x) => b.includes(x)) || (a.length === 0 && b.length === 0);
}

function otherHours(a: Card, b: Card): boolean {
  if (a.item.kind !== "channel" || b.item.kind !== "channel") return false;
  return a.members.some((x) =>
    b.members.some(
      (y) =>
        x.slots.hours !== undefined &&
        y.slots.hours !== undefined &&
        x.slots.hours !== y.slots.hours &&
        x.document !== y.document &&
        x.products.some((p) => y.products.includes(p)) &&
        (x.slots.phones ?? []).length + (y.slots.phones ?? []).length > 0,
    ),
  );
}
