/** Rows of `html.yaml`: what the parts of web pages are called, and how the boxes between them begin. */
import { z } from "zod";
import { MatchRow, tableOf } from "./lexicon.ts";

export const HtmlRole = z
  .enum(["furniture", "body", "post", "answer", "question", "author", "title", "date", "fold", "expert"])
  .describe(
    "furniture: no part of the article; body: what holds the article's text; post: one contribution of a thread; " +
      "answer: one answer to a question; question: what was asked; author: who wrote a post; title: a headline; " +
      "date: where a page says when; fold: closed until clicked, but text all the same; expert: marks a professional's or a chosen answer",
  );

export const HtmlName = MatchRow.extend({
  is: HtmlRole,
  pattern: z
    .string()
    .min(1)
    .describe(
      "regular expression over an id or a class in lower case, its words joined by single hyphens (`artiBody_2` is arti-body); " +
        "it matches whole words; ^ and $ stand for the ends of the name",
    ),
  reason: z
    .string()
    .regex(/^[a-z-]+$/)
    .optional()
    .describe("for furniture: what it is, the rule in the record; default the row's id"),
  most: z
    .number()
    .positive()
    .max(1)
    .default(0.4)
    .describe("for furniture: what holds more of the page's text than this share is the page"),
  longest: z.int().positive().optional().describe("for furniture: what holds more characters is none"),
  sentences: z.boolean().default(true).describe("for furniture: whether it may hold whole sentences"),
  place: z
    .enum(["anywhere", "headline"])
    .default("anywhere")
    .describe("for furniture: headline where no prose stands between it and the headline"),
  inline: z.boolean().default(false).describe("for furniture: whether it goes within a line of prose too"),
  share: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe("for a body: smallest share of the page's text outside links that makes the name credible"),
});
export type HtmlName = z.infer<typeof HtmlName>;

export const HtmlText = MatchRow.extend({
  is: z
    .enum(["box", "readers", "lead", "button", "legal", "expert", "starter", "site"])
    .describe(
      "box: heading of a box of links; readers: heading of what readers wrote; lead: beginning of a line that leads to another page; button: a link of its own that asks to be clicked; " +
        "legal: line at the foot of a site; expert: marks a professional's or a chosen answer; " +
        "starter: marks the posts of a thread's author; site: last part of a page's title that names the site",
    ),
  pattern: z
    .string()
    .min(1)
    .describe("regular expression over a line without blanks in half-width form, from its beginning"),
  whole: z.boolean().default(false).describe("whether it has to match the whole line"),
});
export type HtmlText = z.infer<typeof HtmlText>;

export const HtmlTable = tableOf(HtmlName).extend({ texts: z.array(HtmlText) });
export type HtmlTable = z.infer<typeof HtmlTable>;
