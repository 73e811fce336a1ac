/** The tables of a subject: everything extraction and merging know about debts, deposits or taxes. */
import { z } from "zod";
import { Kind, Phase } from "./advice.ts";
import { MatchRow, RuleId, tableOf } from "./lexicon.ts";

/** A regular expression (flags `u`), linear by construction: no nested or adjoining unbounded repeats. */
export const Pattern = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    try {
      new RegExp(source, "u");
    } catch (error) {
      context.addIssue({ code: "custom", message: `not a regular expression: ${(error as Error).message}` });
    }
  });

const matching = {
  match: Pattern,
  none: Pattern.optional().describe("text that matches this is left alone"),
};

/**
 * Where a cue is looked for: the label before the colon or a unit's own heading; the first
 * sentence; the whole body without quotations; the headings and the list's lead above it.
 */
export const CueScope = z.enum(["label", "first", "body", "above"]);

export const CueRow = MatchRow.extend({ kind: Kind, scope: CueScope, weight: z.number(), ...matching });
export type CueRow = z.infer<typeof CueRow>;

export const PhaseRow = MatchRow.extend({
  phase: Phase,
  scope: CueScope,
  kinds: z.array(Kind).optional().describe("only for units of these kinds"),
  weight: z.number(),
  ...matching,
});
export type PhaseRow = z.infer<typeof PhaseRow>;

/** What a heading or lead says of all that stands below it. */
export const ZoneRow = MatchRow.extend({
  zone: z.enum(["none", "case", "broad", "off-topic", "script"]),
  on: z.enum(["heading", "lead", "sentence", "opening", "closing"]),
  ...matching,
});
export type ZoneRow = z.infer<typeof ZoneRow>;

export const ProductRow = z.strictObject({
  id: RuleId,
  value: z
    .string()
    .min(1)
    .optional()
    .describe("what `products` says; absent: the name as the article writes it"),
  label: z.string().min(1).optional().describe("what `value` is called on the pages; absent: the first name"),
  names: z.array(z.string().min(1)).min(1),
  none: Pattern.optional().describe(
    "around a name, two characters each side: then it is no name but part of other words",
  ),
  platform: z.boolean().default(false).describe("gives way to a product of its own that the article names"),
  hotlines: z.array(z.string()).default([]),
  note: z.string().optional(),
});
export type ProductRow = z.infer<typeof ProductRow>;

export const OptionRow = MatchRow.extend({
  option: z.string().min(1),
  kinds: z.array(Kind).optional().describe("only in items of these kinds"),
  alone: z.boolean().default(false).describe("only where no other row finds an arrangement"),
  ...matching,
});
export type OptionRow = z.infer<typeof OptionRow>;

/** Words that make a noun phrase a paper or fact to hand over, by its end. */
export const MaterialRow = MatchRow.extend({
  ...matching,
  listed: z
    .boolean()
    .default(false)
    .describe("only for members of an enumeration in an item about papers: the ending alone says little"),
});
export type MaterialRow = z.infer<typeof MaterialRow>;

/** An act, claim or request that many articles give in other words: what merging goes by. */
export const TopicRow = MatchRow.extend({
  kinds: z.array(Kind).min(1),
  title: z.string().min(1).max(24),
  scope: z.enum(["label", "first", "body"]).default("first"),
  ...matching,
});
export type TopicRow = z.infer<typeof TopicRow>;

/** Claims that cannot both hold for one product. */
export const ClaimRow = MatchRow.extend({
  dimension: RuleId,
  side: RuleId,
  reason: z.string().min(1),
  kinds: z.array(Kind).optional(),
  ...matching,
});
export type ClaimRow = z.infer<typeof ClaimRow>;

/** What an article must be about to give any advice on the subject at all. */
export const SubjectFile = z.strictObject({
  name: RuleId,
  title: z.string().min(1),
  disclaimer: z.string().min(1),
  gate: z.strictObject({
    groups: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          essential: z.boolean().default(false).describe("must reach its figure whatever the others do"),
          perThousand: z.number().positive().describe("fewest of the words in a thousand characters"),
          words: z.array(z.string().min(1)).min(1),
        }),
      )
      .min(1),
    strong: z
      .number()
      .positive()
      .describe("sum of the groups' shares, each at most 3, from which one group may fall short"),
    forms: z
      .array(z.strictObject({ line: Pattern, least: z.int().positive() }))
      .describe("texts with so many lines like this are another kind of text altogether"),
  }),
  signs: z
    .strictObject({
      products: z.string().length(1),
      people: z.array(z.strictObject({ match: Pattern, sign: z.string().length(1) })),
    })
    .describe("one character for all products and for each side: what the models see instead of names"),
  instalments: z
    .string()
    .min(1)
    .optional()
    .describe("the arrangement that a number of instalments stands for; absent: none"),
  publicLines: z
    .array(z.string().regex(/^\d+$/))
    .describe("lines of authorities, nobody's hotline: verified on any card"),
  timeSensitive: Pattern.describe("wording of what ages: rates, rules, pages of an app"),
  phases: z.record(Phase, z.string().min(1)).describe("what the phases are called on the pages"),
  kinds: z.record(Kind, z.string().min(1)).describe("what the kinds are called"),
  options: z
    .record(z.string().min(1), z.string().min(1))
    .describe("what the arrangements are called, by the `option` of their rows"),
  reasons: z
    .strictObject({ hours: z.string().min(1), limits: z.string().min(1) })
    .describe("what is said of two statements that differ in hours or in a limit"),
  phasePriors: z
    .record(Kind, z.partialRecord(Phase, z.number()))
    .describe("what a kind says of the phase before any cue is read"),
  phaseOrder: z.strictObject({
    stay: z.number().describe("added where an item is in the phase of the one before it"),
    back: z.number().describe("added where it falls back behind it"),
  }),
});
export type SubjectFile = z.infer<typeof SubjectFile>;

export const CueTable = tableOf(CueRow);
export const PhaseTable = tableOf(PhaseRow);
export const ZoneTable = tableOf(ZoneRow);
export const ProductTable = tableOf(ProductRow);
export const OptionTable = tableOf(OptionRow);
export const MaterialTable = tableOf(MaterialRow);
export const TopicTable = tableOf(TopicRow);
export const ClaimTable = tableOf(ClaimRow);
