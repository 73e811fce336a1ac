/** `report/report.md`: the report for people. */
import type { RootContent } from "mdast";
import type { ReportFile, Totals } from "../../../schemas/bundle.ts";
import type { BuildResult } from "../../result.ts";
import { partsFor } from "./article.ts";
import { decisionsReport, decisionsSection } from "./decisions-report.ts";
import { cells, heading, list, page, paragraph, table, text } from "./markdown.ts";
import { ofArticles } from "./records.ts";
import { quarantinedRows } from "./report.ts";
import { type Piece, piece } from "./reuse.ts";

const BREAK = Buffer.from("\n");

/** The page, article by article. */
export function* reportPage(result: BuildResult, sums: Totals): Generator<Piece> {
  const { articles, characters, items } = sums;
  const quarantined = quarantinedRows(result);
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
    ...decisionsSection(decisionsReport(result.decisions)),
    heading(2, "隔离"),
    quarantined.length === 0
      ? paragraph([text("没有。")])
      : table([
          cells("文件", "阶段", "原因", "说明"),
          ...quarantined.map((q) => cells(placeOf(q), q.stage, q.reason, q.message)),
        ]),
    heading(2, "文章"),
  ];
  yield page({ title: "处理报告", ...articles }, { type: "root", children: content });
  const sections = ofArticles(result.articles, (article) => partsFor(article).section);
  for (const { key, record } of sections) yield piece(key, () => Buffer.concat([BREAK, record()]));
}

function placeOf(q: ReportFile["quarantined"][number]): string {
  const name = q.record === undefined ? q.source : `${q.source} #${q.record}`;
  return q.line === undefined ? name : `${name}:${q.line}:${q.column ?? 1}`;
}
