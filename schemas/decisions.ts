/** What an editor decided on items of a build: the lines of `raw/decisions.jsonl`, which the review page exports. */
import { z } from "zod";
import { Kind } from "./advice.ts";

const about = {
  key: z
    .string()
    .regex(/^[0-9a-f]{16}$/, "must be 16 hex digits, as the review page writes them")
    .describe("of the words decided on: kind and text, so that other words are decided on anew"),
  item: z
    .string()
    .regex(/^a-[0-9a-f]{12,}$/, "must be the id of an item (a-…)")
    .describe("id of the item when it was decided on"),
  title: z.string().min(1).describe("what the item was called, for people who read the file"),
  note: z.string().min(1).optional(),
};

/** `reject`: not published. `relabel`: of another kind. `accept`: right as it is. `ignore`: left alone, and not asked for again. */
export const Decision = z.discriminatedUnion("decision", [
  z.strictObject({ ...about, decision: z.literal("accept") }),
  z.strictObject({ ...about, decision: z.literal("reject") }),
  z.strictObject({ ...about, decision: z.literal("ignore") }),
  z.strictObject({ ...about, decision: z.literal("relabel"), kind: Kind }),
]);
export type Decision = z.infer<typeof Decision>;
