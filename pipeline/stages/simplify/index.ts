/**
 * Traditional → Simplified, passage by passage: a clause that shows no Traditional character is not
 * touched, so Simplified text comes through as it is. Vocabulary stays the author's (資訊 → 资讯).
 *
 * OpenCC does the characters; `script.yaml` adds what it leaves wrong. Every conversion keeps the
 * number of characters, so each goes back to its own place in the raw text; a row may reach beyond
 * the basic plane (殢), where one character is two code units.
 */
import { Converter } from "opencc-js/t2cn";
import type { z } from "zod";
import type { Script } from "../../../schemas/article.ts";
import type { ScriptRow, ScriptTable } from "../../../schemas/lexicon-words.ts";
import { compilePhrases, isClauseBreak, type PhraseHit, type PhraseRules } from "../../text/phrases.ts";
import type { Edit, TracedText } from "../../text/traced.ts";
import { SIMPLIFIED, scriptEvidence, TRADITIONAL } from "./evidence.ts";

export interface ScriptRules {
  readonly evidence: Uint8Array;
  readonly phrases: PhraseRules<ScriptRow>;
}

/** What simplify needs of `script.yaml`. */
export function compileScript(table: z.infer<typeof ScriptTable>): ScriptRules {
  return { evidence: scriptEvidence(table.strong, table.weak), phrases: compilePhrases(table.rows) };
}

/** Less than this share of the other script's characters, and a text has one script all the same. */
const STRAY = 0.1;
/** Up to this share, Traditional characters that dominate no line are quoted names, not a mixture. */
const QUOTED = 0.2;

// `t2s` leaves 隨著 wrong and keeps 著 where it is right; `tw2s` mends the first and breaks the second (编著).
const byCharacter = Converter({ from: "t", to: "cn" });
const byTaiwan = Converter({ from: "tw", to: "cn" });

const KEEP = 0;
const T2S = 1;
const TW2S = 2;

interface Count {
  traditional: number;
  simplified: number;
}

/**
 * Convert what is Traditional.
 *
 * @returns the text in Simplified characters, and the script it was found in
 */
export function simplify(traced: TracedText, rules: ScriptRules): { traced: TracedText; script: Script } {
  const { text } = traced;
  const total = count(text, 0, text.length, rules.evidence);
  const script = scriptOf(text, total, rules.evidence);
  if (total.traditional === 0) {
    const overrides = rules.phrases.find(text, { accept: (row) => row.passage === "any" });
    return { traced: traced.edit(overrides.map(override)), script };
  }
  const modes = passages(text, total, rules.evidence);
  const out: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && modes[end] === modes[start]) end++;
    out.push(convert(text.slice(start, end), modes[start]!));
    start = end;
  }
  const overrides = rules.phrases.find(text, {
    accept: (row, at) => row.passage === "any" || modes[at] !== KEEP,
  });
  return { traced: traced.edit(differences(text, out.join(""), modes, overrides)), script };
}

function scriptOf(text: string, { traditional, simplified }: Count, evidence: Uint8Array): Script {
  const share = traditional / Math.max(1, traditional + simplified);
  if (share < STRAY) return "simplified";
  if (1 - share < STRAY) return "traditional";
  if (share >= QUOTED) return "mixed";
  return lines(text).some(([start, end]) => {
    const line = count(text, start, end, evidence);
    return line.traditional > line.simplified;
  })
    ? "mixed"
    : "simplified";
}

/** Start and end of each line, its newline included. */
function lines(text: string): Array<[start: number, end: number]> {
  const out: Array<[number, number]> = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline + 1;
    out.push([start, end]);
    start = end;
  }
  return out;
}

function count(text: string, start: number, end: number, evidence: Uint8Array): Count {
  let traditional = 0;
  let simplified = 0;
  for (let i = start; i < end; i++) {
    const kind = evidence[text.charCodeAt(i)];
    if (kind === TRADITIONAL) traditional++;
    else if (kind === SIMPLIFIED) simplified++;
  }
  return { traditional, simplified };
}

/** How each code unit is to be converted: decided by clause, where a clause shows nothing by its line, then by the page. */
function passages(text: string, page: Count, evidence: Uint8Array): Uint8Array {
  const modes = new Uint8Array(text.length);
  const dominant = ({ traditional, simplified }: Count, otherwise: number) => {
    if (traditional > simplified) return TW2S;
    if (traditional + simplified === 0) return otherwise;
    return KEEP;
  };
  const whole = dominant(page, KEEP);
  for (const [start, end] of lines(text)) {
    const line = dominant(count(text, start, end, evidence), whole);
    for (let from = start; from < end; ) {
      let to = from;
      while (to < end && !isClauseBreak(text.charCodeAt(to))) to++;
      const clause = count(text, from, to, evidence);
      const mode = dominant(clause, line);
      modes.fill(mode === KEEP && clause.traditional > 0 ? T2S : mode, from, to);
      // Marks between clauses (「」) follow the line.
      if (to < end) modes[to] = line;
      from = to + 1;
    }
  }
  return modes;
}

function convert(text: string, mode: number): string {
  if (mode === KEEP) return text;
  const converter = mode === TW2S ? byTaiwan : byCharacter;
  const whole = converter(text);
  if (whole.length === text.length) return whole;
  // Some rare characters (嗰) have their Simplified form outside the basic plane, where few fonts
  // reach: leave these as they are, and with them every length.
  return [...text]
    .map((c) => {
      const one = converter(c);
      return one.length === c.length ? one : c;
    })
    .join("");
}

function override({ row, start, end, text }: PhraseHit<ScriptRow>): Edit {
  return { start, end, text, rule: `script/${row.id}` };
}

function differences(
  text: string,
  converted: string,
  modes: Uint8Array,
  overrides: ReadonlyArray<PhraseHit<ScriptRow>>,
): Edit[] {
  const edits: Edit[] = [];
  const compare = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      if (text.charCodeAt(i) === converted.charCodeAt(i)) continue;
      const start = i;
      while (i < to && text.charCodeAt(i) !== converted.charCodeAt(i) && modes[i] === modes[start]) i++;
      const rule = modes[start] === TW2S ? "simplify/tw2s" : "simplify/t2s";
      edits.push({ start, end: i, text: converted.slice(start, i), rule });
      i--;
    }
  };
  let read = 0;
  for (const hit of overrides) {
    compare(read, hit.start);
    edits.push(override(hit));
    read = hit.end;
  }
  compare(read, text.length);
  return edits;
}
