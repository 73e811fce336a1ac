/**
 * Blanks inside a line of Chinese. A blank is either typography, and goes, or the place of a deleted
 * word, and must have been seen by the gap rules before it goes.
 */
import { isBlank, isHan } from "../../../text/phrases.ts";
import { lastOf } from "../../../text/places.ts";
import type { Edit, Mark } from "../../../text/traced.ts";

/** By code unit: 1 for a full-width mark. */
const marks = new Uint8Array(0x10000);
for (const c of "，。；：！？、") marks[c.charCodeAt(0)] = 1;
const isMark = (code: number) => marks[code] === 1;

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Runs of blanks with something on either side in their line. Asked for by step after step, mostly of the same text. */
const runs: (text: string) => readonly Run[] = lastOf(runsIn);

function runsIn(text: string): readonly Run[] {
  const out: Run[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isBlank(text.charCodeAt(i))) continue;
    const start = i;
    while (i < text.length && isBlank(text.charCodeAt(i))) i++;
    const inside =
      start > 0 && i < text.length && text[start - 1] !== "\n" && text[i] !== "\n" && text[i] !== "\r";
    if (inside) out.push({ start, end: i });
  }
  return out;
}

/** 温 馨 提 示: characters set apart for looks, four or more in a row with one blank between each two. */
const SPACED_FROM = 4;

/** Edits that close up letter-spaced words. */
export function letterSpacing(text: string): Edit[] {
  const edits: Edit[] = [];
  const single = runs(text).filter(
    (r) => r.end - r.start === 1 && isHan(text.charCodeAt(r.start - 1)) && isHan(text.charCodeAt(r.end)),
  );
  for (let i = 0; i < single.length; ) {
    let j = i;
    while (j + 1 < single.length && single[j + 1]!.start === single[j]!.end + 1) j++;
    // The outer two must be single characters as well, or 张三 李 四 would be taken for one word.
    const alone =
      !isHan(text.charCodeAt(single[i]!.start - 2)) && !isHan(text.charCodeAt(single[j]!.end + 1));
    if (j - i + 2 >= SPACED_FROM && alone) {
      for (let k = i; k <= j; k++)
        edits.push({ ...single[k]!, text: "", rule: "punctuation/letter-spacing" });
    }
    i = j + 1;
  }
  return edits;
}

/** Where so many marks have a blank before them, blanks before marks are the page's typography. */
const HABIT_MIN = 4;
const HABIT_SHARE = 0.2;

/**
 * A blank between a Chinese character and the mark after it, on a page that does not set its marks
 * so, is where a word was cut out.
 */
export function blanksBeforeMarks(text: string, closed: Uint8Array): Mark[] {
  const suspects = runs(text).filter(
    (r) => isMark(text.charCodeAt(r.end)) && isHan(text.charCodeAt(r.start - 1)) && !closed[r.start],
  );
  if (suspects.length >= HABIT_MIN) {
    let all = 0;
    for (let i = 0; i < text.length; i++) if (isMark(text.charCodeAt(i))) all++;
    if (suspects.length >= all * HABIT_SHARE) return [];
  }
  return suspects.map((r) => ({ at: r.start, flag: "text-gap", rule: "gaps/blank-before-mark" }));
}

/** As many blanks inside clauses as this are how the page is written, not words cut out of it. */
const BETWEEN_HABIT = 6;
/** A line of so many Chinese characters with a mark among them is prose; in headings and lists blanks set things apart. */
const PROSE = 16;

/** A blank between two Chinese characters amid a clause of prose: a word may have been cut out there. */
export function blanksBetween(text: string, closed: Uint8Array): Mark[] {
  const suspects: Run[] = [];
  for (const run of runs(text)) {
    const amid = isHan(text.charCodeAt(run.start - 1)) && isHan(text.charCodeAt(run.end));
    if (amid && run.end - run.start === 1 && !closed[run.start]) suspects.push(run);
  }
  if (suspects.length === 0 || suspects.length >= BETWEEN_HABIT) return [];
  const prose = suspects.filter((r) => {
    const start = text.lastIndexOf("\n", r.start) + 1;
    const newline = text.indexOf("\n", r.end);
    const line = text.slice(start, newline < 0 ? text.length : newline);
    return /[，。；]/.test(line) && (line.match(/[\u4e00-\u9fff]/g)?.length ?? 0) >= PROSE;
  });
  return prose.map((r) => ({ at: r.start, flag: "text-gap", rule: "gaps/blank-between" }));
}

/** Edits that remove single blanks around full-width marks. Wider runs (an indent, columns) stay. */
export function typographicBlanks(text: string): Edit[] {
  const edits: Edit[] = [];
  for (const { start, end } of runs(text)) {
    if (end - start > 1) continue;
    const before = text.charCodeAt(start - 1);
    const after = text.charCodeAt(end);
    const beforeMark = isMark(after) && (isHan(before) || "”）》".includes(text[start - 1]!));
    const afterMark = isMark(before) && (isHan(after) || "“（《".includes(text[end]!));
    if (beforeMark || afterMark) edits.push({ start, end, text: "", rule: "punctuation/blank" });
  }
  return edits;
}
