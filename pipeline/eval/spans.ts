/** Where the spans of a gold file lie in the raw text. */
import type { GoldItem } from "../../schemas/gold.ts";
import type { Places } from "../text/places.ts";

/** Half-open, in UTF-16 code units of the raw text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Offsets of an annotated item.
 *
 * @throws RangeError when a line or an anchor is not there
 */
export function resolveSpan(raw: string, places: Places, item: Pick<GoldItem, "start" | "end">): Span {
  const [startLine, from] = item.start;
  const [endLine, to] = item.end;
  const first = lineOf(places, startLine);
  const final = lineOf(places, endLine);
  const start = find(raw, from, first, first.start, startLine);
  const end = find(raw, to, final, startLine === endLine ? start : final.start, endLine) + to.length;
  if (end <= start) throw new RangeError(`the span from ${JSON.stringify(from)} is empty`);
  return { start, end };
}

function lineOf(places: Places, line: number): Span {
  const range = places.line(line);
  if (!range) throw new RangeError(`there is no line ${line}`);
  return range;
}

function find(raw: string, anchor: string, line: Span, from: number, number: number): number {
  const at = raw.indexOf(anchor, from);
  // An anchor may end with the line feed, as the line itself does.
  if (at < 0 || at + anchor.length > line.end + 1) {
    throw new RangeError(`line ${number} has no ${JSON.stringify(anchor)}`);
  }
  return at;
}
