/** What became of one article and its characters: its part of the report, for machines and for people. */
import type { PhrasingContent, RootContent } from "mdast";
import type { ArticleReport } from "../../../schemas/bundle.ts";
import type { BuiltArticle } from "../../result.ts";
import { compareText } from "../../text/order.ts";
import { lastOf, nonBlankCounter, Places } from "../../text/places.ts";
import { cells, heading, linkToPage, list, markdown, oneLine, table, text } from "./markdown.ts";
import { isPlain } from "./plain-markdown.ts";
import { OTHER_RECORD } from "./window.ts";

// Records of one container share its text.
const lookUp = lastOf((raw) => ({ places: new Places(raw), count: nonBlankCounter(raw) }));

/** @throws RangeError when the characters of the article do not add up */
export function articleReport({ record, raw, changes }: Omit<BuiltArticle, "body">): ArticleReport {
  const { places, count } = lookUp(raw);
  const removed = new Map<string, ArticleReport["removed"][number]>();
  let all = count(0, raw.length);
  let kept = 0;
  let gone = 0;
  for (const span of record.spans) {
    const characters = count(span.start, span.end);
    if (span.status === "kept") {
      kept += characters;
    } else if (span.reason === OTHER_RECORD) {
      all -= characters;
    } else {
      gone += characters;
      const key = `${span.status} ${span.reason}`;
      const before = removed.get(key)?.characters ?? 0;
      removed.set(key, { status: span.status, reason: span.reason, characters: before + characters });
    }
  }
  if (all !== kept + gone) {
    throw new RangeError(`${record.source}: ${all} characters in, but ${kept} kept and ${gone} removed`);
  }
  const edits = new Map<string, number>();
  for (const { rule } of changes) edits.set(rule, (edits.get(rule) ?? 0) + 1);
  return {
    id: record.id,
    source: record.source,
    ...(record.record === undefined ? {} : { record: record.record }),
    ...(record.duplicateOf === undefined ? {} : { duplicateOf: record.duplicateOf }),
    ...(record.similarity === undefined ? {} : { similarity: record.similarity }),
    characters: { in: all, kept, removed: gone },
    removed: [...removed.values()].sort(
      (a, b) =>
        b.characters - a.characters || compareText(a.status, b.status) || compareText(a.reason, b.reason),
    ),
    edits: [...edits]
      .map(([rule, count]) => ({ rule, count }))
      .sort((a, b) => b.count - a.count || compareText(a.rule, b.rule)),
    flags: record.flags.map(({ at, flag, rule }) => ({ flag, rule, ...places.at(at) })),
  };
}

/** What the report's page says of one article. */
export function articleSection(article: ArticleReport): string {
  return plainSection(article) ?? treeSection(article);
}

/** The same by way of a tree, whatever stands in names and rules. */
export function treeSection(article: ArticleReport): string {
  return markdown({ type: "root", children: sectionOf(article) });
}

/** The same of an article whose names and rules need no escaping; undefined for any other. */
export function plainSection(article: ArticleReport): string | undefined {
  const [name, lines] = [nameOf(article), linesOf(article)];
  let out = `### ${name}\n\n`;
  for (const { words, page } of lines) {
    out += page === undefined ? `- ${words}\n` : `- ${words}[${page}](${pageOf(page)})\n`;
  }
  const texts = [name, ...lines.flatMap(({ words, page }) => [words || [], page ?? []].flat())];
  if (article.removed.length > 0) {
    out += "\n| 删去 | 规则 | 字符 |\n| - | - | - |\n";
    for (const { status, reason, characters } of article.removed) {
      out += `| ${status} | ${reason} | ${characters} |\n`;
      texts.push(reason);
    }
  }
  // A text of one line only; runs of blanks would be one.
  return texts.every((text) => isPlain(text) && oneLine(text) === text) ? out : undefined;
}

/** A line of the list: words, and behind them a link to the page of an article. */
interface Line {
  readonly words: string;
  readonly page?: string;
}

const nameOf = ({ source, record }: ArticleReport) =>
  record === undefined ? source : `${source} #${record}`;
const pageOf = (id: string) => `../articles/${id}.md`;

function linesOf({ id, characters, duplicateOf, edits, flags }: ArticleReport): Line[] {
  return [
    { words: "", page: id },
    { words: `字符：收到 ${characters.in} = 保留 ${characters.kept} + 删去 ${characters.removed}` },
    ...(duplicateOf === undefined ? [] : [{ words: "重复：", page: duplicateOf }]),
    ...(edits.length === 0
      ? []
      : [{ words: `修改：${edits.map((e) => `${e.rule} ×${e.count}`).join("，")}` }]),
    ...(flags.length === 0
      ? []
      : [{ words: `标记：${flags.map((f) => `${f.flag} ${f.line}:${f.column}`).join("，")}` }]),
  ];
}

function sectionOf(article: ArticleReport): RootContent[] {
  const removed = article.removed.map((r) => cells(r.status, r.reason, String(r.characters)));
  const lines = linesOf(article).map(({ words, page }): PhrasingContent[] => [
    ...(words === "" ? [] : [text(words)]),
    ...(page === undefined ? [] : [linkToPage(pageOf(page), page)]),
  ]);
  return [
    heading(3, nameOf(article)),
    list(lines),
    ...(removed.length === 0 ? [] : [table([cells("删去", "规则", "字符"), ...removed])]),
  ];
}
