/**
 * Rows of the tables that repair script and wording: `script`, `substitutions`, `spun`, `gaps`,
 * `punctuation`. All but the last speak one small language, a phrase rule: words to swap, and the
 * collocations in which the swap is certain.
 */
import { z } from "zod";
import { MatchRow, RewriteRow, tableOf } from "./lexicon.ts";

const words = z.array(z.string().min(1)).min(1);

/**
 * What must stand beside a word, inside its clause. `after` and `before` must both hold where both
 * are given. Besides words: `<start>` and `<end>` (of the clause), `<eol>`
 * (of the line), `<han>`, `<digit>`.
 */
export const PhraseContext = z.strictObject({
  after: words.optional().describe("one of these stands before the word: the word comes after it"),
  before: words.optional().describe("one of these stands behind the word: the word comes before it"),
  reach: z.int().min(0).max(40).optional().describe("characters that may stand between; default 0"),
});
export type PhraseContext = z.infer<typeof PhraseContext>;

const phrase = {
  where: z.array(PhraseContext).min(1).optional().describe("one of these must hold; absent: anywhere"),
  except: words.optional().describe("phrases that contain the word and in which it stays"),
};

/** `swap`: what stands → what should stand. A blank in a word matches one blank of any kind. */
export const PhraseRow = RewriteRow.extend({ swap: z.record(z.string().min(1), z.string()), ...phrase });
export type PhraseRow = z.infer<typeof PhraseRow>;

/** `passage`: `traditional` fires only where the passage is being converted, `any` everywhere. */
export const ScriptRow = PhraseRow.extend({ passage: z.enum(["traditional", "any"]) });
export type ScriptRow = z.infer<typeof ScriptRow>;

/** `certainty`: `always` is wrong Chinese wherever it stands; `spun-page` waits for a page that is shown to be spun. */
export const SpunRow = PhraseRow.extend({
  certainty: z.enum(["always", "spun-page"]),
  weight: z
    .int()
    .min(0)
    .max(2)
    .optional()
    .describe("of a `spun-page` row: how much it tells that a page is spun; default 1"),
});
export type SpunRow = z.infer<typeof SpunRow>;

/** A hole that cannot be filled with certainty: recognized and flagged at its blank, or else at its end. */
export const HoleRow = MatchRow.extend({ hole: words, ...phrase });
export type HoleRow = z.infer<typeof HoleRow>;

/** Two rising numbers before one of these units (`<time>`: two times of day) have lost the hyphen between them. */
export const RangeRow = RewriteRow.extend({ range: words });
export type RangeRow = z.infer<typeof RangeRow>;

export const GapRow = z.union([PhraseRow, HoleRow, RangeRow]);

/** Half-width marks that stand for full-width ones beside Chinese characters. */
export const WidthRow = RewriteRow.extend({ marks: z.record(z.string().length(1), z.string().length(1)) });
export type WidthRow = z.infer<typeof WidthRow>;

/** A clause border at which a lost comma is certain: on this `side` of the words, in a run without marks. */
export const CommaRow = RewriteRow.extend({
  comma: z.enum(["before", "after"]),
  words,
  least: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe("characters that stand before the comma since the last mark, at least; default 4"),
  next: words.optional().describe("one of these stands right behind the comma"),
  ...phrase,
});
export type CommaRow = z.infer<typeof CommaRow>;

export const ScriptTable = tableOf(ScriptRow).extend({
  strong: z.string().describe("characters of GB 2312 that show Traditional writing all the same"),
  weak: z.string().describe("Traditional forms that Simplified text keeps in names: no evidence"),
});
export const SubstitutionTable = tableOf(PhraseRow);
export const SpunTable = tableOf(SpunRow);
export const GapTable = tableOf(GapRow);
export const PunctuationTable = tableOf(z.union([WidthRow, CommaRow]));
