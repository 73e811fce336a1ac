/** Furniture inside a line that stays: sentences of advertising, fragments, words pushed in, private contacts. */
import { sentences } from "../../text/sentences.ts";
import { fold } from "../../text/shingles.ts";
import type { Edit } from "../../text/traced.ts";
import { advertisement } from "./advertising.ts";
import type { Entry } from "./entries.ts";
import { type Furniture, firstMatch, halfWidth } from "./furniture.ts";

/** What an advertisement leaves of its line goes with it when it is at most so many characters and this share. */
const REST_LENGTH = 12;
const REST_SHARE = 0.34;
/** A question of at most so many characters before an advertisement leads up to it. */
const LEAD_LENGTH = 24;

interface Place {
  readonly start: number;
  readonly end: number;
  readonly row: string;
}

export function removal(start: number, end: number, row: string): Edit {
  return { start, end, text: "", rule: `strip/${row}`, status: "boilerplate" };
}

/**
 * @param injected words of lines that were pushed in everywhere, with the row that found them
 * @returns removals, in coordinates of the text; the whole line where next to nothing else is left
 */
export function within(entry: Entry, furniture: Furniture, injected: ReadonlyMap<string, string>): Edit[] {
  const plain = halfWidth(entry.text);
  const found: Place[] = [];
  const add = (start: number, end: number, row: string) => {
    if (end > start && !found.some((f) => start < f.end && end > f.start)) found.push({ start, end, row });
  };
  for (const [words, row] of injected) {
    for (let at = entry.text.indexOf(words); at >= 0; at = entry.text.indexOf(words, at + words.length)) {
      add(at, at + words.length, row);
    }
  }
  let last: { start: number; end: number } | undefined;
  for (const place of sentences(plain)) {
    const sentence = plain.slice(place.start, place.end);
    const row =
      firstMatch(furniture.sentences, sentence)?.matcher.row.id ?? advertisement(furniture.signals, sentence);
    if (row !== undefined) {
      if (last && last.end - last.start <= LEAD_LENGTH && /[?!]$/.test(plain.slice(last.start, last.end)))
        add(last.start, last.end, row);
      add(place.start, place.end, row);
    }
    last = place;
  }
  for (const { pattern, row, unless } of furniture.fragments) {
    for (const match of plain.matchAll(pattern)) {
      const around = plain.slice(Math.max(0, match.index - 12), match.index + match[0].length + 12);
      if (unless?.test(row.id.startsWith("private-") ? around : plain)) continue;
      add(match.index, match.index + match[0].length, row.id);
    }
  }
  const first = found.find((f) => !f.row.startsWith("private-")) ?? found[0];
  if (first === undefined) return [];
  found.sort((a, b) => a.start - b.start);
  let rest = "";
  let at = 0;
  for (const f of found) {
    rest += plain.slice(at, f.start);
    at = f.end;
  }
  const left = fold(rest + plain.slice(at)).length;
  const nothing = left === 0 || (left <= REST_LENGTH && left <= REST_SHARE * fold(plain).length);
  return nothing
    ? [removal(entry.start, entry.next, first.row)]
    : found.map((f) => removal(entry.start + f.start, entry.start + f.end, f.row));
}
