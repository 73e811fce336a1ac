import { describe, expect, it } from "vitest";
import { processArticle } from "../../../pipeline/process.ts";
import { loadRules } from "../../../pipeline/rules.ts";
import { withoutPrivate } from "../../../pipeline/stages/extract/private.ts";
import { ingest } from "../../../pipeline/stages/ingest/index.ts";
import { defaultConfig } from "../../../schemas/config.ts";

describe("withoutPrivate", () => {
  const text = "先列清欠款。再打给他。最后记下工号和时间。";
  const gap = (at: number, size = 11, forbidden = true) => ({ at, size, forbidden });
  it("leaves a range without a private place as it is", () => {
    expect(withoutPrivate(text, { start: 0, end: text.length }, [])).toEqual({ start: 0, end: text.length });
    expect(withoutPrivate(text, { start: 0, end: 6 }, [gap(9)])).toEqual({ start: 0, end: 6 });
  });
  it("keeps the longest run of sentences that does not touch one", () => {
    expect(withoutPrivate(text, { start: 0, end: text.length }, [gap(9)])).toEqual({
      start: 11,
      end: text.length,
    });
  });
  it("quotes what stood between two sentences only where it is little and nobody's", () => {
    const whole = { start: 0, end: text.length };
    expect(withoutPrivate(text, whole, [gap(6, 5, false)])).toEqual(whole);
    expect(withoutPrivate(text, whole, [gap(6, 5, true)])).toEqual({ start: 6, end: text.length });
    expect(withoutPrivate(text, whole, [gap(6, 80, false)])).toEqual({ start: 6, end: text.length });
  });
  it("gives up a range of which every sentence touches one", () => {
    expect(withoutPrivate("打给他。", { start: 0, end: 4 }, [gap(2)])).toBeUndefined();
  });
});

describe("a mobile number inside advice", () => {
  const article = `花呗还不上怎么和客服协商

每次和平台客服沟通时都要记下工号和时间，以便后续核对。有问题也可以打给我13912345678问问。协商的还款方案谈妥之后，要按约定的日期还款。

花呗逾期之后要尽快联系客服，说明困难，再提出自己能承担的分期还款方案，态度要平和，不要争吵。
`;
  it("stands neither in text nor in any quote", () => {
    const { articles } = ingest({ source: "a.txt", bytes: Buffer.from(article) }, defaultConfig);
    const done = processArticle(articles[0]!, loadRules("debt"), 1_000_000);
    if ("reason" in done) throw new Error(done.message);
    expect(done.traced.text).not.toContain("13912345678");
    expect(done.candidates.length).toBeGreaterThan(0);
    for (const c of done.candidates) expect(c.quote + c.text).not.toContain("1391234");
  });
});

describe("pinyin burnt into the text", () => {
  const plain = `花呗还不上怎么和客服协商

核对账单：先打开账单页面，把每一笔欠款的金额和到期日抄下来，再和客服协商还款方案。

不要争执：即使专员态度冷淡，也不要说气话，争执会被记录，对后面的协商没有帮助。
`;
  const readings: Record<string, string> = {
    对: "duì",
    单: "dān",
    账: "zhàng",
    协: "xié",
    项: "xiàng",
    额: "é",
    执: "zhí",
    员: "yuán",
    态: "tài",
    说: "shuō",
    话: "huà",
    记: "jì",
    录: "lù",
    还: "huán",
    开: "kāi",
    页: "yè",
    笔: "bǐ",
  };
  const burnt = plain.replace(/./gsu, (c) => (readings[c] ? `${c}(${readings[c]})` : c));
  const found = (text: string) => {
    const { articles } = ingest({ source: "a.txt", bytes: Buffer.from(text) }, defaultConfig);
    const done = processArticle(articles[0]!, loadRules("debt"), 1_000_000);
    if ("reason" in done) throw new Error(done.message);
    return done.candidates.map((c) => [c.kind, c.label]);
  };
  it("costs no item: a reading belongs to its character", () => {
    expect(burnt.length).toBeGreaterThan(plain.length * 1.5);
    expect(found(plain).length).toBeGreaterThan(1);
    expect(found(burnt)).toEqual(found(plain));
  });
});
