/** What a reader of one format makes of a text: the article's text, traced, and what the format says about it. */
import type { Hint } from "../../article.ts";
import type { Fault } from "../../faults.ts";
import type { TracedText } from "../../text/traced.ts";

export interface Reduced {
  readonly traced: TracedText;
  readonly hints: readonly Hint[];
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly published?: string | undefined;
}

/** Why a text cannot be read in its format. */
export interface Refused {
  readonly reason: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** What comes of reading a text; some formats can also be at fault, which is their author's to mend. */
export type Reading = Reduced | { readonly refused: Refused };
export type Faulty = { readonly faults: readonly Fault[] };

/** A hint as a reader sees it, in coordinates of the text it reads. */
export function toRawHints(traced: TracedText, hints: readonly Hint[]): Hint[] {
  return hints.map((h) => ({ ...h, at: traced.rawRange(h.at, h.at + 1).start }));
}

/** A title in one line, or undefined if nothing is left of it. */
export function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, " ").trim() || undefined;
}
