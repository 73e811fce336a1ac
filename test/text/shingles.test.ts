import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandKeys, SKETCH_SIZE, sketchOf } from "../../pipeline/text/minhash.ts";
import {
  containment,
  fold,
  foldAnything,
  jaccard,
  shared,
  shingleHashes,
  uniqueSorted,
  winnow,
} from "../../pipeline/text/shingles.ts";
import { commonLength, likeness } from "../../pipeline/text/similarity.ts";

const letters = fc.string({ unit: fc.constantFrom(..."还款协商客服a1"), maxLength: 80 });

describe("fold", () => {
  it.each([
    ["花呗，借呗：怎么谈？", "花呗借呗怎么谈"],
    ["ＡＰＰ　９５１８８", "app95188"],
    ["1. “分期”—— ①", "1分期1"],
    ["……", ""],
  ])("%s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("is the same for characters that need not be normalized", () => {
    for (let code = 0; code < 0x10000; code++) {
      const c = String.fromCharCode(code);
      expect(fold(c), code.toString(16)).toBe(foldAnything(c));
    }
    const unit = fc.oneof(
      fc.constantFrom(..."还款Aé1，。 “”…％→〇①ＡΣ", "e\u0301"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), (all) => {
        expect(fold(all.join(""))).toBe(foldAnything(all.join("")));
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (s) => {
        expect(fold(fold(s))).toBe(fold(s));
      }),
    );
  });
});

describe("shingleHashes", () => {
  it("gives equal hashes for equal shingles and only for those", () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 6 }), (text, k) => {
        const hashes = shingleHashes(text, k);
        const shingles = Array.from({ length: Math.max(0, text.length - k + 1) }, (_, i) =>
          text.slice(i, i + k),
        );
        expect(hashes).toHaveLength(shingles.length);
        expect(new Set(hashes).size).toBe(new Set(shingles).size);
        shingles.forEach((s, i) => {
          expect(hashes[i]).toBe(hashes[shingles.indexOf(s)]);
        });
      }),
    );
  });
});

describe("winnow", () => {
  it("keeps a fingerprint of every stretch of w + k - 1 characters that two texts share", () => {
    const [k, w] = [5, 4];
    const stretch = fc.string({
      unit: fc.constantFrom(..."甲乙丙丁戊己庚辛"),
      minLength: k + w - 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(letters, stretch, letters, letters, letters, (a, s, b, c, d) => {
        const x = winnow(shingleHashes(a + s + b, k), w);
        const y = winnow(shingleHashes(c + s + d, k), w);
        expect(shared(x, y)).toBeGreaterThan(0);
      }),
    );
  });

  it("takes the least of what there is when the text is shorter than a window", () => {
    const hashes = shingleHashes("协商还款去", 4);
    expect([...winnow(hashes, 4)]).toEqual([Math.min(...hashes)]);
    expect(winnow(new Uint32Array(0), 4)).toHaveLength(0);
  });
});

describe("set similarity", () => {
  it("agrees with sets", () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const [x, y] = [uniqueSorted(shingleHashes(a, 2)), uniqueSorted(shingleHashes(b, 2))];
        const both = [...x].filter((v) => y.includes(v)).length;
        const either = new Set([...x, ...y]).size;
        expect(shared(x, y)).toBe(both);
        expect(jaccard(x, y)).toBe(either === 0 ? 0 : both / either);
        expect(containment(x, y)).toBe(
          Math.min(x.length, y.length) === 0 ? 0 : both / Math.min(x.length, y.length),
        );
      }),
    );
  });
});

describe("commonLength", () => {
  /** The textbook table, as an oracle. */
  function oracle(a: string, b: string): number {
    let row: number[] = new Array(b.length + 1).fill(0);
    for (const c of a.split("")) {
      const next = [0];
      for (let j = 0; j < b.length; j++) {
        next.push(c === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
      }
      row = next;
    }
    return row[b.length]!;
  }

  it("is the length of the longest common subsequence, also beyond one machine word", () => {
    const long = fc.string({ unit: fc.constantFrom(..."甲乙丙丁"), maxLength: 150 });
    fc.assert(
      fc.property(long, long, (a, b) => {
        expect(commonLength(a, b)).toBe(oracle(a, b));
      }),
    );
  });

  it("likeness is 1 for equal texts and 0 for strangers", () => {
    expect(likeness("协商", "协商")).toBe(1);
    expect(likeness("", "")).toBe(1);
    expect(likeness("协商", "流水")).toBe(0);
  });
});

describe("MinHash sketches", () => {
  /** Share of equal places: an unbiased estimate of the Jaccard similarity. */
  const estimate = (a: Uint32Array, b: Uint32Array) => a.filter((v, i) => v === b[i]).length / SKETCH_SIZE;

  it("estimate the Jaccard similarity within sampling error", () => {
    // 3.5 standard deviations of a binomial at 128 places.
    for (const overlap of [0, 0.25, 0.5, 0.75, 1]) {
      const size = 1000;
      const common = Math.round((2 * size * overlap) / (1 + overlap));
      const a = Uint32Array.from({ length: size }, (_, i) => Math.imul(i + 1, 2654435761));
      const b = Uint32Array.from({ length: size }, (_, i) => Math.imul(i + 1 + size - common, 2654435761));
      const real = jaccard(a.slice().sort(), b.slice().sort());
      expect(Math.abs(estimate(sketchOf(a), sketchOf(b)) - real)).toBeLessThan(0.155);
    }
  });

  it("do not depend on the order of shingles, and are dense for small sets", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const sketch = sketchOf(Uint32Array.from(values));
          expect(sketch).toEqual(sketchOf(Uint32Array.from(values.toReversed())));
          expect(sketch).toHaveLength(SKETCH_SIZE);
        },
      ),
    );
    expect(estimate(sketchOf(Uint32Array.of(5)), sketchOf(Uint32Array.of(5)))).toBe(1);
    expect(estimate(sketchOf(Uint32Array.of(5)), sketchOf(Uint32Array.of(6)))).toBeLessThan(0.1);
  });

  it("band keys tell bands apart", () => {
    const keys = bandKeys(new Uint32Array(SKETCH_SIZE), 42, 3);
    expect(new Set(keys).size).toBe(42);
  });
});
