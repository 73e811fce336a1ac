/**
 * The record that travels through the stages. A stage takes an article and gives back another;
 * nothing is changed in place, and everything a stage knows about the text's origin is in `traced`.
 */
import type { TracedText } from "./text/traced.ts";

export type Format = "text" | "markdown" | "html" | "json" | "jsonl";

/** What the container said of a line's role (an `<h2>`, a Markdown `##`, an `<li>`), by raw offset of its first character. */
export interface Hint {
  readonly at: number;
  readonly role: "heading" | "list-item" | "quote";
  /** Heading depth 1…6, or nesting of the list item from 1. */
  readonly depth: number;
}

export interface Article {
  /** `d-` and hex digits, from the content of the source, not from its position. */
  readonly id: string;
  readonly source: string;
  readonly record?: number;
  readonly sha256: string;
  readonly encoding: string;
  readonly compression?: "gzip";
  readonly format: Format;
  readonly title?: string;
  readonly published?: string;
  readonly url?: string;
  readonly hints: readonly Hint[];
  readonly traced: TracedText;
}

/** An article (or a whole file) that could not be taken in or got through a stage: one line in the report. */
export interface Quarantined {
  readonly source: string;
  readonly record?: number;
  readonly stage: string;
  /** Short machine-readable reason, e.g. `empty-file`, `binary`, `json-syntax`. */
  readonly reason: string;
  /** A sentence that names the place and says what to do. */
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}
