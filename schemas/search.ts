/** `data/search.json`: a MiniSearch index in its serialized form, and what it takes to ask it. */
import { z } from "zod";
import { AdviceItem } from "./advice.ts";

const count = z.int().nonnegative();

/** Objects keyed by the number of an item in the index. */
const byNumber = <S extends z.ZodType>(value: S) => z.record(z.string().regex(/^\d+$/), value);

export const SearchFile = z.strictObject({
  simplified: z
    .strictObject({ from: z.string(), to: z.string() })
    .describe("Traditional characters, and at the same place the Simplified one to look for"),
  options: z.strictObject({
    fields: z.array(z.string().min(1)),
    storeFields: z.array(z.string().min(1)),
    searchOptions: z.strictObject({ boost: z.record(z.string(), z.number()) }),
  }),
  index: z.strictObject({
    documentCount: count,
    nextId: count,
    fieldIds: z.record(z.string(), count),
    averageFieldLength: z.array(z.number().nonnegative()),
    dirtCount: z.literal(0),
    serializationVersion: z.literal(2),
    documentIds: byNumber(AdviceItem.shape.id),
    fieldLength: byNumber(z.array(count)),
    storedFields: byNumber(
      AdviceItem.pick({ kind: true, phase: true, products: true, title: true, text: true }),
    ),
    index: z.array(z.tuple([z.string().min(1), byNumber(byNumber(z.int().positive()))])),
  }),
});
export type SearchFile = z.infer<typeof SearchFile>;
