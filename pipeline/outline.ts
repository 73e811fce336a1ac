/**
 * The outline of an article: sections with their blocks, in offsets of the clean text. The
 * structure stage makes it, extraction reads it; the Markdown tree is made from it as well.
 */

/** How a line announces its place in a series. */
export type MarkerFamily =
  | "cn" // 一、
  | "cn-paren" // （一）
  | "section" // 1.1
  | "step" // 第一步
  | "arabic" // 1.
  | "arabic-paren" // (1)
  | "circled" // ①
  | "bullet"; // - •

export interface Marker {
  readonly family: MarkerFamily;
  /** 1-based; 0 for bullets. */
  readonly ordinal: number;
}

export interface Block {
  readonly role: "heading" | "paragraph" | "item";
  /** The whole line, marker included, blanks trimmed. */
  readonly start: number;
  readonly end: number;
  /** Where the text behind the marker begins; equals `start` without a marker. */
  readonly body: number;
  readonly marker?: Marker;
  /** 标签 of 「标签：正文」, without the colon. */
  readonly label?: { readonly start: number; readonly end: number };
  /** For list items: 1 for the outer list, 2 for a list inside an item. */
  readonly level: number;
}

export interface Section {
  /** Absent for what stands before the first heading. */
  readonly heading?: Block;
  /** 0 for the root, 1 for the title's section, and so on. */
  readonly depth: number;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

export interface Outline {
  readonly root: Section;
  /** The title line, if the article has one. */
  readonly title?: Block;
}
