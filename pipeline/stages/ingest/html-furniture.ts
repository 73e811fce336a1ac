/**
 * Which subtrees of a page are furniture wherever the article stands: by what HTML says of them, by
 * their names, because they are hidden, because they are lists of links, and by the words with which
 * boxes of links begin. What holds most of the page's text is the page, whatever it is called.
 */
import type { Element, Nodes } from "hast";
import type { HtmlName } from "../../../schemas/lexicon-html.ts";
import { statedDate } from "./dates.ts";
import { findHeadline } from "./html-headline.ts";
import { contains, measure, type Page, type Sums } from "./html-page.ts";
import type { HtmlRules } from "./html-rules.ts";
import { AREAS, BLOCKS, FURNITURE_ROLES, FURNITURE_TAGS, NEVER_TEXT } from "./html-tables.ts";

/** Furniture holds less than this share of a page's text; what holds more is the page. */
const MOST_FURNITURE = 0.4;
/** Text for search engines may be longer than the article; pages shown by a script are hidden whole. */
const MOST_HIDDEN = 0.75;
/** What readers wrote may be longer than what they read. */
const MOST_READERS = 0.7;
/** A list of links: that many, and that share of its text in them. */
const FEWEST_LINKS = 3;
const LINK_DENSITY = 0.6;
/** Headings of boxes are at most so long. */
const LONGEST_BOX_HEADING = 24;
/** Characters of prose beside each link of a box: a teaser. */
const LONGEST_TEASER = 120;
/** A line that leads elsewhere says so much beside its link. */
const LONGEST_LEAD = 24;
/** What can be a line of its own; entries of a list are not, lists may well be of links. */
const LINES: ReadonlySet<string> = new Set(["p", "div", "section", "center", "table"]);
/** A paragraph that is one link, with so many characters, advertises what it leads to. */
const SHORTEST_LINK_LINE = 10;
const LONGEST_LEGAL = 160;
/** A box with a button that asks to be clicked says at most so much. */
const LONGEST_PROMOTION = 160;
const LONGEST_BUTTON = 12;
/** Date, source and counters under the headline. */
const LONGEST_BYLINE = 80;

export interface Marked {
  /** The rule by which a subtree is not the article's text. */
  readonly dropped: Array<string | undefined>;
  /** The element that holds the page's headline. */
  readonly headline: number | undefined;
}

export function markFurniture(page: Page, rules: HtmlRules, titles: readonly string[]): Marked {
  const { nodes, tags, last } = page;
  const dropped: Array<string | undefined> = nodes.map((n, i) => neverText(n, tags[i]!));
  const whole = measure(page, dropped);
  const plain = (i: number) => whole.text[i]! - whole.linked[i]!;
  for (let i = 0; i < nodes.length; i++) {
    if (dropped[i] === undefined && isHidden(page, i) && !isFold(page, i) && !isNamedBody(page, i)) {
      if (plain(i) < MOST_HIDDEN * plain(0)) dropped[i] = "ingest/hidden";
    }
    if (dropped[i] !== undefined) i = last[i]!;
  }
  const headline = findHeadline(page, whole, dropped, titles);
  const holdsHeadline = (i: number) => headline !== undefined && contains(page, i, headline);
  const code = new Uint8Array(nodes.length);
  // Prose up to each node, to tell what stands beside the headline.
  const before = new Int32Array(nodes.length + 1);
  for (let i = 0; i < nodes.length; i++) before[i + 1] = before[i]! + whole.ownProse[i]!;
  const from = headline ?? 0;
  const isBesideHeadline = (i: number) => before[Math.max(i, from)] === before[Math.min(i, from) + 1];
  for (let i = 0; i < nodes.length; i++) {
    const parent = page.parents[i]!;
    if (tags[i] === "pre" || tags[i] === "code" || (parent >= 0 && code[parent])) code[i] = 1;
    const node = nodes[i]!;
    if (dropped[i] === undefined && node.type === "element" && !holdsHeadline(i)) {
      const isInline = !BLOCKS.has(tags[i]!) && tags[i] !== "td";
      const isCode = code[i] === 1 && (isInline || tags[i] === "pre");
      const row = isCode
        ? undefined
        : rowOf(page, i, whole, isInline && isWithinLine(page, i, whole), isBesideHeadline);
      // What a lender or an office answered stands under the names of readers' replies.
      const isAnswer = row?.id === "comments" && rules.says("expert", page.firstLine(i, LONGEST_BOX_HEADING));
      dropped[i] =
        byTag(node, whole, i, plain) ?? (row && !isAnswer ? `ingest/${row.reason ?? row.id}` : undefined);
    }
    if (dropped[i] !== undefined) i = last[i]!;
  }
  const left = measure(page, dropped);
  markBoxes(page, rules, left, dropped, holdsHeadline);
  if (headline !== undefined) markByline(page, left, dropped, headline);
  return { dropped, headline };
}

function neverText(node: Nodes, tag: string): string | undefined {
  if (node.type === "comment") return "ingest/comment";
  if (node.type === "doctype") return "ingest/markup";
  return Object.hasOwn(NEVER_TEXT, tag) ? NEVER_TEXT[tag] : undefined;
}

type Plain = (i: number) => number;

function byTag(node: Element, sums: Sums, i: number, plain: Plain): string | undefined {
  const role = String(node.properties.role ?? "");
  const rule = Object.hasOwn(FURNITURE_TAGS, node.tagName)
    ? FURNITURE_TAGS[node.tagName]
    : Object.hasOwn(FURNITURE_ROLES, role)
      ? FURNITURE_ROLES[role]
      : node.tagName === "header" && sums.prose[i] === 0
        ? "ingest/navigation"
        : undefined;
  return rule !== undefined && plain(i) < MOST_FURNITURE * plain(0) ? rule : undefined;
}

/** The row by which an element is furniture by its name. */
function rowOf(
  page: Page,
  i: number,
  sums: Sums,
  isInProse: boolean,
  isBesideHeadline: (i: number) => boolean,
): HtmlName | undefined {
  const rows = page.named[i]!;
  if (rows.length === 0) return undefined;
  const plain = sums.text[i]! - sums.linked[i]!;
  const whole = sums.text[0]! - sums.linked[0]!;
  const isBody = isNamedBody(page, i);
  return rows.find(
    (row) =>
      row.is === "furniture" &&
      !(isBody && row.most <= MOST_FURNITURE) &&
      (row.inline || !isInProse) &&
      plain < row.most * whole &&
      (row.longest === undefined || sums.text[i]! <= row.longest) &&
      (row.sentences || sums.prose[i] === 0) &&
      (row.place === "anywhere" || isBesideHeadline(i)),
  );
}

/** Whether an inline element stands in a line with other text, rather than alone between blocks and line breaks. */
function isWithinLine(page: Page, i: number, sums: Sums): boolean {
  let at = i;
  const isInline = (k: number) => k > 0 && !BLOCKS.has(page.tags[k]!) && page.tags[k] !== "td";
  while (isInline(page.parents[at]!) && sums.text[page.parents[at]!] === sums.text[at])
    at = page.parents[at]!;
  let block = at;
  while (isInline(block)) block = page.parents[block]!;
  const isText = (k: number | undefined) => {
    if (k === undefined || k < 0 || sums.text[k] === 0 || BLOCKS.has(page.tags[k]!)) return false;
    return page.nodes[k]!.type === "text" || sums.ownProse[block]! > 0;
  };
  const isBlank = (k: number) => page.nodes[k]!.type === "text" && sums.text[k] === 0;
  const beyond = (from: number, step: (k: number) => number) => {
    const next = step(from);
    return next >= 0 && isBlank(next) ? step(next) : next;
  };
  return isText(beyond(at, (k) => page.next(k))) || isText(beyond(at, (k) => page.previous(k)));
}

/** Lists of links, boxes under a heading that says what they are, lines that lead elsewhere, legal lines. */
function markBoxes(
  page: Page,
  rules: HtmlRules,
  sums: Sums,
  dropped: Array<string | undefined>,
  holdsHeadline: (i: number) => boolean,
): void {
  const { tags, last } = page;
  const { text, linked, links, prose } = sums;
  const plain = (i: number) => text[i]! - linked[i]!;
  const density = (i: number) => linked[i]! / Math.max(1, text[i]!);
  const isBox = (i: number) =>
    links[i]! > 0 && plain(i) < MOST_FURNITURE * plain(0) && prose[i]! <= LONGEST_TEASER * links[i]!;
  for (let i = 0; i < page.nodes.length; i++) {
    if (dropped[i] !== undefined) {
      i = last[i]!;
      continue;
    }
    const isArea = AREAS.has(tags[i]!);
    if (!(isArea || BLOCKS.has(tags[i]!)) || text[i] === 0 || holdsHeadline(i)) continue;
    const mark = (rule: string) => {
      dropped[i] = rule;
      i = last[i]!;
    };
    if (isArea && links[i]! >= FEWEST_LINKS && density(i) > LINK_DENSITY && prose[i] === 0) {
      mark("ingest/link-list");
      continue;
    }
    const isMinor = plain(i) < MOST_FURNITURE * plain(0);
    if (isMinor && text[i]! <= LONGEST_LEGAL && rules.says("legal", page.firstLine(i, LONGEST_LEGAL))) {
      mark("ingest/footer");
      continue;
    }
    const line = page.firstLine(i, LONGEST_BOX_HEADING + LONGEST_LEAD);
    if (line.length <= LONGEST_BOX_HEADING) {
      if (rules.says("box", line)) {
        if (isBox(i)) mark("ingest/link-list");
        else if (text[i]! <= LONGEST_BOX_HEADING && markRun(page, i, sums, dropped)) i = last[i]!;
        continue;
      }
      if (isArea && text[i]! > line.length && rules.says("readers", line)) {
        if (plain(i) < MOST_READERS * plain(0)) mark("ingest/reader-comment");
        continue;
      }
    }
    if (links[i]! > 0 && plain(i) <= LONGEST_LEAD * links[i]! && rules.says("lead", line)) {
      mark("ingest/link-list");
      continue;
    }
    if (LINES.has(tags[i]!) && isLinkLine(page, i, sums)) {
      mark("ingest/link-line");
      continue;
    }
    const asks = links[i]! > 0 && links[i]! <= 3 && text[i]! <= LONGEST_PROMOTION && sums.ownProse[i] === 0;
    if (asks && isArea && isMinor && hasButton(page, rules, i, sums)) mark("ingest/promotion");
  }
}

/** A heading of a box with its links as its siblings: the heading goes with the links that follow. */
function markRun(page: Page, heading: number, sums: Sums, dropped: Array<string | undefined>): boolean {
  const { text, linked } = sums;
  const run: number[] = [];
  const parent = page.parents[heading]!;
  for (let k = page.last[heading]! + 1; k <= page.last[parent]!; k = page.last[k]! + 1) {
    if (dropped[k] === "ingest/link-list" || (text[k]! > 0 && linked[k]! > 0.5 * text[k]!)) run.push(k);
    else if (text[k]! > 0) break;
  }
  // Lists are told to be lists only when they are reached: look ahead for one.
  if (run.length === 0) return false;
  for (const k of [heading, ...run]) dropped[k] ??= "ingest/link-list";
  return true;
}

/** Whether a link that asks to be clicked stands in a box by itself, not within a sentence. */
function hasButton(page: Page, rules: HtmlRules, box: number, sums: Sums): boolean {
  for (let i = box + 1; i <= page.last[box]!; i++) {
    if (page.tags[i] !== "a" || sums.text[i] === 0 || sums.text[i]! > LONGEST_BUTTON) continue;
    const isAlone = page.parents[i] === box || sums.text[page.parents[i]!] === sums.text[i];
    if (isAlone && rules.says("button", page.textOf(i))) return true;
  }
  return false;
}

/** Short lines between headline and text of which one states a date: date, source, counters. */
function markByline(page: Page, sums: Sums, dropped: Array<string | undefined>, headline: number): void {
  for (let i = page.last[headline]! + 1; i < page.nodes.length; i++) {
    if (dropped[i] !== undefined) {
      i = page.last[i]!;
      continue;
    }
    if (sums.ownProse[i]! > 0) return;
    if (!BLOCKS.has(page.tags[i]!) || sums.text[i] === 0 || sums.text[i]! > LONGEST_BYLINE) continue;
    if (sums.prose[i]! > 0) continue;
    const line = lineOf(page, i);
    if (/[。！？；]/.test(line) || statedDate(line) === undefined) return;
    dropped[i] = "ingest/byline";
    return;
  }
}

function lineOf(page: Page, i: number): string {
  let line = "";
  for (let k = i; k <= page.last[i]!; k++) {
    const node = page.nodes[k]!;
    if (node.type === "text") line += ` ${node.value}`;
  }
  return line;
}

function isLinkLine(page: Page, i: number, sums: Sums): boolean {
  if (sums.links[i] !== 1 || sums.linked[i] !== sums.text[i] || sums.text[i]! < SHORTEST_LINK_LINE)
    return false;
  // An address spelt out is said, not advertised.
  const line = page.firstLine(i, 60);
  return /[\u4e00-\u9fff]{6}/.test(line) && !/https?:|www\./i.test(line);
}

const HIDING =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|font-size\s*:\s*0(?:px|em|pt|%)?\s*(?:;|!|$)|(?:text-indent|left|top|margin-left|right)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01])/i;

function isHidden(page: Page, i: number): boolean {
  const node = page.nodes[i]!;
  if (node.type !== "element") return false;
  const { hidden, style } = node.properties;
  if (hidden === true || hidden === "") return true;
  return typeof style === "string" && HIDING.test(style.slice(0, 1000));
}

/** Bodies are hidden until a script has counted the visit. */
function isNamedBody(page: Page, i: number): boolean {
  return page.named[i]!.some((r) => r.is === "body" && r.share! < MOST_FURNITURE);
}

/** What opens at a click: the answer under a question, the panel of a tab. Menus open too, but hold links. */
function isFold(page: Page, i: number): boolean {
  if (page.tags[i] === "dd" || page.tags[i] === "details") return true;
  const role = (page.nodes[i] as Element).properties.role;
  if (role === "tabpanel" || role === "region") return true;
  for (let at = i, up = 0; at > 0 && up < 3; at = page.parents[at]!, up++) {
    if (page.named[at]!.some((r) => r.is === "fold")) return true;
  }
  return false;
}
