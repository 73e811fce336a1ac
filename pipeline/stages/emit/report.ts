/** What became of every article and every character: `report/report.json`, and the sums that must come out even. */
import type { Kind } from "../../../schemas/advice.ts";
import { Kind as KindSchema } from "../../../schemas/advice.ts";
import type { ArticleReport, ReportFile, Totals } from "../../../schemas/bundle.ts";
import type { BuildResult, BuiltArticle } from "../../result.ts";
import { compareText } from "../../text/order.ts";
import { type CountNonBlank, lastOf, nonBlankCounter, Places } from "../../text/places.ts";

/**
 * The report of a build.
 *
 * @throws RangeError when articles or characters do not add up: something was dropped without a record
 */
export function report(result: BuildResult): ReportFile {
  const lookUp = lastOf((raw) => ({ places: new Places(raw), count: nonBlankCounter(raw) }));
  const articles = [...result.articles].map((article) => articleReport(article, lookUp(article.raw)));
  const quarantined = result.quarantined.map(({ source, record, stage, reason, message, line, column }) => ({
    source,
    ...(record === undefined ? {} : { record }),
    stage,
    reason,
    message,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }));
  return { totals: totals(result, articles), quarantined, articles };
}

/** A record answers for its own part of a container; the spans of its siblings are theirs to report. */
const OTHER_RECORD = "ingest/other-record";

function articleReport(
  { record, raw, changes }: BuiltArticle,
  { places, count }: { places: Places; count: CountNonBlank },
): ArticleReport {
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

function totals(result: BuildResult, articles: readonly ArticleReport[]): Totals {
  const duplicates = articles.filter((a) => a.duplicateOf !== undefined).length;
  const counts = {
    in: result.articlesIn,
    built: articles.length - duplicates,
    duplicates,
    quarantined: result.quarantined.length,
  };
  if (counts.in !== counts.built + counts.duplicates + counts.quarantined) {
    throw new RangeError(
      `${counts.in} articles in, but ${counts.built} built, ${duplicates} duplicates and ${counts.quarantined} quarantined`,
    );
  }
  const removed = { boilerplate: 0, duplicate: 0, damage: 0 };
  for (const row of articles.flatMap((a) => a.removed)) removed[row.status] += row.characters;
  const byKind = Object.fromEntries(KindSchema.options.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const item of result.advice.items) byKind[item.kind]++;
  return {
    articles: counts,
    characters: {
      in: sum(articles.map((a) => a.characters.in)),
      kept: sum(articles.map((a) => a.characters.kept)),
      removed,
    },
    items: { total: result.advice.items.length, byKind },
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
