/**
 * Strip: page furniture out of the text, and what it says about the article (date, address,
 * author) handed on. A line goes because a row of the table knows its form, because a block that
 * such a line opens takes it along, or because of where it stands among other furniture.
 */
import type { FurnitureRow } from "../../../schemas/lexicon-strip.ts";
import type { Hint } from "../../article.ts";
import { sentences } from "../../text/sentences.ts";
import { fold } from "../../text/shingles.ts";
import { endsSentence, type Line, linesOf } from "../../text/text-lines.ts";
import type { Edit, TracedText } from "../../text/traced.ts";
import { statedDate } from "./dates.ts";
import { type Furniture, fieldsOf, firstMatch, halfWidth, type Matcher, undecorated } from "./furniture.ts";

export { statedDate } from "./dates.ts";
export { compileFurniture, type Furniture, loadFurniture } from "./furniture.ts";

export interface StripContext {
  readonly hints: readonly Hint[];
  /** The title, where the container states it. */
  readonly title?: string;
}

/** What furniture (or the first line) says of the article; absent when nothing does. */
export interface Found {
  title?: string;
  /** ISO 8601, as stated. */
  published?: string;
  url?: string;
  author?: string;
}

export interface Stripped {
  readonly traced: TracedText;
  readonly found: Found;
}

/** A line of at least so many characters that ends like a sentence is body text, and bounds head and tail. */
const BODY_LENGTH = 40;
/** Behind the head of a comment, and below a comment box: a longer line is taken for the article's. */
const LONGEST_ANSWER = 300;
const LONGEST_COMMENT = 160;
/** A block of at most so many lines is one comment, a larger one the comment section of the page. */
const FEW = 3;
/** Title-like lines are at most so long. */
const LONGEST_TITLE = 60;
/** Reader comments end an article: a comment block opens only behind this share of the characters. */
const COMMENTS_FROM = 0.5;
/** Folded lines from this length on are told apart well enough to be known as repeats. */
const REPEAT_LENGTH = 8;

interface Entry extends Line {
  /** Half-width, without decoration: what rows are tried on. */
  readonly plain: string;
  /** Row id of the furniture this line is, if any. */
  row?: string;
  readonly heading: boolean;
}

/**
 * Remove page furniture from an article.
 *
 * @param traced the repaired, Simplified text
 * @param furniture the compiled table
 * @returns the text without furniture (blank when there was nothing else), every removal with
 *   status `boilerplate` and rule `strip/<row>`, and what the furniture said
 */
export function strip(traced: TracedText, furniture: Furniture, context: StripContext): Stripped {
  const found: Found = {};
  const entries = entriesOf(traced, context.hints);
  byContainer(entries, traced, context.hints);
  byForm(entries, furniture, found);
  byPlace(entries, furniture, found);
  const title = titleOf(entries, context);
  if (title !== undefined) found.title = title;

  const everywhere = new Set(furniture.lines.filter((m) => m.row.everywhere).map((m) => m.row.id));
  const injected = new Map<string, string>();
  for (const { row, text } of entries) if (row !== undefined && everywhere.has(row)) injected.set(text, row);
  const edits: Edit[] = [];
  for (const entry of entries) {
    if (entry.row !== undefined) edits.push(removal(entry.start, entry.next, entry.row));
    else edits.push(...within(entry, furniture, injected));
  }
  return { traced: traced.edit(edits), found };
}

function removal(start: number, end: number, row: string): Edit {
  return { start, end, text: "", rule: `strip/${row}`, status: "boilerplate" };
}

function entriesOf(traced: TracedText, hints: readonly Hint[]): Entry[] {
  const headings = new Set(hints.filter((h) => h.role === "heading").map((h) => traced.currentOffset(h.at)));
  return linesOf(traced.text).map((line) => ({
    ...line,
    plain: undecorated(halfWidth(line.text)),
    heading: headings.has(line.start) || ORDINAL.test(line.text),
  }));
}

const ORDINAL =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[步章节部条]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、]\d{0,2})/;

/** Lines the container itself calls comments. */
function byContainer(entries: Entry[], traced: TracedText, hints: readonly Hint[]): void {
  const comments = hints.filter((h) => h.role === "comment").map((h) => traced.currentOffset(h.at));
  if (comments.length === 0) return;
  const at = new Set(comments);
  for (const entry of entries) if (at.has(entry.start)) entry.row = "container-comment";
}

/** Rows that hold wherever the line stands, and the blocks they open. */
function byForm(entries: Entry[], furniture: Furniture, found: Found): void {
  const total = entries.reduce((n, e) => n + e.text.length, 0);
  const lines = furniture.lines.filter((m) => m.row.zone === "anywhere");
  const seen = new Set<string>();
  let before = 0;
  const unsure: number[] = [];
  entries.forEach((entry, i) => {
    if (entry.row === undefined) {
      const line = firstMatch(lines, entry.plain);
      const field = line ? undefined : fieldsOf(furniture.fields, entry.plain);
      if (line) apply(entries, i, line, found, before / total, seen);
      else if (field && !entry.heading) {
        if (field.sure && !(LISTED.test(entry.text) && !field.matcher.row.strong)) {
          apply(entries, i, field, found, before / total, seen);
        } else if (!LISTED.test(entry.text)) unsure.push(i);
      }
    }
    before += entry.text.length;
    const folded = fold(entry.text);
    if (folded.length >= REPEAT_LENGTH) seen.add(folded);
  });
  // A bare word goes with the furniture above or below it.
  const isFurniture = (i: number) => entries[i]?.row !== undefined;
  for (const order of [unsure, unsure.toReversed()]) {
    for (const i of order) {
      if (entries[i]!.row !== undefined || !(isFurniture(i - 1) || isFurniture(i + 1))) continue;
      entries[i]!.row = fieldsOf(furniture.fields, entries[i]!.plain)!.matcher.row.id;
    }
  }
}

/** A list item: a step of a path, perhaps, whatever word it consists of. */
const LISTED = /^(?:[-–•*]\s|\d{1,2}[.、)])/;

/** Rows that hold in the head, in the tail, and behind other furniture there. */
function byPlace(entries: Entry[], furniture: Furniture, found: Found): void {
  const body = (e: Entry) => e.row === undefined && isBody(e);
  const first = entries.findIndex(body);
  const last = entries.findLastIndex(body);
  if (first < 0) return;
  const repeats = repeatsOf(entries);
  const inZone = (zone: string, from: number, to: number) => {
    const matchers = furniture.lines.filter((m) => m.row.zone === zone);
    for (let i = from; i < to; i++) {
      if (entries[i]!.row !== undefined || repeats.has(entries[i]!)) continue;
      const hit = firstMatch(matchers, entries[i]!.plain);
      if (hit) apply(entries, i, hit, found, i > last ? 1 : 0, new Set());
    }
  };
  inZone("head", 0, first);
  inZone("tail", last + 1, entries.length);
  for (const matcher of furniture.runs) byRun(entries, matcher, last + 1, repeats);

  // Footer: what little is left behind the furniture that ends the page.
  const matchers = furniture.lines.filter((m) => m.row.zone === "footer");
  for (let i = Math.max(last + 1, 2); i < entries.length; i++) {
    const entry = entries[i]!;
    if (entry.row !== undefined || repeats.has(entry)) continue;
    if (entries[i - 1]!.row === undefined || entries[i - 2]!.row === undefined) continue;
    const hit = firstMatch(matchers, entry.plain);
    if (hit) apply(entries, i, hit, found, 1, new Set());
  }
}

/** Lines that say an earlier line of the article again (the title, most often): not the page's, but the dedupe stage's. */
function repeatsOf(entries: readonly Entry[]): Set<Entry> {
  const seen = new Set<string>();
  const repeats = new Set<Entry>();
  for (const entry of entries) {
    if (entry.row !== undefined) continue;
    const folded = fold(entry.text);
    if (seen.has(folded)) repeats.add(entry);
    else if (folded.length >= REPEAT_LENGTH) seen.add(folded);
  }
  return repeats;
}

function isBody(entry: Entry): boolean {
  return entry.text.length >= BODY_LENGTH && /[。！？!?；;，,]/.test(entry.text);
}

/** Neighbouring lines (furniture between them does not count) of which each has the form of the row. */
function byRun(entries: Entry[], matcher: Matcher, from: number, repeats: ReadonlySet<Entry>): void {
  let run: Entry[] = [];
  const close = () => {
    if (run.length >= matcher.row.least) for (const e of run) e.row = matcher.row.id;
    run = [];
  };
  for (let i = from; i < entries.length; i++) {
    const entry = entries[i]!;
    if (entry.row !== undefined || repeats.has(entry)) continue;
    // A list that a line with a colon announces belongs to the article.
    const announced = run.length === 0 && /[:：]$/.test(entries[i - 1]?.text ?? "");
    if (!announced && firstMatch([matcher], entry.plain)) run.push(entry);
    else close();
  }
  close();
}

function apply(
  entries: Entry[],
  at: number,
  hit: { matcher: Matcher; groups: Record<string, string | undefined> },
  found: Found,
  passed: number,
  seen: ReadonlySet<string>,
): void {
  const { row } = hit.matcher;
  entries[at]!.row = row.id;
  note(found, hit.groups);
  if (row.takes === undefined) return;
  if (row.takes.what === "signature") {
    takeSignature(entries, at, row.takes.most, row.id);
    return;
  }
  if (row.takes.what === "comments" && row.takes.most > FEW && passed < COMMENTS_FROM) return;
  const known = new Set(seen);
  for (let taken = 0, i = at + 1; taken < row.takes.most && i < entries.length; i++) {
    const entry = entries[i]!;
    if (entry.row !== undefined) continue;
    if (!goesWith(row.takes, entry, known)) return;
    entry.row = row.id;
    taken++;
  }
}

function goesWith(
  takes: NonNullable<FurnitureRow["takes"]>,
  entry: Entry,
  known: ReadonlySet<string>,
): boolean {
  if (known.has(fold(entry.text))) return false;
  switch (takes.what) {
    case "titles":
      return (
        entry.text.length <= LONGEST_TITLE &&
        !/[。；;，,:：]$/.test(entry.text) &&
        !ORDINAL.test(entry.text) &&
        !isBody(entry)
      );
    case "comments":
      return (
        entry.text.length <= (takes.most > FEW ? LONGEST_COMMENT : LONGEST_ANSWER) &&
        !ORDINAL.test(entry.text)
      );
    case "signature":
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
    if (entries[i]!.text.length > 30 || endsSentence(entries[i]!.text)) return;
  }
  for (let i = top + 1; i < at; i++) entries[i]!.row = row;
}

function note(found: Found, groups: Record<string, string | undefined>): void {
  const date = groups.published === undefined ? undefined : statedDate(groups.published);
  if (date !== undefined) found.published ??= date;
  if (groups.url !== undefined) found.url ??= groups.url;
  if (groups.author !== undefined) found.author ??= groups.author;
}

/** The first line that is left, when it reads like a title. */
function titleOf(entries: readonly Entry[], context: StripContext): string | undefined {
  if (context.title !== undefined) return context.title;
  const first = entries.find((e) => e.row === undefined);
  if (first === undefined || first.text.length > LONGEST_TITLE) return undefined;
  const text = undecorated(first.text);
  return text === "" || /[。；;，,:：]$/.test(text) || ORDINAL.test(text) ? undefined : text;
}

/** What an advertisement leaves of its line goes with it when it is at most so many characters and this share. */
const REST_LENGTH = 12;
const REST_SHARE = 0.34;

/**
 * Furniture inside a line that stays: whole sentences, fragments, and the words of lines that were
 * pushed in everywhere. A line of which next to nothing else is left goes altogether.
 */
function within(entry: Entry, furniture: Furniture, injected: ReadonlyMap<string, string>): Edit[] {
  const plain = halfWidth(entry.text);
  const found: Array<{ start: number; end: number; row: string }> = [];
  const add = (start: number, end: number, row: string) => {
    if (end > start && !found.some((f) => start < f.end && end > f.start)) found.push({ start, end, row });
  };
  for (const [words, row] of injected) {
    for (let at = entry.text.indexOf(words); at >= 0; at = entry.text.indexOf(words, at + words.length)) {
      add(at, at + words.length, row);
    }
  }
  for (const { start, end } of sentences(plain)) {
    const hit = firstMatch(furniture.sentences, plain.slice(start, end));
    if (hit) add(start, end, hit.matcher.row.id);
  }
  for (const { pattern, row, unless } of furniture.fragments) {
    if (unless?.test(plain)) continue;
    for (const match of plain.matchAll(pattern)) add(match.index, match.index + match[0].length, row.id);
  }
  const first = found[0];
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
