/** Lines known by their form, wherever they stand, and the blocks they open. */
import type { FurnitureRow } from "../../../schemas/lexicon-strip.ts";
import { announces } from "../../text/text-lines.ts";
import { advertisement } from "./advertising.ts";
import { statedDate } from "./dates.ts";
import { type Entry, LISTED, ORDINAL, ordinalOf, RANKED } from "./entries.ts";
import { fieldsOf } from "./fields.ts";
import { type Furniture, firstMatch, type Matcher } from "./furniture.ts";

/** What furniture says of the article; absent when nothing does. */
export interface Found {
  title?: string;
  /** ISO 8601, as stated. */
  published?: string;
  url?: string;
  author?: string;
}

export interface Hit {
  readonly matcher: Matcher;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** Behind the head of a comment, and below a comment box: a longer line is taken for the article's. */
const LONGEST_ANSWER = 300;
const LONGEST_COMMENT = 160;
/** A block of at most so many lines is one comment, a larger one the comment section of the page. */
const FEW = 3;
/** Title-like lines are at most so long. */
const LONGEST_TITLE = 60;
/** Reader comments end an article: a comment block opens only behind this share of the characters. */
const COMMENTS_FROM = 0.5;
/** The last of a list of titles is the article's next heading when it is so much shorter than they are. */
const HEADING_SHARE = 0.7;
/** An advertisement is at most so long as a line of its own. */
const LONGEST_AD = 120;
/** Between the marks of an advertisement stand at most so many lines. */
const MOST_AD_LINES = 6;

/** Mark what rows of any place recognize. */
export function byForm(entries: Entry[], furniture: Furniture, found: Found): void {
  const total = entries.reduce((n, e) => n + e.text.length, 0);
  const lines = furniture.zones.anywhere;
  let before = 0;
  let announced = false;
  const unsure: number[] = [];
  entries.forEach((entry, i) => {
    // A list that a line with a colon announces belongs to the article, whatever its words.
    announced = announces(entries[i - 1]?.text ?? "")
      ? entries[i - 1]!.row === undefined
      : announced && entries[i - 1]!.text.length <= 12;
    if (entry.row === undefined) {
      const line = firstMatch(lines, entry.plain);
      const field = line || announced ? undefined : fieldsOf(furniture.fields, entry.plain);
      if (line) apply(entries, i, line, found, before / total);
      else if (field && !entry.heading) {
        if (field.sure && !(LISTED.test(entry.text) && !field.matcher.row.strong)) {
          apply(entries, i, field, found, before / total);
        } else if (!LISTED.test(entry.text)) unsure.push(i);
      }
    }
    before += entry.text.length;
  });
  besides(entries, unsure, furniture);
  byAdvertising(entries, furniture);
}

/** So many bare words of a page, one a line, above the article are its bar of buttons. */
const LEAST_WORDS = 4;

function byRunOfWords(entries: Entry[], unsure: readonly number[], furniture: Furniture): void {
  const first = entries.findIndex((e) => e.row === undefined && (e.body || e.ends));
  let run: number[] = [];
  for (const i of [...unsure.filter((k) => k < first), Number.POSITIVE_INFINITY]) {
    if (run.length > 0 && i !== run.at(-1)! + 1) {
      if (run.length >= LEAST_WORDS)
        for (const k of run) entries[k]!.row = fieldsOf(furniture.fields, entries[k]!.plain)!.matcher.row.id;
      run = [];
    }
    run.push(i);
  }
}

/** A bare word goes with the furniture above or below it. */
function besides(entries: Entry[], unsure: readonly number[], furniture: Furniture): void {
  const isFurniture = (i: number) => entries[i]?.row !== undefined;
  byRunOfWords(entries, unsure, furniture);
  for (const order of [unsure, unsure.toReversed()]) {
    for (const i of order) {
      if (entries[i]!.row !== undefined || !(isFurniture(i - 1) || isFurniture(i + 1))) continue;
      entries[i]!.row = fieldsOf(furniture.fields, entries[i]!.plain)!.matcher.row.id;
    }
  }
}

/** Whole lines of advertising, and what stands between two marks of it. */
function byAdvertising(entries: Entry[], furniture: Furniture): void {
  const pushed = entries
    .filter((e) => e.row !== undefined && furniture.everywhere.has(e.row))
    .map((e) => e.text);
  const isClean = (e: Entry) => !isQuoted(e.text) && !pushed.some((words) => e.text.includes(words));
  entries.forEach((entry, i) => {
    if (entry.row === undefined && entry.plain.length <= LONGEST_AD && isClean(entry)) {
      const ad = advertisement(furniture.signals, entry.plain);
      // A paragraph may hold more than the advertisement: sentence by sentence, then.
      if (ad !== undefined && !(entry.body && /[。!?！？].{12,}/.test(entry.text))) entry.row = ad;
    }
    if (entry.row !== "ad-label") return;
    const close = entries.slice(i + 1, i + 2 + MOST_AD_LINES).findIndex((e) => e.row === "ad-label");
    if (close > 0) for (let k = 1; k <= close; k++) entries[i + k]!.row ??= "ad-block";
  });
}

function isQuoted(text: string): boolean {
  return /^[“"「].*[”"」][。！？]?$/.test(text);
}

/** A row holds for a line: mark it, hand on what it says, and take along what goes with it. */
export function apply(entries: Entry[], at: number, hit: Hit, found: Found, passed: number): void {
  const { row } = hit.matcher;
  entries[at]!.row = row.id;
  note(found, hit.groups);
  if (row.takes === undefined) return;
  if (row.takes.what === "signature") {
    takeSignature(entries, at, row.takes.most, row.id);
    return;
  }
  if (row.takes.what === "summary") {
    takeSummary(entries, at, row.takes.most, row.id);
    return;
  }
  if (row.takes.what === "comments" && row.takes.most > FEW && passed < COMMENTS_FROM) return;
  // With titles of its own behind the colon it opens no list.
  if (row.takes.what === "titles" && /[:：]\s*\S.{7,}/.test(entries[at]!.plain)) return;
  // Above the article only what looks like a list: its title stands there as well.
  const above = !entries.slice(0, at).some((e) => e.body);
  const taken: Entry[] = [];
  let i = at + 1;
  for (; taken.length < row.takes.most && i < entries.length; i++) {
    const entry = entries[i]!;
    // The next post of the thread: its author may be the one who began it.
    if (entry.row === "floor-line") break;
    if (entry.row !== undefined) continue;
    if (!goesWith(row.takes, entry)) break;
    if (above && row.takes.what === "titles" && entry.text === entry.plain) break;
    if (row.takes.what === "titles" && !countsOn(entry, taken.at(-1))) break;
    taken.push(entry);
  }
  if (row.takes.what === "titles") giveBackHeading(taken, entries[i]);
  for (const entry of taken) entry.row = row.id;
}

/** A numbered title is the first of its list, or counts on from the one above; else it is the article's next heading. */
function countsOn(entry: Entry, above: Entry | undefined): boolean {
  const n = ordinalOf(entry.text)?.n;
  if (n === undefined || n <= 1) return true;
  return above !== undefined && ordinalOf(above.text)?.n === n - 1;
}

/** A list of titles between paragraphs ends where the article's next heading stands. */
function giveBackHeading(taken: Entry[], next: Entry | undefined): void {
  const last = taken.at(-1);
  if (last === undefined || next === undefined || !(next.body || next.ends)) return;
  const others = taken.slice(0, -1);
  const mean = others.reduce((n, e) => n + e.plain.length, 0) / Math.max(1, others.length);
  const same = others.some((e) => e.text[0] === last.text[0] && e.text !== e.plain);
  if (others.length === 0 ? last.plain.length <= 10 : !same && last.plain.length < HEADING_SHARE * mean)
    taken.pop();
}

/** A label with a number or a time behind it states a fact; no title does. */
const STATED = /^[^\s:，,]{2,8}:\s*(?:\d{5,}|\d{3,4}-\d|\d{1,2}:\d{2}|(?:每天|周|工作日|全天))/;

function goesWith(takes: NonNullable<FurnitureRow["takes"]>, entry: Entry): boolean {
  if (entry.repeat) return false;
  switch (takes.what) {
    case "titles":
      return (
        entry.text.length <= LONGEST_TITLE &&
        !/[。；;，,:：]$/.test(entry.text) &&
        !(ORDINAL.test(entry.text) && !/^\d/.test(entry.text)) &&
        !RANKED.test(entry.text) &&
        !STATED.test(entry.plain) &&
        !entry.body
      );
    case "comments":
      return (
        entry.text.length <= (takes.most > FEW ? LONGEST_COMMENT : LONGEST_ANSWER) &&
        !ORDINAL.test(entry.text)
      );
    case "signature":
    case "summary":
      return false;
    case "notice":
      return NOTICE.test(entry.plain);
  }
}

/** A clause of a copyright notice or disclaimer: numbered, or about the site and its works. */
const NOTICE =
  /^(?:[①-⑳]|\(?\d{1,2}[).、])?.{0,80}(?:本网|本站|转载|版权|侵权|授权|投稿|著作|免责|如因作品|来源[:"“])/;

/** The name and description an answer site puts between two pieces of its furniture. */
function takeSignature(entries: Entry[], at: number, most: number, row: string): void {
  let top = at - 1;
  while (top >= 0 && at - top <= most && entries[top]!.row === undefined) top--;
  if (top < 0 || entries[top]!.row === undefined) return;
  for (let i = top + 1; i < at; i++) {
    if (entries[i]!.text.length > 30 || entries[i]!.ends) return;
  }
  for (let i = top + 1; i < at; i++) entries[i]!.row = row;
}

/** Says that a machine wrote what stands above. */
const MACHINE = /(?:AI|人工智能|大模型).{0,20}(?:生成|总结|创作)/i;

/** A box that sums the article up: down to the line that says who wrote it, else its first paragraph. */
function takeSummary(entries: Entry[], at: number, most: number, row: string): void {
  const rest = entries.slice(at + 1, at + 1 + most);
  const close = rest.findIndex((e) => MACHINE.test(e.plain) && !e.body);
  if (close >= 0) for (const e of rest.slice(0, close + 1)) e.row ??= row;
  else if (rest[0] && rest[1] && rest[0].body) rest[0].row ??= row;
}

export function note(found: Found, groups: Hit["groups"]): void {
  const date = groups.published === undefined ? undefined : statedDate(groups.published);
  if (date !== undefined) found.published ??= date;
  if (groups.url !== undefined) found.url ??= groups.url;
  if (groups.author !== undefined) found.author ??= groups.author;
}
