/**
 * Emit: a build as files. Pure, and the same bytes for the same build on any machine: no clock, no
 * locale, no absolute path. Writing them is the engine's business.
 */
import { DocumentsFile } from "../../../schemas/article.ts";
import { ManifestFile, ReportFile } from "../../../schemas/bundle.ts";
import type { BuildResult } from "../../result.ts";
import { adviceJson, toJson } from "./json.ts";
import { manifest } from "./manifest.ts";
import { pages } from "./pages.ts";
import { report } from "./report.ts";
import { reportPage } from "./report-page.ts";
import { schemaFiles } from "./schemas.ts";

export { report } from "./report.ts";

/**
 * Every file of the bundle: path below the output folder (`/` as separator) → contents.
 *
 * @param result a build without faults
 * @throws ZodError when the build does not fit the schemas; RangeError when its sums do not come out even
 */
export function emit(result: BuildResult): Map<string, string> {
  const account = report(result);
  const files = new Map<string, string>([
    ["data/documents.json", toJson(DocumentsFile, { documents: result.articles.map((a) => a.record) })],
    ["data/advice.json", adviceJson(result.advice)],
    ...schemaFiles(),
    ["report/report.json", toJson(ReportFile, account)],
    ["report/report.md", reportPage(account)],
    ...pages(result, account.totals),
  ]);
  const records = {
    "data/documents.json": result.articles.length,
    "data/advice.json": result.advice.items.length,
  };
  files.set("data/manifest.json", toJson(ManifestFile, manifest(files, records, result.tables)));
  return files;
}
