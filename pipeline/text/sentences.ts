/**
 * Sentences and clauses of a block of Chinese text. `Intl.Segmenter` splits inside quotations and
 * after `1. `, and is slow on long strings (measured: 3.6 MB/s); advice needs quotations whole.
 */
import { isBlank } from "./places.ts";

export interface Range {
  readonly start: number;
  readonly end: number;
}

const TERMINATORS = "。！？!?…";
const CLOSERS = '”’』」）)】》"';
const OPENERS = "“『「";
const PARTNER: Record<string, string> = { "“": "”", "『": "』", "「": "」" };
/** Non-zero for code units at which something may end or open: at all others a walk over the text goes on at once. */
const TELLING = new Uint8Array(0x10000);
for (const mark of `${TERMINATORS}${OPENERS}，,；;：:\n`) TELLING[mark.charCodeAt(0)] = 1;

/** A quotation longer than this is taken for an unpaired mark (longest script seen in the genre: about 200). */
const LONGEST_QUOTE = 400;

/**
 * Split `text.slice(start, end)` into sentences, in offsets of `text`, blanks at the ends trimmed.
 * A line break ends a sentence, and so do blanks where there are no marks; a terminator inside a
 * quotation does not, unless the quotation closes right behind it and a new clause begins.
 */
export function sentences(text: string, start = 0, end = text.length): Range[] {
  const out: Range[] = [];
  let from = start;
  let i = start;
  while (i < end) {
    if (TELLING[text.charCodeAt(i)] === 0) {
      i++;
      continue;
    }
    const c = text[i]!;
    if (c === "\n") {
      addSpoken(out, text, from, i);
      from = i;
      i++;
      continue;
    }
    if (OPENERS.includes(c)) {
      const close = closing(text, i, end);
      if (close > 0) {
        const inside = text[close - 1]!;
        i = close + 1;
        // “……。” followed by a new sentence: the quotation's own full stop ends both.
        if (TERMINATORS.includes(inside) && startsNew(text, i, end)) {
          addSpoken(out, text, from, i);
          from = i;
        }
        continue;
      }
    }
    if (TERMINATORS.includes(c) && !isDecimalPoint(text, i)) {
      i++;
      while (i < end && (TERMINATORS.includes(text[i]!) || CLOSERS.includes(text[i]!))) i++;
      addSpoken(out, text, from, i);
      from = i;
      continue;
    }
    i++;
  }
  addSpoken(out, text, from, end);
  return out;
}

/** Speech written down by a machine has blanks for marks: so many of them, and no mark at all. */
const LEAST_BLANKS = 3;
const SHORTEST_SPOKEN = 40;
/** Shorter pieces are parts of a sentence. */
const SHORTEST_PIECE = 12;
const MARKED = /[，,。！？!?；;：:]/;
const BLANK_IN_SPEECH = /(?<=[\p{Script=Han}\d])[ \u3000]+(?=[\p{Script=Han}\d])/gu;

/** 先打电话 说明情况 别挂: a range without marks, cut at its blanks into pieces of a sentence's length. */
function addSpoken(out: Range[], text: string, start: number, end: number): void {
  const { start: first, end: past } = trim(text, start, end);
  const line = past - first < SHORTEST_SPOKEN ? "" : text.slice(first, past);
  const blanks = line === "" || MARKED.test(line) ? [] : [...line.matchAll(BLANK_IN_SPEECH)];
  let from = first;
  if (blanks.length >= LEAST_BLANKS) {
    for (const blank of blanks) {
      const to = first + blank.index;
      if (to - from < SHORTEST_PIECE || past - to < SHORTEST_PIECE) continue;
      out.push({ start: from, end: to });
      from = to + blank[0].length;
    }
  }
  if (past > from) out.push({ start: from, end: past });
}

/** Clauses: cut at commas, semicolons and colons too; quotations stay whole. */
export function clauses(text: string, start = 0, end = text.length): Range[] {
  const out: Range[] = [];
  let from = start;
  let i = start;
  while (i < end) {
    if (TELLING[text.charCodeAt(i)] === 0) {
      i++;
      continue;
    }
    const c = text[i]!;
    if (OPENERS.includes(c)) {
      const close = closing(text, i, end);
      if (close > 0) {
        i = close + 1;
        continue;
      }
    }
    if ("，,；;：:。！？!?\n".includes(c) && !(c === ":" && /\d/.test(text[i + 1] ?? ""))) {
      add(out, text, from, i);
      from = i + 1;
    }
    i++;
  }
  add(out, text, from, end);
  return out;
}

/** Quotations “…”, 「…」 with their marks, not nested, each within a line. */
export function quotations(text: string, start = 0, end = text.length): Range[] {
  const out: Range[] = [];
  for (let i = start; i < end; i++) {
    if (TELLING[text.charCodeAt(i)] === 0 || !OPENERS.includes(text[i]!)) continue;
    const close = closing(text, i, end);
    if (close < 0) continue;
    out.push({ start: i, end: close + 1 });
    i = close;
  }
  return out;
}

/** What stands in `[from, to)`, if it is not blank. */
function add(out: Range[], text: string, from: number, to: number): void {
  const range = trim(text, from, to);
  if (range.end > range.start) out.push(range);
}

export function trim(text: string, start: number, end: number): Range {
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function closing(text: string, open: number, end: number): number {
  const partner = PARTNER[text[open]!]!;
  const limit = Math.min(end, open + LONGEST_QUOTE);
  for (let i = open + 1; i < limit; i++) {
    if (text[i] === "\n") return -1;
    if (text[i] === partner) return i;
  }
  return -1;
}

function startsNew(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  return !/[，,。；;、的等这这样）)]/.test(text[at]!) || /^这(样|类|种|不)/.test(text.slice(at, at + 2));
}

function isDecimalPoint(text: string, at: number): boolean {
  return text[at] === "." && /\d/.test(text[at + 1] ?? "");
}
