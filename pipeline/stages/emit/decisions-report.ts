/** Editors' decisions in the report: what took effect, and what an editor should look at again or take out. */
import type { RootContent } from "mdast";
import type { DecisionsReport } from "../../../schemas/bundle.ts";
import type { DecisionAccount } from "../../decisions.ts";
import { heading, oneLine, paragraph, table, text } from "./markdown.ts";

/** @returns undefined where nothing was decided */
export function decisionsReport(account: DecisionAccount | undefined): DecisionsReport | undefined {
  if (!account || account.applied.length === 0) return undefined;
  const report: DecisionsReport = { accept: 0, reject: 0, ignore: 0, relabel: 0, stale: [] };
  for (const { decision, line, stale } of account.applied) {
    const { key, title } = decision;
    if (stale) report.stale.push({ line, key, decision: decision.decision, title });
    else report[decision.decision]++;
  }
  return report;
}

const LABELS = { accept: "接受", reject: "拒绝", ignore: "略过", relabel: "改类" } as const;

/** A section of the report's page. */
export function decisionsSection(report: DecisionsReport | undefined): RootContent[] {
  if (!report) return [];
  const { stale, ...counts } = report;
  const summary = Object.entries(LABELS).map(
    ([name, label]) => `${label} ${counts[name as keyof typeof LABELS]}`,
  );
  const cells = (...values: string[]) => values.map((value) => [text(oneLine(value))]);
  return [
    heading(2, "审定"),
    paragraph([text(`${summary.join("，")}；已不匹配 ${stale.length}`)]),
    ...(stale.length === 0
      ? []
      : [
          table([
            cells("行", "审定", "标题", "键"),
            ...stale.map((s) =>
              cells(String(s.line), LABELS[s.decision as keyof typeof LABELS] ?? s.decision, s.title, s.key),
            ),
          ]),
        ]),
  ];
}
