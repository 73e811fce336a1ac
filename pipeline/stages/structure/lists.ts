/**
 * Lists inside lists. Plain text has no indentation left, but a list item followed by marks of
 * another family holds them: 1. … - … - … 2. … Hints of a container gave levels already.
 */
import type { Block, MarkerFamily } from "../../outline.ts";

export function nest(blocks: readonly Block[]): Block[] {
  let open: MarkerFamily[] = [];
  return blocks.map((block, i) => {
    if (block.role === "heading") {
      open = [];
      return block;
    }
    // A paragraph closes a list unless the numbering goes on behind it.
    if (block.role === "paragraph") {
      if (open.length > 0 && !resumes(blocks, i, open[0]!)) open = [];
      return block;
    }
    if (block.marker === undefined || block.level > 1) return block;
    const { family } = block.marker;
    const at = open.indexOf(family);
    if (at >= 0) open.length = at + 1;
    else if (open.length > 0 && startsInner(block)) open.push(family);
    else open = [family];
    return open.length === 1 ? block : { ...block, level: open.length };
  });
}

function startsInner(block: Block): boolean {
  return block.marker!.ordinal <= 1;
}

function resumes(blocks: readonly Block[], from: number, family: MarkerFamily): boolean {
  for (let i = from + 1; i < blocks.length && blocks[i]!.role !== "heading"; i++) {
    const { marker } = blocks[i]!;
    if (marker?.family === family) return family === "bullet" || marker.ordinal > 1;
  }
  return false;
}
