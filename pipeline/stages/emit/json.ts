/** How JSON files of a bundle are written: keys in the order of their schema, so that the same content is the same bytes. */
import type { z } from "zod";
import type { AdviceFile, AdviceItem } from "../../../schemas/advice.ts";
import { AdviceFile as AdviceFileSchema } from "../../../schemas/advice.ts";

/**
 * Pretty-printed JSON with `\n` line ends and one at the end.
 *
 * @throws ZodError when the value does not fit: the validate stage comes first
 */
export function toJson<S extends z.ZodType>(schema: S, value: z.input<S>): string {
  // Parsing gives keys in the order the schema declares them, whatever order they were set in.
  return `${JSON.stringify(schema.parse(value), null, 1)}\n`;
}

/** The order of the output contract, which reads better than that of the schema (it begins with the slots). */
export const ITEM_KEYS = [
  "id",
  "kind",
  "phase",
  "products",
  "title",
  "text",
  "phones",
  "hours",
  "path",
  "materials",
  "options",
  "periods",
  "durations",
  "evidence",
  "support",
  "variants",
  "disagrees",
  "seen",
  "flags",
] as const satisfies ReadonlyArray<keyof AdviceItem>;

/** `data/advice.json`. */
export function adviceJson(advice: AdviceFile): string {
  const { items, ...rest } = AdviceFileSchema.parse(advice);
  const inOrder = items.map((item) =>
    Object.fromEntries(ITEM_KEYS.filter((key) => key in item).map((key) => [key, item[key]])),
  );
  return `${JSON.stringify({ ...rest, items: inOrder }, null, 1)}\n`;
}
