/**
 * The head of a page: what stands above the title, and the names and sayings of accounts between
 * the title and the first paragraph.
 */
import { fold } from "../../text/shingles.ts";
import { likeness } from "../../text/similarity.ts";
import { byBlocks } from "./blocks.ts";
import { type Entry, isStub, ORDINAL, Topic } from "./entries.ts";
import { readFields } from "./fields.ts";
import type { Matcher } from "./furniture.ts";

/** Title-like lines are at most so long, and at least so long to be told from names. */
const LONGEST_TITLE = 60;
const SHORTEST_TITLE = 6;
/** Share of a title's pairs of characters that the article has; of what stands above it; and how much more the title has. */
const ABOUT = 0.3;
const NOT_ABOUT = 0.45;
/** Lines above the title are at most so long. */
const LONGEST_ABOVE = 40;
/** Names and sayings between furniture. */
const LONGEST_STUB = 30;
const LONGEST_NAME = 12;
const LONGEST_SAYING = 24;
const SAYING = /^[^,，。:：;；!?！？]{2,14}[,，][^,，。:：;；!?！？]{2,14}$/;
/** A title is told from names and sayings by being so much longer. */
const MUCH_LONGER = 1.5;
/** Labels and turns of a dialogue; words side by side. */
const LABELLED = /^[^\s,，?!]{1,5}[:：]/;
const WORDS = /^#?[^\s,，。]{1,8}(?:[\s|丨]+#?[^\s,，。]{1,8}){2,}$/;
/** A way down to the title, which it may end in. */
const BREADCRUMB = /^[^。]{0,120}$(?<=(?:[>›»→▸|_].{1,60}){2})/;
/** What states when, by whom or how often read stands below the title: so much more is it about the article. */
const STATING = /^(?:field-(?:date|when|recent|author|source|editor|counter|counted|by)|byline)/;
const STATED_BELOW = 0.2;
/** Rates, prices, masked numbers and words of a player's buttons are in no title. */
const TICKER = /\*{2,}|[-+]?\d+\.\d+%?(?:\s|$)|^[a-z]+\s(?=\p{Script=Han})/u;
/** No title consists of figures by more than this share. */
const MOST_FIGURES = 0.3;
/** A line of so many characters is no name. */
const LONG_TITLE = 10;
/** Headings an article may begin with. */
const OPENING = /^(?:前言|导语|引言|导读|写在前面|开头|序|摘要|背景|正文|小编导语|问题|提问|答|问)/;

/**
 * Mark stubs above the title and among the furniture below it.
 *
 * @param first index of the first body paragraph
 * @param title the title the container states
 */
export function byHead(
  entries: readonly Entry[],
  first: number,
  title: string | undefined,
  fields: readonly Matcher[],
): void {
  const at = titleAt(entries, first, title);
  if (at === undefined) return;
  const own = entries[at]!;
  const page = entries.slice(0, first).some((e) => e.row !== undefined);
  for (let i = 0; page && i < at; i++) {
    const e = entries[i]!;
    if (e.row !== undefined || e.ends || e.heading) continue;
    if (BREADCRUMB.test(e.plain)) e.row = "above-title";
    else if (e.plain.length > LONGEST_ABOVE) continue;
    else if (likeness(e.folded, own.folded) < 0.5) e.row = "above-title";
  }
  const isFurniture = (i: number) => entries[i]?.row !== undefined;
  for (let i = at + 1; i < first; i++) {
    const e = entries[i]!;
    if (e.row !== undefined || e.repeat || !isName(e) || OPENING.test(e.plain)) continue;
    const read = readFields(fields, e.plain);
    if (read !== undefined && read.unknown.length === 0) {
      e.row = read.matcher.row.id;
      continue;
    }
    let next = i + 1;
    while (next < first && entries[next]!.row === undefined && isName(entries[next]!)) next++;
    if (next >= first || next - i > 3 || !isFurniture(next)) continue;
    // Below the title itself only a name: a subtitle stands there as well.
    if (isFurniture(i - 1) || (i - 1 === at && e.plain.length <= LONGEST_NAME)) e.row = "beside-furniture";
  }
  byBlocks(entries, at + 1, first);
}

/** A name, or a saying of the account in two halves. */
function isName(e: Entry): boolean {
  return isStub(e, LONGEST_STUB) || (e.plain.length <= LONGEST_SAYING && SAYING.test(e.plain) && !e.heading);
}

/**
 * The line in the head that is most about the article.
 *
 * @param first index of the first body paragraph
 * @param title the title the container states
 */
export function titleAt(
  entries: readonly Entry[],
  first: number,
  title: string | undefined,
): number | undefined {
  const head = entries.slice(0, first);
  if (title !== undefined) {
    const at = head.findIndex((e) => e.folded === fold(title));
    if (at >= 0) return at;
  }
  // Sentences only: names and titles of the foot would vouch for those of the head.
  const topic = new Topic(entries.slice(first).filter((e) => e.row === undefined && (e.body || e.ends)));
  // A shorter line above a date is whose page it is.
  const isStated = (i: number) =>
    head[i]!.folded.length >= LONG_TITLE && STATING.test(entries[i + 1]?.row ?? "");
  const shares = head.map((e, i) =>
    isCandidate(e) ? topic.share(e, false) + (isStated(i) ? STATED_BELOW : 0) : 0,
  );
  const best = shares.reduce((b, s, i) => (s > shares[b]! + (shares[b]! < ABOUT ? 0 : 0.15) ? i : b), 0);
  if (shares.length === 0) return undefined;
  if (shares[best]! < ABOUT) {
    // A short article shares little with its title; the one long line among stubs is the title then.
    const long = head.flatMap((e, i) => (isCandidate(e) && e.folded.length >= LONG_TITLE ? [i] : []));
    if (long.length < 2) return long[0];
    const others = long.filter((i) => i !== best).map((i) => shares[i]!);
    const [longest, second] = [...long].sort((a, b) => head[b]!.folded.length - head[a]!.folded.length);
    if (
      head[longest!]!.folded.length >= MUCH_LONGER * head[second!]!.folded.length &&
      long.every((i) => shares[longest!]! >= 0.5 * shares[i]!)
    )
      return longest;
    return long.includes(best) && shares[best]! >= 0.12 && shares[best]! >= 1.5 * Math.max(...others)
      ? best
      : undefined;
  }
  // What stands above must be plainly less about it.
  const above = shares.findIndex((s, i) => i < best && s >= Math.max(ABOUT, NOT_ABOUT * shares[best]!));
  return above >= 0 ? above : best;
}

function isCandidate(e: Entry): boolean {
  return (
    e.row === undefined &&
    e.folded.length >= SHORTEST_TITLE &&
    e.text.length <= LONGEST_TITLE &&
    !ORDINAL.test(e.text) &&
    !/^\d{1,2}\s/.test(e.plain) &&
    !/[。；;，,:：]$/.test(e.text) &&
    !LABELLED.test(e.plain) &&
    !WORDS.test(e.plain) &&
    !TICKER.test(e.plain) &&
    figuresIn(e.folded) <= MOST_FIGURES * e.folded.length &&
    !BREADCRUMB.test(e.plain)
  );
}

function figuresIn(folded: string): number {
  return folded.replace(/\D+/g, "").length;
}
