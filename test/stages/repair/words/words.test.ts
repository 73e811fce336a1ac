import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairWords } from "../../../../pipeline/stages/repair/words/index.ts";
import { simplify } from "../../../../pipeline/stages/simplify/index.ts";
import { TracedText } from "../../../../pipeline/text/traced.ts";
import { gaps, punctuation, scriptRules, spun, substitutions, wordRules } from "./tables.ts";

const run = (text: string) => repairWords(simplify(TracedText.of(text), scriptRules).traced, wordRules);

const clean = fileURLToPath(new URL("../clean/", import.meta.url));
const articles = readdirSync(clean).map((name) => [name, readFileSync(clean + name, "utf8")] as const);

describe("clean, well-written articles", () => {
  it("are five or more, of some length", () => {
    expect(articles.length).toBeGreaterThanOrEqual(5);
    for (const [name, text] of articles) expect(text.length, name).toBeGreaterThan(400);
  });

  it.each(articles)("%s comes through with no edit and no mark", (_, text) => {
    const { changes, marks } = run(text);
    expect(changes).toEqual([]);
    expect(marks).toEqual([]);
  });

  it("come through all together, as one long page, with no edit", () => {
    expect(run(articles.map(([, text]) => text).join("\n")).changes).toEqual([]);
  });
});

describe("marks", () => {
  it.each([
    ["先核对金额,再打电话;最后留证据.", "先核对金额，再打电话；最后留证据。"],
    ["ＡＰＰ里可以查到１２期的账单", "APP里可以查到12期的账单"],
    ["先冷静，，再打电话。。", "先冷静，再打电话。"],
    ["温 馨 提 示", "温馨提示"],
    ["您好 ，请问 ，能分期 ，或者延期 ，都可以 。", "您好，请问，能分期，或者延期，都可以。"],
    ['他说:"下月还."', "他说：“下月还。”"],
    ["第一句.第二句.\n第三句.第四句.", "第一句。第二句。\n第三句。第四句。"],
  ])("%s", (text, expected) => {
    expect(run(text).text).toBe(expected);
  });

  it.each([
    "服务时间9:00-21:00",
    "欠款1,234.56元，利率3.5%",
    "网址https://example.com/help?id=1,2;x=3",
    "邮箱help.desk@example.com",
    "版本10.2.1(build 7)",
    "1.先列清单\n2.再打电话",
    "点击右上角的“...”",
    "Hello, world! It works; really?",
    "乔治.奥威尔写过一本书",
    "等等。。。再说吧",
    "张三 李四 王五",
    "2024年1月 3日",
    "笑死:)",
    "console.log('还款'); // 打印",
    "| 项目 | 金额 |\n| :--- | ---: |",
  ])("leaves %s", (text) => {
    expect(run(text).text).toBe(text);
  });
});

describe("deleted words", () => {
  it("flags a hole it cannot fill, at its place in the raw text, and closes it", () => {
    const raw = "除了 ，您还可以写信。";
    const { text, marks } = run(raw);
    expect(text).toBe("除了，您还可以写信。");
    expect(marks).toEqual([{ at: 2, flag: "text-gap", rule: "gaps/blank-before-mark" }]);
  });

  it("does not take a page's habit of blanks before marks for deletions", () => {
    expect(run("先算账 ，再打电话 ，说明困难 ，提出方案 ，等待答复 。").marks).toEqual([]);
  });

  it("flags a blank amid a clause of prose", () => {
    expect(run("把身份证和流水准备好，这些 最好提前扫描，通话时马上就能用。").marks.map((m) => m.at)).toEqual(
      [13],
    );
  });
});

describe("spun words", () => {
  const synonyms = "倘若收入中断，使用者理应及时说明。";

  it("leaves harmless synonyms where nothing shows that the page is spun", () => {
    expect(run(synonyms).text).toBe(synonyms);
  });

  it("swaps them back on a page where certain rows fire", () => {
    const page = `${synonyms}与客服实施沟通至关要紧，留下联系形式。`;
    expect(run(page).text).toBe("如果收入中断，用户应该及时说明。与客服进行沟通至关重要，留下联系方式。");
  });
});

describe("lost commas", () => {
  it("are not put into a page that has lost none", () => {
    const text = "银行收到材料之后一般会在五个工作日内答复但是遇到节假日会顺延。我们要耐心等。";
    expect(run(text).text).toBe(text);
  });
});

describe("quotes", () => {
  it("keep their words, and only their marks are widened", () => {
    const text = "与客服实施沟通至关要紧,可以说:“倘若本人的起因属实,之一步应实施协商吗?”,再留下联系形式。";
    expect(run(text).text).toBe(
      "与客服进行沟通至关重要，可以说：“倘若本人的起因属实，之一步应实施协商吗？”，再留下联系方式。",
    );
  });

  it("shield nothing but width, whatever stands inside", () => {
    const inside = [...spun.rows, ...substitutions.rows].flatMap((row) => row.examples.map((e) => e.in));
    for (const text of inside) {
      const { text: out } = repairWords(TracedText.of(`“${text}”`), wordRules);
      expect(out, text).toBe(`“${text}”`);
    }
  });
});

/** Everything the tables react to, so that random texts are full of triggers. */
const triggers = [
  ...[...substitutions.rows, ...spun.rows].flatMap((row) => Object.keys(row.swap)),
  ...gaps.rows.flatMap((row) =>
    "swap" in row ? Object.keys(row.swap) : "hole" in row ? row.hole : ["1 3天", "9:00 21:00"],
  ),
  ...punctuation.rows.flatMap((row) => ("comma" in row ? row.words : Object.keys(row.marks))),
];
const contexts = spun.rows.flatMap((row) =>
  (row.where ?? []).flatMap((w) => [...(w.after ?? []), ...(w.before ?? [])]),
);

const soup = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...triggers) },
      { weight: 3, arbitrary: fc.constantFrom(...contexts.filter((c) => !c.startsWith("<"))) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(" ", "\n", "“", "”", '"', "，", "。", "、", ".", "(", ")", "银行", "的"),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 3, unit: "binary" }) },
    ),
    { maxLength: 50 },
  )
  .map((pieces) => pieces.join(""));

describe("repairWords on any text", () => {
  it("never throws, and has nothing left to do the second time", () => {
    fc.assert(
      fc.property(soup, (text) => {
        const once = repairWords(TracedText.of(text), wordRules);
        const twice = repairWords(TracedText.of(once.text), wordRules);
        expect(twice.text).toBe(once.text);
      }),
      { numRuns: 300 },
    );
  });

  it("changes nothing inside quotes but the width of letters and marks", () => {
    const folded = (text: string) =>
      text.normalize("NFKC").replaceAll("。", ".").replaceAll("“", '"').replaceAll("”", '"');
    fc.assert(
      fc.property(soup, soup, (outside, inside) => {
        const quote = `“${inside.replace(/[“”"「」『』《》\n\r]/g, "")}”`;
        const { text } = repairWords(
          TracedText.of(`${outside.replace(/["“”「」『』《》]/g, "")}\n${quote}`),
          wordRules,
        );
        expect(folded(text.slice(text.lastIndexOf("\n") + 1))).toBe(folded(quote));
      }),
    );
  });

  it("names a rule for every change", () => {
    const rules = /^(punctuation|substitutions|gaps|spun)\/[a-z0-9-]+$/;
    fc.assert(
      fc.property(soup, (text) => {
        const { changes, marks } = repairWords(TracedText.of(text), wordRules);
        for (const change of changes) expect(change.rule).toMatch(rules);
        for (const mark of marks) expect(mark.flag).toBe("text-gap");
      }),
    );
  });

  it("takes time in proportion to the text", () => {
    const some = triggers.filter((_, i) => i % 25 === 0);
    for (const trigger of [...some, "，", "“", '"', "(", ".", " ", "，  ", "啊 ", "a:", "1 3"]) {
      const text = trigger.repeat(10_000);
      expect(repairWords(TracedText.of(text), wordRules).raw.length).toBe(text.length);
    }
  });
});
