import fc from "fast-check";
import type { Node } from "unist";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import type { Hint } from "../../../pipeline/article.ts";
import type { Block, Outline, Section } from "../../../pipeline/outline.ts";
import { structure } from "../../../pipeline/stages/structure/index.ts";
import { markerOf } from "../../../pipeline/stages/structure/markers.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const build = (text: string, hints: readonly Hint[] = []) => structure(TracedText.of(text), hints);

function blocksOf(outline: Outline): Block[] {
  const out: Block[] = [];
  const walk = (section: Section) => {
    if (section.heading) out.push(section.heading);
    out.push(...section.blocks);
    section.sections.forEach(walk);
  };
  walk(outline.root);
  return out;
}

/** Headings with their depth, `text` of the others below them. */
function sketch(text: string, hints: readonly Hint[] = []): string[] {
  const { outline } = build(text, hints);
  const out: string[] = [];
  const walk = (section: Section) => {
    if (section.heading)
      out.push(`${"#".repeat(section.depth)} ${text.slice(section.heading.body, section.heading.end)}`);
    for (const b of section.blocks)
      out.push(`${b.role === "item" ? "-".repeat(b.level) : "p"} ${text.slice(b.body, b.end)}`);
    section.sections.forEach(walk);
  };
  walk(outline.root);
  return out;
}

const LONG = "打电话之前先把每一笔的本金、利息和到期日抄在纸上，心里有数才谈得下去。";

describe("points that carry the number of what they stand below", () => {
  it("make it a heading", () => {
    const found = sketch(
      `协商还款指南\n1. 什么是协商还款\n${LONG}\n2. 协商之前的准备\n2.1 核对欠款：${LONG}\n2.2 整理凭据：${LONG}\n3. 联络的途径\n3.1 电话渠道：${LONG}\n3.2 微信渠道：${LONG}`,
    );
    expect(found.filter((line) => line.startsWith("#")).map((line) => line.replace(/^#+ /, ""))).toEqual([
      "协商还款指南",
      "什么是协商还款",
      "协商之前的准备",
      "联络的途径",
    ]);
  });
});

describe("a path over several lines", () => {
  it("its first step is no heading", () => {
    const found = sketch(`怎样联系客服\n\n${LONG}\n\n打开支付宝\n➤我的\n➤我的客服\n\n${LONG}`);
    expect(found).not.toContain("## 打开支付宝");
    expect(found.join("\n")).toContain("打开支付宝");
  });
});

describe("markerOf", () => {
  it.each([
    ["一、先算账", "cn", 1, 2],
    ["十二、结束", "cn", 12, 3],
    ["（三）材料", "cn-paren", 3, 3],
    ["1.2 渠道", "section", 2, 4],
    ["第三步：提交", "step", 3, 4],
    ["2. 打电话", "arabic", 2, 3],
    ["3）写信", "arabic", 3, 2],
    ["（4）等待", "arabic-paren", 4, 3],
    ["⑤签字", "circled", 5, 1],
    ["- 短横", "bullet", 0, 2],
    ["• 圆点", "bullet", 0, 2],
    ["☐ 方框", "bullet", 0, 2],
    ["📞 电话", "bullet", 0, 3],
  ])("%s", (line, family, ordinal, length) => {
    expect(markerOf(line)).toEqual({ marker: { family, ordinal }, length });
  });

  it.each([
    "一定要先算账",
    "3.5万元的欠款",
    "12期以内",
    "2025年",
    "第三方公司",
    "十分要紧",
    "1.",
    "9:00开门",
    "",
  ])("%j has none", (line) => {
    expect(markerOf(line)).toBeUndefined();
  });
});

describe("headings", () => {
  it("nest by their marks, the title over all", () => {
    expect(
      sketch(`怎样谈分期\n\n一、准备\n\n${LONG}\n\n（一）材料\n\n${LONG}\n\n二、开口\n\n${LONG}`),
    ).toEqual(["# 怎样谈分期", "## 准备", `p ${LONG}`, "### 材料", `p ${LONG}`, "## 开口", `p ${LONG}`]);
  });

  it("are short lines over text, questions included", () => {
    expect(sketch(`谈分期\n\n联系谁\n\n${LONG}\n\n逾期了还能谈吗？\n\n${LONG}`)).toEqual([
      "# 谈分期",
      "## 联系谁",
      `p ${LONG}`,
      "## 逾期了还能谈吗？",
      `p ${LONG}`,
    ]);
  });

  it("are not the sentences of a paragraph or the lines of a list", () => {
    expect(sketch(`谈分期\n\n先打电话说明情况。\n\n1. 身份证\n2. 工资流水\n3. 失业证明`)).toEqual([
      "# 谈分期",
      "p 先打电话说明情况。",
      "- 身份证",
      "- 工资流水",
      "- 失业证明",
    ]);
  });

  it("are what the container says they are", () => {
    const text = `谈分期\n短\n${LONG}`;
    expect(sketch(text, [{ at: 4, role: "heading", depth: 2 }])).toContain("## 短");
  });
});

describe("lists", () => {
  it("hold the marks of another family that begin anew", () => {
    expect(
      sketch(
        `谈分期\n\n${LONG}\n\n1. 材料：先备齐下面几样再去打电话。\n- 身份证\n- 工资流水\n2. 电话：工作日上午打最容易接通。`,
      ),
    ).toEqual([
      "# 谈分期",
      `p ${LONG}`,
      "- 材料：先备齐下面几样再去打电话。",
      "-- 身份证",
      "-- 工资流水",
      "- 电话：工作日上午打最容易接通。",
    ]);
  });

  it("take their levels from the container", () => {
    const text = `谈分期\n外层一项\n里层一项`;
    const { outline } = build(text, [
      { at: 4, role: "list-item", depth: 1 },
      { at: 9, role: "list-item", depth: 2 },
    ]);
    expect(
      blocksOf(outline)
        .filter((b) => b.role === "item")
        .map((b) => b.level),
    ).toEqual([1, 2]);
  });
});

describe("labels", () => {
  const labels = (text: string) =>
    blocksOf(build(`谈分期\n${LONG}\n${text}`).outline).flatMap((b) =>
      b.label ? [`谈分期\n${LONG}\n${text}`.slice(b.label.start, b.label.end)] : [],
    );
  it.each([
    ["记录通话：每次都写下工号和时间。", ["记录通话"]],
    ["1. 态度平和: 别在电话里争吵。", ["态度平和"]],
    ["- 备齐材料。身份证和流水都要清楚。", ["备齐材料"]],
  ])("%s", (text, found) => expect(labels(text)).toEqual(found));

  it.each([
    "例如：先还一半。",
    "客服说：可以分期。",
    "https://example.com/a",
    "热线9:00开通，打之前先备好材料。",
    "先打电话，再等：不要急。",
  ])("%s: none", (text) => expect(labels(text)).toEqual([]));
});

describe("the tree", () => {
  const raw = `谈分期\n\n一、材料\n\n1. 身份证(shēn)复印件要清楚，四个角都拍到。\n- 正面\n- 反面\n\n“我愿意还款。”\n\n${LONG}`;
  const at = raw.indexOf("(shēn)");
  const traced = TracedText.of(raw).edit([
    { start: at, end: at + 6, text: "", rule: "repair/reading", absorb: true },
  ]);

  it("places every node where its text stands in the raw text", () => {
    const { tree } = structure(traced, []);
    visit(tree, (node: Node & { value?: string }) => {
      const { start, end } = node.position!;
      const slice = raw.slice(start.offset, end.offset);
      if (node.value !== undefined) expect(slice.replace("(shēn)", "")).toBe(node.value);
      const before = raw.slice(0, start.offset).split("\n");
      expect([start.line, start.column]).toEqual([before.length, before.at(-1)!.length + 1]);
    });
  });

  it("has headings, lists inside lists and quotations", () => {
    const { tree } = structure(traced, []);
    const types: string[] = [];
    visit(tree, (node) => void types.push(node.type));
    expect(types).toEqual(
      expect.arrayContaining(["heading", "list", "listItem", "blockquote", "paragraph", "text"]),
    );
    expect(types.filter((t) => t === "list")).toHaveLength(2);
  });
});

describe("any text", () => {
  const line = fc
    .array(
      fc.constantFrom(
        "一、",
        "1. ",
        "- ",
        "（二）",
        "①",
        "第一步",
        "标签：",
        "说明困难",
        "。",
        "？",
        "“好”",
        "打电话",
        " ",
        "1.1 ",
      ),
      { maxLength: 6 },
    )
    .map((a) => a.join(""));
  const text = fc.oneof(
    fc.array(line, { maxLength: 14 }).map((a) => a.join("\n")),
    fc.string({ unit: "grapheme", maxLength: 80 }),
  );

  it("has each of its lines in exactly one block, in order", () => {
    fc.assert(
      fc.property(text, (raw) => {
        const { outline } = build(raw);
        const blocks = blocksOf(outline).sort((a, b) => a.start - b.start);
        const lines = raw
          .split("\n")
          .map((l) => l.trim())
          .filter((l) => l !== "");
        expect(blocks.map((b) => raw.slice(b.start, b.end))).toEqual(lines);
        for (const b of blocks) {
          expect(b.body).toBeGreaterThanOrEqual(b.start);
          expect(b.body).toBeLessThanOrEqual(b.end);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has a tree whose text is its text", () => {
    fc.assert(
      fc.property(text, (raw) => {
        visit(build(raw).tree, "text", (node) => {
          expect(raw.slice(node.position!.start.offset, node.position!.end.offset)).toBe(node.value);
        });
      }),
      { numRuns: 200 },
    );
  });
});
