import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import {
  checklist,
  heading,
  inline,
  join,
  linesOf,
  link,
  list,
  type Markdown,
  md,
  oneLine,
  paragraphs,
  quotation,
  table,
  webLink,
} from "../../pipeline/text/markdown.ts";

const parser = unified().use(remarkParse).use(remarkGfm);
const read = (page: Markdown): Root => parser.parse(page.source);

/** Types of nodes in a tree that are not text. */
function typesIn(tree: Root): string[] {
  const types = new Set<string>();
  visit(tree, (node: Nodes) => {
    if (!isText(node)) types.add(node.type);
  });
  return [...types].sort();
}

/**
 * Code that holds one brace is how braces are kept apart. An address that links to itself comes from
 * remark-gfm, which looks for addresses in text that has been read, where no escape is left to see.
 */
function isText(node: Nodes): boolean {
  if (node.type === "inlineCode") return node.value === "{";
  if (node.type === "link") return ["", "http://", "mailto:"].some((by) => node.url === by + textOf(node));
  return node.type === "text";
}

/** Pieces markup is made of, in any order, so that chance meets them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<script>",
        "</script>",
        "<!--@include: x-->",
        "<<< @/x",
        "<a href='javascript:x'>",
        "<b",
      ),
      fc.constantFrom("{{", "}}", "{", "}", "{{{", "{%", "%}", "{{<", "{{% x %}}", "{#a}", "{.b}", "%%"),
      fc.constantFrom(
        "*",
        "**",
        "_",
        "`",
        "```",
        "~",
        "~~~",
        "|",
        "#",
        "- ",
        "+ ",
        "1. ",
        "1) ",
        "> ",
        "---",
      ),
      fc.constantFrom(
        "\\",
        "&lt;",
        "&#60;",
        "!",
        "[",
        "]",
        "(x)",
        "[[x]]",
        "[^1]",
        "[x]: /y",
        "[ ] ",
        "![图](/a)",
      ),
      fc.constantFrom(
        "===",
        ":::",
        ": ",
        ":tada:",
        "$$",
        "==",
        "^a",
        "import a",
        "export b",
        "---\n",
        "\n",
        "\r\n",
      ),
      fc.constantFrom(
        "http://x.cn/a_b",
        "www.x.cn",
        "a@x.cn",
        "还款",
        "协商。",
        "“客服”",
        "5~8%",
        "🙂",
        " ",
        "\t",
        "0",
      ),
      fc.string(),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(""))
  .filter((value) => oneLine(value) !== "");

const runs = { numRuns: 500 };

describe("text in a page is read back as it was", () => {
  const places: Array<[string, (value: string) => Markdown, string[]]> = [
    ["a paragraph", (v) => md`${v}\n\n`, ["paragraph"]],
    ["a heading", (v) => heading(2, v), ["heading"]],
    ["an entry of a list", (v) => list([md`${v}`]), ["list", "listItem", "paragraph"]],
    ["an entry of an ordered list", (v) => list([md`${v}`], true), ["list", "listItem", "paragraph"]],
    ["a checklist", (v) => checklist([md`${v}`]), ["list", "listItem", "paragraph"]],
    ["a quotation", (v) => quotation(oneLine(v)), ["blockquote", "paragraph"]],
    ["the label of a link", (v) => md`${link("../a.md", v)}\n`, ["link", "paragraph"]],
  ];

  it.each(places)("%s", (_, write, types) => {
    fc.assert(
      fc.property(hostile, (value) => {
        const tree = read(write(value));
        expect(typesIn(tree)).toEqual([...types, "root"].sort());
        expect(textOf(tree)).toBe(oneLine(value));
      }),
      runs,
    );
  });

  it("a cell of a table, its neighbours unharmed", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const tree = read(table(["甲", "乙"], [[md`${value}`, md`旁边`]]));
        expect(typesIn(tree)).toEqual(["root", "table", "tableCell", "tableRow"]);
        const [grid] = tree.children;
        if (grid?.type !== "table") throw new Error("no table");
        expect(grid.children[1]!.children.map((cell) => textOf(cell))).toEqual([oneLine(value), "旁边"]);
      }),
      runs,
    );
  });

  it("lines, each a paragraph, alone and in a quotation", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        for (const write of [paragraphs, quotation]) {
          const tree = read(write(value));
          const found: string[] = [];
          visit(tree, "paragraph", (node) => {
            found.push(textOf(node));
          });
          expect(found).toEqual(linesOf(value));
        }
      }),
      runs,
    );
  });

  it("between words of ours, before a link of ours", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const tree = read(md`**电话**：${value}${link("a.md", "见")}。\n`);
        expect(typesIn(tree)).toEqual(["link", "paragraph", "root", "strong"]);
        expect(textOf(tree)).toBe(`电话：${oneLine(value)}见。`);
      }),
      runs,
    );
  });

  it("without anything the templates and includes of site generators look for", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(inline(value)).not.toMatch(/\{\{|\{%|<!--|^<<<|^:::|^(import|export)\b/);
      }),
      runs,
    );
  });
});

describe("inline", () => {
  it.each([
    ["逾期3个月，拨打95188（9:00-21:00）。", "逾期3个月，拨打95188（9:00-21:00）。"],
    ["月费率0.5%，年化约6%", "月费率0.5%，年化约6%"],
    ["{{ secret }}", "`{`\\{ secret \\}\\}"],
    ["1. 先打电话", "1\\. 先打电话"],
    ["2024. 年", "2024\\. 年"],
    ["import { a } from 'x'", "&#105;mport \\{ a \\} from 'x'"],
    ["importance", "importance"],
  ])("writes %j as %j", (value, written) => {
    expect(inline(value)).toBe(written);
  });
});

describe("links to the web", () => {
  it.each([
    "https://example.com/a?b=1&copy=2",
    "http://例子.cn/路径(一)/“引号”?q=<x>#片段",
    "https://x.cn/a b\\c`d*e_f[g]{h}|i^",
  ])("lead where they led: %s", (url) => {
    const tree = read(md`${webLink(url, "原网页")}\n`);
    const [paragraph] = tree.children;
    const node = paragraph?.type === "paragraph" ? paragraph.children[0] : undefined;
    expect(node?.type).toBe("link");
    if (node?.type === "link") expect(new URL(node.url).href).toBe(sameAddress(url));
  });

  it.each([
    "javascript:alert(1)",
    "//x.cn",
    "data:text/html,x",
    "../a.md",
    "https://",
    "https:// x",
  ])("are mere words for %s", (url) => {
    expect(typesIn(read(md`${webLink(url, "原网页")}\n`))).toEqual(["paragraph", "root"]);
  });

  it("survive any address without breaking what is around them", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const tree = read(join([md`前`, webLink(`https://x.cn/${value}`, value), md`后\n`]));
        expect(typesIn(tree)).toEqual(["link", "paragraph", "root"]);
        expect(textOf(tree)).toBe(`前${oneLine(value)}后`);
      }),
      runs,
    );
  });
});

/** As a browser reads an address, with what Markdown has to encode encoded. */
function sameAddress(url: string): string {
  const encoded = url.replace(/[\\[\]{}|^`'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return new URL(encoded).href;
}
