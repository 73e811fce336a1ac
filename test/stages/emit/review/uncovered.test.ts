import { describe, expect, it } from "vitest";
import type { Cue } from "../../../../pipeline/result.ts";
import { uncovered } from "../../../../pipeline/stages/emit/review/uncovered.ts";

const cue = (id: string, kind: Cue["kind"], weight: number, word: string): Cue => ({
  id,
  kind,
  weight,
  test: (text) => text.includes(word),
});
const CUES = [
  cue("must", "action", 1.5, "务必"),
  cue("soon", "action", 0.5, "尽快"),
  cue("fee", "caution", 2, "收费"),
];
const found = (text: string, ...covered: string[]) =>
  uncovered(
    text,
    covered.map((c) => ({ start: text.indexOf(c), end: text.indexOf(c) + c.length })),
    CUES,
  ).map(({ start, end, cues }) => [text.slice(start, end), ...cues]);

describe("sentences that no item covers", () => {
  it.each([
    ["拨打95188说明自己的情况。", "phone"],
    ["热线是400-820-1234，可以转人工。", "phone"],
    ["座机0571-12345678也有人接听。", "phone"],
    ["有人上门收费都不要理会。", "fee"],
    ["务必尽快说明自己的难处。", "must", "soon"],
  ])("are shown: %s", (sentence, ...cues) => {
    expect(found(`开头一句无关的话。${sentence}后面一句无关的话。`)).toEqual([[sentence, ...cues]]);
  });

  it.each([
    "务必把自己的话讲清楚些。",
    "务必尽快联系客服要怎么做？",
    "务必尽快联系客服的三个办法",
    "要收费。",
    "利率是95.188个百分点左右。",
    "编号是1951887的工单已经结束。",
  ])("are not shown where too little speaks for it: %s", (sentence) => {
    expect(found(sentence)).toEqual([]);
  });

  it("are those outside of every item, though it only touches them", () => {
    const text = "有人上门收费都不要理会。中介收费代办也不可信。平台协商从来不收费，记住。";
    expect(found(text, "中介收费代办", "有人上门收费都不要理会。")).toEqual([
      ["平台协商从来不收费，记住。", "fee"],
    ]);
  });

  it("are at most a hundred of one article", () => {
    expect(found("中介收费代办也不可信。\n".repeat(150))).toHaveLength(100);
  });
});
