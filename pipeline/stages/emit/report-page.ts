/** `report/report.md`: the report for people. */
import type { PhrasingContent, RootContent } from "mdast";
import type { ArticleReport, ReportFile } from "../../../schemas/bundle.ts";
import { heading, linkToPage, list, oneLine, page, paragraph, table, text } from "./markdown.ts";

export function reportPage(report: ReportFile): string {
  const { articles, characters, items } = report.totals;
  const { boilerplate, duplicate, damage } = characters.removed;
  const content: RootContent[] = [
    heading(1, "处理报告"),
    list([
      [
        text(
          `文章：收到 ${articles.in} = 采用 ${articles.built} + 重复 ${articles.duplicates} + 隔离 ${articles.quarantined}`,
        ),
      ],
      [
        text(
          `字符：收到 ${characters.in} = 保留 ${characters.kept} + 页面杂项 ${boilerplate} + 重复 ${duplicate} + 损坏 ${damage}`,
        ),
      ],
      [text(`建议：${items.total} 条`)],
    ]),
    heading(2, "隔离"),
    report.quarantined.length === 0
      ? paragraph([text("没有。")])
      : table([
          row("文件", "阶段", "原因", "说明"),
          ...report.quarantined.map((q) => row(placeOf(q), q.stage, q.reason, q.message)),
        ]),
    heading(2, "文章"),
    ...report.articles.flatMap(articleSection),
  ];
  const front = { title: "处理报告", ...articles };
  return page(front, { type: "root", children: content });
}

function articleSection(article: ArticleReport): RootContent[] {
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
  const removed = article.removed.map((r) => row(r.status, r.reason, String(r.characters)));
  return [
    heading(3, name),
    list(lines),
    ...(removed.length === 0 ? [] : [table([row("删去", "规则", "字符"), ...removed])]),
  ];
}

function placeOf(q: ReportFile["quarantined"][number]): string {
  const name = q.record === undefined ? q.source : `${q.source} #${q.record}`;
  return q.line === undefined ? name : `${name}:${q.line}:${q.column ?? 1}`;
}

const row = (...cells: string[]): PhrasingContent[][] => cells.map((value) => [text(oneLine(value))]);
