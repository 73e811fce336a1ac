/** Ranges that lost their hyphen: `1 3个工作日`, `9:00 21:00`. */
import type { RangeRow } from "../../../../schemas/lexicon-words.ts";
import { isDigit } from "../../../text/phrases.ts";
import type { Edit } from "../../../text/traced.ts";

/** Units with the row that names them, longest first; `<time>` for times of day. */
export type Ranges = ReadonlyArray<{ readonly unit: string; readonly rule: string }>;

export function compileRanges(rows: readonly RangeRow[]): Ranges {
  return rows
    .flatMap((row) => row.range.map((unit) => ({ unit, rule: `gaps/${row.id}` })))
    .sort((a, b) => b.unit.length - a.unit.length);
}

// Every part is of bounded length, so the search is linear.
const PAIR = /(\d{1,3}|\d{1,2}:\d{2})[ \u00a0\u3000](\d{1,3}(?![\d:.])|\d{1,2}:\d{2}(?![\d:]))/g;
/** What makes the first number part of something longer: a date, a card number, a decimal. */
const JOINED = /[\d.:：\-/–—~年月 ]/;

/** Edits that put the hyphen back where both numbers rise to a unit, or both are times of day. */
export function rangeEdits(text: string, ranges: Ranges, closed: Uint8Array): Edit[] {
  const edits: Edit[] = [];
  for (const found of text.matchAll(PAIR)) {
    const [whole, low, high] = found as unknown as [string, string, string];
    const start = found.index;
    const end = start + whole.length;
    const before = text[start - 1] ?? "";
    if (closed[start] || JOINED.test(before)) continue;
    const times = low.includes(":");
    if (times !== high.includes(":") || value(low) >= value(high)) continue;
    const hit = times
      ? ranges.find((r) => r.unit === "<time>" && value(high) <= 24 * 60)
      : ranges.find((r) => text.startsWith(r.unit, end));
    // 还了6 30期没还 is two statements; a lone number is never right behind a verb with 了.
    if (hit === undefined || (!times && before === "了") || isDigit(before.charCodeAt(0))) continue;
    const blank = start + low.length;
    edits.push({ start: blank, end: blank + 1, text: "-", rule: hit.rule });
  }
  return edits;
}

/** Minutes of a time of day, else the number. */
function value(number: string): number {
  const [hours, minutes] = number.split(":").map(Number);
  return minutes === undefined ? hours! : hours! * 60 + minutes;
}
