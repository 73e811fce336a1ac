/**
 * Repair of wording: marks, substitutions, deleted words, spun words (伪原创), lost commas. Every
 * step is a pass over the current text; the passes repeat until nothing changes, because a repaired
 * word may be the collocation that makes its neighbour certain.
 */
import type { z } from "zod";
import type {
  CommaRow,
  GapTable,
  HoleRow,
  PhraseRow,
  PunctuationTable,
  RangeRow,
  SpunRow,
  SpunTable,
  SubstitutionTable,
  WidthRow,
} from "../../../../schemas/lexicon-words.ts";
import {
  compilePhrases,
  editsOf,
  isBlank,
  type PhraseRules,
  type PhraseSource,
} from "../../../text/phrases.ts";
import type { Edit, Mark, TracedText } from "../../../text/traced.ts";
import { blanksBeforeMarks, blanksBetween, letterSpacing, typographicBlanks } from "./blanks.ts";
import { type Commas, compileCommas, lostCommas } from "./commas.ts";
import { compileMarks, doubledMarks, type Marks, markEdits } from "./punctuation.ts";
import { quoted } from "./quotes.ts";
import { compileRanges, type Ranges, rangeEdits } from "./ranges.ts";

export interface WordTables {
  readonly substitutions: z.infer<typeof SubstitutionTable>;
  readonly spun: z.infer<typeof SpunTable>;
  readonly gaps: z.infer<typeof GapTable>;
  readonly punctuation: z.infer<typeof PunctuationTable>;
}

export interface WordRules {
  readonly marks: Marks;
  readonly substitutions: PhraseRules<PhraseRow>;
  readonly fills: PhraseRules<PhraseRow>;
  readonly ranges: Ranges;
  readonly holes: PhraseRules<PhraseSource>;
  readonly spun: PhraseRules<SpunRow>;
  readonly commas: Commas;
}

/** What repairWords needs of its four tables. */
export function compileWords(tables: WordTables): WordRules {
  const { rows } = tables.punctuation;
  return {
    marks: compileMarks(rows.filter((r): r is WidthRow => "marks" in r)),
    substitutions: compilePhrases(tables.substitutions.rows),
    fills: compilePhrases(tables.gaps.rows.filter((r): r is PhraseRow => "swap" in r)),
    ranges: compileRanges(tables.gaps.rows.filter((r): r is RangeRow => "range" in r)),
    holes: compilePhrases(
      tables.gaps.rows
        .filter((r): r is HoleRow => "hole" in r)
        .map((r) => ({ ...r, swap: Object.fromEntries(r.hole.map((h) => [h, h])) })),
    ),
    spun: compilePhrases(tables.spun.rows),
    commas: compileCommas(rows.filter((r): r is CommaRow => "comma" in r)),
  };
}

/**
 * When a page is spun, so that harmless synonyms are swapped back as well: by different rows of
 * certain spinning alone, or by points. Each synonym has the points of its row, and one more where
 * the very word it replaces stands on the page too, because a blind swap misses some places.
 * Calibrated on sound articles (of 60, none over 3 points) and on spun pages.
 */
const SPUN_ALWAYS = 3;
const ALWAYS_POINTS = 2;
const SPUN_POINTS = 4;
/** The same without a certain row; and so many different synonyms at least. */
const SPUN_POINTS_UNCERTAIN = 5;
const SPUN_SYNONYMS = 3;

/** Passes at most. Chains of rules are short, so this only bounds the time. */
const ROUNDS = 6;

/**
 * Repair the wording of a text that is already in Simplified characters.
 *
 * What stands inside quotes is left as it is, but for the width of marks. Places where words are
 * missing and cannot be known are marked `text-gap`.
 */
export function repairWords(traced: TracedText, rules: WordRules): TracedText {
  let current = traced;
  const evidence: Evidence = { always: new Set(), synonyms: new Map() };
  for (let round = 0; round < ROUNDS; round++) {
    const before = current;
    current = current.edit(markEdits(current.text, rules.marks));
    current = outsideQuotes(current, doubledMarks);
    current = outsideQuotes(current, letterSpacing);
    current = swap(current, rules.substitutions, "substitutions");
    current = swap(current, rules.fills, "gaps");
    current = current.edit(rangeEdits(current.text, rules.ranges, quoted(current.text)));
    current = unspin(current, rules.spun, evidence);
    current = current.edit(lostCommas(current.text, rules.commas, quoted(current.text)));
    if (current === before) break;
  }
  current = current.mark(holes(current.text, rules.holes));
  return outsideQuotes(current, typographicBlanks);
}

function outsideQuotes(traced: TracedText, edits: (text: string) => Edit[]): TracedText {
  const found = edits(traced.text);
  if (found.length === 0) return traced;
  const closed = quoted(traced.text);
  return traced.edit(found.filter((e) => !closed[e.start]));
}

function swap(traced: TracedText, rules: PhraseRules<PhraseRow>, table: string): TracedText {
  return traced.edit(editsOf(rules.find(traced.text, { closed: quoted(traced.text) }), table));
}

interface Evidence {
  /** Rows that fired: certain ones. */
  readonly always: Set<string>;
  /** Rows of synonyms, each with its points. */
  readonly synonyms: Map<string, number>;
}

function isSpun({ always, synonyms }: Evidence): boolean {
  if (always.size >= SPUN_ALWAYS) return true;
  let points = always.size * ALWAYS_POINTS;
  for (const p of synonyms.values()) points += p;
  return always.size > 0
    ? points >= SPUN_POINTS
    : synonyms.size >= SPUN_SYNONYMS && points >= SPUN_POINTS_UNCERTAIN;
}

function unspin(traced: TracedText, rules: PhraseRules<SpunRow>, evidence: Evidence): TracedText {
  const { text } = traced;
  const closed = quoted(text);
  // Both kinds are looked for together, so that the longest word wins among all.
  const all = rules.find(text, { closed });
  for (const { row, text: original } of all) {
    if (row.certainty === "always") evidence.always.add(row.id);
    else if (!evidence.synonyms.has(row.id)) {
      const weight = row.weight ?? 1;
      evidence.synonyms.set(row.id, weight === 0 ? 0 : weight + (text.includes(original) ? 1 : 0));
    }
  }
  // Where nothing but certain rows hit, they hit at the same places when they are asked alone.
  const uncertain = all.some(({ row }) => row.certainty !== "always");
  if (!uncertain || isSpun(evidence)) return traced.edit(editsOf(all, "spun"));
  const always = rules.find(text, { closed, accept: (row) => row.certainty === "always" });
  for (const { row } of always) evidence.always.add(row.id);
  return traced.edit(editsOf(isSpun(evidence) ? all : always, "spun"));
}

function holes(text: string, rules: PhraseRules<PhraseSource>): Mark[] {
  const closed = quoted(text);
  const marks = new Map<number, Mark>();
  for (const mark of blanksBeforeMarks(text, closed)) marks.set(mark.at, mark);
  for (const mark of blanksBetween(text, closed)) marks.set(mark.at, mark);
  for (const hit of rules.find(text, { closed })) {
    let at = hit.start;
    while (at < hit.end && !isBlank(text.charCodeAt(at))) at++;
    if (!marks.has(at)) marks.set(at, { at, flag: "text-gap", rule: `gaps/${hit.row.id}` });
  }
  return [...marks.values()];
}
