import fc from "fast-check";
import type { Nodes, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { harmless, page, paragraph, table, text } from "../../../pipeline/stages/emit/markdown.ts";

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);

/** The body of a page, as a reader of Markdown understands it. */
function read(markdown: string): Root {
  const tree = parser.parse(markdown);
  return { type: "root", children: tree.children.filter((node) => node.type !== "yaml") };
}

function typesIn(tree: Root): Set<string> {
  const types = new Set<string>();
  visit(tree, (node: Nodes) => {
    types.add(node.type);
  });
  return types;
}

const root = (...children: RootContent[]): Root => ({ type: "root", children });

/** Pieces markup is made of, in any order, so that chance meets them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "<a href='javascript:x'>",
      ),
      fc.constantFrom("[点](javascript:x)", "![图](/a.png)"),
      fc.constantFrom(
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "|",
        "#",
        "- ",
        "1. ",
        "> ",
        "---",
        "&lt;",
        "&#60;",
        "\\",
      ),
      fc.constantFrom("还款", "协商。", "“客服”", "5~8%", " ", "[^1]", "[x]: /y"),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join("").replace(/\s+/g, " ").trim())
  .filter((value) => value !== "");

describe("page", () => {
  it("lets text through as text, whatever markup it looks like", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const tree = read(page({}, root(paragraph([text(value)]))));
        expect([...typesIn(tree)].sort()).toEqual(["paragraph", "root", "text"]);
        expect(textOf(tree)).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  it("lets text through as text in the cell of a table", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const tree = read(page({}, root(table([[[text("列")]], [[text(value)]]]))));
        expect([...typesIn(tree)].sort()).toEqual(["root", "table", "tableCell", "tableRow", "text"]);
        const rows = tree.children[0]!;
        expect(rows.type === "table" && textOf(rows.children[1]!)).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  it("makes no link of an address typed as text", () => {
    const value = "见 http://x.cn/a_b_c 或 www.x.cn，写信到 a@x.cn";
    const commonMark = unified().use(remarkParse);
    const tree = commonMark.parse(page({}, root(paragraph([text(value)]))).replace(/^---\n.*?---\n/s, ""));
    expect([...typesIn(tree)].sort()).toEqual(["paragraph", "root", "text"]);
    expect(textOf(tree)).toBe(value);
  });

  it("escapes a tag typed in an article", () => {
    const written = page({}, root(paragraph([text("点<script>alert(1)</script>这里")])));
    expect(written).toContain("\\<script>");
    expect(written).not.toMatch(/[^\\]<script/);
  });

  it.each([
    [
      "raw HTML between paragraphs",
      root({ type: "html", value: "<script>x</script>" }),
      "<script>x</script>",
    ],
    [
      "raw HTML inside a paragraph",
      root(paragraph([text("前"), { type: "html", value: "<b onclick=x>" }, text("后")])),
      "前<b onclick=x>后",
    ],
    [
      "a link by another scheme",
      root(paragraph([{ type: "link", url: "javascript:alert(1)", children: [text("点我")] }])),
      "点我",
    ],
    [
      "a relative link, which would point into the bundle",
      root(paragraph([{ type: "link", url: "../data/advice.json", children: [text("下一篇")] }])),
      "下一篇",
    ],
    [
      "an image, which would load from elsewhere",
      root(paragraph([{ type: "image", url: "https://x.cn/p.png", alt: "截图" }])),
      "截图",
    ],
    [
      "a reference and its definition",
      root(
        paragraph([
          { type: "linkReference", identifier: "a", referenceType: "full", children: [text("这里")] },
        ]),
        { type: "definition", identifier: "a", url: "javascript:x" },
      ),
      "这里",
    ],
  ])("turns %s into its words", (_, tree, words) => {
    const out = read(page({}, tree));
    expect([...typesIn(out)].sort()).toEqual(["paragraph", "root", "text"]);
    expect(textOf(out)).toBe(words);
  });

  it("keeps links to the web, lists, quotes, tables and code", () => {
    const tree = read(
      "# 标题\n\n见[官网](https://example.com/a?b=1)。\n\n- 一\n  - 二\n\n1. 甲\n\n> 引\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n`x` *强* **重**\n",
    );
    const again = read(page({}, tree));
    expect(typesIn(again)).toEqual(typesIn(tree));
    expect(textOf(again)).toBe(textOf(tree));
    expect(page({}, again)).toContain("[官网](https://example.com/a?b=1)");
  });

  it("does not touch the tree it is given", () => {
    const tree = root(paragraph([{ type: "html", value: "<i>" }]));
    const before = structuredClone(tree);
    harmless(tree);
    expect(tree).toEqual(before);
  });

  it("leaves undefined front matter out and quotes what YAML would misread", () => {
    const written = page(
      { a: undefined, title: "no: yes", mark: "---", n: "0123" },
      root(paragraph([text("x")])),
    );
    expect(parser.parse(written).children[0]!.type).toBe("yaml");
    expect(written).not.toContain("a:");
    expect(written).toContain('title: "no: yes"');
    expect(written).toContain('n: "0123"');
  });
});
