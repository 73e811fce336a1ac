import { describe, expect, it } from "vitest";
import { intervals, sumOf } from "../../pipeline/eval/bootstrap.ts";

const share = (sum: { hit: number; all: number }) => ({ share: sum.hit / sum.all });

describe("intervals", () => {
  it("has no width where every article is alike", () => {
    const alike = Array.from({ length: 9 }, () => ({ hit: 3, all: 4 }));
    expect(intervals(alike, share)).toEqual({ share: { low: 0.75, high: 0.75 } });
  });

  it("holds what was measured, and is the narrower the more articles there are", () => {
    const mixed = (n: number) => Array.from({ length: n }, (_, i) => ({ hit: i % 5, all: 4 }));
    const [few, many] = [intervals(mixed(10), share).share, intervals(mixed(200), share).share];
    for (const { low, high } of [few, many]) {
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
    }
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 2);
  });

  it("draws articles, not items: one odd long article makes it wide", () => {
    const even = Array.from({ length: 10 }, () => ({ hit: 5, all: 10 }));
    const odd = [...even.slice(1), { hit: 0, all: 100 }];
    const width = (of: typeof even) => {
      const { low, high } = intervals(of, share).share;
      return high - low;
    };
    expect(width(even)).toBe(0);
    expect(width(odd)).toBeGreaterThan(0.2);
  });

  it("says the same a second time", () => {
    const counts = Array.from({ length: 7 }, (_, i) => ({ hit: i, all: 9 }));
    expect(intervals(counts, share)).toEqual(intervals(counts, share));
  });
});

describe("sumOf", () => {
  it("adds member by member", () => {
    expect(
      sumOf([
        { a: 1, b: 2 },
        { a: 3, b: 0 },
      ]),
    ).toEqual({ a: 4, b: 2 });
  });
});
