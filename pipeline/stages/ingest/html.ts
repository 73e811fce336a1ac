/**
 * HTML to the article's text, by edits over the page: parse, choose the article, keep its text
 * nodes, let block elements become lines. Tags, scripts, furniture and what stands outside the
 * article go, each with its reason. Nothing here recurses: pages nest as deep as they like.
 */
import type { Root, Text } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import type { Hint } from "../../article.ts";
import type { TracedText } from "../../text/traced.ts";
import { align } from "./align.ts";
import { statedDate } from "./dates.ts";
import { chooseArticle } from "./html-article.ts";
import { markFurniture } from "./html-furniture.ts";
import { withoutSite } from "./html-headline.ts";
import { costOf } from "./html-nesting.ts";
import { flatten, type Page } from "./html-page.ts";
import { type HtmlRules, htmlRules } from "./html-rules.ts";
import { readStated, type Stated } from "./html-stated.ts";
import { BLOCKS } from "./html-tables.ts";
import { oneLine, type Reading, toRawHints } from "./reduced.ts";
import { Reduction } from "./reduction.ts";

const parser = unified().use(rehypeParse, { fragment: false }).freeze();

/** Browsers stop nesting at 512; deeper pages are broken or hostile, and the parser would run out of stack. */
const DEEPEST = 512;

/** Pages of a hundred paragraphs with a hundred tags left open stay below; each element costs the parser a microsecond or two. */
const MOST_REOPENED = 300_000;

const SYNTAX = { references: true, backslashes: false };

/** Whether a string from a record is HTML: it has a closing tag, or one that needs none. */
export function looksLikeHtml(text: string): boolean {
  return /<\/(?:p|div|span|a|b|strong|em|i|h[1-6]|ul|ol|li|table|section|article|blockquote|body|font)\s*>|<(?:br|p|img|hr|div)\b[^<>]{0,500}>/i.test(
    text,
  );
}

/**
 * The article of an HTML page or fragment.
 *
 * @param traced whose current text is the HTML
 * @param rules what sites call the parts of their pages; default: the package's own
 */
export function reduceHtml(traced: TracedText, rules: HtmlRules = htmlRules()): Reading {
  const source = traced.text;
  const { depth, reopened } = costOf(source);
  if (depth > DEEPEST) {
    const message = `elements are nested ${depth} deep, more than ${DEEPEST}; the page is broken`;
    return { refused: { reason: "too-deep", message } };
  }
  if (reopened > MOST_REOPENED) {
    const message = `unclosed formatting (<b>, <font>) would open some ${reopened} elements anew; the page is broken`;
    return { refused: { reason: "too-tangled", message } };
  }
  const page = flatten(parser.parse(source) as Root, source.length, rules);
  const stated = readStated(page);
  const marked = markFurniture(page, rules, stated.titles);
  const { roots, others } = chooseArticle(page, marked, rules);
  const fate = fatesOf(page, roots, marked.dropped, others);
  const { reduction, hints } = pick(page, fate, source);
  return {
    traced: traced.edit(reduction.edits()),
    hints: toRawHints(traced, hints),
    ...describe(page, stated, marked.headline, roots, rules),
  };
}

/** For every node the rule by which it goes; null for an element that goes but holds what stays. */
function fatesOf(
  page: Page,
  roots: readonly number[],
  dropped: ReadonlyArray<string | undefined>,
  others: ReadonlyMap<number, string>,
): Array<string | null | undefined> {
  const fates = new Array<string | null | undefined>(page.nodes.length).fill("ingest/outside-article");
  for (const [i, rule] of others) fates[i] = rule;
  for (const root of roots) {
    for (let i = root; i <= page.last[root]!; i++) fates[i] = undefined;
    for (let i = page.parents[root]!; i >= 0 && fates[i] !== null; i = page.parents[i]!) fates[i] = null;
  }
  // What is furniture wherever it stands says so outside the article too.
  for (let i = 0; i < fates.length; i++)
    if (dropped[i] !== undefined && fates[i] !== null) fates[i] = dropped[i];
  return fates;
}

/** Text nodes to pieces, block elements to line ends. */
function pick(page: Page, fates: ReadonlyArray<string | null | undefined>, source: string) {
  const reduction = new Reduction(source);
  const hints: Hint[] = [];
  /** Elements that have begun but have no text yet: their role is that of the piece that comes next. */
  let pending: Array<Omit<Hint, "at">> = [];
  const preformatted = enclosing(page, (i) => page.tags[i] === "pre");
  const cells = enclosing(page, isSimpleCell(page));
  /** Whether an element begins and ends a line: in a cell of one paragraph, the row does. */
  const isLine = (i: number) => BLOCKS.has(page.tags[i]!) && !cells[i];
  const lists = depths(page, (i) => page.tags[i] === "ul" || page.tags[i] === "ol");
  const keep = (start: number, end: number, text?: string) => {
    if (start >= end) return;
    if (reduction.atLineStart) {
      for (const p of pending) hints.push({ at: start, ...p });
      pending = [];
    }
    reduction.keep(start, end, text);
  };
  const open: number[] = [];
  const leave = (until: number) => {
    while (open.length > 0 && page.last[open.at(-1)!]! < until) {
      const i = open.pop()!;
      const tag = page.tags[i]!;
      if (BLOCKS.has(tag)) pending = [];
      if (isLine(i)) reduction.separate("\n");
      else if (tag === "td" || tag === "th") reduction.separate("\t");
    }
  };
  for (let i = 0; i < page.nodes.length; i++) {
    leave(i);
    const node = page.nodes[i]!;
    const fate = fates[i];
    if (typeof fate === "string") {
      const [start, end] = page.range(i);
      reduction.drop(start, end, fate);
      if (isLine(i)) reduction.separate("\n");
      i = page.last[i]!;
      continue;
    }
    if (node.type === "text") {
      if (fate === undefined) takeText(node, source, preformatted[i]!, keep, reduction);
    } else if (node.type === "element") {
      open.push(i);
      const tag = page.tags[i]!;
      if (tag === "br") reduction.separate("\n");
      if (isLine(i)) reduction.separate("\n");
      const role = roleOf(tag, lists[i]!);
      if (role) pending.push(role);
    }
  }
  return { reduction, hints };
}

/** Cells that hold a single paragraph, as word processors write them; others are what pages are laid out with. */
function isSimpleCell(page: Page): (i: number) => boolean {
  const before: number[] = [];
  let count = 0;
  for (const tag of page.tags) {
    if (BLOCKS.has(tag) || tag === "br") count++;
    before.push(count);
  }
  return (i) => (page.tags[i] === "td" || page.tags[i] === "th") && before[page.last[i]!]! - before[i]! <= 1;
}

function roleOf(tag: string, listDepth: number): Omit<Hint, "at"> | undefined {
  if (/^h[1-6]$/.test(tag)) return { role: "heading", depth: Number(tag[1]) };
  if (tag === "li") return { role: "list-item", depth: Math.max(1, listDepth) };
  if (tag === "blockquote") return { role: "quote", depth: 1 };
  return undefined;
}

type Keep = (start: number, end: number, text?: string) => void;

function takeText(node: Text, source: string, pre: boolean, keep: Keep, reduction: Reduction) {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) return;
  align(source, start, end, node.value, SYNTAX, (from, to, text) => {
    if (text !== undefined) {
      if (/^\s+$/.test(text)) reduction.separate(" ");
      else keep(from, to, text);
      return;
    }
    if (pre) {
      takeLines(source, from, to, keep, reduction);
      return;
    }
    takeWords(source, from, to, keep, reduction);
  });
}

/** White space as a browser shows it: a run is one blank; a line end in the source is none beside Chinese. */
function takeWords(
  source: string,
  from: number,
  to: number,
  keep: (a: number, b: number) => void,
  reduction: Reduction,
): void {
  let at = from;
  while (at < to) {
    const start = at;
    let wraps = false;
    while (at < to && isBlank(source.charCodeAt(at))) if (source[at++] === "\n") wraps = true;
    if (at > start) reduction.separate(wraps ? "wrap" : " ");
    const word = at;
    while (at < to && !isBlank(source.charCodeAt(at))) at++;
    keep(word, at);
  }
}

/** White space as `\s` has it. */
function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0xa0 || (code > 0x3000 && code < 0xfeff)) return false;
  return /\s/.test(String.fromCharCode(code));
}

function takeLines(
  source: string,
  from: number,
  to: number,
  keep: (a: number, b: number) => void,
  reduction: Reduction,
): void {
  let at = from;
  while (at < to) {
    let stop = at;
    while (stop < to && source[stop] !== "\n") stop++;
    keep(at, stop);
    if (stop < to) reduction.separate("\n");
    at = stop + 1;
  }
}

/** For every node, whether it or an ancestor is as asked for. */
function enclosing(page: Page, is: (i: number) => boolean): boolean[] {
  return depths(page, is).map((d) => d > 0);
}

/** For every node, how many of it and its ancestors are as asked for. */
function depths(page: Page, is: (i: number) => boolean): number[] {
  const out: number[] = [];
  for (let i = 0; i < page.nodes.length; i++) {
    const parent = page.parents[i]!;
    out.push((parent < 0 ? 0 : out[parent]!) + (is(i) ? 1 : 0));
  }
  return out;
}

/** Title, address and date, the surest first: what the reader sees as headline, what is stated, what stands beside the headline. */
function describe(
  page: Page,
  stated: Stated,
  headline: number | undefined,
  roots: readonly number[],
  rules: HtmlRules,
): { title?: string; url?: string; published?: string } {
  const first = stated.titles[0];
  const title =
    (headline === undefined ? undefined : oneLine(page.textOf(headline))) ??
    (first === undefined ? undefined : withoutSite(first, stated.site, rules));
  const published = stated.published ?? dateBeside(page, headline ?? roots[0]!, roots.at(-1)!);
  return { ...(title && { title }), ...(stated.url && { url: stated.url }), ...(published && { published }) };
}

/** A line that states when a page was published is at most so long; prose names other dates. */
const LONGEST_DATE_LINE = 60;
/** Such a line stands at most so many pieces of text behind the headline. */
const FARTHEST_DATE = 60;

function dateBeside(page: Page, from: number, root: number): string | undefined {
  let seen = 0;
  for (let i = from; i <= page.last[root]! || i < page.nodes.length; i++) {
    const node = page.nodes[i]!;
    if (node.type !== "text" || node.value.trim() === "") continue;
    if (++seen > FARTHEST_DATE) return undefined;
    const line = node.value.trim();
    const date = line.length <= LONGEST_DATE_LINE && /\d{4}/.test(line) ? statedDate(line) : undefined;
    if (date !== undefined && !/[。！？]/.test(line)) return date;
  }
  return undefined;
}
