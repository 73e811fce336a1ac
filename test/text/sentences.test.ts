import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clauses, quotations, type Range, sentences, trim } from "../../pipeline/text/sentences.ts";

const cut = (text: string, ranges: readonly Range[]) => ranges.map((r) => text.slice(r.start, r.end));
const split = (text: string) => cut(text, sentences(text));

/** Texts made of what the splitter looks at. */
const marks = fc
  .array(
    fc.constantFrom(
      "先",
      "谈",
      "。",
      "！",
      "…",
      "“",
      "”",
      "「",
      "」",
      "，",
      "：",
      "\n",
      " ",
      ".",
      "3",
      "?",
      "）",
    ),
    { maxLength: 60 },
  )
  .map((a) => a.join(""));

describe("sentences", () => {
  it.each([
    ["先打电话。再写信！行吗？", ["先打电话。", "再写信！", "行吗？"]],
    ["等一等……再说。", ["等一等……", "再说。"]],
    ["一行\n两行", ["一行", "两行"]],
    ["他说：“我愿意还。现在难。”然后挂了。", ["他说：“我愿意还。现在难。”", "然后挂了。"]],
    ["可以说“能分期吗？”，也可以写信。", ["可以说“能分期吗？”，也可以写信。"]],
    ["“愿意还。”的意思要先说。", ["“愿意还。”的意思要先说。"]],
    ["（先备材料。）再去。", ["（先备材料。）", "再去。"]],
    ["年利率3.6。", ["年利率3.6。"]],
    ["没有句号", ["没有句号"]],
    ["", []],
    [" \n\n ", []],
  ])("%j", (text, parts) => expect(split(text)).toEqual(parts));

  it("goes on where a quotation is never closed", () => {
    expect(split("他说“愿意还。再谈。")).toEqual(["他说“愿意还。", "再谈。"]);
  });

  it("gives offsets of the whole text for a part of it", () => {
    const text = "前。中间一句。后。";
    expect(cut(text, sentences(text, 2, 7))).toEqual(["中间一句。"]);
  });

  it("covers every character that is not blank, once and in order", () => {
    fc.assert(
      fc.property(fc.oneof(marks, fc.string({ unit: "grapheme" })), (text) => {
        const ranges = sentences(text);
        let at = 0;
        for (const r of ranges) {
          expect(text.slice(at, r.start).trim()).toBe("");
          expect(r.end).toBeGreaterThan(r.start);
          expect(text.slice(r.start, r.end)).toBe(text.slice(r.start, r.end).trim());
          at = r.end;
        }
        expect(text.slice(at).trim()).toBe("");
      }),
    );
  });
});

describe("clauses", () => {
  it.each([
    ["先打电话，说明困难；再提方案。", ["先打电话", "说明困难", "再提方案"]],
    ["可以说“能，分期吗”，然后等。", ["可以说“能，分期吗”", "然后等"]],
    ["服务时间9:00开始", ["服务时间9:00开始"]],
    ["标签：正文", ["标签", "正文"]],
  ])("%j", (text, parts) => expect(cut(text, clauses(text))).toEqual(parts));

  it("never overlap", () => {
    fc.assert(
      fc.property(marks, (text) => {
        let at = 0;
        for (const r of clauses(text)) {
          expect(r.start).toBeGreaterThanOrEqual(at);
          expect(r.end).toBeGreaterThan(r.start);
          at = r.end;
        }
      }),
    );
  });
});

describe("quotations", () => {
  it("are given with their marks, of either form", () => {
    const text = "说“一”，写「二」，念『三』。";
    expect(cut(text, quotations(text))).toEqual(["“一”", "「二」", "『三』"]);
  });

  it("end within their line or are none", () => {
    expect(quotations("“开头\n结尾”")).toEqual([]);
    expect(quotations("没有”开头")).toEqual([]);
  });
});

describe("trim", () => {
  it("leaves blanks at both ends out", () => expect(trim("  字 ", 0, 4)).toEqual({ start: 2, end: 3 }));
  it("gives an empty range for blanks alone", () => {
    const { start, end } = trim("   ", 0, 3);
    expect(start).toBe(end);
  });
});
