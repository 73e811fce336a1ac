/**
 * Records: JSON files (an object, or an array of them) and JSONL (an object a line). A record's
 * article is the value of its text field with the escapes undone; offsets point into the file, and
 * every character of the file is accounted for in every record, at the price of two numbers.
 */
import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Config } from "../../../schemas/config.ts";
import { type Edit, TracedText } from "../../text/traced.ts";
import { statedDate } from "./dates.ts";
import { looksLikeHtml, reduceHtml } from "./html.ts";
import type { HtmlRules } from "./html-rules.ts";
import { oneLine, type Reduced, type Refused } from "./reduced.ts";

const CONTAINER_RULE = "ingest/container";
const OTHER_RECORD_RULE = "ingest/other-record";
const ESCAPE_RULE = "ingest/escape";

/** Field names tried in this order where the configuration names none. */
const GUESSES = {
  text: [
    "text",
    "content",
    "body",
    "article",
    "html",
    "raw_content",
    "article_content",
    "content_html",
    "main_text",
    "fulltext",
    "full_text",
    "maintext",
    "正文",
    "内容",
    "文章",
    "文本",
    "文章内容",
  ],
  title: ["title", "headline", "subject", "article_title", "标题", "题目"],
  url: [
    "url",
    "link",
    "source_url",
    "href",
    "canonical",
    "permalink",
    "page_url",
    "链接",
    "网址",
    "来源链接",
  ],
  date: [
    "date",
    "published",
    "publish_time",
    "published_at",
    "publish_date",
    "pubdate",
    "pub_time",
    "pub_date",
    "time",
    "created_at",
    "create_time",
    "datetime",
    "timestamp",
    "发布时间",
    "发布日期",
    "日期",
    "时间",
  ],
} as const satisfies Record<keyof Config["fields"], readonly string[]>;

/** An object some dumps wrap records in: `{"data": {"text": …}}`. */
const WRAPPERS = ["data", "meta", "metadata", "item", "article", "record"];

/** The parser recurses; records of articles are flat. */
const DEEPEST = 200;

export interface JsonRecord {
  /** 1-based; absent when the file is one record. */
  readonly record?: number;
  /** What the record's id is made from: its text with the escapes undone, before any reduction. */
  readonly content: string;
  readonly reduced: Reduced;
}

export interface JsonRefusal extends Refused {
  readonly record?: number;
}

export interface Records {
  readonly records: readonly JsonRecord[];
  readonly refused: readonly JsonRefusal[];
}

type Fields = Config["fields"];

/** A `.json` file: one record, an array of records, or an object that holds such an array. */
export function readJson(raw: string, fields: Fields, html: HtmlRules): Records {
  const parsed = parse(raw);
  // Dumps of a record a line are often named `.json`.
  if ("refused" in parsed && isLines(raw)) return readJsonl(raw, fields, html);
  if ("refused" in parsed) return { records: [], refused: [at(raw, parsed)] };
  const elements = listOf(parsed.node, fields);
  if (elements === undefined) {
    return collect(raw, [{ node: parsed.node, start: 0, end: raw.length }], fields, html);
  }
  const many = elements.length > 1;
  return collect(
    raw,
    elements.map((node, i) => ({
      node,
      start: node.offset,
      end: node.offset + node.length,
      ...(many && { record: i + 1 }),
    })),
    fields,
    html,
    // An array around a single record is its container, not another record.
    many ? OTHER_RECORD_RULE : CONTAINER_RULE,
  );
}

/** A `.jsonl` file; a line that is no JSON is refused, the others stand. */
export function readJsonl(raw: string, fields: Fields, html: HtmlRules): Records {
  const found: Found[] = [];
  const refused: JsonRefusal[] = [];
  let line = 0;
  for (let start = 0; start < raw.length; ) {
    line++;
    const newline = raw.indexOf("\n", start);
    const end = newline < 0 ? raw.length : newline;
    const text = raw.slice(start, end);
    if (text.trim() !== "") {
      const parsed = parse(text);
      if ("refused" in parsed) {
        refused.push({ ...parsed.refused, record: line, line, column: parsed.offset + 1 });
      } else found.push({ node: parsed.node, base: start, start, end, record: line });
    }
    start = end + 1;
  }
  const rest = collect(raw, found, fields, html, OTHER_RECORD_RULE);
  const all = [...refused, ...rest.refused].sort((a, b) => (a.record ?? 0) - (b.record ?? 0));
  return { records: rest.records, refused: all };
}

function isLines(raw: string): boolean {
  const lines = raw.split("\n").map((line) => line.trim());
  const full = lines.filter((line) => line !== "");
  return full.length > 1 && full.every((line) => line.startsWith("{") && line.endsWith("}"));
}

interface Found {
  readonly node: Node;
  /** What to add to the node's offsets to make them the file's. */
  readonly base?: number;
  /** The part of the file that is this record. */
  readonly start: number;
  readonly end: number;
  readonly record?: number;
}

function collect(
  raw: string,
  found: readonly Found[],
  fields: Fields,
  html: HtmlRules,
  outside = CONTAINER_RULE,
): Records {
  const records: JsonRecord[] = [];
  const refused: JsonRefusal[] = [];
  const lineOf = lineCounter(raw);
  for (const f of found) {
    const made = recordOf(raw, f, fields, html, outside);
    if ("reason" in made) {
      const place = lineOf((f.base ?? 0) + f.node.offset);
      refused.push({ ...made, ...place, ...(f.record !== undefined && { record: f.record }) });
    } else records.push({ ...made, ...(f.record !== undefined && { record: f.record }) });
  }
  return { records, refused };
}

function recordOf(
  raw: string,
  f: Found,
  fields: Fields,
  html: HtmlRules,
  outside: string,
): JsonRecord | Refused {
  const { node, base = 0 } = f;
  if (node.type !== "object") {
    return { reason: "no-text-field", message: `a record must be an object, this one is ${node.type}` };
  }
  const texts = textNodes(node, fields);
  if (texts === undefined) {
    const names = (node.children ?? []).map((p) => String(p.children?.[0]?.value)).slice(0, 20);
    const message =
      `no field holds the text; found: ${names.join(", ") || "none"}. ` +
      "Name it in jinghua.config.yaml: `fields: { text: [name] }`";
    return { reason: "no-text-field", message };
  }
  const window = TracedText.window(raw, f.start, f.end, outside);
  const traced = window.edit(unescaping(window.text, texts, base - f.start));
  const content = traced.text;
  if (content.trim() === "") return { reason: "no-text", message: "the text field is blank" };
  const stated = metadata(node, fields);
  if (!looksLikeHtml(content)) return { content, reduced: { traced, hints: [], ...stated } };
  const page = reduceHtml(traced, html);
  if ("refused" in page) return page.refused;
  if (page.traced.text.trim() === "")
    return { reason: "no-text", message: "the text field holds markup only" };
  return { content, reduced: { ...page, ...stated } };
}

/**
 * Edits that leave the strings, one a line, with their escapes undone.
 *
 * @param text the window, in whose coordinates the edits are
 * @param shift what to add to a node's offsets to make them the window's
 */
function unescaping(text: string, strings: readonly Node[], shift: number): Edit[] {
  const edits: Edit[] = [];
  let read = 0;
  const remove = (end: number) => {
    if (end > read) {
      edits.push({ start: read, end, text: "", rule: CONTAINER_RULE, status: "boilerplate" });
    }
  };
  strings.forEach((node, i) => {
    const start = node.offset + shift + 1;
    const end = node.offset + shift + node.length - 1;
    remove(start);
    if (i > 0) edits.push({ start, end: start, text: "\n", rule: CONTAINER_RULE });
    for (let at = text.indexOf("\\", start); at >= 0 && at < end; ) {
      const length = text[at + 1] === "u" ? 6 : 2;
      const value = JSON.parse(`"${text.slice(at, at + length)}"`) as string;
      // CR LF and lone CR are line ends here as in any file.
      const followed = text.startsWith("\\n", at + length);
      edits.push({
        start: at,
        end: at + length,
        text: value !== "\r" ? value : followed ? "" : "\n",
        rule: ESCAPE_RULE,
        status: "boilerplate",
        // `\\\\` shortens to the deletion of one: it belongs to the one that stays.
        absorb: value === "\\",
      });
      at = text.indexOf("\\", at + length);
    }
    read = end;
  });
  remove(text.length);
  return edits;
}

function parse(text: string): { node: Node } | { refused: Refused; offset: number } {
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const message = `values are nested more than ${DEEPEST} deep`;
    return { refused: { reason: "too-deep", message }, offset: deep };
  }
  const errors: ParseError[] = [];
  const node = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const error = errors[0];
  if (error === undefined && node !== undefined) return { node };
  const offset = error?.offset ?? 0;
  const what = error === undefined ? "ValueExpected" : printParseErrorCode(error.error);
  return { refused: { reason: "json-syntax", message: `no valid JSON: ${spaced(what)}` }, offset };
}

const spaced = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (c) => ` ${c.toLowerCase()}`).toLowerCase();

function tooDeep(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === "\\") i++;
      else if (c === '"' || c === "\n") quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "{" || c === "[") {
      if (++depth > DEEPEST) return i;
    } else if (c === "}" || c === "]") depth--;
  }
  return undefined;
}

/** The records of an array, or of the one array of objects inside an object that has no text itself. */
function listOf(node: Node, fields: Fields): readonly Node[] | undefined {
  if (node.type === "array") return node.children ?? [];
  if (node.type !== "object" || textNodes(node, fields) !== undefined) return undefined;
  const lists = (node.children ?? [])
    .map((property) => property.children?.[1])
    .filter((v) => v?.type === "array" && v.children?.some((c) => c.type === "object"));
  return lists.length === 1 ? lists[0]!.children : undefined;
}

/** The string that is the text, or the strings of an array of paragraphs. */
function textNodes(record: Node, fields: Fields): readonly Node[] | undefined {
  let blank: readonly Node[] | undefined;
  for (const value of candidates(record, fields.text, GUESSES.text)) {
    const parts = value.type === "array" ? (value.children ?? []) : [value];
    if (parts.length === 0 || !parts.every((p) => p.type === "string")) continue;
    if (parts.some((p) => String(p.value).trim() !== "")) return parts;
    blank ??= parts;
  }
  return blank;
}

function metadata(record: Node, fields: Fields): { title?: string; url?: string; published?: string } {
  const first = (
    name: "title" | "url" | "date",
    read: (value: string | number) => string | undefined,
  ): string | undefined => {
    for (const node of candidates(record, fields[name], GUESSES[name])) {
      if (node.type !== "string" && node.type !== "number") continue;
      const value = read(getNodeValue(node) as string | number);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const title = first("title", (v) => oneLine(String(v)));
  const url = first("url", (v) => oneLine(String(v)));
  const published = first("date", statedDate);
  return { ...(title && { title }), ...(url && { url }), ...(published && { published }) };
}

/** Values under the given names, else under the guessed ones, at the top or in a wrapper. */
function* candidates(record: Node, named: readonly string[] | undefined, guesses: readonly string[]) {
  if (named !== undefined) {
    for (const name of named) {
      const value =
        member(record, name) ??
        name.split(".").reduce<Node | undefined>((node, key) => node && member(node, key), record);
      if (value) yield value;
    }
    return;
  }
  for (const name of guesses) {
    const value = member(record, name);
    if (value) yield value;
  }
  for (const wrapper of WRAPPERS) {
    const inner = member(record, wrapper);
    if (inner?.type !== "object") continue;
    for (const name of guesses) {
      const value = member(inner, name);
      if (value) yield value;
    }
  }
}

/** The value of a property; of the same name twice the last counts, as in `JSON.parse`. */
function member(node: Node, name: string): Node | undefined {
  if (node.type !== "object") return undefined;
  const fold = name.toLowerCase();
  return node.children?.findLast((p) => String(p.children?.[0]?.value).toLowerCase() === fold)?.children?.[1];
}

function at(raw: string, { refused, offset }: { refused: Refused; offset: number }): Refused {
  return { ...refused, ...lineCounter(raw)(offset) };
}

/** Line and column of offsets asked for in ascending order. */
function lineCounter(raw: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let start = 0;
  return (offset) => {
    for (let next = raw.indexOf("\n", start); next >= 0 && next < offset; next = raw.indexOf("\n", start)) {
      line++;
      start = next + 1;
    }
    return { line, column: offset - start + 1 };
  };
}
