import { describe, expect, it } from "vitest";
import { compile } from "../../pipeline/lexicon/pattern.ts";

describe("compile", () => {
  it("recognizes what matches", () => {
    const { test } = compile({ match: "分期|延期" });
    expect(test("申请延期")).toBe(true);
    expect(test("申请减免")).toBe(false);
  });

  it("lets go what matches but is excepted", () => {
    const { test } = compile({ match: "分期", none: "购物" });
    expect(test("分期还款")).toBe(true);
    expect(test("分期购物")).toBe(false);
  });

  it("gives the same answer however often it is asked", () => {
    const { test } = compile({ match: "征信" });
    expect([1, 2, 3].map(() => test("征信报告"))).toEqual([true, true, true]);
  });

  it("reads code points, not halves of them", () => {
    expect(compile({ match: "^.$" }).test("𠮷")).toBe(true);
  });

  it("keeps the row", () => {
    const row = { id: "a", match: "b" };
    expect(compile(row).row).toBe(row);
  });

  it("throws for what is no pattern", () => {
    expect(() => compile({ match: "(" })).toThrow(SyntaxError);
  });
});
