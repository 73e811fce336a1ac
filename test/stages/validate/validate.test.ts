import { describe, expect, it } from "vitest";
import type { BuildResult } from "../../../pipeline/result.ts";
import { isPhoneForm } from "../../../pipeline/stages/validate/advice.ts";
import { validate } from "../../../pipeline/stages/validate/index.ts";
import type { AdviceItem } from "../../../schemas/advice.ts";
import type { DocumentRecord } from "../../../schemas/article.ts";
import { articleOf, evidenceOf, itemOf, resultOf, sampleResult } from "../../helpers/result.ts";

type Change = {
  record?: (r: DocumentRecord) => Partial<DocumentRecord>;
  item?: (i: AdviceItem) => Partial<AdviceItem>;
};

/** The sample with its first article, or its channel item of line 2, spoiled. */
function spoiled({ record, item }: Change): BuildResult {
  const sample = sampleResult();
  const [first, ...rest] = sample.articles;
  return {
    ...sample,
    articles: [
      record ? { ...first!, record: { ...first!.record, ...record(first!.record) } } : first!,
      ...rest,
    ],
    advice: {
      ...sample.advice,
      items: sample.advice.items.map((i) => (item && i.id === "a-000000000001" ? { ...i, ...item(i) } : i)),
    },
  };
}

const firstEvidence = (item: AdviceItem) => item.evidence[0]!;

describe("validate", () => {
  it("finds no fault in a build that holds", () => {
    expect(validate(sampleResult())).toEqual([]);
  });

  it.each<[string, Change, string, string]>([
    ["a hash that is none", { record: () => ({ sha256: "beef" }) }, "schema", "1:1"],
    [
      "a span that begins before the text",
      { record: (r) => ({ spans: [{ ...r.spans[0]!, start: -1 }, r.spans[1]!] }) },
      "schema",
      "1:1",
    ],
    ["a field no schema knows", { record: () => ({ surplus: 1 }) as object }, "schema", "1:1"],
    ["a title that is too long", { item: () => ({ title: "长".repeat(25) }) }, "schema", "2:1"],
    ["opening hours of another form", { item: () => ({ hours: "9点" }) }, "schema", "2:1"],
    [
      "a quote that is not the raw text",
      { item: (i) => ({ evidence: [{ ...firstEvidence(i), quote: "别的话" }] }) },
      "grounding",
      "2:1",
    ],
    [
      "a quote shifted by one",
      { item: (i) => ({ evidence: [{ ...firstEvidence(i), start: firstEvidence(i).start + 1 }] }) },
      "grounding",
      "2:2",
    ],
    [
      "evidence beyond the end",
      { item: (i) => ({ evidence: [{ ...firstEvidence(i), end: 999 }] }) },
      "grounding",
      "2:1",
    ],
    [
      "evidence on text that was removed",
      { item: (i) => ({ evidence: [{ ...firstEvidence(i), start: 0, end: 9, quote: "# 首页 > 正文" }] }) },
      "evidence-kept",
      "1:1",
    ],
    [
      "evidence that begins in text that was removed",
      {
        item: (i) => ({
          evidence: [{ ...firstEvidence(i), start: 7, quote: `正文\n${firstEvidence(i).quote}` }],
        }),
      },
      "evidence-kept",
      "1:8",
    ],
    ["a number nobody can dial", { item: () => ({ phones: ["95"] }) }, "phone-form", "2:1"],
    ["a number no evidence states", { item: () => ({ phones: ["95188", "95533"] }) }, "slot-evidence", "2:1"],
    ["hours no evidence states", { item: () => ({ hours: "08:00-20:00" }) }, "slot-evidence", "2:1"],
    ["more support than articles", { item: () => ({ support: 2 }) }, "support", "2:1"],
    ["a blank text", { item: () => ({ text: " \n" }) }, "empty-text", "2:1"],
    [
      "a disagreement with nobody",
      { item: () => ({ disagrees: [{ id: "a-0123456789ab", reason: "r" }] }) },
      "reference",
      "2:1",
    ],
    [
      "a disagreement with itself",
      { item: (i) => ({ disagrees: [{ id: i.id, reason: "r" }] }) },
      "reference",
      "2:1",
    ],
    ["a variant that is not there", { item: () => ({ variants: ["a-0123456789ab"] }) }, "reference", "2:1"],
    ["a variant that is no channel", { item: () => ({ variants: ["a-000000000003"] }) }, "reference", "2:1"],
    ["an item out of order", { item: () => ({ phase: "after" }) }, "order", "1:1"],
    ["an article without text", { record: () => ({ text: "\n" }) }, "empty-text", "1:1"],
    [
      "a character no span accounts for",
      { record: (r) => ({ spans: [r.spans[0]!] }) },
      "span-partition",
      "2:1",
    ],
    [
      "a hole in a span",
      { record: (r) => ({ spans: [r.spans[0]!, { ...r.spans[1]!, start: 12 }] }) },
      "span-partition",
      "2:1",
    ],
    [
      "spans that overlap",
      { record: (r) => ({ spans: [r.spans[0]!, { ...r.spans[1]!, start: 8 }] }) },
      "span-partition",
      "1:9",
    ],
    ["spans out of order", { record: (r) => ({ spans: [...r.spans].reverse() }) }, "span-partition", "1:1"],
    [
      "a span beyond the end",
      { record: (r) => ({ spans: [r.spans[0]!, { ...r.spans[1]!, end: 99 }] }) },
      "span-partition",
      "2:1",
    ],
    [
      "a duplicate of nothing",
      { record: () => ({ duplicateOf: "d-000000000000", similarity: 1 }) },
      "duplicate",
      "1:1",
    ],
    ["a duplicate of itself", { record: (r) => ({ duplicateOf: r.id, similarity: 1 }) }, "duplicate", "1:1"],
    [
      "a duplicate without its similarity",
      { record: () => ({ duplicateOf: "d-dbf4e3abb77d" }) },
      "duplicate",
      "1:1",
    ],
    ["articles out of order", { record: () => ({ source: "c.txt" }) }, "order", "1:1"],
  ])("faults %s, naming the line", (_, change, rule, place) => {
    const faults = validate(spoiled(change), "raw");
    expect(faults.map((f) => [f.rule, `${f.line}:${f.column}`])).toContainEqual([rule, place]);
    for (const fault of faults) expect(fault.file).toMatch(/^raw\/(a 文章|b|c)\.txt$/);
  });

  it("faults two articles, or two items, of one id", () => {
    const article = articleOf("a.txt", "先联系客服。");
    const again = { ...article, record: { ...article.record, source: "b.txt" } };
    expect(validate(resultOf([article, again])).map((f) => [f.file, f.rule])).toEqual([
      ["b.txt", "unique-id"],
    ]);
    const item = itemOf([evidenceOf(article, "先联系客服。")]);
    expect(validate(resultOf([article], [item, item])).map((f) => f.rule)).toEqual(["unique-id"]);
  });

  it("faults evidence in an article that is not there, blaming no source for it", () => {
    const article = articleOf("a.txt", "先联系客服。");
    const gone = articleOf("b.txt", "再约定时间。");
    const item = itemOf([evidenceOf(gone, "再约定时间。")]);
    expect(validate(resultOf([article], [item]), "raw")).toMatchObject([{ file: "raw", rule: "reference" }]);
  });

  it("faults a chain of duplicates: the survivor has to be named", () => {
    const [a, b, c] = ["一二三", "一二四", "一二五"].map((text, i) => articleOf(`${i}.txt`, text));
    const of = (x: typeof a, y: typeof b) => ({
      ...x!,
      record: { ...x!.record, duplicateOf: y!.record.id, similarity: 0.8 },
    });
    expect(validate(resultOf([a!, of(b, a), of(c, b)])).map((f) => [f.file, f.rule])).toEqual([
      ["2.txt", "duplicate"],
    ]);
  });

  it("faults articles that went missing on the way", () => {
    expect(validate({ ...sampleResult(), articlesIn: 4 }, "raw")).toMatchObject([
      { file: "raw", rule: "article-count" },
    ]);
  });

  it("accepts evidence with an advertisement taken out of its middle", () => {
    const raw = "先打客服电话说明情况，\n# 加微信\n再约定还款的日子。";
    const article = articleOf("a.txt", raw);
    expect(validate(resultOf([article], [itemOf([evidenceOf(article, raw)])]))).toEqual([]);
  });

  it.each([
    "110",
    "95188",
    "12378",
    "100000",
    "400-800-8888",
    "13800138000",
    "021-12345678",
    "0800-123-456",
  ])("takes %s for a form that can be dialled", (phone) => expect(isPhoneForm(phone)).toBe(true));

  it.each([
    "",
    "95",
    "123456789",
    "95188-",
    "400 800 8888",
    "12345678901234",
    "九五",
  ])("takes %j for none", (phone) => expect(isPhoneForm(phone)).toBe(false));
});
