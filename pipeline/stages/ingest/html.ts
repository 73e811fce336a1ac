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
import { chooseArticle, flatten, type Page } from "./html-page.ts";
import { BLOCKS, COMMENT_NAME } from "./html-tables.ts";
import { oneLine, type Reading, toRawHints } from "./reduced.ts";
import { Reduction } from "./reduction.ts";

const parser = unified().use(rehypeParse, { fragment: false }).freeze();

/** Browsers stop nesting at 512; deeper pages are broken or hostile, and the parser would run out of stack. */
const DEEPEST = 512;

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
 */
export function reduceHtml(traced: TracedText): Reading {
  const source = traced.text;
  const depth = nesting(source);
  if (depth > DEEPEST) {
    const message = `elements are nested ${depth} deep, more than ${DEEPEST}; the page is broken`;
    return { refused: { reason: "too-deep", message } };
  }
  const page = flatten(parser.parse(source) as Root, source.length);
  const article = chooseArticle(page);
  const { reduction, hints } = pick(page, article, source);
  return {
    traced: traced.edit(reduction.edits()),
    hints: toRawHints(traced, hints),
    ...metadata(page),
  };
}

/** Text nodes to pieces, block elements to line ends. */
function pick(page: Page, article: readonly number[], source: string) {
  const reduction = new Reduction(source);
  const hints: Hint[] = [];
  /** Elements that have begun but have no text yet: their role is that of the piece that comes next. */
  let pending: Array<Omit<Hint, "at">> = [];
  const comments = enclosing(page, (i) => page.names[i]!.some((n) => COMMENT_NAME.test(n)));
  const preformatted = enclosing(page, (i) => page.tags[i] === "pre");
  const cells = enclosing(page, isSimpleCell(page));
  /** Whether an element begins and ends a line: in a cell of one paragraph, the row does. */
  const isLine = (i: number) => BLOCKS.has(page.tags[i]!) && !cells[i];
  const lists = depths(page, (i) => page.tags[i] === "ul" || page.tags[i] === "ol");
  const keep = (i: number, start: number, end: number, text?: string) => {
    if (start >= end) return;
    if (reduction.atLineStart) {
      for (const p of pending) hints.push({ at: start, ...p });
      if (comments[i]) hints.push({ at: start, role: "comment", depth: 1 });
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
    const rule = page.dropped[i] ?? (inArticle(page, article, i) ? undefined : "ingest/outside-article");
    if (rule !== undefined && !(page.dropped[i] === undefined && holdsArticle(page, article, i))) {
      const [start, end] = page.range(i);
      reduction.drop(start, end, rule);
      if (isLine(i)) reduction.separate("\n");
      i = page.last[i]!;
      continue;
    }
    if (node.type === "text") {
      if (rule === undefined) takeText(node, i, source, preformatted[i]!, keep, reduction);
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

function inArticle(page: Page, article: readonly number[], i: number): boolean {
  return article.some((root) => root <= i && i <= page.last[root]!);
}

/** Whether the article, or a part of it, stands inside a node: then the node is walked into. */
function holdsArticle(page: Page, article: readonly number[], i: number): boolean {
  return article.some((root) => i <= root && root <= page.last[i]!);
}

function roleOf(tag: string, listDepth: number): Omit<Hint, "at"> | undefined {
  if (/^h[1-6]$/.test(tag)) return { role: "heading", depth: Number(tag[1]) };
  if (tag === "li") return { role: "list-item", depth: Math.max(1, listDepth) };
  if (tag === "blockquote") return { role: "quote", depth: 1 };
  return undefined;
}

type Keep = (i: number, start: number, end: number, text?: string) => void;

function takeText(node: Text, i: number, source: string, pre: boolean, keep: Keep, reduction: Reduction) {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) return;
  align(source, start, end, node.value, SYNTAX, (from, to, text) => {
    if (text !== undefined) {
      if (/^\s+$/.test(text)) reduction.separate(" ");
      else keep(i, from, to, text);
      return;
    }
    if (pre) {
      takeLines(source, from, to, (a, b) => keep(i, a, b), reduction);
      return;
    }
    takeWords(source, from, to, (a, b) => keep(i, a, b), reduction);
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
    while (at < to && /\s/.test(source[at]!)) if (source[at++] === "\n") wraps = true;
    if (at > start) reduction.separate(wraps ? "wrap" : " ");
    const word = at;
    while (at < to && !/\s/.test(source[at]!)) at++;
    keep(word, at);
  }
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

/** Title, address and date from where pages state them, the surest first. */
function metadata(page: Page): { title?: string; url?: string; published?: string } {
  const meta = new Map<string, string>();
  let titleTag: string | undefined;
  let canonical: string | undefined;
  let time: string | undefined;
  for (let i = 0; i < page.nodes.length; i++) {
    const node = page.nodes[i]!;
    if (node.type !== "element") continue;
    const p = node.properties;
    if (node.tagName === "meta") {
      const key = String(p.property ?? p.name ?? p.itemProp ?? "").toLowerCase();
      if (key && !meta.has(key) && typeof p.content === "string") meta.set(key, p.content);
    } else if (node.tagName === "title") titleTag ??= page.textOf(i);
    else if (node.tagName === "link" && String(p.rel ?? "") === "canonical")
      canonical ??= String(p.href ?? "");
    else if (node.tagName === "time" && typeof p.dateTime === "string") time ??= p.dateTime;
  }
  const first = (...keys: string[]) => keys.map((k) => meta.get(k)).find((v) => v !== undefined);
  const h1 = page.headline === undefined ? undefined : page.textOf(page.headline);
  const title = oneLine(h1) ?? oneLine(first("og:title", "twitter:title")) ?? withoutSite(oneLine(titleTag));
  const url = oneLine(canonical) ?? oneLine(first("og:url"));
  const stated = first(
    "article:published_time",
    "og:release_date",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "weibo:article:create_at",
  );
  const published = statedDate(stated ?? "") ?? statedDate(time ?? "");
  return { ...(title && { title }), ...(url && { url }), ...(published && { published }) };
}

/** `标题_栏目_站名` names the page first; a hyphen without blanks may belong to the title. */
function withoutSite(title: string | undefined): string | undefined {
  return oneLine(title?.split(/[_|｜]| [-–—] /)[0]) ?? title;
}

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Elements the parser closes by itself when the next one begins. */
const CLOSED_BY_NEXT = new Set(
  "p li dt dd tr td th tbody thead tfoot option optgroup a button nobr".split(" "),
);
const OPENING = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/y;

/** How deep elements are nested, told without a parser, so that the parser need not be trusted with any depth. */
function nesting(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = source.indexOf("<"); at >= 0; at = source.indexOf("<", at + 1)) {
    if (source.startsWith("<!--", at)) {
      at = source.indexOf("-->", at);
      if (at < 0) break;
      continue;
    }
    OPENING.lastIndex = at;
    const match = OPENING.exec(source);
    if (!match) continue;
    const tag = match[2]!.toLowerCase();
    if (VOID.has(tag) || CLOSED_BY_NEXT.has(tag)) continue;
    if (match[1]) depth = Math.max(0, depth - 1);
    else deepest = Math.max(deepest, ++depth);
    if (!match[1] && (tag === "script" || tag === "style")) {
      const close = new RegExp(`</${tag}`, "gi");
      close.lastIndex = at;
      const end = close.exec(source);
      if (!end) break;
      depth--;
      at = end.index + 1;
    }
  }
  return deepest;
}
