import { describe, expect, it } from "vitest";
import { parseNumeral } from "../../pipeline/text/numerals.ts";

describe("parseNumeral", () => {
  it.each([
    ["三", 3],
    ["十", 10],
    ["十二", 12],
    ["三十六", 36],
    ["六十", 60],
    ["一百二十", 120],
    ["两千三百", 2300],
    ["两千三", 2300],
    ["一千零五", 1005],
    ["二〇二五", 2025],
    ["半", 0.5],
    ["36", 36],
    ["2.5", 2.5],
    ["３６", 36],
    ["1,200", 1200],
    ["三万", 30000],
    ["两万五", 25000],
    ["一百零八", 108],
    ["叁", 3],
  ])("%s is %d", (text, value) => expect(parseNumeral(text)).toBe(value));
  it.each(["", "几", "X", "三个", "期"])("%j is no numeral", (text) =>
    expect(parseNumeral(text)).toBeUndefined());
});
