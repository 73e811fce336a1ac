import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountsOf } from "../../../../pipeline/stages/extract/slots/amounts.ts";
import { ratesOf } from "../../../../pipeline/stages/extract/slots/rates.ts";

describe("amounts", () => {
  it.each<[string, number[]]>([
    ["欠款2.5万元，先还3000元", [25000, 3000]],
    ["每月最多拿出一千二百块", [1200]],
    ["本金3,000元，罚息120.5元", [3000, 120.5]],
    ["两万五千块的账，分十二期", [25000]],
    ["一共欠了2.5万，实在还不上", [25000]],
    ["单笔5万以上的要面谈", [50000]],
    ["月入五千多元", [5000]],
  ])("%s", (text, amounts) => expect(amountsOf(text)).toEqual(amounts));

  it.each([
    "这一块最难谈",
    "分12期还，每期都要按时",
    "有5万人申请过",
    "拨打95188",
    "2024年元旦之后",
    "万一谈不成",
    "3个月内答复",
  ])("%s: none", (text) => expect(amountsOf(text)).toEqual([]));

  it("reads what it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9_999_999 }), (n) => {
        expect(amountsOf(`欠款${n}元`)).toEqual([n]);
        expect(amountsOf(`欠款${n.toLocaleString("en-US")}元`)).toEqual([n]);
      }),
    );
  });
});

describe("rates", () => {
  it.each<[string, number, "day" | "month" | "year" | null]>([
    ["日利率万分之五", 0.05, "day"],
    ["逾期按日计收罚息，每天0.05%的利息", 0.05, "day"],
    ["年化利率不得超过24%", 24, "year"],
    ["百分之二十四的年利率", 24, "year"],
    ["月费率0.6%", 0.6, "month"],
    ["违约金按5%收", 5, null],
    ["年利率降到百分之三点五", 3.5, "year"],
    ["日息千分之零点五", 0.05, "day"],
  ])("%s", (text, percent, per) => expect(ratesOf(text)).toEqual([{ percent, per }]));

  it.each([
    "还了本金的30%",
    "成功率高达99%",
    "百分之百能谈成",
    "先还一成",
    "通过率只有20%",
  ])("%s: none", (text) => expect(ratesOf(text)).toEqual([]));
});
