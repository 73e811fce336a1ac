/** What the importable package of a bundle holds beside advice and documents. */
import { z } from "zod";
import { Kind, Phase } from "./advice.ts";
import { DocumentRecord } from "./article.ts";

/** An article without its text: enough to name it and to link to it. */
export const Source = DocumentRecord.pick({
  id: true,
  source: true,
  record: true,
  title: true,
  published: true,
  url: true,
  duplicateOf: true,
});
export type Source = z.infer<typeof Source>;

const label = z.string().min(1);

const each = <T extends string>(names: { readonly options: readonly T[] }) =>
  Object.fromEntries(names.options.map((name) => [name, label])) as Record<T, typeof label>;

/** What the subject calls the enumerated values; a product that is the lender's own name as written has none. */
export const Labels = z.strictObject({
  phases: z.strictObject(each(Phase)),
  kinds: z.strictObject(each(Kind)),
  products: z.record(z.string(), label),
  options: z.record(z.string(), label),
});
export type Labels = z.infer<typeof Labels>;
