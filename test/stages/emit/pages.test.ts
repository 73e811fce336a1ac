import type { Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { beforeAll, describe, expect, it } from "vitest";
import { buildContent } from "../../../pipeline/build.ts";
import type { BuildResult } from "../../../pipeline/result.ts";
import { articleBody, articlePage } from "../../../pipeline/stages/emit/article-page.ts";
import { Ledger } from "../../../pipeline/stages/emit/file.ts";
import { pathOf } from "../../../pipeline/stages/emit/page-parts.ts";
import { pages } from "../../../pipeline/stages/emit/pages.ts";
import { totals } from "../../../pipeline/stages/emit/report.ts";
import { reportPage } from "../../../pipeline/stages/emit/report-page.ts";
import { linesOf, oneLine } from "../../../pipeline/text/markdown.ts";
import { type AdviceItem, Kind } from "../../../schemas/advice.ts";
import { linksWithin, lint, nodesOf, readPage } from "../../helpers/markdown.ts";
import { articleOf, contentsOf, evidenceOf, itemOf, resultOf, sampleResult } from "../../helpers/result.ts";

/** The Markdown of a build, without its other formats. */
function pagesOf(result: BuildResult): Map<string, string> {
  const sums = totals(result);
  const files = [
    ...pages(result, sums),
    ...[...result.articles].map((article) => ({
      path: pathOf.article(article.record.id),
      contents: articlePage(article),
    })),
    { path: pathOf.report, contents: reportPage(result, sums) },
  ];
  return contentsOf(new Ledger().watch(files));
}

/** Titles and texts as bad as they come; none longer than a title may be. */
const HOSTILE = [
  "<script>alert(1)</sc>",
  "<!--@include: ../x-->",
  "a | b | c",
  "`code` and ```fence",
  "---",
  "--- title: x",
  "{{ 1 + 1 }} {{{x}}}",
  "{% raw %} {{< x >}}",
  "{x} {#id .c onclick=y}",
  "import x from 'y'",
  "# 一级 ## 二级",
  "1. 第一 2. 第二",
  "- [ ] 待办 [x]: /y [^1]",
  "![图](http://x.cn/a.png)",
  "[[双链]] ==高亮== %%藏%%",
  "::: danger",
  "👩‍👩‍👧🙂 表情",
  "“引号” 'a' \"b\" \\",
  "yes",
  "null: ~",
  "  空  白 ",
];

/** As many items as there are bad texts, of every kind in turn, in articles with bad names. */
function hostileResult(): BuildResult {
  const long = "很长的标题".repeat(60);
  const raw = HOSTILE.map((text, i) => `第${i}条：${text}\n\n另一行 ${text}`).join("\n");
  const article = articleOf(
    "a|b `c` <d>.txt",
    raw,
    { title: long, url: "https://x.cn/(a)?b=[c]&copy=<d>" },
    bodyOfLines(raw, long),
  );
  const said = `别处说：${HOSTILE.join(" ")}`;
  const title = "---\ntitle: 冒充\n{{ x }}";
  const copy = { title, duplicateOf: article.record.id, similarity: 0.9 };
  const other = articleOf("e.txt", said, copy, bodyOfLines(said, title));
  const items = HOSTILE.map((text, i) => {
    const kind = Kind.options[i % Kind.options.length]!;
    const evidence = [evidenceOf(article, `第${i}条：${text}\n\n另一行 ${text}`), evidenceOf(other, said)];
    return itemOf(evidence, {
      id: `a-${String(i).padStart(12, "0")}`,
      kind,
      title: text,
      text: `${text}\n另一行 ${text}`,
      products: [text],
      path: [text, "“设置”"],
      materials: [text],
      options: [text],
      flags: ["text-gap", text],
      disagrees: i === 0 ? [] : [{ id: "a-000000000000", reason: text }],
    });
  });
  return resultOf([article, other], items);
}

/** An item as every kind of page must give it back. */
function expectRoundTrip(item: AdviceItem, markdown: string) {
  for (const version of ["1.1", "1.2"] as const) {
    const { front } = readPage(markdown, version);
    const { id, title, kind, phase, products, support, flags, phones, hours, materials, options } = item;
    const { periods, durations, amounts, rates } = item;
    expect(front).toMatchObject(
      JSON.parse(
        JSON.stringify({
          ...{ id, title, kind, phase, products, support, flags, phones, hours, materials, options },
          ...{ periods, durations, amounts, rates, menu: item.path },
          sources: [...new Set(item.evidence.map((e) => e.document))],
        }),
      ),
    );
  }
  const { tree } = readPage(markdown);
  const [title, ...rest] = tree.children;
  expect([title?.type, textOf(title!)]).toEqual(["heading", oneLine(item.title)]);
  const said = linesOf(item.text);
  if (item.kind === "script") {
    expect(rest[0]!.type === "blockquote" && rest[0].children.map((node) => textOf(node))).toEqual(said);
  } else {
    expect(rest.slice(0, said.length).map((node) => textOf(node))).toEqual(said);
  }
  const quotes = nodesOf(tree, "blockquote").slice(item.kind === "script" ? 1 : 0);
  expect(quotes.map((quote) => quote.children.slice(0, -1).map((node) => textOf(node)))).toEqual(
    item.evidence.map((evidence) => linesOf(evidence.quote)),
  );
}

/** As the structure stage gives it: every line a paragraph of text. */
function bodyOfLines(raw: string, title: string): string {
  const children = linesOf(raw).map((value) => ({
    type: "paragraph" as const,
    children: [{ type: "text" as const, value }],
  }));
  return articleBody({ type: "root", children }, { title, source: "a.txt" });
}

const results: Record<string, () => Promise<BuildResult>> = {
  "the articles of raw/": () => buildContent({ raw: "raw" }),
  "a small build": async () => sampleResult(),
  "a build of hostile texts": async () => hostileResult(),
  "a build without an item": async () => resultOf([articleOf("a.txt", "没有建议。")]),
  "a build of nothing": async () => resultOf([]),
};

describe.each(Object.keys(results))("pages of %s", (name) => {
  let result: BuildResult;
  let made: Map<string, string>;
  beforeAll(async () => {
    result = await results[name]!();
    made = pagesOf(result);
  }, 60_000);

  it("are clean to remark-lint", async () => {
    const found: string[] = [];
    for (const [path, markdown] of made) found.push(...(await lint(markdown)).map((m) => `${path}:${m}`));
    expect(found).toEqual([]);
  });

  it("link to pages that are there", () => {
    for (const [path, markdown] of made) {
      for (const to of linksWithin(path, readPage(markdown).tree))
        expect(made.has(to), `${path} → ${to}`).toBe(true);
    }
  });

  it("hold no HTML, no image, no code that is run, and no template of a site generator", () => {
    for (const [path, markdown] of made) {
      const { tree } = readPage(markdown);
      const nodes = (["html", "image", "definition", "footnoteReference"] as const).flatMap((t) =>
        nodesOf(tree, t),
      );
      expect(nodes, path).toEqual([]);
      const body = markdown.slice(markdown.indexOf("\n---\n", 4));
      expect(body, path).not.toMatch(/\{\{|\{%|<!--|^<<<|^:::|^(import|export)\b/m);
    }
  });

  it("are one for each item and article, each with everything that is known of it", () => {
    expect([...made.keys()].filter((p) => p.startsWith("items/")).sort()).toEqual(
      result.advice.items.map(({ id }) => `items/${id}.md`).sort(),
    );
    for (const item of result.advice.items) expectRoundTrip(item, made.get(`items/${item.id}.md`)!);
    for (const { record } of result.articles) {
      const { front } = readPage(made.get(`articles/${record.id}.md`)!);
      expect(front).toMatchObject({ id: record.id, source: record.source, sha256: record.sha256 });
      if (record.title !== undefined) expect(front.title).toBe(record.title);
    }
  });

  it("lead to every item from the guide or the page of its phase", () => {
    const reached = new Set(
      [...made]
        .filter(([path]) => path.startsWith("advice/"))
        .flatMap(([path, markdown]) => linksWithin(path, readPage(markdown).tree)),
    );
    for (const { id } of result.advice.items) expect(reached.has(`items/${id}.md`), id).toBe(true);
  });
});

describe("the guide", () => {
  const raw = "第一步先算账。\n第二步打电话。\n第三步写信。\n第四步签字。\n";
  const first = articleOf("a.txt", raw);
  const second = articleOf("b.txt", "第二步打电话。\n第三步写信。\n");
  const step = (quote: string, id: string, more: Partial<AdviceItem> = {}) => {
    const evidence = [first, second].filter((a) => a.raw.includes(quote)).map((a) => evidenceOf(a, quote));
    return itemOf(evidence, { id, kind: "action", title: quote.slice(0, -1), ...more });
  };

  const bodyOf = (items: AdviceItem[], path = "guide.md") =>
    readPage(pagesOf(resultOf([first, second], items)).get(path)!).tree;

  it("gives steps in the order of the articles, whatever their support", () => {
    const items = [
      step("第三步写信。", "a-000000000001"),
      step("第二步打电话。", "a-000000000002"),
      step("第四步签字。", "a-000000000003"),
      step("第一步先算账。", "a-000000000004"),
    ];
    const [steps] = nodesOf(bodyOf(items), "list");
    expect([steps?.ordered, steps?.children.map((entry) => textOf(entry).slice(0, 3))]).toEqual([
      true,
      ["第一步", "第二步", "第三步", "第四步"],
    ]);
  });

  it("lists papers as boxes to tick, most asked for first, each once", () => {
    const items = [
      step("第一步先算账。", "a-000000000001", { kind: "material", materials: ["住院证明", "银行流水"] }),
      step("第二步打电话。", "a-000000000002", { materials: ["银行流水"] }),
      step("第三步写信。", "a-000000000003", { kind: "case", materials: ["停运证明"] }),
    ];
    const boxes = nodesOf(bodyOf(items), "listItem").filter((entry) => entry.checked === false);
    expect(boxes.map((box) => textOf(box).split("（")[0])).toEqual(["银行流水", "住院证明"]);
  });

  it("gives words to say as a quotation, with the page they stand on", () => {
    const tree = bodyOf([
      step("第三步写信。", "a-000000000001", { kind: "script", text: "您好。\n我想分期。" }),
    ]);
    const quote = nodesOf(tree, "blockquote").at(-1)!;
    expect(quote.children.map((node) => textOf(node))).toEqual(["您好。", "我想分期。", "——第三步写信"]);
  });

  it.each([
    [[], "与已知号码一致"],
    [["unverified-contact"], "未核实"],
    [["contact-conflict"], "与机构对不上"],
  ])("says of a channel with flags %j that its number is %s", (flags, words) => {
    const channel = step("第二步打电话。", "a-000000000001", {
      kind: "channel",
      phones: ["95188"],
      hours: "09:00-21:00",
      path: ["我的", "客服"],
      products: ["huabei"],
      flags,
    });
    const [grid] = nodesOf(bodyOf([channel], "advice/2-contact.md"), "table");
    const cells = grid!.children[1]!.children.map((cell) => textOf(cell));
    expect(cells.slice(0, 5)).toEqual(["第二步打电话", "花呗", "95188", "09:00-21:00", "我的 → 客服"]);
    expect(cells[5]).toContain(words);
  });

  it("puts statements that disagree side by side, once, with the words of both articles", () => {
    const items = [
      step("第一步先算账。", "a-000000000001", { disagrees: [{ id: "a-000000000002", reason: "次序不同" }] }),
      step("第三步写信。", "a-000000000002", { disagrees: [{ id: "a-000000000001", reason: "次序不同" }] }),
    ];
    const [grid, ...more] = nodesOf(bodyOf(items), "table");
    expect(more).toEqual([]);
    const rows = grid!.children.slice(1).map((row) => row.children.map((cell) => textOf(cell)));
    expect(rows).toEqual([
      [expect.stringContaining("先算账"), expect.stringContaining("写信"), "次序不同"],
      [
        expect.stringMatching(/“第一步先算账。”——a\.txt/),
        expect.stringMatching(/“第三步写信。”——[ab]\.txt/),
        "",
      ],
    ]);
  });

  it("says how many entries of a long section it leaves to the page of the phase, which has them all", () => {
    const items = Array.from({ length: 60 }, (_, i) =>
      step("第二步打电话。", `a-${String(i).padStart(12, "0")}`, { kind: "caution", phase: "contact" }),
    );
    const pages = pagesOf(resultOf([first, second], items));
    expect(pages.get("guide.md")).toContain("还有 10 条，见[联系机构](advice/2-contact.md)。");
    expect(linksWithin("advice/2-contact.md", readPage(pages.get("advice/2-contact.md")!).tree)).toEqual(
      expect.arrayContaining(items.map(({ id }) => `items/${id}.md`)),
    );
  });
});

describe("the page of an article", () => {
  it("keeps what site generators would run as the characters it is", () => {
    const tree: Root = {
      type: "root",
      children: [
        { type: "paragraph", children: [{ type: "text", value: "价格 {{ price }} 和 {{{x}}} {% if %}" }] },
        { type: "paragraph", children: [{ type: "text", value: "import a from 'b'" }] },
        { type: "paragraph", children: [{ type: "text", value: "::: danger" }] },
        { type: "code", lang: "js {1}", value: "a = {{ b }}\n<!--@include: ./x-->" },
        { type: "code", lang: "vue", meta: "eval", value: "let a = 1" },
        {
          type: "paragraph",
          children: [
            { type: "text", value: "{" },
            { type: "html", value: "{ x }}" },
          ],
        },
      ],
    };
    const body = articleBody(tree, { title: "标题", source: "a.txt" });
    expect(body).not.toMatch(/\{\{|\{%|<!--|^:::|^import/m);
    const page = readPage(`---\na: 1\n---\n\n${body}`).tree;
    expect(page.children.map((node) => textOf(node))).toEqual([
      "标题",
      "价格 {{ price }} 和 {{{x}}} {% if %}",
      "import a from 'b'",
      "::: danger",
      "a = {{ b }}",
      "<!--@include: ./x-->",
      "let a = 1",
      "{{ x }}",
    ]);
    expect(nodesOf(page, "code")[0]).toMatchObject({ lang: null, meta: null });
  });

  it("names what it was made from, without a key that tells a site generator where to publish", () => {
    const page = pagesOf(sampleResult()).get("articles/d-f826ee21c808.md")!;
    const { front } = readPage(page);
    expect(front).toMatchObject({ title: "<怎么>谈", source: "a 文章.txt", published: "2024-05-01" });
    expect(front.sourceUrl).toBe("https://example.com/a?b=1&c=2");
    for (const key of ["url", "path", "slug", "layout", "type", "draft"])
      expect(front).not.toHaveProperty(key);
  });
});
