/**
 * Emit: a build as files. Pure, and the same bytes for the same build on any machine: no clock, no
 * locale, no absolute path. Writing them is the engine's business. Files are made one at a time, as
 * they are asked for, and large ones in pieces, so that a corpus need not fit into memory.
 */
import { ManifestFile } from "../../../schemas/bundle.ts";
import type { BuildResult } from "../../result.ts";
import { partsFor } from "./article.ts";
import { type EmittedFile, Ledger, type MadeFile } from "./file.ts";
import { importable } from "./importable.ts";
import { adviceJson, jsonList, toJson } from "./json.ts";
import { manifest } from "./manifest.ts";
import { pathOf } from "./page-parts.ts";
import { pages } from "./pages.ts";
import { ofArticles } from "./records.ts";
import { reportJson, totals } from "./report.ts";
import { reportPage } from "./report-page.ts";
import { NO_REUSE } from "./reuse.ts";
import { reviewPage } from "./review/index.ts";
import { schemaFiles } from "./schemas.ts";
import { startDatabase } from "./sqlite/index.ts";

export { articleReport } from "./article-report.ts";
export { type Contents, type EmittedFile, piecesOf } from "./file.ts";
export { totals } from "./report.ts";

/**
 * Every file of the bundle, the manifest last. A file must be taken to its end before the next is asked for.
 *
 * @param result a build without faults
 * @param reuse what an earlier build has written
 * @throws ZodError when the build does not fit the schemas; RangeError when its sums do not come out even
 */
export function* emit(result: BuildResult, reuse = NO_REUSE): Generator<EmittedFile> {
  const ledger = new Ledger(reuse);
  const database = startDatabase(result);
  try {
    yield* ledger.watch(filesOf(result));
    // What was filled meanwhile.
    yield* ledger.watch([{ path: "data/content.sqlite", contents: database.pieces() }]);
  } finally {
    database.end();
  }
  yield {
    path: "data/manifest.json",
    contents: toJson(ManifestFile, manifest(ledger.entries, result.tables)),
  };
}

function* filesOf(result: BuildResult): Generator<MadeFile> {
  const { articles, advice } = result;
  const sums = totals(result);
  yield {
    path: "data/documents.json",
    contents: jsonList(
      {},
      "documents",
      ofArticles(articles, (article) => partsFor(article).json),
    ),
    records: articles.length,
  };
  yield { path: "data/advice.json", contents: adviceJson(advice), records: advice.items.length };
  yield* importable(result);
  for (const [path, contents] of schemaFiles()) yield { path, contents };
  yield { path: "report/report.json", contents: reportJson(result, sums) };
  yield { path: "report/report.md", contents: reportPage(result, sums) };
  yield { path: "review/index.html", contents: reviewPage(result, sums) };
  yield* pages(result, sums);
  yield* articlePages(result);
}

function* articlePages({ articles }: BuildResult): Generator<MadeFile> {
  for (const article of articles) {
    const parts = partsFor(article);
    yield {
      path: pathOf.article(article.record.id),
      known: { sha256: parts.pageHash, bytes: parts.pageBytes },
      get contents() {
        return parts.page;
      },
    };
  }
}
