/**
 * Emit: a build as files. Pure, and the same bytes for the same build on any machine: no clock, no
 * locale, no absolute path. Writing them is the engine's business. Files are made one at a time, as
 * they are asked for, and large ones in pieces, so that a corpus need not fit into memory.
 */
import { DocumentRecord } from "../../../schemas/article.ts";
import { ManifestFile, ReportFile } from "../../../schemas/bundle.ts";
import type { BuildResult } from "../../result.ts";
import { type EmittedFile, Ledger } from "./file.ts";
import { adviceJson, jsonList, toJson } from "./json.ts";
import { manifest } from "./manifest.ts";
import { pages } from "./pages.ts";
import { report } from "./report.ts";
import { reportPage } from "./report-page.ts";
import { schemaFiles } from "./schemas.ts";

export { type Contents, type EmittedFile, piecesOf } from "./file.ts";
export { articleBody } from "./pages.ts";
export { report } from "./report.ts";

/**
 * Every file of the bundle, the manifest last. A file must be taken to its end before the next is asked for.
 *
 * @param result a build without faults
 * @throws ZodError when the build does not fit the schemas; RangeError when its sums do not come out even
 */
export function* emit(result: BuildResult): Generator<EmittedFile> {
  const ledger = new Ledger();
  yield* ledger.watch(filesOf(result));
  yield {
    path: "data/manifest.json",
    contents: toJson(ManifestFile, manifest(ledger.entries, result.tables)),
  };
}

function* filesOf(result: BuildResult): Generator<EmittedFile> {
  const { articles, advice } = result;
  const account = report(result);
  yield {
    path: "data/documents.json",
    contents: jsonList({}, "documents", DocumentRecord, recordsOf(result)),
    records: articles.length,
  };
  yield { path: "data/advice.json", contents: adviceJson(advice), records: advice.items.length };
  for (const [path, contents] of schemaFiles()) yield { path, contents };
  yield { path: "report/report.json", contents: toJson(ReportFile, account) };
  yield { path: "report/report.md", contents: reportPage(account) };
  for (const [path, contents] of pages(result, account.totals)) yield { path, contents };
}

function* recordsOf({ articles }: BuildResult) {
  for (const { record } of articles) yield record;
}
