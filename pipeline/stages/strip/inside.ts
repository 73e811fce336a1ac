/** Furniture inside a line that stays: sentences of advertising, fragments, words pushed in, private contacts. */
import { sentences } from "../../text/sentences.ts";
import { fold } from "../../text/shingles.ts";
import type { Edit } from "../../text/traced.ts";
import { advertisement, warns } from "./advertising.ts";
import type { Entry } from "./entries.ts";
import { type Furniture, firstMatch, halfWidth, type Matcher } from "./furniture.ts";
import type { Pushed } from "./keywords.ts";

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
 * @param pushed places of keywords pushed into its sentences
 * @returns removals, in coordinates of the text; the whole line where next to nothing else is left
 */
export function within(
  entry: Entry,
  furniture: Furniture,
  injected: ReadonlyMap<string, string>,
  pushed: readonly Pushed[] = [],
): Edit[] {
  const plain = halfWidth(entry.text);
  const found: Place[] = [];
  const add = (start: number, end: number, row: string) => {
    if (end > start && !found.some((f) => start < f.end && end > f.start)) found.push({ start, end, row });
  };
  for (const { start, end } of pushed) add(start, end, "pushed-keyword");
  for (const [words, row] of injected) {
    for (let at = entry.text.indexOf(words); at >= 0; at = entry.text.indexOf(words, at + words.length)) {
      add(at, at + words.length, row);
    }
  }
  let warned = false;
  let last: { start: number; end: number } | undefined;
  for (const place of sentences(plain)) {
    const sentence = plain.slice(place.start, place.end);
    const row =
      firstMatch(furniture.sentences, sentence)?.matcher.row.id ??
      advertisement(furniture.signals, sentence, warned);
    warned = warns(furniture.signals, sentence);
    if (row !== undefined) {
      if (last && last.end - last.start <= LEAD_LENGTH && /[?!]$/.test(plain.slice(last.start, last.end)))
        add(last.start, last.end, row);
      add(place.start, place.end, row);
    }
    last = place;
  }
  for (const matcher of furniture.fragments)
    for (const { start, end } of fragmentsIn(matcher, plain)) add(start, end, matcher.row.id);
  const first = found.find((f) => !isPrivate(f.row)) ?? found[0];
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

/** What is private is taken out by rules of this name, so that no advice is lost with a number. */
function isPrivate(row: string): boolean {
  return row.startsWith("private-");
}

/** Whose number it is stands within so many characters of it. */
const AROUND = 12;

/** Places at which a fragment row holds; its exceptions are looked for beside the place. */
export function fragmentsIn(
  { pattern, row, unless }: Matcher,
  plain: string,
): Array<{ start: number; end: number }> {
  const out: Array<{ start: number; end: number }> = [];
  for (const match of plain.matchAll(pattern)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const place = isPrivate(row.id) ? plain.slice(Math.max(0, start - AROUND), end + AROUND) : plain;
    if (!unless?.test(place)) out.push({ start, end });
  }
  return out;
}
