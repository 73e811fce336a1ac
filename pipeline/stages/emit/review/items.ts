/** Items as the review page holds them. */
import { AdviceItem } from "../../../../schemas/advice.ts";
import { decisionKey } from "../../../decisions.ts";
import { inOrder } from "../in-order.ts";
import type { Names } from "./articles.ts";
import { urgency } from "./queue.ts";

/** Quotes shown of an item whose articles the page does not hold, and how long they may be. */
const QUOTES = 3;
const LONGEST_QUOTE = 1000;

/**
 * @param key where a decision gave the item another kind: what that decision was on
 * @param articles index of each article by its id
 * @param held indexes of the articles whose text the page holds
 */
export function itemRow(
  given: AdviceItem,
  key: string | undefined,
  articles: ReadonlyMap<string, number>,
  held: ReadonlySet<number>,
  names: Names,
) {
  // Keys in the order of the schema, whatever order they were set in.
  const item = inOrder(AdviceItem, given);
  const { id, kind, phase, products, title, text, support, variants, disagrees, flags, evidence } = item;
  const { phones, hours, path, materials, options, periods, durations, amounts, rates } = item;
  let quoted = 0;
  return {
    id,
    key: key ?? decisionKey(item),
    kind,
    phase,
    products,
    title,
    text,
    slots: { phones, hours, path, materials, options, periods, durations, amounts, rates },
    support,
    seen: item.seen,
    variants,
    disagrees,
    flags,
    urgency: urgency(item),
    evidence: evidence.map((e) => {
      const article = articles.get(e.document) ?? -1;
      const place = [article, e.start, e.end, e.rules.map((rule) => names.number(rule))];
      if (held.has(article) || quoted++ >= QUOTES) return place;
      return [...place, e.quote.slice(0, LONGEST_QUOTE)];
    }),
  };
}
