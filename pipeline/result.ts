/** What a build yields before anything is written: the input of validate and emit. */
import type { Root } from "mdast";
import type { AdviceFile } from "../schemas/advice.ts";
import type { DocumentRecord } from "../schemas/article.ts";
import type { Quarantined } from "./article.ts";
import type { Change } from "./text/traced.ts";

/** An article that came through, with what only the report and the pages need. */
export interface BuiltArticle {
  readonly record: DocumentRecord;
  /** The decoded file, in whose offsets spans and evidence are given. */
  readonly raw: string;
  /** The clean text as a Markdown tree; every node's `position` lies in the raw text. */
  readonly tree: Root;
  /** Every edit with the rule that asked for it, in raw coordinates. */
  readonly changes: readonly Change[];
}

export interface BuildResult {
  /** Ordered by source, then record. Includes duplicates (their record has `duplicateOf`). */
  readonly articles: readonly BuiltArticle[];
  readonly advice: AdviceFile;
  readonly quarantined: readonly Quarantined[];
  /** Articles found in the raw folder: files, or records of a container. */
  readonly articlesIn: number;
  /** Rule tables used, by name, with their versions. */
  readonly tables: Readonly<Record<string, string>>;
}
