/** Advice items, their slots and their evidence: `data/advice.json` of the output contract. */
import { z } from "zod";
import { StatedDate } from "./article.ts";

export const Kind = z.enum([
  "channel",
  "action",
  "material",
  "option",
  "script",
  "condition",
  "caution",
  "consequence",
  "case",
]);
export type Kind = z.infer<typeof Kind>;

export const Phase = z.enum(["before", "contact", "negotiate", "agreement", "after"]);
export type Phase = z.infer<typeof Phase>;

export const DurationUnit = z.enum(["day", "week", "month", "year"]);

export const Duration = z.strictObject({
  min: z.number().nonnegative().nullable().describe("null: open towards zero"),
  max: z.number().nonnegative().nullable().describe("null: open towards more"),
  unit: DurationUnit,
});
export type Duration = z.infer<typeof Duration>;

/** A rate of interest or of a fee. */
export const Rate = z.strictObject({
  percent: z.number().positive(),
  per: z.enum(["day", "month", "year"]).nullable().describe("null: the text does not say"),
});
export type Rate = z.infer<typeof Rate>;

/** What an item's own text states; a slot that is not stated is absent. */
export const Slots = z.strictObject({
  phones: z
    .array(z.string().regex(/^[0-9]+(-[0-9]+)*$/))
    .min(1)
    .optional(),
  hours: z
    .string()
    .regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/)
    .optional(),
  path: z.array(z.string().min(1)).min(1).optional(),
  materials: z.array(z.string().min(1)).min(1).optional(),
  options: z.array(z.string().min(1)).min(1).optional(),
  periods: z.array(z.int().positive()).min(1).optional(),
  durations: z.array(Duration).min(1).optional(),
  amounts: z.array(z.number().positive()).min(1).optional().describe("sums of money, in yuan"),
  rates: z.array(Rate).min(1).optional(),
});
export type Slots = z.infer<typeof Slots>;
/** In the order of the output contract. */
export const SLOT_NAMES = Slots.keyof().options;

export const Evidence = z.strictObject({
  document: z.string().min(1),
  start: z.int().nonnegative(),
  end: z.int().positive(),
  quote: z.string().min(1).describe("exactly the raw text from start to end"),
  phase: Phase,
  products: z.array(z.string().min(1)),
  slots: Slots,
  rules: z.array(z.string().min(1)).describe("the rules that made this an item of its kind and phase"),
});
export type Evidence = z.infer<typeof Evidence>;

export const AdviceItem = Slots.extend({
  id: z.string().regex(/^a-[0-9a-f]{12,}$/),
  kind: Kind,
  phase: Phase,
  products: z.array(z.string().min(1)),
  title: z.string().min(1).max(24),
  text: z.string().min(1),
  evidence: z.array(Evidence).min(1),
  support: z.int().positive().describe("independent articles; near-duplicates count once"),
  variants: z.array(z.string()).describe("ids of channel items that reach the same desk otherwise"),
  disagrees: z.array(z.strictObject({ id: z.string().min(1), reason: z.string().min(1) })),
  seen: z
    .strictObject({ from: StatedDate, to: StatedDate })
    .optional()
    .describe("dates stated by its articles"),
  flags: z.array(z.string().min(1)),
});
export type AdviceItem = z.infer<typeof AdviceItem>;

export const AdviceFile = z.strictObject({
  disclaimer: z.string().min(1),
  newest: StatedDate.optional().describe("date of the newest article that states one"),
  items: z.array(AdviceItem),
});
export type AdviceFile = z.infer<typeof AdviceFile>;
