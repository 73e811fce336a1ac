/**
 * Items that cannot both hold for one product: opposite claims of the subject's table, other hours for one
 * number, another upper limit of the same thing.
 */
import type { AdviceItem } from "../../../schemas/advice.ts";
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { compareText } from "../../text/order.ts";
import { limitOf } from "./limits.ts";

export interface Card {
  readonly item: AdviceItem;
  readonly members: readonly Candidate[];
}

export interface Disagreement {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
}

/** What one member of a card states on one matter. */
interface Statement {
  readonly card: Card;
  /** Statements on one matter with two sides disagree. */
  readonly side: string;
  readonly reason: string;
  readonly document: string;
}

/** Cards of another side that a card is set against: of a crowd the best supported. */
const MOST_OPPOSED = 8;

export function disagreementsOf(cards: readonly Card[], subject: Subject): Disagreement[] {
  // Statements by matter and product: only those can meet.
  const matters = new Map<string, Statement[]>();
  const state = (matter: string, products: readonly string[], statement: Statement) => {
    for (const product of products.length > 0 ? products : [""]) {
      const key = `${matter}\n${product}`;
      const known = matters.get(key);
      if (known) known.push(statement);
      else matters.set(key, [statement]);
    }
  };
  for (const card of cards) {
    // Words to say and one person's story claim nothing in general.
    if (card.item.kind === "script" || card.item.kind === "case") continue;
    for (const member of card.members) {
      const { document, products } = member;
      for (const { row, test } of subject.claims) {
        if (!(row.kinds?.includes(member.kind) ?? true) || !test(member.text)) continue;
        state(`claim ${row.dimension}`, products, { card, side: row.side, reason: row.reason, document });
      }
      if (member.kind === "channel" && member.slots.hours !== undefined && products.length > 0) {
        const reason = subject.about.reasons.hours;
        for (const phone of member.slots.phones ?? [])
          state(`hours ${phone.replaceAll("-", "")}`, products, {
            card,
            side: member.slots.hours,
            reason,
            document,
          });
      }
      const limit = limitOf(member, subject);
      if (limit && products.length > 0)
        state(`limit ${limit.of}`, products, {
          card,
          side: String(limit.most),
          reason: subject.about.reasons.limits,
          document,
        });
    }
  }
  const said = new Set<string>();
  const out: Disagreement[] = [];
  for (const [, statements] of [...matters].sort((x, y) => compareText(x[0], y[0])))
    for (const { a, b, reason } of opposed(statements)) {
      const pair = [a.item.id, b.item.id].sort(compareText).join(" ");
      if (a === b || said.has(pair)) continue;
      said.add(pair);
      out.push({ a: a.item.id, b: b.item.id, reason });
    }
  return out;
}

/** Cards on different sides of one matter, by different articles. */
function opposed(statements: readonly Statement[]): Array<{ a: Card; b: Card; reason: string }> {
  const sides = new Map<string, Map<Card, { documents: Set<string>; reason: string }>>();
  for (const { side, card, document, reason } of statements) {
    const cards = sides.get(side) ?? new Map<Card, { documents: Set<string>; reason: string }>();
    sides.set(side, cards);
    const known = cards.get(card);
    if (known) known.documents.add(document);
    else cards.set(card, { documents: new Set([document]), reason });
  }
  const ordered = [...sides].sort((x, y) => compareText(x[0], y[0]));
  const out: Array<{ a: Card; b: Card; reason: string }> = [];
  ordered.forEach(([, ones], i) => {
    for (const [, others] of ordered.slice(i + 1)) {
      const first = foremost(others);
      const back = foremost(ones);
      for (const [a, x] of ones)
        for (const [b, y] of first)
          if (differ(x.documents, y.documents)) out.push({ a, b, reason: x.reason });
      if (ones.size > MOST_OPPOSED || others.size > MOST_OPPOSED)
        for (const [b, y] of others)
          for (const [a, x] of back)
            if (differ(x.documents, y.documents)) out.push({ a, b, reason: x.reason });
    }
  });
  return out;
}

function foremost<T>(cards: ReadonlyMap<Card, T>): Array<[Card, T]> {
  return [...cards]
    .sort(([a], [b]) => b.item.support - a.item.support || compareText(a.item.id, b.item.id))
    .slice(0, MOST_OPPOSED);
}

/** Whether two articles say it: one may well tell of both. */
function differ(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 1 || b.size > 1 || [...a][0] !== [...b][0];
}
