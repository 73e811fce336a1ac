/**
 * Marks: half-width ones beside Chinese characters become full-width, straight quotes become a pair,
 * doubled marks one, full-width letters and digits half-width. Numbers, times, addresses, versions,
 * list numbers, English text and labels such as “...” stay.
 */
import type { WidthRow } from "../../../../schemas/lexicon-words.ts";
import { isBlank, isDigit, isHan } from "../../../text/phrases.ts";
import type { Edit } from "../../../text/traced.ts";

/** Half-width mark → its full-width form and the row that says so. */
export type Marks = ReadonlyMap<string, { readonly full: string; readonly rule: string }>;

export function compileMarks(rows: readonly WidthRow[]): Marks {
  const marks = new Map<string, { full: string; rule: string }>();
  for (const row of rows) {
    for (const [half, full] of Object.entries(row.marks))
      marks.set(half, { full, rule: `punctuation/${row.id}` });
  }
  return marks;
}

const CLOSERS = "”’」』）》】。，、；：！？…";
const OPENERS = "“‘「『（《【";

/** Edits that put the marks of a text right. */
export function markEdits(text: string, marks: Marks): Edit[] {
  const edits: Edit[] = [];
  const touched = touchedBy(marks);
  // A page that ends lines so writes dots for full stops throughout. Most pages never need to be asked.
  let habit: boolean | undefined;
  for (let i = 0; i < text.length; i++) {
    if (touched[text.charCodeAt(i)] === 0) continue;
    const start = text.lastIndexOf("\n", i) + 1;
    const newline = text.indexOf("\n", i);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    habit ??= text.includes(".") && text.split("\n").filter(endsInDot).length >= DOT_HABIT;
    lineEdits(line, start, habit && !line.includes("。"), marks, edits);
    i = end;
  }
  return edits;
}

const known = new WeakMap<Marks, Uint8Array>();

/** By code unit: 1 for what `lineEdits` may change; a line without any stays as it is. */
function touchedBy(marks: Marks): Uint8Array {
  let table = known.get(marks);
  if (table === undefined) {
    table = Uint8Array.from({ length: 0x10000 }, (_, code) => (isWideAlphanumeric(code) ? 1 : 0));
    for (const mark of marks.keys()) table[mark.charCodeAt(0)] = 1;
    known.set(marks, table);
  }
  return table;
}

/** Lines that end in a dot for a full stop, from which on it is the page's habit. */
const DOT_HABIT = 2;

function lineEdits(line: string, offset: number, habit: boolean, marks: Marks, edits: Edit[]): void {
  // What places will read as, so that a mark after a mark sees the new one.
  const changed = new Map<number, { readonly text: string; readonly rule: string }>();
  const set: Setter = (i, text, rule) => {
    changed.set(i, { text, rule });
  };
  const at = (i: number) => changed.get(i)?.text ?? line[i] ?? "";
  straightQuotes(line, marks, set);
  brackets(line, marks, set);
  const stops = habit || endsInDot(line);
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    // Half-width marks are ASCII: nearly every character of Chinese is passed over here.
    if (code >= 0x80) {
      if (isWideAlphanumeric(code)) set(i, String.fromCharCode(code - 0xfee0), "punctuation/wide-letters");
      continue;
    }
    const c = line[i]!;
    const mark = marks.get(c);
    if (mark === undefined || '()"'.includes(c)) continue;
    const before = i > 0 ? at(i - 1) : "";
    const after = at(i + 1);
    const fits =
      c === "." ? isFullStop(line, i, before, after, stops) : isChineseMark(line, i, c, before, after);
    if (fits) set(i, mark.full, mark.rule);
  }
  for (const [i, { text, rule }] of changed)
    edits.push({ start: offset + i, end: offset + i + 1, text, rule });
}

function isChineseMark(line: string, i: number, c: string, before: string, after: string): boolean {
  if (!isChineseEnd(before) && !isChineseStart(after)) return false;
  if (isDigit(before.charCodeAt(0)) && isDigit(after.charCodeAt(0))) return false;
  // Emoticons, addresses, Markdown images, character entities.
  if (c === ":" && ")(/-DP".includes(after || "x")) return false;
  if (c === "!" && after === "[") return false;
  if (c === ";" && isEntity(line, i)) return false;
  return true;
}

function isEntity(line: string, semicolon: number): boolean {
  for (let i = semicolon - 1; i >= 0 && i >= semicolon - 9; i--) {
    if (line[i] === "&") return i < semicolon - 1;
    if (!/[a-z0-9#]/i.test(line[i]!)) return false;
  }
  return false;
}

/** The line is written with dots for full stops: its last mark is one, right after a Chinese character. */
function endsInDot(line: string): boolean {
  let last = line.length - 1;
  while (last >= 0 && (isBlank(line.charCodeAt(last)) || '”"’）)'.includes(line[last]!))) last--;
  return line[last] === "." && last > 0 && isChineseEnd(line[last - 1]!) && !line.includes("。");
}

function isFullStop(line: string, i: number, before: string, after: string, stops: boolean): boolean {
  if (!isChineseEnd(before) || before === "。" || after === ".") return false;
  // 一.概述: the number of a list, not a sentence.
  if (/^[\s（(第]*[一二三四五六七八九十]{1,3}$/.test(line.slice(0, Math.min(i, 12))) && i < 12) return false;
  let next = i + 1;
  while (next < line.length && isBlank(line.charCodeAt(next)) && next < i + 4) next++;
  if (next >= line.length || "”’".includes(line[next]!)) return true;
  return (
    stops && (isHan(line.charCodeAt(next)) || OPENERS.includes(line[next]!) || isDigit(after.charCodeAt(0)))
  );
}

function isChineseEnd(c: string): boolean {
  return c !== "" && (isHan(c.charCodeAt(0)) || CLOSERS.includes(c));
}

function isChineseStart(c: string): boolean {
  return c !== "" && (isHan(c.charCodeAt(0)) || OPENERS.includes(c));
}

function isWideAlphanumeric(code: number): boolean {
  return (
    (code >= 0xff10 && code <= 0xff19) ||
    (code >= 0xff21 && code <= 0xff3a) ||
    (code >= 0xff41 && code <= 0xff5a)
  );
}

type Setter = (i: number, text: string, rule: string) => void;

/** Straight quotes come in pairs within a line, around or beside Chinese characters, or are left alone. */
function straightQuotes(line: string, marks: Marks, set: Setter): void {
  const mark = marks.get('"');
  if (mark === undefined) return;
  const places: number[] = [];
  for (let i = line.indexOf('"'); i >= 0; i = line.indexOf('"', i + 1)) places.push(i);
  if (places.length === 0 || places.length % 2 === 1) return;
  // Attributes, JSON and code quote with the same mark.
  if (places.some((p) => "=\\{[".includes(line[p - 1] ?? "x") || "}]".includes(line[p + 1] ?? "x"))) return;
  for (let k = 0; k < places.length; k += 2) {
    const [open, close] = [places[k]!, places[k + 1]!];
    const inside = hasHan(line, open + 1, close);
    if (!inside && !isHan(line.charCodeAt(open - 1)) && !isHan(line.charCodeAt(close + 1))) continue;
    set(open, "“", mark.rule);
    set(close, "”", mark.rule);
  }
}

function hasHan(line: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (isHan(line.charCodeAt(i))) return true;
  return false;
}

/** Round brackets are widened in pairs: after a Chinese character or around one. `1)`, `(1)`, links and formulas stay. */
function brackets(line: string, marks: Marks, set: Setter): void {
  const open = marks.get("(");
  const close = marks.get(")");
  if (open === undefined || close === undefined || !line.includes("(")) return;
  const hanUpTo = new Uint32Array(line.length + 1);
  for (let i = 0; i < line.length; i++) hanUpTo[i + 1] = hanUpTo[i]! + (isHan(line.charCodeAt(i)) ? 1 : 0);
  const stack: number[] = [];
  for (let i = 0; i < line.length; i++) {
    if (line[i] === "(") stack.push(i);
    if (line[i] !== ")") continue;
    const from = stack.pop();
    if (from === undefined) continue;
    const before = line[from - 1] ?? "";
    const inside = hanUpTo[i]! > hanUpTo[from + 1]!;
    if (before === "]" || (!inside && !isHan(before.charCodeAt(0)))) continue;
    if (before === ":" || before === ";") continue;
    // A call in code: log('…').
    if ("'\"`".includes(line[from + 1]!) && "'\"`".includes(line[i - 1]!)) continue;
    if (line[i + 1] === ")" && line[i + 2] === ";") continue;
    set(from, open.full, open.rule);
    set(i, close.full, close.rule);
  }
}

const STOP = 1;
const COLLAPSES = 2;
/** By code unit: what becomes of the mark where it is written twice. */
const doubling = new Uint8Array(0x10000);
doubling["。".charCodeAt(0)] = STOP;
for (const c of "，、；") doubling[c.charCodeAt(0)] = COLLAPSES;

/** Marks written twice (，， or ，blank，) become one; 。。 becomes 。 but a longer row of them is a pause the author wrote. */
export function doubledMarks(text: string): Edit[] {
  const edits: Edit[] = [];
  for (let i = 0; i < text.length; i++) {
    const kind = doubling[text.charCodeAt(i)];
    if (kind === 0) continue;
    const c = text[i]!;
    if (kind === STOP) {
      let end = i + 1;
      while (text[end] === "。") end++;
      if (end - i === 2) edits.push({ start: i + 1, end, text: "", rule: "punctuation/doubled" });
      i = end - 1;
    } else {
      let end = i + 1;
      for (let look = end; look < text.length; look++) {
        if (text[look] === c) end = look + 1;
        else if (!isBlank(text.charCodeAt(look))) break;
      }
      if (end > i + 1) edits.push({ start: i + 1, end, text: "", rule: "punctuation/doubled" });
      // Look again only behind the row: blanks after it were seen once more at most.
      i = end - 1;
    }
  }
  return edits;
}
