/** What other programs read: JSON Lines, the package, search and linked data. */
import type { BuildResult } from "../../result.ts";
import type { MadeFile } from "./file.ts";
import { adviceLinkedData } from "./linked-data/advice.ts";
import { annotationsJson } from "./linked-data/annotations.ts";
import { ndjson } from "./ndjson.ts";
import { packageFiles } from "./package/index.ts";
import { documentLines, itemLines } from "./records.ts";
import { searchJson } from "./search/index.ts";

export function* importable(result: BuildResult): Generator<MadeFile> {
  const { articles, advice } = result;
  const items = advice.items.length;
  yield { path: "data/advice.ndjson", contents: ndjson(itemLines(advice.items)), records: items };
  yield {
    path: "data/documents.ndjson",
    contents: ndjson(documentLines(result)),
    records: articles.length,
  };
  yield { path: "data/search.json", contents: searchJson(result), records: items };
  yield { path: "data/advice.jsonld", contents: adviceLinkedData(result) };
  yield { path: "data/annotations.jsonld", contents: annotationsJson(result) };
  yield* packageFiles(result);
}
