import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut } from "../../pipeline/text/words.ts";

describe("cut", () => {
  it("keeps the subject's own words whole", () => {
    expect(cut("花呗逾期可以分期")).toEqual(["花呗", "逾期", "可以", "分期"]);
  });

  it("gives nothing for nothing", () => expect(cut("")).toEqual([]));

  it("loses no character", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("花", "呗", "还", "款", "a", "1", "，", " ", "\n", "𠮷", "期", "分"), {
          maxLength: 40,
        }),
        (parts) => {
          const text = parts.join("");
          expect(cut(text).join("")).toBe(text);
        },
      ),
    );
  });
});
