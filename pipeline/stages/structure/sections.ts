/**
 * Headings nested into sections. Authors do not agree on which mark outranks which, so the rank
 * of a mark is learnt from the article: a mark already open closes back to it; a new one opens
 * below, except that 一、 always outranks the finer numberings.
 */
import type { Block, Outline, Section } from "../../outline.ts";
import type { Blocks } from "./blocks.ts";

interface Open {
  family: string;
  rank: number;
  section: {
    heading?: Block;
    depth: number;
    blocks: Block[];
    sections: Section[];
  };
}

/** Lower closes higher. Plain headings have no rank of their own: they stand below whatever is numbered. */
const RANK: Record<string, number> = {
  title: 0,
  cn: 1,
  "cn-paren": 2,
  section: 2,
  step: 2,
  plain: 3,
};

export function outlineOf({ blocks, hinted }: Blocks): Outline {
  const root: Open["section"] = { depth: 0, blocks: [], sections: [] };
  const stack: Open[] = [{ family: "root", rank: -1, section: root }];
  let title: Block | undefined;
  blocks.forEach((block, i) => {
    if (block.role !== "heading") {
      stack.at(-1)!.section.blocks.push(block);
      return;
    }
    const depth = hinted.get(i);
    let family = depth === undefined ? (block.marker?.family ?? "plain") : `hint-${depth}`;
    let rank = depth === undefined ? (RANK[family] ?? 3) : depth / 10;
    if (i === 0 && block.marker === undefined) {
      title = block;
      family = "title";
      rank = 0;
    }
    const open = stack.findIndex((o) => o.family === family);
    if (open > 0) stack.length = open;
    else if (family.startsWith("arabic")) {
      // 前言 and its paragraph do not hold the numbered sections behind them; 沟通技巧 directly over 1. does.
      if (
        stack.at(-1)!.family === "plain" &&
        stack.at(-1)!.section.blocks.length > 0 &&
        stack.at(-2)!.section.sections.length === 1
      )
        stack.pop();
    } else if (family !== "plain" && family !== "step") {
      while (stack.length > 1 && stack.at(-1)!.rank >= rank && stack.at(-1)!.family !== "title") stack.pop();
    }
    const parent = stack.at(-1)!.section;
    const section: Open["section"] = {
      heading: block,
      depth: parent.depth + 1,
      blocks: [],
      sections: [],
    };
    parent.sections.push(section);
    stack.push({ family, rank, section });
  });
  return title ? { root, title } : { root };
}
