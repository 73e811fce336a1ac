import type { Kind, Phase } from "./types.js";

/** The parsed contents of `data/search.json`. */
export interface SearchData {
  readonly simplified: { readonly from: string; readonly to: string };
  readonly options: object;
  readonly index: object;
}

/** An item found; `id` is that of the item in `advice`. */
export interface Hit {
  readonly id: string;
  readonly score: number;
  readonly kind: Kind;
  readonly phase: Phase;
  readonly products: readonly string[];
  readonly title: string;
  readonly text: string;
  /** Terms of the index that were met. */
  readonly terms: readonly string[];
  /** Terms of the query that met them. */
  readonly queryTerms: readonly string[];
}

export interface SearchOptions {
  /** Keeps what it returns true for. */
  readonly filter?: (hit: Hit) => boolean;
  /** How much more a field counts. */
  readonly boost?: Readonly<Partial<Record<"title" | "text" | "products" | "facts", number>>>;
  /** `OR` (the default) finds items with any term, `AND` those with all. */
  readonly combineWith?: "OR" | "AND";
}

/** A function from what somebody typed, in Simplified or Traditional, to the items found, best first. */
export declare function openSearch(data: SearchData): (query: string, options?: SearchOptions) => Hit[];
