/** How JSON files of a bundle are written: keys in the order of their schema, so that the same content is the same bytes. */
import type { z } from "zod";
import type { AdviceFile, AdviceItem } from "../../../schemas/advice.ts";
import {
  AdviceFile as AdviceFileSchema,
  AdviceItem as AdviceItemSchema,
  SLOT_NAMES,
} from "../../../schemas/advice.ts";
import { bytesOf } from "./file.ts";
import { type Listed, ofItems } from "./records.ts";
import { type Piece, piece } from "./reuse.ts";

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
  ...SLOT_NAMES,
  "evidence",
  "support",
  "variants",
  "disagrees",
  "seen",
  "flags",
] as const satisfies ReadonlyArray<keyof AdviceItem>;

/**
 * A JSON object whose last member is a long list, in pieces: the bytes `toJson` would give.
 *
 * @param head the members ahead of the list
 * @param records each as `recordJson` gives it
 */
export function* jsonList(
  head: Readonly<Record<string, unknown>>,
  name: string,
  records: Iterable<Listed<string | Uint8Array>>,
): Generator<Piece> {
  yield JSON.stringify({ ...head, [name]: [] }, null, 1).slice(0, -"]\n}".length);
  let first = true;
  for (const { key, record } of records) {
    // The comma goes with what stands behind it, so that pieces side by side are one stretch.
    if (first) {
      yield "\n  ";
      yield record();
    } else yield piece(key, () => Buffer.concat([COMMA, bytesOf(record())]));
    first = false;
  }
  yield first ? "]\n}\n" : "\n ]\n}\n";
}

const COMMA = Buffer.from(",\n  ");

/** One record as it stands in such a list, its keys in the order they have. */
export function recordJson(record: object): string {
  return JSON.stringify(record, null, 1).replaceAll("\n", "\n  ");
}

/** `data/advice.json`. */
export function adviceJson({ items, ...head }: AdviceFile): Generator<Piece> {
  const record = (item: AdviceItem) => recordJson(inContractOrder(AdviceItemSchema.parse(item)));
  return jsonList(AdviceHead.parse(head), "items", ofItems(items, record));
}

const AdviceHead = AdviceFileSchema.omit({ items: true });

/** An item with its keys in the contract's order. */
export function inContractOrder(item: AdviceItem): Readonly<Record<string, unknown>> {
  return Object.fromEntries(ITEM_KEYS.filter((key) => key in item).map((key) => [key, item[key]]));
}
