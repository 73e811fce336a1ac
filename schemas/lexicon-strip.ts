/** Rows of `furniture.yaml`: what page furniture looks like, where it may stand and what it takes along. */
import { z } from "zod";
import { MatchRow, tableOf } from "./lexicon.ts";
import { LinearModel } from "./linear.ts";

export const FurnitureScope = z
  .enum(["line", "field", "sentence", "fragment", "run", "signal"])
  .describe(
    "line: a whole line; field: one entry of a line made of such entries alone (date, author, counters); " +
      "sentence: one sentence of a paragraph; fragment: the matched characters only; run: each of several neighbouring lines; signal: one of the things an advertisement is told by",
  );

export const FurnitureZone = z
  .enum(["anywhere", "head", "tail", "margin", "footer"])
  .describe(
    "head: before the first body paragraph; tail: behind the last one; margin: either; footer: in the tail, behind other furniture",
  );

/** What stands behind (or before) a furniture line and goes with it. */
export const Takes = z.strictObject({
  what: z
    .enum(["titles", "comments", "notice", "signature", "summary"])
    .describe(
      "titles: short lines that are no sentences; comments: lines up to a heading or repeat; " +
        "notice: numbered clauses; summary: a box down to the line that closes it; signature: the short lines between this one and the furniture above it",
    ),
  most: z.int().positive().describe("lines taken at most"),
});

/** What a signal tells of a sentence; see `advertising.ts` for how they are put together. */
export const AdSignal = z
  .enum(["account", "call", "service", "offer", "self", "official", "warning"])
  .describe(
    "account: a private account or number; call: asks to get in touch; service: what agencies sell; offer: how they lure; " +
      "self: who praises himself; official: the lender's or the state's own; warning: warns of all this",
  );

export const FurnitureRow = MatchRow.extend({
  scope: FurnitureScope,
  zone: FurnitureZone.default("anywhere"),
  pattern: z
    .string()
    .min(1)
    .describe(
      "regular expression over the line in half-width form; `«name»` stands for a part of the table; " +
        "groups named published, url, author, title are handed on",
    ),
  unless: z.string().min(1).optional().describe("a line or sentence that matches this is left alone"),
  longest: z.int().positive().default(60).describe("a longer line (sentence) is left alone"),
  least: z.int().positive().default(3).describe("for a run: neighbouring lines needed"),
  strong: z
    .boolean()
    .default(false)
    .describe("for a field: two of these let unknown short words of the same line go too"),
  everywhere: z.boolean().default(false).describe("for a line: the same words inside other lines go too"),
  weak: z
    .boolean()
    .default(false)
    .describe(
      "for a field: alone on its line it counts only beside other furniture, and never as a list item",
    ),
  takes: Takes.optional(),
  signal: AdSignal.optional(),
  ends: z
    .enum(["article", "comments"])
    .optional()
    .describe("behind such a line nothing is the article's, unless the article plainly goes on"),
});
export type FurnitureRow = z.infer<typeof FurnitureRow>;

export const FurnitureTable = tableOf(FurnitureRow).extend({
  parts: z.record(z.string(), z.string()).describe("named pieces of patterns, written «name»"),
});
export type FurnitureTable = z.infer<typeof FurnitureTable>;

/** `furniture-model.json`: judges lines that no row knows; its classes are `content` and `furniture`. */
export const FurnitureModel = LinearModel.extend({ about: z.string() });
