import { describe, expect, it } from "vitest";
import { associations, type Sample } from "../../pipeline/train/regression.ts";

const samples = (pairs: ReadonlyArray<readonly [string, string, number]>): Sample[] =>
  pairs.flatMap(([before, label, times]) =>
    Array.from({ length: times }, () => ({ features: new Map([[before, 1]]), label, document: "a" })),
  );

describe("associations", () => {
  it("are above zero where a class comes oftener than by chance, below where it comes seldomer", () => {
    const { classes, weights } = associations(
      samples([
        ["rain", "wet", 30],
        ["rain", "dry", 10],
        ["sun", "wet", 5],
        ["sun", "dry", 35],
      ]),
    );
    const of = (before: string, c: string) => weights[before]![classes.indexOf(c)]!;
    expect(of("rain", "wet")).toBeGreaterThan(0);
    expect(of("rain", "dry")).toBeLessThan(0);
    expect(of("sun", "dry")).toBeGreaterThan(0);
    expect(of("sun", "wet")).toBeLessThan(of("rain", "dry"));
  });
  it("are nothing where all comes as by chance, and little where little was seen", () => {
    const even = associations(
      samples([
        ["rain", "wet", 20],
        ["rain", "dry", 20],
        ["sun", "wet", 20],
        ["sun", "dry", 20],
      ]),
    );
    expect(Object.values(even.weights).flat()).toEqual([0, 0, 0, 0]);
    const few = associations(
      samples([
        ["rain", "wet", 2],
        ["sun", "dry", 2],
      ]),
    );
    expect(Math.max(...Object.values(few.weights).flat())).toBeLessThan(50);
  });
});
