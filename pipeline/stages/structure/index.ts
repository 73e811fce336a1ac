/** Text to structure: blocks, sections, and the Markdown tree of both. */
import type { Root } from "mdast";
import type { Hint } from "../../article.ts";
import type { Outline } from "../../outline.ts";
import type { TracedText } from "../../text/traced.ts";
import { blocksOf } from "./blocks.ts";
import { nest } from "./lists.ts";
import { outlineOf } from "./sections.ts";
import { treeOf } from "./tree.ts";

/**
 * @param traced the clean text: repaired, Simplified, furniture and duplicates gone
 * @param hints what the container said of lines, by raw offset
 * @returns the outline in offsets of `traced.text`, and the tree with positions in the raw text
 */
export function structure(traced: TracedText, hints: readonly Hint[]): { outline: Outline; tree: Root } {
  const { blocks, hinted } = blocksOf(traced, hints);
  const outline = outlineOf({ blocks: nest(blocks), hinted });
  return { outline, tree: treeOf(outline, traced) };
}
