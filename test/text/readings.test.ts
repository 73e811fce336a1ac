import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import { foldReading, isReadingOf, readingsOf } from "../../pipeline/text/readings.ts";

describe("the readings of a character", () => {
  it("are those that a lookup of it as a text of one character gives", () => {
    for (let code = 0x4e00; code <= 0x9fff; code += 7) {
      const char = String.fromCharCode(code);
      const all = pinyin(char, { multiple: true, type: "array" }).map((r) => foldReading(r));
      expect([...readingsOf(char)]).toEqual([...new Set(all.filter((r) => r !== undefined))]);
    }
  });

  it("are none for what is no Chinese character", () => {
    for (const char of ["", "a", "，", "□", "😀", "会计"]) expect(readingsOf(char).size).toBe(0);
  });

  it("forgive a missing diaeresis, and nothing else", () => {
    expect(isReadingOf("lv", "綠")).toBe(true);
    expect(isReadingOf("lu", "綠")).toBe(true);
    expect(isReadingOf("nu", "女")).toBe(true);
    expect(isReadingOf("lun", "綠")).toBe(false);
    expect(isReadingOf("du", "綠")).toBe(false);
    expect(isReadingOf("lv", "路")).toBe(false);
  });
});
