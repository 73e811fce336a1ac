import fc from "fast-check";
import type { Nodes } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { costOf } from "../../../pipeline/stages/ingest/html-nesting.ts";

/** Depth of the tree the parser builds, without html and body. */
function depthOf(source: string): number {
  let deepest = 0;
  const stack: Array<[Nodes, number]> = [[unified().use(rehypeParse).parse(source), -2]];
  while (stack.length > 0) {
    const [node, depth] = stack.pop()!;
    if (node.type === "element") deepest = Math.max(deepest, depth);
    if ("children" in node) for (const child of node.children) stack.push([child, depth + 1]);
  }
  return deepest;
}

describe("costOf", () => {
  it.each([
    ["<div><div><p>甲</p></div></div>", 2],
    ["<p>甲<p>乙<p>丙", 0],
    ["<DIV><b>甲</b><i>乙</i></DIV>", 2],
    ['<div title="<div><div>">甲</div>', 1],
    ["<div title='a>b' class=x>甲</div>", 1],
    ["<!-- <div><div> --><div>甲</div>", 1],
    ["<script>'<div><div>'</script><div>甲</div>", 1],
    ["<textarea><div><div></textarea>", 1],
    ["3 < 5 <div>甲</div>", 1],
    ["<svg><path d='x'/><path/></svg>", 1],
    ["<svg><g><path></path></g></svg><div>甲</div>", 3],
    ["<svg/><div>甲</div>", 1],
    ["</div></div><div>甲</div>", 1],
  ])("tells the depth of %s", (source, depth) => expect(costOf(source).depth).toBe(depth));

  it.each(["svg", "math"])("counts what nothing closes inside %s", (tag) => {
    for (const inner of ["a", "td", "tr", "option", "th"]) {
      expect(costOf(`<${tag}>${`<${inner}>`.repeat(1000)}`).depth).toBeGreaterThan(1000);
    }
  });

  it("counts what unclosed formatting adds to later blocks", () => {
    expect(costOf("<p><b>甲</b></p>".repeat(1000)).reopened).toBe(0);
    expect(costOf(`${"<font>".repeat(100)}${"<p>甲</p>".repeat(50)}`).reopened).toBe(5000);
  });

  it("never tells less than the parser builds", () => {
    // A table around casts elements out of it, which makes trees flatter, never deeper.
    const piece = fc.constantFrom(
      ..."<div> </div> <p> </p> <b> </b> <i> </i> <a> </a> <ul> <li> </li> </ul> <svg> </svg> <g> <td> </td> <path/> <table> <tr> </table> <span> </span> <h2> </h2> <section> </section> <!--x--> 甲 <br> <button> </button> <dl> <dt> <dd> </dl> <script> </script>".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const source = pieces.join("");
        const { depth } = costOf(source);
        // What the parser opens of itself: list items, rows and cells, paragraphs.
        expect(depthOf(source)).toBeLessThanOrEqual(6 + 4 * depth);
      }),
      { numRuns: 500 },
    );
  });
});
