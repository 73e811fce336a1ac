/** What a build yields before anything is written: the input of validate and emit. */
import type { AdviceFile } from "../schemas/advice.ts";
import type { DocumentRecord } from "../schemas/article.ts";
import type { Quarantined } from "./article.ts";
import type { Change } from "./text/traced.ts";

/** An article that came through, with what only the report and the pages need. */
export interface BuiltArticle {
  readonly record: DocumentRecord;
  /** The decoded file, in whose offsets spans and evidence are given. */
  readonly raw: string;
  /** The clean text as Markdown, its title as first heading. */
  readonly body: string;
  /** Every edit with the rule that asked for it, in raw coordinates. */
  readonly changes: readonly Change[];
}

/**
 * The articles of a build: to be gone through as often as needed, but not to be held, for a corpus is
 * larger than memory. An array is one.
 */
export interface Articles extends Iterable<BuiltArticle> {
  readonly length: number;
}

export interface BuildResult {
  /** Ordered by source, then record. Includes duplicates (their record has `duplicateOf`). */
  readonly articles: Articles;
  readonly advice: AdviceFile;
  readonly quarantined: readonly Quarantined[];
  /** Articles found in the raw folder: files, or records of a container. */
  readonly articlesIn: number;
  /** Rule tables used, by name, with their versions. */
  readonly tables: Readonly<Record<string, string>>;
}
