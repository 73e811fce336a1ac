import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPartition, expectTraced, only, reasons, removedBy, take } from "./helpers.ts";

const text = (markdown: string) => only("a.md", markdown).traced.text;

describe("a Markdown file", () => {
  it.each([
    [
      "headings",
      "# 先算账\n\n账要算清。\n\n小标题\n---\n\n再打电话。",
      "先算账\n账要算清。\n小标题\n再打电话。",
    ],
    ["emphasis", "**务必**留*证据*，~~找代理~~自己打。", "务必留证据，自己打。"],
    ["emphasis that ends in Chinese punctuation", "**先谈花呗。**后谈别的", "先谈花呗。后谈别的"],
    ["a range with a tilde", "费率5~8%，多则9~12%。", "费率5~8%，多则9~12%。"],
    ["links", '见[官方说明](https://e.com/a_b "题")与<https://e.com>。', "见官方说明与https://e.com。"],
    ["links by reference", "见[说明][1]。\n\n[1]: https://e.com", "见说明。"],
    ["images", "前![账单截图](a.png)后", "前后"],
    ["bullets of any kind", "* 甲\n* 乙\n\n+ 丙\n\n- 丁", "- 甲\n- 乙\n- 丙\n- 丁"],
    ["numbered lists", "1. 甲\n2. 乙\n\n3) 丙", "1. 甲\n2. 乙\n3) 丙"],
    ["lists in lists", "- 外\n  1. 内\n     - 深", "- 外\n1. 内\n- 深"],
    ["an empty item", "- 甲\n-\n- 丙", "- 甲\n- 丙"],
    ["an item that is only an image", "- ![](a.png)\n- 乙", "- 乙"],
    ["tasks", "- [ ] 打电话\n- [x] 存凭证", "- 打电话\n- 存凭证"],
    ["quotes", "> 客服说：\n> 可以分期\n\n谢谢", "客服说：\n可以分期\n谢谢"],
    ["code", "```txt\n转人工\n  按0\n```\n\n说`转人工`。", "转人工\n  按0\n说转人工。"],
    ["indented code", "步骤：\n\n    打开\n      点击\n\n完", "步骤：\n打开\n  点击\n完"],
    ["tables", "| 银行 | 电话 |\n|--|:-:|\n| 甲行 | **12345** |", "银行\t电话\n甲行\t12345"],
    ["rules", "甲\n\n***\n\n乙", "甲\n乙"],
    ["hard breaks", "甲  \n乙\\\n丙", "甲\n乙\n丙"],
    ["escapes", "\\*不是强调\\* 1\\. C:\\目录", "*不是强调* 1. C:\\目录"],
    ["character references", "A&amp;B &lt;客服&gt; &#20013; &nosuch;", "A&B <客服> 中 &nosuch;"],
    ["escaped references", "\\&lt; 是小于号", "&lt; 是小于号"],
    ["HTML around words", "请<b>务必</b>留存<br/>证据", "请务必留存\n证据"],
    ["HTML blocks", '<div class="a">\n<p>先说&nbsp;明</p><!-- x -->\n</div>\n\n后', "先说 明\n后"],
    ["footnotes", "说明[^1]。\n\n[^1]: 见合同。", "说明。\n见合同。"],
    ["addresses that are not in brackets", "访问www.e.com，或写a@e.com。", "访问www.e.com，或写a@e.com。"],
    [
      "addresses in brackets that are no link",
      "[访问www.e.com，写a@e.com]后",
      "[访问www.e.com，写a@e.com]后",
    ],
    ["windows line ends", "甲\r\n乙\r\n\r\n- 丙\r\n", "甲乙\n- 丙"],
  ])("loses its %s and nothing else", (_, markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });

  it.each([
    ["Chinese lines without a blank", "请先把账\n算清楚", "请先把账算清楚"],
    ["Latin words with one", "open the\napp", "open the app"],
    ["Chinese and Latin without", "打开\nApp\n后", "打开App后"],
  ])("joins %s", (_, markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });

  it.each([
    ["that ended a sentence", "先算账。\n再打电话", "先算账。\n再打电话"],
    ["that announces a list", "要准备：\n身份证", "要准备：\n身份证"],
    ["before a Chinese list entry", "要点\n一、算账\n二、打电话", "要点\n一、算账\n二、打电话"],
    [
      "before a numbered entry Markdown does not know",
      "要点\n1、算账\n（2）打电话",
      "要点\n1、算账\n（2）打电话",
    ],
  ])("leaves a line alone %s", (_, markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });

  it("drops scripts with their content, in blocks and in lines", () => {
    const read = text("甲\n\n<script>\nalert(1)\n</script>\n\n乙 <style>p{}</style> 丙<svg>图</svg>丁");
    expect(read).toBe("甲\n乙 丙丁");
  });

  it("says of headings, items and quotes where they begin in the file", () => {
    const raw = "# 题\n\n* 甲\n  1. 乙\n\n> 丙\n";
    expect(only("a.md", raw).hints).toEqual([
      { at: raw.indexOf("题"), role: "heading", depth: 1 },
      { at: raw.indexOf("*"), role: "list-item", depth: 1 },
      { at: raw.indexOf("1."), role: "list-item", depth: 2 },
      { at: raw.indexOf("丙"), role: "quote", depth: 1 },
    ]);
  });

  it("accounts for what it removed", () => {
    const { traced } = only("a.md", "---\ntitle: 题\n---\n# 题\n\n**甲**<!-- 注 --><script>x</script>\n");
    expect(reasons(traced)).toEqual([
      "ingest/comment",
      "ingest/front-matter",
      "ingest/markup",
      "ingest/script",
    ]);
    expect(removedBy(traced, "ingest/front-matter")).toBe("---\ntitle: 题\n---");
    expectPartition(traced);
  });

  it("takes title, address and date from the front matter", () => {
    const article = only(
      "a.md",
      "---\ntitle: 怎么谈\ndate: 2024-05-06 10:00\nlink: https://e.com/1\n---\n\n# 另题\n",
    );
    expect(article).toMatchObject({ title: "怎么谈", published: "2024-05-06T10:00", url: "https://e.com/1" });
    expect(article.traced.text).toBe("另题");
  });

  it("takes the title from the first heading otherwise", () => {
    expect(only("a.md", "## 小\n\n# 大 **题**\n").title).toBe("大 题");
    expect(only("a.md", "正文").title).toBeUndefined();
  });

  it.each([
    ["syntax", "---\ntitle: [甲\nb: c\n---\n正文", 3, 1],
    ["a key given twice", "---\ntitle: 甲\ntitle: 乙\n---\n正文", 3, 1],
    ["no keys", "---\n只有一句话\n---\n正文", 2, 1],
  ])("reports front matter at fault: %s", (_, markdown, line, column) => {
    const { articles, faults } = take("dir/a.md", markdown);
    expect(articles).toEqual([]);
    expect(faults[0]).toMatchObject({ file: "dir/a.md", line, column, rule: "front-matter" });
  });

  it("refuses nesting no author wrote", () => {
    const stars = "*".repeat(5000);
    const deep = [
      `${"> ".repeat(5000)}深`,
      `${"- ".repeat(5000)}深`,
      `# ${stars}深${stars}`,
      "[".repeat(5000),
    ];
    for (const markdown of deep) {
      expect(take("a.md", markdown).quarantined[0]).toMatchObject({ reason: "too-deep" });
    }
  });

  it("takes a long line of stars for the rule it is", () => {
    const row = "*".repeat(5000);
    expect(text(`甲\n\n${row}\n\n乙`)).toBe("甲\n乙");
    expect(text(`# ${"*".repeat(400)}深${"*".repeat(400)}`)).toBe("深");
  });

  it("keeps the way back through any mixture of markup", () => {
    const piece = fc.constantFrom(
      ..."协商 还款 。 ， word 1 \n \n\n ** * _ ` ``` ~~ # > - 1. | |-| [ ] ( ) ![ &amp; &lt; &#20013; \\ \\* <b> </b> <br> <script> </script> <!-- --> \t --- https://e.com a@b.c"
        .split(" ")
        .concat(" ", "    "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { articles } = take("a.md", pieces.join(""));
        for (const { traced } of articles) {
          expectTraced(traced, (raw, read) => raw.startsWith("&") || (read === "-" && /^[*+]/.test(raw)));
          expectPartition(traced);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("spells out references so that they read as written", () => {
    const plain = fc.string({ unit: fc.constantFrom(..."还款&<>\"'ab1中"), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(plain, (value) => {
        const markdown = [...value].map((c) => `&#x${c.codePointAt(0)!.toString(16)};`).join("");
        expect(text(markdown)).toBe(value);
      }),
    );
  });
});
