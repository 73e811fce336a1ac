import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, mayBeSame, sieveOf } from "../../../pipeline/stages/dedupe/sameness.ts";
import { mix32, uniqueSorted } from "../../../pipeline/text/shingles.ts";

/** Two texts of so many shingles, of which so many are common, some of them several times. */
const texts = fc
  .tuple(fc.nat(2_000), fc.nat(2_000), fc.nat(1_000), fc.nat(1_000_000))
  .map(([a, b, common, seed]) => {
    const hash = (i: number) => mix32(seed * 31 + i);
    const shared = Array.from({ length: common }, (_, i) => hash(i));
    return [1e7, 2e7].map((from, k) =>
      Uint32Array.from([
        ...shared,
        ...Array.from({ length: k === 0 ? a : b }, (_, i) => hash(from + (i % 700))),
      ]),
    ) as [Uint32Array, Uint32Array];
  });

describe("mayBeSame", () => {
  it("never says no of texts that are one", () => {
    let [no, same] = [0, 0];
    fc.assert(
      fc.property(texts, ([a, b]) => {
        const may = mayBeSame(sieveOf(a), sieveOf(b));
        const is = compare(uniqueSorted(a), uniqueSorted(b)).same;
        if (!may) no++;
        if (is) same++;
        expect(is && !may).toBe(false);
      }),
      { numRuns: 300 },
    );
    expect(no).toBeGreaterThan(10);
    expect(same).toBeGreaterThan(10);
  });

  it("tells apart texts that share nothing but a few phrases", () => {
    const text = (from: number) => Uint32Array.from({ length: 900 }, (_, i) => mix32(i < 40 ? i : from + i));
    expect(mayBeSame(sieveOf(text(1e6)), sieveOf(text(2e6)))).toBe(false);
    expect(mayBeSame(sieveOf(text(1e6)), sieveOf(text(1e6)))).toBe(true);
  });
});
