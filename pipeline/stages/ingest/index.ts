/**
 * Bytes in, articles out: decompress, decode, and reduce a container to the text it holds. Pure: the
 * same bytes under the same name give the same articles. What cannot be taken in is quarantined with
 * its reason, alone; the rest of its file goes on where it can.
 */
import { createHash } from "node:crypto";
import type { Config } from "../../../schemas/config.ts";
import type { Article, Format, Quarantined } from "../../article.ts";
import type { Fault } from "../../faults.ts";
import { TracedText } from "../../text/traced.ts";
import { declaredEncoding, decode } from "./decode.ts";
import { binarySignature, formatOf, isGzip, KNOWN_EXTENSIONS, looksBinary } from "./format.ts";
import { gunzip } from "./gunzip.ts";
import { reduceHtml } from "./html.ts";
import { type HtmlRules, htmlRules } from "./html-rules.ts";
import { type Records, readJson, readJsonl } from "./json.ts";
import { normalizeLineEnds } from "./line-ends.ts";
import { reduceMarkdown } from "./markdown.ts";
import type { Faulty, Reading, Refused } from "./reduced.ts";

export interface RawFile {
  /** Path below the raw folder, `/` as separator. */
  readonly source: string;
  readonly bytes: Uint8Array;
}

export interface Ingested {
  readonly articles: readonly Article[];
  readonly quarantined: readonly Quarantined[];
  /** What its author must mend before anything is built: front matter that cannot be read. */
  readonly faults: readonly Fault[];
}

/**
 * Articles of one file: none or one of most formats, any number of a container.
 *
 * Never throws for what a file holds: that ends in `quarantined` or `faults`.
 *
 * @param html what sites call the parts of their pages; default: the package's own table
 */
export function ingest(file: RawFile, config: Config, html: HtmlRules = htmlRules()): Ingested {
  const { source } = file;
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const refuse = (r: Refused & { record?: number }): Quarantined => ({ source, stage: "ingest", ...r });
  const none = (reason: string, message: string): Ingested => ({
    articles: [],
    quarantined: [refuse({ reason, message })],
    faults: [],
  });

  const named = formatOf(source);
  const { gzip } = named;
  if (named.format === undefined) {
    return none(
      "unknown-format",
      `unknown kind of file; known are ${KNOWN_EXTENSIONS.join(", ")}, each also .gz`,
    );
  }
  if (file.bytes.length === 0) return none("empty-file", "the file is empty");
  if (file.bytes.length > config.maxFileBytes) {
    const message = `${file.bytes.length} bytes are more than maxFileBytes (${config.maxFileBytes})`;
    return none("too-large", message);
  }
  let { bytes } = file;
  if (gzip) {
    if (!isGzip(bytes)) return none("gzip", "named .gz but not packed; take the ending off, or pack it");
    const unpacked = gunzip(bytes, config.maxTextBytes);
    if ("reason" in unpacked) return none(unpacked.reason, unpacked.message);
    bytes = unpacked.bytes;
  }
  const binary = binarySignature(bytes);
  if (binary !== undefined) return none("binary", `a ${binary}, not text`);
  const decoded = decode(bytes, { hint: declaredEncoding(bytes), forced: config.encoding });
  if (decoded === undefined) {
    const message =
      "in no encoding Chinese text is read in; convert it to UTF-8, or name its encoding in jinghua.config.yaml";
    return looksBinary(Buffer.from(bytes).toString("latin1"))
      ? none("binary", "binary data, not text")
      : none("unknown-encoding", message);
  }
  const { text, encoding } = decoded;
  if (looksBinary(text)) return none("binary", "full of control characters: binary data, not text");
  if (text.trim() === "") return none("empty-file", "nothing but blanks");

  // Pages are often saved under `.txt`.
  const format = named.format === "text" && isPage(text) ? "html" : named.format;
  const origin = { source, sha256, encoding, format, ...(gzip && { compression: "gzip" as const }) };
  if (format === "json" || format === "jsonl") {
    const { records, refused } = readRecords(text, format, config, html);
    const articles = records.map(({ record, content, reduced }) =>
      article(content, { ...origin, ...(record !== undefined && { record }) }, reduced),
    );
    return { articles, quarantined: refused.map(refuse), faults: [] };
  }
  const traced = normalizeLineEnds(TracedText.of(text));
  const reading = readText(traced, format, source, html);
  if ("faults" in reading) return { articles: [], quarantined: [], faults: reading.faults };
  if ("refused" in reading) return { articles: [], quarantined: [refuse(reading.refused)], faults: [] };
  if (reading.traced.text.trim() === "") {
    return none(
      "no-text",
      "holds markup but no text of its own (a page filled in by scripts, or a list of links)",
    );
  }
  return { articles: [article(traced.text, origin, reading)], quarantined: [], faults: [] };
}

const isPage = (text: string) => /^\s*(?:<!doctype html|<html[\s>])/i.test(text.slice(0, 1000));

function readText(
  traced: TracedText,
  format: Exclude<Format, "json" | "jsonl">,
  source: string,
  html: HtmlRules,
): Reading | Faulty {
  if (format === "markdown") return reduceMarkdown(traced, source);
  if (format === "html") return reduceHtml(traced, html);
  return { traced, hints: [] };
}

function readRecords(text: string, format: "json" | "jsonl", config: Config, html: HtmlRules): Records {
  const records =
    format === "json" ? readJson(text, config.fields, html) : readJsonl(text, config.fields, html);
  if (records.records.length + records.refused.length > 0) return records;
  return { records: [], refused: [{ reason: "no-records", message: "the file holds no records" }] };
}

type Origin = Omit<Article, "id" | "hints" | "traced" | "title" | "published" | "url">;

function article(
  content: string,
  origin: Origin,
  reduced: Extract<Reading, { traced: TracedText }>,
): Article {
  const { traced, hints, title, published, url } = reduced;
  return {
    id: digest(content),
    ...origin,
    ...(title !== undefined && { title }),
    ...(published !== undefined && { published }),
    ...(url !== undefined && { url }),
    hints,
    traced,
  };
}

const digest = (...parts: string[]) =>
  `d-${createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 12)}`;

/**
 * Give articles of the same content ids of their own. The one that comes first keeps its id, each
 * other gets one made from the shared id, its source and record: stable whatever else is added.
 *
 * @param articles in any order
 * @returns the articles ordered by source, then record
 */
export function distinguish<A extends Pick<Article, "id" | "source" | "record">>(
  articles: readonly A[],
): A[] {
  const ordered = [...articles].sort(
    (a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || (a.record ?? 0) - (b.record ?? 0),
  );
  const taken = new Set<string>();
  return ordered.map((a) => {
    let { id } = a;
    // The loop is for the one in 2^48 that meets another's id by chance.
    while (taken.has(id)) id = digest(id, a.source, String(a.record ?? ""));
    taken.add(id);
    return id === a.id ? a : { ...a, id };
  });
}
