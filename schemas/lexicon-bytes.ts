/** Rows of the tables that repair bytes: `invisible-characters` and `pronunciation-cues`. */
import { z } from "zod";
import { MatchRow, RewriteRow, tableOf } from "./lexicon.ts";

const codePoint = z.string().regex(/^[0-9A-F]{4,6}$/, "a code point in hexadecimal, e.g. 200B");

/** Code points `from`…`to` that no reader sees, and what stands in their place. */
export const InvisibleRow = RewriteRow.extend({
  from: codePoint,
  to: codePoint,
  becomes: z.enum(["", "\n"]),
  unlessAfter: z
    .string()
    .min(1)
    .optional()
    .describe("inside of a character class: after one of these the character has a use of its own"),
});
export type InvisibleRow = z.infer<typeof InvisibleRow>;
export const InvisibleTable = tableOf(InvisibleRow);

/** Words by which a text that talks about how characters are read gives itself away. */
export const CueRow = MatchRow.extend({ words: z.array(z.string().min(1)).min(1) });
export type CueRow = z.infer<typeof CueRow>;
export const CueTable = tableOf(CueRow);
