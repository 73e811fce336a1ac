/**
 * Strip: page furniture out of the text, and what it says about the article (date, address,
 * author) handed on. A line goes because a row of the table knows its form, because a block that
 * such a line opens takes it along, because of where it stands among other furniture, because it
 * answers the article in a thread, or because the article has ended before it.
 */
import type { Hint } from "../../article.ts";
import { announces } from "../../text/text-lines.ts";
import type { Edit, TracedText } from "../../text/traced.ts";
import { advertisement } from "./advertising.ts";
import { byBlocks } from "./blocks.ts";
import { endOf } from "./ending.ts";
import { type Entry, entriesOf, isStub, LISTED, ORDINAL, Topic } from "./entries.ts";
import { marginFields } from "./fields.ts";
import { apply, byForm, type Found, note } from "./forms.ts";
import { type Furniture, firstMatch, type Matcher, undecorated, type Zone } from "./furniture.ts";
import { byHead } from "./head.ts";
import { removal, within, withoutPrivate } from "./inside.ts";
import { byModel } from "./judge.ts";
import { pushedKeywords } from "./keywords.ts";
import { byOwner, siteNames } from "./owner.ts";
import { bySite } from "./site.ts";
import { byThread } from "./threads.ts";

export { statedDate } from "./dates.ts";
export type { Found } from "./forms.ts";
export { compileFurniture, type Furniture, loadFurniture } from "./furniture.ts";
export { holdsLearnt, learnSite, type Origin, siteLines, siteOf } from "./site.ts";

export interface StripContext {
  readonly hints: readonly Hint[];
  /** The title, where the container states it. */
  readonly title?: string;
  /** Lines the article's site repeats, as `learnSite` gives them. */
  readonly site?: ReadonlySet<number>;
}

export interface Stripped {
  readonly traced: TracedText;
  /** What furniture (or the first line) says of the article. */
  readonly found: Found;
}

/** Titles are at most so long. */
const LONGEST_TITLE = 60;
/** A stub with furniture on both sides is at most so long. */
const LONGEST_BETWEEN = 30;

/**
 * Remove page furniture from an article.
 *
 * @param traced the repaired, Simplified text
 * @param furniture the compiled table
 * @returns the text without furniture (blank when there was nothing else), every removal with
 *   status `boilerplate` and rule `strip/<row>`, and what the furniture said
 */
export function strip(traced: TracedText, furniture: Furniture, context: StripContext): Stripped {
  const { entries, found } = linesByRows(traced, furniture, context);
  if (furniture.model !== undefined) byModel(entries, furniture.model, context.title);
  const title = titleOf(entries, context);
  if (title !== undefined) found.title = withoutPrivate(title, furniture);

  const injected = new Map<string, string>();
  for (const { row, text } of entries)
    if (row !== undefined && furniture.everywhere.has(row)) injected.set(text, row);
  const left = entries.filter((e) => e.row === undefined);
  const named = entries.filter((e) => /^keyword-|^hashtags$/.test(e.row ?? "")).map((e) => e.text);
  const pushed = pushedKeywords(title === undefined ? named : [title, ...named], left);
  const edits: Edit[] = [];
  for (const entry of entries) {
    if (entry.row !== undefined) edits.push(removal(entry.start, entry.next, entry.row));
    // One by one: a line may hold more sentences than a call takes arguments.
    else for (const edit of within(entry, furniture, injected, pushed.get(entry) ?? [])) edits.push(edit);
  }
  return { traced: traced.edit(edits), found };
}

/** The lines of an article with the rows that know them: all but what the line model says. */
export function linesByRows(
  traced: TracedText,
  furniture: Furniture,
  context: StripContext,
): { readonly entries: Entry[]; readonly found: Found } {
  const found: Found = {};
  const entries = entriesOf(traced, context.hints);
  const thread = byThread(entries, furniture);
  byForm(entries, furniture, found);
  byOwner(entries, siteNames(entries));
  const end = Math.min(
    thread?.to ?? entries.length,
    Math.max(thread?.from ?? 0, byEnding(entries, furniture)),
  );
  byTail(entries, end);
  byFootStubs(entries, end);
  byPlace(entries, furniture, found, context.title);
  if (context.site !== undefined) bySite(entries, context.site);
  return { entries, found };
}

function byEnding(entries: readonly Entry[], furniture: Furniture): number {
  // Few pages ask for it. Threads: the answers of others are what comments are elsewhere.
  let topic: Topic | undefined;
  const about = (e: Entry) => {
    topic ??= new Topic(entries.filter((e) => e.row === undefined));
    return topic.share(e, true);
  };
  return endOf(
    entries,
    furniture.ends,
    about,
    (line) => advertisement(furniture.signals, line) !== undefined,
  );
}

/** What stands behind the end; what repeats the article is the dedupe stage's, what repeats furniture is furniture. */
function byTail(entries: readonly Entry[], end: number): void {
  const kept = new Set(entries.slice(0, end).flatMap((e) => (e.row === undefined ? [e.folded] : [])));
  const gone = new Set(entries.flatMap((e) => (e.row === undefined ? [] : [e.folded])));
  for (const entry of entries.slice(end)) {
    if (entry.row !== undefined) continue;
    if (entry.repeat && (kept.has(entry.folded) || !gone.has(entry.folded))) continue;
    entry.row = "after-end";
    gone.add(entry.folded);
  }
}

/** Stubs that may stand between an article's last sentence and the foot of the page. */
const MOST_FOOT_STUBS = 6;

/** Names, captions and counts between the last sentence and the foot; a list that a colon announces is the article's. */
function byFootStubs(entries: readonly Entry[], end: number): void {
  if (end >= entries.length) return;
  const stubs: Entry[] = [];
  for (let i = end - 1; i >= 0 && stubs.length <= MOST_FOOT_STUBS; i--) {
    const entry = entries[i]!;
    if (entry.row !== undefined) continue;
    if (!entry.repeat && isStub(entry, LONGEST_BETWEEN) && !CLOSING.test(entry.plain)) {
      stubs.push(entry);
      continue;
    }
    if (/[。！？!?”"]$/.test(entry.text) && !entry.repeat && !/^(?:特此|此致)/.test(entry.text))
      for (const e of stubs) e.row = "above-foot";
    return;
  }
}

const CLOSING = /总结|结语|结束语|小结|后记|补充|写在最后|最后/;

/** Rows that hold in the head, in the tail, and behind other furniture there. */
function byPlace(entries: Entry[], furniture: Furniture, found: Found, title: string | undefined): void {
  const body = (e: Entry) => e.row === undefined && e.body;
  const first = entries.findIndex(body);
  const last = entries.findLastIndex(body);
  if (first < 0) return;
  const inZone = (zone: Zone, from: number, to: number) => {
    const matchers = furniture.zones[zone];
    for (let i = from; i < to; i++) {
      if (entries[i]!.row !== undefined || entries[i]!.repeat) continue;
      const hit = firstMatch(matchers, entries[i]!.plain);
      if (hit) apply(entries, i, hit, found, i > last ? 1 : 0);
    }
  };
  const inMargin = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const entry = entries[i]!;
      if (entry.row !== undefined || entry.repeat || entry.heading || LISTED.test(entry.text)) continue;
      const fields = marginFields(furniture.fields, entry.plain);
      if (fields === undefined) continue;
      entry.row = fields.matcher.row.id;
      note(found, fields.groups);
    }
  };
  inZone("head", 0, first);
  inZone("margin", 0, first);
  inMargin(0, first);
  byHead(entries, first, title, furniture.fields);
  byPages(entries);
  byContents(entries, first);
  inZone("tail", last + 1, entries.length);
  inZone("margin", last + 1, entries.length);
  inMargin(last + 1, entries.length);
  for (const matcher of furniture.runs) {
    const { zone } = matcher.row;
    if (zone === "anywhere") byRun(entries, matcher, 0, entries.length);
    if (zone === "head" || zone === "margin") byRun(entries, matcher, 0, first);
    if (zone === "tail" || zone === "margin") byRun(entries, matcher, last + 1, entries.length);
  }
  byBlocks(entries, first + 1, last);

  // Footer: what little is left behind the furniture that ends the page.
  for (let i = Math.max(last + 1, 2); i < entries.length; i++) {
    const entry = entries[i]!;
    if (entry.row !== undefined || entry.repeat) continue;
    if (entries[i - 1]!.row === undefined || entries[i - 2]!.row === undefined) continue;
    const hit = firstMatch(furniture.zones.footer, entry.plain);
    if (hit) apply(entries, i, hit, found, 1);
  }
}

/** A line that stands at every turn of a page is a running head, all its copies. */
function byPages(entries: readonly Entry[]): void {
  const isPage = (i: number) => entries[i]?.row === "page-numbers";
  const turns = new Map<string, number>();
  entries.forEach((e, i) => {
    if (e.row !== undefined || e.plain.length > LONGEST_BETWEEN || !(isPage(i - 1) || isPage(i + 1))) return;
    turns.set(e.folded, (turns.get(e.folded) ?? 0) + 1);
  });
  for (const e of entries) if (e.row === undefined && (turns.get(e.folded) ?? 0) >= 2) e.row = "running-head";
}

/** A table of contents below the first paragraph has at most so many entries. */
const MOST_CONTENTS = 20;

/** A table of contents: behind its heading, short lines that stand again below, or that are numbered. */
function byContents(entries: readonly Entry[], first: number): void {
  const at = entries
    .slice(0, first + 3)
    .findIndex((e) =>
      /^(?:本文|文章|内容|页面|章节)?(?:目录|导航|导览|大纲|要点|提要|概要)(?:一览|导航|索引)?(?:\s*[[(【]?(?:收起|展开|隐藏|显示|hide|show)[\])】]?)?[:：]?$/i.test(
        e.plain,
      ),
    );
  if (at < 0) return;
  entries[at]!.row ??= "contents";
  const below = new Map<string, number>();
  const name = (e: Entry) => unnumbered(e.folded);
  for (const e of entries) below.set(name(e), (below.get(name(e)) ?? 0) + 1);
  for (let i = at + 1; i < Math.max(first, at + 1 + MOST_CONTENTS) && i < entries.length; i++) {
    const e = entries[i]!;
    if (e.row !== undefined) continue;
    const again = below.get(name(e))! > 1;
    if (
      e.text.length > LONGEST_TITLE ||
      e.ends ||
      !(again || (i < first && (ORDINAL.test(e.text) || /^\d{1,2}\s/.test(e.text))))
    )
      return;
    if (again && entries.slice(at + 1, i).some((x) => name(x) === name(e))) return;
    e.row = "contents";
  }
}

/** A heading without the number it is listed by. */
function unnumbered(folded: string): string {
  return folded.replace(/^(?:\d{1,2}|第?[一二三四五六七八九十]{1,3}[步章节部条]?)(?=.{2})/, "");
}

/** Neighbouring lines (furniture between them does not count) of which each has the form of the row. */
function byRun(entries: Entry[], matcher: Matcher, from: number, to: number): void {
  let run: Entry[] = [];
  const close = () => {
    if (run.length >= matcher.row.least) for (const e of run) e.row = matcher.row.id;
    run = [];
  };
  for (let i = from; i < to; i++) {
    const entry = entries[i]!;
    if (entry.row !== undefined || entry.repeat) continue;
    // A list that a line with a colon announces belongs to the article.
    const announced = run.length === 0 && announces(entries[i - 1]?.text ?? "");
    if (!announced && firstMatch([matcher], entry.plain)) run.push(entry);
    else close();
  }
  close();
}

/** The first line that is left, when it reads like a title. */
function titleOf(entries: readonly Entry[], context: StripContext): string | undefined {
  if (context.title !== undefined) return context.title;
  const first = entries.find((e) => e.row === undefined);
  if (first === undefined || first.text.length > LONGEST_TITLE) return undefined;
  const text = undecorated(first.text);
  return text === "" || /[。；;，,:：]$/.test(text) || ORDINAL.test(text) ? undefined : text;
}
