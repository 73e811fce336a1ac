/** An advice item as one article gives it, before merging. */
import type { Kind, Phase, Slots } from "../schemas/advice.ts";

export interface Candidate {
  readonly document: string;
  /** Range in the clean text of its article. */
  readonly start: number;
  readonly end: number;
  /** Range in the raw text, and what stands there. */
  readonly rawStart: number;
  readonly rawEnd: number;
  readonly quote: string;
  readonly kind: Kind;
  readonly phase: Phase;
  readonly products: readonly string[];
  readonly slots: Slots;
  /** The author's label or heading of the passage, without its number; empty in running prose. */
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly flags: readonly string[];
  /** Ids of the rows that decided kind and phase. */
  readonly rules: readonly string[];
  /** Which list of its article it is a member of: members of one list are never the same advice. */
  readonly list?: string;
  /** Place of the item it is inside of (a script in its action), by index in the article's list. */
  readonly inside?: number;
}
