/** What became of one article and its characters: its part of the report, for machines and for people. */
import type { PhrasingContent, RootContent } from "mdast";
import type { ArticleReport } from "../../../schemas/bundle.ts";
import type { BuiltArticle } from "../../result.ts";
import { compareText } from "../../text/order.ts";
import { lastOf, nonBlankCounter, Places } from "../../text/places.ts";
import { cells, heading, linkToPage, list, markdown, table, text } from "./markdown.ts";

/** A record answers for its own part of a container; the spans of its siblings are theirs to report. */
const OTHER_RECORD = "ingest/other-record";

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
  return markdown({ type: "root", children: sectionOf(article) });
}

function sectionOf(article: ArticleReport): RootContent[] {
  const name = article.record === undefined ? article.source : `${article.source} #${article.record}`;
  const { characters } = article;
  const lines: PhrasingContent[][] = [
    [linkToPage(`../articles/${article.id}.md`, article.id)],
    [text(`字符：收到 ${characters.in} = 保留 ${characters.kept} + 删去 ${characters.removed}`)],
  ];
  if (article.duplicateOf !== undefined) {
    lines.push([text("重复："), linkToPage(`../articles/${article.duplicateOf}.md`, article.duplicateOf)]);
  }
  if (article.edits.length > 0) {
    lines.push([text(`修改：${article.edits.map((e) => `${e.rule} ×${e.count}`).join("，")}`)]);
  }
  if (article.flags.length > 0) {
    lines.push([text(`标记：${article.flags.map((f) => `${f.flag} ${f.line}:${f.column}`).join("，")}`)]);
  }
  const removed = article.removed.map((r) => cells(r.status, r.reason, String(r.characters)));
  return [
    heading(3, name),
    list(lines),
    ...(removed.length === 0 ? [] : [table([cells("删去", "规则", "字符"), ...removed])]),
  ];
}
