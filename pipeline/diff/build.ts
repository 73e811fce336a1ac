/**
 * A build as far as a comparison needs it. Two builds may be by different versions, so what is not
 * asked for is let through, and what a version may not have had is optional.
 */
import { z } from "zod";

const words = z.array(z.string()).default([]);

const Place = z.looseObject({
  document: z.string(),
  start: z.int().default(0),
  end: z.int().default(0),
  quote: z.string(),
});

export const ComparedItem = z.looseObject({
  id: z.string(),
  kind: z.string(),
  phase: z.string(),
  products: words,
  title: z.string(),
  text: z.string(),
  phones: words,
  hours: z.string().optional(),
  path: words,
  materials: words,
  options: words,
  periods: z.array(z.number()).default([]),
  durations: z
    .array(z.looseObject({ min: z.number().nullable(), max: z.number().nullable(), unit: z.string() }))
    .default([]),
  amounts: z.array(z.number()).default([]),
  rates: z.array(z.looseObject({ percent: z.number(), per: z.string().nullable() })).default([]),
  evidence: z.array(Place),
  support: z.number().default(1),
  disagrees: z.array(z.looseObject({ id: z.string(), reason: z.string() })).default([]),
  flags: words,
});
export type ComparedItem = z.infer<typeof ComparedItem>;

export const ComparedDocument = z.looseObject({
  id: z.string(),
  source: z.string(),
  record: z.int().optional(),
  title: z.string().optional(),
  duplicateOf: z.string().optional(),
});
export type ComparedDocument = z.infer<typeof ComparedDocument>;

/** `data/advice.json` and `data/documents.json`. */
export const ComparedAdvice = z.looseObject({ items: z.array(ComparedItem) });
export const ComparedDocuments = z.looseObject({ documents: z.array(ComparedDocument) });

export interface ComparedBuild {
  readonly items: readonly ComparedItem[];
  readonly documents: readonly ComparedDocument[];
}
