/**
 * Markdown to plain text, by edits over the file: parse, keep the text nodes, let blocks become
 * lines. List markers stay, for later stages read them; front matter becomes metadata.
 */
import type { Code, Nodes, Parents, Root } from "mdast";
import remarkCjkFriendly from "remark-cjk-friendly/parseOnly";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { LineCounter, parseDocument } from "yaml";
import type { Hint } from "../../article.ts";
import type { Fault } from "../../faults.ts";
import type { TracedText } from "../../text/traced.ts";
import { align } from "./align.ts";
import { statedDate } from "./dates.ts";
import { keepMarkupText } from "./markup.ts";
import { type Faulty, oneLine, type Reading, toRawHints } from "./reduced.ts";
import { MARKUP_RULE, Reduction } from "./reduction.ts";

// `remark-cjk-friendly` before `remark-gfm`: `**花呗。**后` is bold; `5~8%` is no strikethrough.
const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkCjkFriendly)
  .use(remarkGfm, { singleTilde: false })
  .use(withoutTransforms)
  .freeze();

/** Nested quotes and lists cost the parser the square of their depth, and its stack. */
const DEEPEST = 100;

/** So many markers in a row nest likewise, or cost as much to find out that they do not. */
const LONGEST_RUN = 1000;

const TEXT = { references: true, backslashes: true };
const VERBATIM = { references: false, backslashes: false };

/**
 * GFM finds addresses a second time in the finished tree, splitting texts into nodes without a place
 * in the file. Addresses stay text here either way.
 */
function withoutTransforms(this: Processor): void {
  const data = this.data() as { fromMarkdownExtensions?: unknown[] };
  const strip = (extension: unknown): unknown =>
    Array.isArray(extension)
      ? extension.map(strip)
      : { ...(extension as Record<string, unknown>), transforms: undefined };
  data.fromMarkdownExtensions = data.fromMarkdownExtensions?.map(strip) ?? [];
}

/**
 * The text of a Markdown file.
 *
 * @param traced whose current text is the Markdown
 * @param source path shown in faults of the front matter
 */
export function reduceMarkdown(traced: TracedText, source: string): Reading | Faulty {
  const { text } = traced;
  const deep = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){100}/m.exec(text);
  if (deep) {
    const message = `quotes or lists are nested more than ${DEEPEST} deep; the file is broken`;
    return { refused: { reason: "too-deep", message } };
  }
  if (hasLongRun(text)) {
    const message = `more than ${LONGEST_RUN} markers in a row; the file is broken`;
    return { refused: { reason: "too-deep", message } };
  }
  const root = parser.parse(text) as Root;
  const front = frontMatter(root, source);
  if ("faults" in front) return front;
  const { reduction, hints } = reduce(root, text);
  const heading = root.children.find((n) => n.type === "heading" && n.depth === 1);
  const title = front.title ?? (heading && oneLine(plain(heading)));
  return {
    ...front,
    ...(title && { title }),
    traced: traced.edit(reduction.edits()),
    hints: toRawHints(traced, hints),
  };
}

function hasLongRun(text: string): boolean {
  for (const { 0: run, index } of text.matchAll(/[*_~]+|\[+/g)) {
    if (run.length <= LONGEST_RUN) continue;
    const end = text.indexOf("\n", index);
    const line = text.slice(text.lastIndexOf("\n", index) + 1, end < 0 ? text.length : end);
    // A line of nothing but stars is a rule.
    if (line.trim() !== run || run.startsWith("[")) return true;
  }
  return false;
}

function reduce(root: Root, source: string) {
  const reduction = new Reduction(source);
  const hints: Hint[] = [];
  let pending: Array<Omit<Hint, "at">> = [];
  /** The marker of a list item that has no text yet: one that never gets any leaves no marker behind. */
  let marker: { start: number; end: number } | undefined;
  /** Inside inline `<script>` and the like: the tag that ends it. */
  let muted: string | undefined;
  const keep = (start: number, end: number, text?: string) => {
    if (start >= end || muted !== undefined) return;
    for (const p of pending) hints.push({ at: marker?.start ?? start, ...p });
    pending = [];
    if (marker) {
      reduction.keep(marker.start, marker.end, /[*+]/.test(source[marker.start]!) ? "-" : undefined);
      reduction.separate(" ");
      marker = undefined;
    }
    reduction.keep(start, end, text);
  };
  const inline = (start: number, end: number, value: string, syntax: typeof TEXT) =>
    align(source, start, end, value, syntax, (from, to, text) => {
      if (text !== undefined) keep(from, to, text);
      else takeLine(source, from, to, keep, reduction);
    });

  // Closing actions are pushed on the same stack as nodes, so that nothing recurses.
  const stack: Array<Nodes | (() => void)> = [root];
  let listDepth = 0;
  const descend = (node: Parents, close?: () => void) => {
    if (close) stack.push(close);
    for (let k = node.children.length - 1; k >= 0; k--) stack.push(node.children[k]!);
  };
  const line = () => reduction.separate("\n");
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "function") {
      next();
      continue;
    }
    const node = next;
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? start;
    switch (node.type) {
      case "yaml":
        reduction.drop(start, end, "ingest/front-matter");
        break;
      case "heading":
        line();
        pending.push({ role: "heading", depth: node.depth });
        descend(node, () => {
          pending = [];
          line();
        });
        break;
      case "paragraph":
      case "tableRow":
      case "footnoteDefinition":
        line();
        descend(node, () => {
          muted = undefined;
          line();
        });
        break;
      case "tableCell":
        descend(node, () => reduction.separate("\t"));
        break;
      case "blockquote":
        line();
        pending.push({ role: "quote", depth: 1 });
        descend(node, line);
        break;
      case "list":
        listDepth++;
        descend(node, () => {
          listDepth--;
        });
        break;
      case "listItem": {
        line();
        pending.push({ role: "list-item", depth: listDepth });
        const length = /^(?:[-*+]|\d{1,9}[.)])/.exec(source.slice(start, start + 10))?.[0].length;
        marker = length === undefined ? undefined : { start, end: start + length };
        descend(node, () => {
          marker = undefined;
          pending = [];
          line();
        });
        break;
      }
      case "code":
        line();
        codeLines(node, source, start, end, keep, reduction);
        line();
        break;
      case "text":
        inline(start, end, node.value, TEXT);
        break;
      case "inlineCode": {
        const fence = /^`*/.exec(source.slice(start, end))![0].length;
        inline(start + fence, end - fence, node.value, VERBATIM);
        break;
      }
      case "delete":
        // ~~Struck out~~ is what its author no longer says.
        reduction.drop(start, end, "ingest/struck-out");
        break;
      case "break":
        line();
        break;
      case "html":
        if (muted === undefined) muted = keepMarkupText(source, start, end, keep, reduction);
        else if (source.slice(start, end).toLowerCase().startsWith(`</${muted}`)) muted = undefined;
        break;
      case "image":
      case "imageReference":
      case "definition":
      case "footnoteReference":
      case "thematicBreak":
        reduction.drop(start, end, MARKUP_RULE);
        break;
      default:
        if ("children" in node) descend(node);
    }
  }
  return { reduction, hints };
}

type Keep = (start: number, end: number, text?: string) => void;

/** A stretch of a text node; line ends in it are soft, blanks at its ends separate it from its neighbours. */
function takeLine(source: string, from: number, to: number, keep: Keep, reduction: Reduction): void {
  let at = from;
  while (at < to) {
    let stop = at;
    while (stop < to && source[stop] !== "\n") stop++;
    let first = at;
    let past = stop;
    while (first < stop && isBlank(source[first]!)) first++;
    while (past > first && isBlank(source[past - 1]!)) past--;
    if (first > at) reduction.separate(" ");
    keep(first, past);
    if (past < stop && first < past) reduction.separate(" ");
    if (stop < to) reduction.separate("soft");
    at = stop + 1;
  }
}

const isBlank = (c: string) => c === " " || c === "\t";

/** Lines of a code block, less fences, indentation and quote markers. */
function codeLines(
  node: Code,
  source: string,
  start: number,
  end: number,
  keep: Keep,
  reduction: Reduction,
): void {
  const fenced = /^(?:`{3}|~{3})/.test(source.slice(start, start + 3));
  let at = start;
  const advance = () => {
    const stop = source.indexOf("\n", at);
    return stop < 0 || stop > end ? end : stop;
  };
  if (fenced) at = advance() + 1;
  for (const value of node.value.split("\n")) {
    if (at > end) return;
    const stop = advance();
    const written = source.slice(at, stop);
    // Half a tab of indentation may have become blanks that are nowhere in the file.
    const own = written.endsWith(value) ? value.length : written.trimStart().length;
    keep(stop - own, stop);
    reduction.separate("\n");
    at = stop + 1;
  }
}

interface Front {
  readonly title?: string;
  readonly url?: string;
  readonly published?: string;
}

const FRONT_KEYS = {
  title: ["title", "标题"],
  url: ["url", "link", "source", "canonical", "permalink", "链接", "来源"],
  published: ["date", "published", "publish_date", "pubdate", "created", "日期", "发布时间"],
} as const;

function frontMatter(root: Root, source: string): Front | Faulty {
  const node = root.children[0];
  if (node?.type !== "yaml") return {};
  const lines = new LineCounter();
  const document = parseDocument(node.value, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const first = node.position!.start.line + 1;
  const fault = (offset: number, message: string): Fault => {
    const { line, col } = lines.linePos(offset);
    return { file: source, line: first + line - 1, column: col, rule: "front-matter", message };
  };
  if (document.errors.length > 0) return { faults: document.errors.map((e) => fault(e.pos[0], e.message)) };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { faults: [fault(0, (error as Error).message)] };
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value)) {
    return { faults: [fault(0, "front matter must be `key: value` lines")] };
  }
  const fields = value as Record<string, unknown>;
  const find = (keys: readonly string[]) => {
    const held = keys.map((k) => fields[k]).find((v) => typeof v === "string" || typeof v === "number");
    return held === undefined ? undefined : oneLine(String(held));
  };
  const title = find(FRONT_KEYS.title);
  const published = statedDate(find(FRONT_KEYS.published) ?? "");
  const url = find(FRONT_KEYS.url);
  return { ...(title && { title }), ...(url && { url }), ...(published && { published }) };
}

/** The words of a heading. Emphasis nests as deep as its author likes, so this does not recurse. */
function plain(heading: Nodes): string {
  let text = "";
  const stack: Nodes[] = [heading];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ("children" in node) stack.push(...node.children.toReversed());
    else if ("value" in node && node.type !== "html") text += node.value;
  }
  return text;
}
