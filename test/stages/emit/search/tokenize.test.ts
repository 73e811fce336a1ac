import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fold,
  indexTerms,
  isPrefix,
  queryTerms,
  simplifiedOf,
} from "../../../../pipeline/stages/emit/assets/lib/tokenize.js";
import {
  charactersThatOccur,
  simplifiedCharacters,
} from "../../../../pipeline/stages/emit/search/characters.ts";

const simplified = simplifiedCharacters();
const index = (text: string) => indexTerms(fold(text, simplified));
const query = (text: string) => queryTerms(fold(text, simplified));
/** Whether a text with these words is found by this query, by at least one term. */
const meets = (text: string, typed: string) =>
  query(typed).some((term) => index(text).some((t) => t === term || (isPrefix(term) && t.startsWith(term))));

describe("terms of a text", () => {
  it.each([
    ["协商还款", ["协商", "商还", "还款", "款"]],
    ["打95188", ["打", "95188"]],
    ["拨打 95188！", ["拨打", "打", "95188"]],
    ["支付宝App页面", ["支付", "付宝", "宝", "app", "页面", "面"]],
    ["400-820-5555", ["400", "820", "5555", "4008205555"]],
    ["三个月", ["三个", "个月", "月", "3个月"]],
    ["３ 個月", ["3", "个月", "月", "3个月"]],
    ["一，二", ["一", "二"]],
    ["𠮷野家", ["𠮷野", "野家", "家"]],
    ["", []],
    ["……！？ \n", []],
  ])("%s", (text, terms) => expect(index(text)).toEqual(terms));
});

describe("terms of a query", () => {
  it.each([
    ["分期", ["分期"]],
    ["贷", ["贷"]],
    ["逾期 三个月", ["逾期", "三个", "个月", "3个月"]],
    ["客服客服", ["客服", "服客"]],
  ])("%s", (text, terms) => expect(query(text)).toEqual(terms));
});

describe("what finds what", () => {
  it.each([
    ["可以申请分期", "分期"],
    ["可以申请分期", "分期付款"],
    ["客服电话是95188", "客服電話"],
    ["信用卡專線", "信用卡专线"],
    ["逾期满三个月", "逾期3个月"],
    ["逾期满3个月", "逾期三個月"],
    ["最长六十期", "60期"],
    ["最长60期", "六十期"],
    ["分一百二十期还", "120期"],
    ["七日之内", "7天"],
    ["电话 400-820-5555", "4008205555"],
    ["电话 4008205555", "400-820-5555"],
    ["打开APP", "app"],
    ["打开ＡＰＰ", "Ap"],
    ["车贷", "贷"],
    ["贷款", "贷"],
    ["95188", "951"],
  ])("%s ← %s", (text, typed) => expect(meets(text, typed)).toBe(true));

  it.each([
    ["分，期", "分期"],
    ["95188", "5188"],
    ["2024-05-01发布", "405"],
    ["先还本金", "还先"],
  ])("%s ↚ %s", (text, typed) => expect(meets(text, typed)).toBe(false));
});

describe("amounts", () => {
  it.each([
    ["十三期", "13期", "3期"],
    ["二十期", "20期", "10期"],
    ["一百零八天", "108天", "8天"],
    ["13个月", "13个月", "3个月"],
    ["二〇二五年", "2025年", "5年"],
    ["三四个月", "四个", "34个月"],
    ["20240501日", "20240501", "1天"],
    ["0.5天", "5", "5天"],
  ])("%s is %s and not %s", (text, is, not) => {
    expect(index(text)).toContain(is);
    expect(index(text)).not.toContain(not);
  });
});

describe("folding", () => {
  it("keeps what is Simplified", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(..."协商还款客服电话后里干著名乾坤"),
        (c) => fold(c, simplified).length === 1,
      ),
    );
    expect(fold("协商还款，名著", simplified)).toBe("协商还款,名著");
  });

  it("is done once: folding again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = fold(text, simplified);
        expect(fold(once.normalize("NFKC").toLowerCase(), simplified)).toBe(fold(once, simplified));
      }),
    );
  });

  it("needs only the characters that occur: a query finds the same with those alone", () => {
    const text = "客服电话是多少，减免违约金";
    const few = charactersThatOccur(new Set(text));
    expect(few.from.length).toBeLessThan(40);
    const small = simplifiedOf(few.from, few.to);
    for (const typed of ["客服電話", "減免違約金", "违约金"]) {
      expect(queryTerms(fold(typed, small)).filter((t) => index(text).includes(t))).toEqual(
        query(typed).filter((t) => index(text).includes(t)),
      );
    }
  });
});

describe("any text", () => {
  it("is found by each run of two characters of its own", () => {
    const han = fc.string({ unit: fc.constantFrom(..."协商还款客服电话分期，。 a1"), minLength: 2 });
    fc.assert(
      fc.property(han, (text) => {
        for (const match of text.matchAll(/(?=([\u4e00-\u9fff]{2}))/g)) {
          expect(index(text)).toEqual(expect.arrayContaining(queryTerms(match[1]!)));
        }
      }),
    );
  });

  it("gives terms without blanks or marks, none of them empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const term of index(text)) expect(term).toMatch(/^[\p{L}\p{N}\p{M}\p{Script=Han}]+$/u);
      }),
    );
  });
});
