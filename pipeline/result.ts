/** What a build yields before anything is written: the input of validate and emit. */
import type { AdviceFile, Kind } from "../schemas/advice.ts";
import type { DocumentRecord } from "../schemas/article.ts";
import type { Totals } from "../schemas/bundle.ts";
import type { Quarantined } from "./article.ts";
import type { DecisionAccount } from "./decisions.ts";
import type { Labels } from "./lexicon/labels.ts";
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
  /** Another string wherever anything above or below is another; absent where nobody has made one. */
  readonly stamp?: string;
  /** What can be made of the article alone, where it was made when the article was. */
  readonly parts?: ArticleParts;
  /** What is wrong with it taken alone, where that was looked for when the article was made. */
  readonly checked?: readonly ArticleFault[];
}

/** The parts of a bundle that one article gives, as they are written. */
export interface ArticleParts {
  /** Its object in `data/documents.json`, indented as it stands there, in UTF-8. */
  readonly json: Uint8Array;
  /** The same object on one line. */
  readonly line: Uint8Array;
  /** Its object in `report/report.json`, likewise. */
  readonly report: Uint8Array;
  /** Its section in `report/report.md`. */
  readonly section: Uint8Array;
  readonly page: Uint8Array;
  /** SHA-256 of `page` in hexadecimal digits, known without reading it. */
  readonly pageHash: string;
  /** Bytes of `page`. */
  readonly pageBytes: number;
  readonly characters: Totals["characters"];
  /** Places at which something is amiss. */
  readonly flags: number;
  /** UTF-8 bytes of its raw and clean text. */
  readonly reviewBytes: number;
}

/** A fault of an article, before it is known under what path the reader knows its file. */
export interface ArticleFault {
  /** Into the raw text. */
  readonly offset: number;
  readonly rule: string;
  readonly message: string;
}

/** A row that tells advice from other text. */
export interface Cue {
  readonly id: string;
  readonly kind: Kind;
  readonly weight: number;
  /** Asked of a sentence. */
  readonly test: (text: string) => boolean;
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
  /** What the subject calls the enumerated values. */
  readonly labels: Labels;
  /** For showing editors where advice may have been missed; default: none. */
  readonly cues?: readonly Cue[];
  /** What became of editors' decisions; absent where none were asked for. */
  readonly decisions?: DecisionAccount;
}
