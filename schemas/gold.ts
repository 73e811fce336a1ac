/** Annotations a build is scored against: what each line of a raw article is, and the items it holds. */
import { z } from "zod";
import { Kind, Phase, Slots } from "./advice.ts";

/** A place as annotators write it: a line and a short exact piece of it. */
const Anchor = z.tuple([z.int().positive(), z.string().min(1)]);

export const GoldItem = z.strictObject({
  kind: Kind,
  phase: Phase,
  products: z.array(z.string().min(1)),
  start: Anchor,
  end: Anchor,
  slots: Slots.optional(),
  note: z.string().optional(),
});
export type GoldItem = z.infer<typeof GoldItem>;

export const GoldFile = z.strictObject({
  document: z.string().min(1).describe("path below the raw folder, or the file's name alone"),
  record: z.int().positive().optional().describe("the record meant, where the file is a container of many"),
  lines: z.record(
    z.string().regex(/^[1-9]\d*$/),
    z.string().regex(/^(content|heading|boilerplate|duplicate:[1-9]\d*)$/),
  ),
  items: z.array(GoldItem),
  note: z.string().optional(),
});
export type GoldFile = z.infer<typeof GoldFile>;

/** `<document>#<index>`, in a container `<document>.<record>#<index>`. */
const ItemName = z.string().min(1);

/** Annotated items that belong on one card, and pairs of items that say otherwise than each other. Other keys (variants) are left to their readers. */
export const ClustersFile = z.looseObject({
  clusters: z.array(z.array(ItemName)),
  disagreements: z
    .array(z.strictObject({ items: z.tuple([ItemName, ItemName]), reason: z.string().min(1) }))
    .optional(),
});
export type ClustersFile = z.infer<typeof ClustersFile>;
