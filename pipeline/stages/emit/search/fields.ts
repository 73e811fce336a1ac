/** What of an item is looked for, the same for the search index and for the database. */
import type { AdviceItem } from "../../../../schemas/advice.ts";
import type { Labels } from "../../../lexicon/labels.ts";
import { optionLabel, productLabel } from "../labels.ts";

/** By name, what a match in it counts, relative to one in the text. */
export const FIELDS = { title: 3, text: 1, products: 2, facts: 1 } as const;

export type Field = keyof typeof FIELDS;

/** Text of each field; values of a list stand on lines of their own, so that no term reaches over two. */
export function fieldsOf(item: AdviceItem, labels: Labels): Record<Field, string> {
  const { phones = [], path = [], materials = [], options = [] } = item;
  return {
    title: item.title,
    text: item.text,
    products: [...item.products, ...item.products.map(productLabel(labels))].join("\n"),
    facts: [
      labels.kinds[item.kind],
      labels.phases[item.phase],
      ...phones,
      ...path,
      ...materials,
      ...options.map(optionLabel(labels)),
    ].join("\n"),
  };
}
