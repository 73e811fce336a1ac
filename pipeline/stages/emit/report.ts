/** What became of all articles together: `report/report.json`, and the sums that must come out even. */
import type { Kind } from "../../../schemas/advice.ts";
import { Kind as KindSchema } from "../../../schemas/advice.ts";
import { DecisionsReport, QuarantinedReport, type ReportFile, Totals } from "../../../schemas/bundle.ts";
import type { BuildResult } from "../../result.ts";
import { partsFor } from "./article.ts";
import { decisionsReport } from "./decisions-report.ts";
import { jsonList } from "./json.ts";
import { ofArticles } from "./records.ts";
import type { Piece } from "./reuse.ts";

/** `report/report.json`, article by article. */
export function reportJson(result: BuildResult, sums: Totals): Generator<Piece> {
  const decisions = decisionsReport(result.decisions);
  const head = {
    totals: Totals.parse(sums),
    ...(decisions && { decisions: DecisionsReport.parse(decisions) }),
    quarantined: quarantinedRows(result),
  };
  return jsonList(
    head,
    "articles",
    ofArticles(result.articles, (article) => partsFor(article).report),
  );
}

/** What was not built, as the report has it. */
export function quarantinedRows({ quarantined }: BuildResult): ReportFile["quarantined"] {
  return quarantined.map(({ source, record, stage, reason, message, line, column }) =>
    QuarantinedReport.parse({
      source,
      ...(record === undefined ? {} : { record }),
      stage,
      reason,
      message,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    }),
  );
}

/**
 * The sums of a build.
 *
 * @throws RangeError when articles do not add up: one was dropped without a record
 */
export function totals(result: BuildResult): Totals {
  const characters = { in: 0, kept: 0, removed: { boilerplate: 0, duplicate: 0, damage: 0 } };
  let duplicates = 0;
  for (const article of result.articles) {
    if (article.record.duplicateOf !== undefined) duplicates++;
    const own = partsFor(article).characters;
    characters.in += own.in;
    characters.kept += own.kept;
    for (const status of ["boilerplate", "duplicate", "damage"] as const) {
      characters.removed[status] += own.removed[status];
    }
  }
  const counts = {
    in: result.articlesIn,
    built: result.articles.length - duplicates,
    duplicates,
    quarantined: result.quarantined.length,
  };
  if (counts.in !== counts.built + counts.duplicates + counts.quarantined) {
    throw new RangeError(
      `${counts.in} articles in, but ${counts.built} built, ${duplicates} duplicates and ${counts.quarantined} quarantined`,
    );
  }
  const byKind = Object.fromEntries(KindSchema.options.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const item of result.advice.items) byKind[item.kind]++;
  return { articles: counts, characters, items: { total: result.advice.items.length, byKind } };
}
