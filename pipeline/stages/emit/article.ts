/**
 * What one article alone gives to the bundle: its object in the documents and in the report, its
 * section of the report's page, its own page. Made where the article is worked on, so that a build
 * of many only puts the pieces together.
 */
import { createHash } from "node:crypto";
import { DocumentRecord } from "../../../schemas/article.ts";
import { ArticleReport, type Totals } from "../../../schemas/bundle.ts";
import type { ArticleParts, BuiltArticle } from "../../result.ts";
import { articlePage } from "./article-page.ts";
import { articleReport, articleSection } from "./article-report.ts";
import { inOrder } from "./in-order.ts";
import { recordJson } from "./json.ts";
import { windowOf } from "./window.ts";

/**
 * @throws RangeError when the characters of the article do not add up; ZodError when its record does not
 * fit its schema, where that was not asked before
 */
export function articleParts(article: BuiltArticle): ArticleParts {
  const report = articleReport(article);
  const record = article.checked ? article.record : DocumentRecord.parse(article.record);
  const page = Buffer.from(articlePage(article));
  const ordered = inOrder(DocumentRecord, record);
  return {
    json: Buffer.from(recordJson(ordered)),
    line: Buffer.from(JSON.stringify(ordered)),
    report: Buffer.from(recordJson(inOrder(ArticleReport, report))),
    section: Buffer.from(articleSection(report)),
    page,
    pageHash: createHash("sha256").update(page).digest("hex"),
    pageBytes: page.length,
    characters: charactersOf(report),
    flags: record.flags.length,
    reviewBytes: reviewBytes(article),
  };
}

/** The parts an article brought along, else made now. */
export function partsFor(article: BuiltArticle): ArticleParts {
  return article.parts ?? articleParts(article);
}

function reviewBytes(article: BuiltArticle): number {
  const { start, end } = windowOf(article);
  return Buffer.byteLength(article.raw.slice(start, end)) + Buffer.byteLength(article.record.text);
}

function charactersOf({ characters, removed }: ArticleReport): Totals["characters"] {
  const gone = { boilerplate: 0, duplicate: 0, damage: 0 };
  for (const row of removed) gone[row.status] += row.characters;
  return { in: characters.in, kept: characters.kept, removed: gone };
}
