/** The outline as a Markdown tree (mdast). Every node's `position` lies in the raw text. */
import type { BlockContent, List, ListItem, Paragraph, Root, RootContent, Text } from "mdast";
import type { Position } from "unist";
import type { Block, Outline, Section } from "../../outline.ts";
import type { TracedText } from "../../text/traced.ts";

export function treeOf(outline: Outline, traced: TracedText): Root {
  const places = lineIndex(traced.raw);
  const position = (start: number, end: number): Position => {
    const range = traced.rawRange(start, end);
    return { start: places(range.start), end: places(range.end) };
  };
  const text = (start: number, end: number): Text => ({
    type: "text",
    value: traced.text.slice(start, end),
    position: position(start, end),
  });
  const paragraph = (start: number, end: number): Paragraph => ({
    type: "paragraph",
    children: [text(start, end)],
    position: position(start, end),
  });
  const quoted = (b: Block) => /^[“「].*[”」]$/.test(traced.text.slice(b.body, b.end));

  /** Items from `from` on that belong to one list; deeper ones become lists inside. */
  const listOf = (blocks: readonly Block[], from: number): { list: List; next: number } => {
    const first = blocks[from]!;
    const children: ListItem[] = [];
    const ordered = first.marker !== undefined && first.marker.family !== "bullet";
    let i = from;
    while (i < blocks.length) {
      const b = blocks[i]!;
      if (b.role !== "item" || b.level < first.level) break;
      if (b.level > first.level) {
        const inner = listOf(blocks, i);
        children.at(-1)!.children.push(inner.list);
        i = inner.next;
        continue;
      }
      if (b !== first && b.marker?.family !== first.marker?.family) break;
      const content: BlockContent[] = [paragraph(b.body, b.end)];
      children.push({
        type: "listItem",
        spread: false,
        children: content,
        position: position(b.start, b.end),
      });
      i++;
    }
    const last = blocks[i - 1]!;
    const list: List = {
      type: "list",
      ordered,
      spread: false,
      children,
      position: position(first.start, last.end),
    };
    if (ordered) list.start = first.marker!.ordinal || 1;
    return { list, next: i };
  };

  const out: RootContent[] = [];
  const visit = (section: Section) => {
    if (section.heading) {
      const h = section.heading;
      out.push({
        type: "heading",
        depth: Math.min(section.depth, 6) as 1,
        children: [text(h.start, h.end)],
        position: position(h.start, h.end),
      });
    }
    let i = 0;
    while (i < section.blocks.length) {
      const b = section.blocks[i]!;
      if (b.role === "item") {
        const { list, next } = listOf(section.blocks, i);
        out.push(list);
        i = next;
        continue;
      }
      out.push(
        quoted(b)
          ? {
              type: "blockquote",
              children: [paragraph(b.start, b.end)],
              position: position(b.start, b.end),
            }
          : paragraph(b.start, b.end),
      );
      i++;
    }
    section.sections.forEach(visit);
  };
  visit(outline.root);
  return {
    type: "root",
    children: out,
    position: { start: places(0), end: places(traced.raw.length) },
  };
}

/** Points of unist: 1-based line and column, 0-based offset, in UTF-16 code units. */
function lineIndex(raw: string) {
  const starts = [0];
  for (let i = raw.indexOf("\n"); i >= 0; i = raw.indexOf("\n", i + 1)) starts.push(i + 1);
  return (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1, offset };
  };
}
