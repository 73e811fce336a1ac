import { describe, expect, it } from "vitest";
import { processArticle } from "../../../pipeline/process.ts";
import { loadRules } from "../../../pipeline/rules.ts";
import { withoutPrivate } from "../../../pipeline/stages/extract/private.ts";
import { ingest } from "../../../pipeline/stages/ingest/index.ts";
import { groundingFault } from "../../../pipeline/stages/validate/index.ts";
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

describe("a copy that was taken out between a heading and what stands below it", () => {
  // 减 and its like carry readings: what was taken out is longer in the raw text than it ever was in the clean one.
  const copy =
    "減(jiǎn)少費(fèi)用:雙(shuāng)方談(tán)妥以後,違(wéi)約(yuē)金會(huì)停止增長(cháng),總(zǒng)共要還(huán)的錢(qián)比一直拖着少得多。";
  const article = `<article><h1>信用卡还不上，怎么和银行协商</h1>
<p>每次通话都要记下工号和时间。${copy}先把银行打来的电话都接起来，逾期之后不要失联。拨打客服热线转人工，说明逾期的原因，申请个性化分期还款。</p>
<p>一、申请之前</p>
<p>${copy}身份证、失业登记、住院病历、社保停缴的记录、近半年的银行流水，有哪样就交哪样，复印两份，自己留一份。</p></article>`;
  it("is in no quote that would consist of it for the most part", () => {
    const { articles } = ingest({ source: "a.html", bytes: Buffer.from(article) }, defaultConfig);
    const done = processArticle(articles[0]!, loadRules("debt"), 1_000_000);
    if ("reason" in done) throw new Error(done.message);
    expect(done.candidates.length).toBeGreaterThan(0);
    const record = { spans: done.traced.spans() };
    for (const { rawStart: start, rawEnd: end, quote } of done.candidates) {
      expect(groundingFault({ start, end, quote }, { raw: done.traced.raw, record })).toBeUndefined();
    }
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
