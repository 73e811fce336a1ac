/** What is shown now, and what the parts of the page ask of the whole. */

export const state = {
  /** Indexes of the items in the queue. @type {number[]} */
  shown: [],
  /** Index of the item looked at; -1 for none. */
  item: -1,
  /** Index of its evidence looked at. */
  evidence: 0,
  /** Index of the article shown; -1 for none. */
  article: -1,
  clean: false,
  edits: false,
  removed: true,
};

/**
 * Filled by `main.js`: parts of the page do not know one another.
 *
 * @type {{
 *   select: (item: number, evidence?: number) => void,
 *   place: (article: number, start: number, end: number) => void,
 *   verdict: (decision: import("./data.js").Verdict, kind?: string) => void,
 *   takeBack: () => void,
 *   note: (text: string) => void,
 *   pane: (name: "queue" | "inspector" | "article") => void,
 * }}
 */
export const act = {
  select: () => {},
  place: () => {},
  verdict: () => {},
  takeBack: () => {},
  note: () => {},
  pane: () => {},
};
