/** Furniture inside a line that stays: sentences of advertising, fragments, words pushed in, private contacts. */
import { sentences } from "../../text/sentences.ts";
import { fold } from "../../text/shingles.ts";
import type { Edit } from "../../text/traced.ts";
import { advertisement, mayAdvertise, warns } from "./advertising.ts";
import type { Entry } from "./entries.ts";
import { type Furniture, firstMatch, halfWidth, type Matcher, marksOf } from "./furniture.ts";
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
  const plain = entry.half;
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
  for (const { start, end, row } of advertising(plain, furniture)) add(start, end, row);
  for (const matcher of furniture.fragments)
    for (const { start, end } of fragmentsIn(matcher, plain)) {
      if (isPrivate(matcher.row.id)) {
        const whole = withLabel(plain, start, end);
        add(whole.start, whole.end, matcher.row.id);
        add(start, end, matcher.row.id);
      } else add(start, end, matcher.row.id);
    }
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

/** Sentences of a line that advertise, and the questions that lead up to them, in the order in which they are found. */
function advertising(plain: string, { sentences: rows, signals }: Furniture): Place[] {
  const out: Place[] = [];
  const marks = marksOf(rows, plain);
  // What no part of the line may be, none of its sentences may.
  if (!rows.some((m) => marks[m.at] === 1) && !mayAdvertise(signals, plain)) return out;
  let warned = false;
  let last: { start: number; end: number } | undefined;
  for (const place of sentences(plain)) {
    const sentence = plain.slice(place.start, place.end);
    const row = firstMatch(rows, sentence)?.matcher.row.id ?? advertisement(signals, sentence, warned);
    warned = warns(signals, sentence);
    if (row !== undefined) {
      if (last && last.end - last.start <= LEAD_LENGTH && /[?!]$/.test(plain.slice(last.start, last.end)))
        out.push({ ...last, row });
      out.push({ ...place, row });
    }
    last = place;
  }
  return out;
}

/** A text without the private numbers and addresses in it. */
export function withoutPrivate(text: string, furniture: Furniture): string {
  let plain = halfWidth(text);
  let out = text;
  for (const matcher of furniture.fragments) {
    if (!isPrivate(matcher.row.id)) continue;
    for (const { start, end } of fragmentsIn(matcher, plain).reverse()) {
      out = out.slice(0, start) + out.slice(end);
      plain = plain.slice(0, start) + plain.slice(end);
    }
  }
  return out.trim();
}

/** What is private is taken out by rules of this name, so that no advice is lost with a number. */
function isPrivate(row: string): boolean {
  return row.startsWith("private-");
}

/** A label in front of a private number: alone between two marks it says nothing without it. */
const LABEL =
  /(?:^|(?<=[,，。;；、(（:：\s]))(?:联系|咨询|联系人)?(?:电话|手机|微信|[vV]信|QQ群?|Q群|扣扣|邮箱|微信号|座机|加?群|热线|号码|WhatsApp|Line|电话\/微信|微信\/电话)(?:号码?|同号)?\s*[:：]?\s*$/;

/** The place with its label, and the mark or bracket that only held the two. */
function withLabel(plain: string, from: number, to: number): { start: number; end: number } {
  const label = LABEL.exec(plain.slice(Math.max(0, from - 16), from));
  if (label === null || !/^\s*(?:$|[,，。;；、)）])/.test(plain.slice(to))) return { start: from, end: to };
  let start = from - (plain.slice(Math.max(0, from - 16), from).length - label.index);
  let end = to;
  if (/[(（]/.test(plain[start - 1] ?? "") && /[)）]/.test(plain[end] ?? "")) {
    start--;
    end++;
  } else if (/[,，、;；]/.test(plain[start - 1] ?? "")) start--;
  else if (/[,，、;；]/.test(plain[end] ?? "")) end++;
  return { start, end };
}

/** Whose number it is stands in its own clause, so many characters before it at most. */
const AROUND = 12;

function clauseUpTo(plain: string, start: number, end: number): string {
  const before = plain.slice(Math.max(0, start - AROUND), start);
  return /[^,，。;；!?！？]*$/.exec(before)![0] + plain.slice(start, end);
}

/** Places at which a fragment row holds; exceptions of private ones are looked for in the clause up to the place. */
export function fragmentsIn(
  { pattern, row, index, at, unless }: Matcher,
  plain: string,
): Array<{ start: number; end: number }> {
  const out: Array<{ start: number; end: number }> = [];
  if (index.marks(plain)[at] !== 1) return out;
  // By hand: `matchAll` makes a copy of the pattern for every text.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match !== null; match = pattern.exec(plain)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (end === start) pattern.lastIndex = end + (plain.codePointAt(end)! > 0xffff ? 2 : 1);
    const place = isPrivate(row.id) ? clauseUpTo(plain, start, end) : plain;
    if (!unless?.test(place)) out.push({ start, end });
  }
  return out;
}
