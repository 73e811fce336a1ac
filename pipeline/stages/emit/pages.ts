/**
 * The pages people read: an index, the guide in reading order, one page a phase, one page an item, one
 * page an article. Each is made when it is asked for.
 */
import { type AdviceItem, Phase } from "../../../schemas/advice.ts";
import type { Totals } from "../../../schemas/bundle.ts";
import type { BuildResult } from "../../result.ts";
import { heading, join, link, list, type Markdown, md, paragraph, quotation } from "../../text/markdown.ts";
import { type Chapter, chapter } from "./chapter.ts";
import type { MadeFile } from "./file.ts";
import { frontMatter } from "./front-matter.ts";
import { itemPage, itemPageKey } from "./item-page.ts";
import { articleLink, type Known, knownOf, pathOf } from "./page-parts.ts";
import { readingOrder } from "./reading-order.ts";

/** Every page but the report's and those of the articles. */
export function* pages(result: BuildResult, totals: Totals): Generator<MadeFile> {
  const known = knownOf(result);
  const chapters = chaptersOf(result.advice.items);
  yield { path: pathOf.index, contents: indexPage(result, totals, chapters, known) };
  yield { path: pathOf.guide, contents: guidePage(chapters, known) };
  for (const of of chapters) yield { path: pathOf.phase(of.phase), contents: phasePage(of, known) };
  for (const item of result.advice.items) {
    yield {
      path: pathOf.item(item.id),
      get key() {
        return itemPageKey(item, known);
      },
      get contents() {
        return itemPage(item, known);
      },
    };
  }
}

function chaptersOf(items: readonly AdviceItem[]): Chapter[] {
  const order = readingOrder(items);
  return Phase.options.map((phase) => ({
    phase,
    items: items.filter((item) => item.phase === phase),
    order,
  }));
}

function indexPage(
  { advice, articlesIn, articles }: BuildResult,
  totals: Totals,
  chapters: readonly Chapter[],
  known: Known,
): string {
  const { built, duplicates, quarantined } = totals.articles;
  const front = {
    title: "目录",
    newest: advice.newest === undefined ? undefined : { date: advice.newest },
    items: advice.items.length,
    articles: articles.length,
  };
  const body = join([
    heading(1, "目录"),
    quotation(advice.disclaimer),
    paragraph(join([md`从头读起：`, link(pathOf.guide, "指南"), md`。`])),
    heading(2, "按阶段"),
    list(
      chapters.map(({ phase, items }) =>
        join([link(pathOf.phase(phase), known.labels.phases[phase]), md`（${items.length} 条）`]),
      ),
      true,
    ),
    heading(2, "来源文章"),
    paragraph(
      join([
        md`共 ${articlesIn} 篇：采用 ${built} 篇，重复 ${duplicates} 篇，隔离 ${quarantined} 篇。详见`,
        link(pathOf.report, "处理报告"),
        md`。`,
      ]),
    ),
    list(
      [...known.documents.values()].map((record) =>
        join([
          articleLink(record.id, known, ""),
          md`${record.published === undefined ? "" : `，${record.published.slice(0, 10)}`}`,
          md`${record.duplicateOf === undefined ? "" : "（重复）"}`,
        ]),
      ),
    ),
  ]);
  return page(front, body);
}

/** Entries of a section of the guide: what nobody reads to its end is no guide. */
const MOST_IN_GUIDE = 50;

function guidePage(chapters: readonly Chapter[], known: Known): string {
  const { phases } = known.labels;
  const body = join([
    heading(1, "指南"),
    quotation(known.disclaimer),
    ...chapters.flatMap((of) => [
      heading(2, phases[of.phase]),
      chapter(of, known, { depth: 3, up: "", most: MOST_IN_GUIDE }),
    ]),
    paragraph(link(pathOf.index, "目录")),
  ]);
  return page({ title: "指南", phases: chapters.map(({ phase }) => phase) }, body);
}

function phasePage(of: Chapter, known: Known): string {
  const title = known.labels.phases[of.phase];
  const body = join([
    heading(1, title),
    chapter(of, known, { depth: 2, up: "../", most: Number.POSITIVE_INFINITY }),
    paragraph(join([link(`../${pathOf.index}`, "目录与声明"), link(`../${pathOf.guide}`, "指南")], " · ")),
  ]);
  return page({ title, phase: of.phase, items: of.items.length }, body);
}

function page(front: Parameters<typeof frontMatter>[0], body: Markdown): string {
  return `${frontMatter(front)}${body.source.trimEnd()}\n`;
}
