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
  const said = new Set<string>();
  const tell = (a: Card, b: Card, reason: string) => {
    const pair = `${a.item.id} ${b.item.id}`;
    if (a === b || said.has(pair)) return;
    said.add(pair);
    out.push({ a: a.item.id, b: b.item.id, reason });
  };
  // Few cards claim anything: only those are compared with one another, dimension by dimension.
  const claims = new Map<string, Array<{ card: Card; side: string; reason: string; member: Candidate }>>();
  for (const card of cards) {
    if (card.item.kind === "script" || card.item.kind === "case") continue;
    for (const member of card.members) {
      for (const { row, test } of subject.claims) {
        if (!(row.kinds?.includes(member.kind) ?? true) || !test(member.text)) continue;
        const known = claims.get(row.dimension);
        const claim = { card, side: row.side, reason: row.reason, member };
        if (known) known.push(claim);
        else claims.set(row.dimension, [claim]);
      }
    }
  }
  for (const same of claims.values()) {
    same.forEach((x, i) => {
      for (const y of same.slice(i + 1)) {
        if (x.side === y.side || x.member.document === y.member.document) continue;
        if (meet(x.member.products, y.member.products)) tell(x.card, y.card, x.reason);
      }
    });
  }
  const byNumber = new Map<string, Card[]>();
  for (const card of cards) {
    if (card.item.kind !== "channel") continue;
    for (const phone of new Set((card.item.phones ?? []).map((p) => p.replaceAll("-", "")))) {
      const known = byNumber.get(phone);
      if (known) known.push(card);
      else byNumber.set(phone, [card]);
    }
  }
  for (const same of byNumber.values()) {
    same.forEach((a, i) => {
      for (const b of same.slice(i + 1)) {
        if (otherHours(a, b)) tell(a, b, "服务时间：同一号码，各文所说不同");
      }
    });
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
        sameNumber(x, y),
    ),
  );
}

function sameNumber(a: Candidate, b: Candidate): boolean {
  const digits = (c: Candidate) => (c.slots.phones ?? []).map((p) => p.replaceAll("-", ""));
  const theirs = digits(b);
  return digits(a).some((p) => theirs.includes(p));
}
