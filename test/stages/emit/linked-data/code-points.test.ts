import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codePointOffsets,
  after as textAfter,
  before as textBefore,
} from "../../../../pipeline/stages/emit/linked-data/code-points.ts";

const text = fc.string({
  unit: fc.constantFrom("a", "还", "😀", "𠮷", "\ud83d", "\ude00", "\n"),
  maxLength: 30,
});

describe("offsets in code points", () => {
  it("count the characters before, as iterating over the text does", () => {
    fc.assert(
      fc.property(text, (value) => {
        const at = codePointOffsets(value);
        let units = 0;
        for (const [points, character] of [...value].entries()) {
          expect(at(units)).toBe(points);
          units += character.length;
        }
        expect(at(units)).toBe([...value].length);
      }),
    );
  });

  it("never go back, and count an offset inside a character as behind it", () => {
    const at = codePointOffsets("a😀b");
    expect([0, 1, 2, 3, 4].map(at)).toEqual([0, 1, 2, 2, 3]);
  });
});

describe("the text around a place", () => {
  it.each([
    ["还款计划", 2, 1, "款"],
    ["还款计划", 2, 9, "还款"],
    ["x😀款", 3, 1, ""],
    ["x😀款", 3, 2, "😀"],
    ["", 0, 5, ""],
  ])("%s before %i, at most %i: %s", (value, offset, most, expected) =>
    expect(textBefore(value, offset, most)).toBe(expected));

  it.each([
    ["还款计划", 2, 1, "计"],
    ["款😀x", 1, 1, ""],
    ["款😀x", 1, 2, "😀"],
    ["款", 1, 5, ""],
  ])("%s from %i on, at most %i: %s", (value, offset, most, expected) =>
    expect(textAfter(value, offset, most)).toBe(expected));

  it("is text of the document, no character of it cut in half", () => {
    fc.assert(
      fc.property(text, fc.nat(30), fc.nat(8), (value, n, most) => {
        // A place between two characters.
        const offset = [...value].slice(0, n).join("").length;
        const [left, right] = [textBefore(value, offset, most), textAfter(value, offset, most)];
        expect(value.slice(0, offset).endsWith(left)).toBe(true);
        expect(value.slice(offset).startsWith(right)).toBe(true);
        expect([...value].join("|")).toContain([...left, ...right].join("|"));
      }),
    );
  });
});
