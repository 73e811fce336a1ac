/** `explain`: a text's way from the raw file to the item, or to where it was taken out, rule by rule. */
import { join } from "node:path";
import type { AdviceItem } from "../../schemas/advice.ts";
import { UsageError } from "../faults.ts";
import type { BuildResult, BuiltArticle } from "../result.ts";
import { Places } from "../text/places.ts";
import { type BuildContent, mustBuild, quarantineFault, sourceOf } from "./content.ts";
import { bold, dim, faultLines, say } from "./print.ts";

export interface ExplainCommand {
  readonly raw: string;
  readonly subject?: string;
}

/** A part of one article's raw text. */
interface Stretch {
  readonly article: BuiltArticle;
  readonly start: number;
  readonly end: number;
}

/**
 * @param target id of an item (or an unambiguous beginning of one), or `FILE:LINE`
 * @returns 0; 1 when the line's article is in quarantine
 * @throws UsageError when the target names nothing in the build
 */
export async function explain(
  target: string,
  options: ExplainCommand,
  buildContent: BuildContent,
): Promise<number> {
  const { raw, subject } = options;
  const atLine = /^(.+?):([1-9]\d*)(?::\d+)?$/.exec(target);
  if (!atLine && !/^a-[0-9a-f]+$/.test(target)) {
    throw new UsageError(`${target}: give the id of an item (a-…) or FILE:LINE`);
  }
  const result = await mustBuild(buildContent, { raw, ...(subject === undefined ? {} : { subject }) });
  if (!atLine) {
    const item = itemNamed(result, target);
    say([`${bold(item.id)}  ${item.kind}, ${item.phase}: ${item.title}`, item.text, ""]);
    for (const stretch of stretchesOf(item, result)) say(story(stretch, result, raw));
    return 0;
  }
  const source = sourceAt(result, atLine[1]!, raw);
  const held = result.quarantined.filter((q) => q.source === source);
  const articles = [...result.articles].filter((a) => a.record.source === source);
  if (articles.length === 0 && held.length === 0) {
    throw new UsageError(`${atLine[1]}: is no article of ${raw}`);
  }
  const stretches = articles.flatMap((article) => lineOf(article, Number(atLine[2])));
  if (articles.length > 0 && stretches.length === 0) {
    throw new UsageError(`${target}: the file has no such line, or none of an article`);
  }
  for (const stretch of stretches) say(story(stretch, result, raw));
  if (articles.length > 0) return 0;
  say([
    "in quarantine",
    ...faultLines(
      held.map((q) => quarantineFault(q, raw)),
      "pretty",
    ),
  ]);
  return 1;
}

function itemNamed(result: BuildResult, id: string): AdviceItem {
  const matches = result.advice.items.filter((item) => item.id.startsWith(id));
  const exact = matches.find((item) => item.id === id);
  if (exact) return exact;
  if (matches.length === 1) return matches[0]!;
  throw new UsageError(`${id}: ${matches.length === 0 ? "no item has this id" : "several items begin so"}`);
}

/** The file as a path below the raw folder, or as a path from here. */
function sourceAt(result: BuildResult, file: string, raw: string): string {
  const known = [
    ...[...result.articles].map((a) => a.record.source),
    ...result.quarantined.map((q) => q.source),
  ];
  return known.includes(file) ? file : sourceOf(file, raw);
}

function stretchesOf(item: AdviceItem, result: BuildResult): Stretch[] {
  return item.evidence.flatMap(({ document, start, end }) => {
    const article = [...result.articles].find((a) => a.record.id === document);
    return article ? [{ article, start, end }] : [];
  });
}

function lineOf(article: BuiltArticle, line: number): Stretch[] {
  const range = new Places(article.raw).line(line);
  if (!range) return [];
  // Several records share one file: only those that answer for some of the line are meant.
  const of = article.record.record;
  const touches = article.record.spans.some((s) => overlaps(s, range));
  return of !== undefined && !touches ? [] : [{ article, ...range }];
}

/** The sections of one stretch, each left out where it has nothing to say. */
function story(stretch: Stretch, result: BuildResult, raw: string): string[] {
  const { article, start, end } = stretch;
  const { record, changes } = article;
  const places = new Places(article.raw);
  const at = (offset: number) => {
    const { line, column } = places.at(offset);
    return `${line}:${column}`;
  };
  const range = (r: { start: number; end: number }) => `${at(r.start)}–${at(r.end)}`.padEnd(14);
  const section = (name: string, lines: string[]) => (lines.length > 0 ? [bold(name), ...lines] : []);
  const inside = { start, end };

  const first = places.at(start).line;
  const last = places.at(Math.max(start, end - 1)).line;
  const rawLines = Array.from({ length: last - first + 1 }, (_, i) => {
    const { start: from, end: to } = places.line(first + i)!;
    return `  ${dim(String(first + i).padStart(4))}  ${article.raw.slice(from, to)}`;
  });
  const items = result.advice.items.flatMap((item) =>
    item.evidence
      .filter((e) => e.document === record.id && overlaps(e, inside))
      .map(
        (e) => `  ${range(e)} ${item.id} ${item.kind}, ${item.phase}: ${item.title} [${e.rules.join(", ")}]`,
      ),
  );
  return [
    `${join(raw, record.source)}:${at(start)}  ${dim(record.id)}${record.duplicateOf ? `  repeats ${record.duplicateOf}` : ""}`,
    ...section("raw", rawLines),
    ...section(
      "changes, in their order",
      changes
        .filter((c) => overlaps(c, inside))
        .map(
          (c) =>
            `  ${range(c)} ${shown(c.before)} → ${c.after === "" ? "(taken out)" : shown(c.after)} [${c.rule}]`,
        ),
    ),
    ...section(
      "what became of it",
      record.spans
        .filter((s) => overlaps(s, inside))
        .map(
          (s) =>
            `  ${range({ start: Math.max(s.start, start), end: Math.min(s.end, end) })} ${s.status} [${s.reason}]${s.of === undefined ? "" : `, stands first at ${at(s.of)}`}`,
        ),
    ),
    ...section(
      "marks",
      record.flags
        .filter((f) => f.at >= start && f.at <= end)
        .map((f) => `  ${at(f.at).padEnd(14)} ${f.flag} [${f.rule}]`),
    ),
    ...section("items", items),
    "",
  ];
}

/** An insertion has no width: it belongs to a stretch it stands in or beside. */
function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start === a.end ? a.start >= b.start && a.start <= b.end : a.start < b.end && a.end > b.start;
}

function shown(value: string): string {
  const short = value.length > 60 ? `${value.slice(0, 40)}… (${value.length} characters)` : value;
  return JSON.stringify(short);
}
