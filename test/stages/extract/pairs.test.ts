import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPairs } from "../../../pipeline/stages/extract/pairs.ts";

describe("countPairs", () => {
  it("counts the pairs of runs of Chinese characters, in the order in which they come first", () => {
    // Two of a plane beyond the first, one of them Chinese; a lone half of such a one.
    const unit = fc.constantFrom("协", "商", "还", "a", "，", "\n", "|", "𠀀", "😀", "\ud840", "\udc00");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (bits) => {
        const text = bits.join("");
        const expected = new Map<string, number>();
        for (const line of text.split(/[^\p{Script=Han}]+/u))
          for (let i = 0; i + 1 < line.length; i++) {
            const pair = line.slice(i, i + 2);
            expected.set(pair, (expected.get(pair) ?? 0) + 1);
          }
        const { pairs, counts } = countPairs(text);
        const found = Array.from(pairs, (pair, i) => [
          String.fromCharCode(pair >>> 16, pair & 0xffff),
          counts[i],
        ]);
        expect(found).toEqual([...expected]);
      }),
    );
  });
});
