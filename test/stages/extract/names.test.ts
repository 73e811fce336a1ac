import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Names } from "../../../pipeline/stages/extract/names.ts";

const letters = fc.constantFrom("京", "东", "白", "条");
const words = fc
  .uniqueArray(fc.string({ unit: letters, minLength: 1, maxLength: 4 }), { maxLength: 6 })
  .map((all) => all.sort((a, b) => b.length - a.length));
const text = fc.string({ unit: fc.oneof(letters, fc.constant("，")), maxLength: 16 });

describe("Names", () => {
  it("finds all words that a text holds", () => {
    fc.assert(
      fc.property(words, text, (all, t) => {
        expect(new Names(all).in(t)).toEqual(all.flatMap((word, i) => (t.includes(word) ? [i] : [])));
      }),
    );
  });

  it("replaces as a pattern of all the words does", () => {
    fc.assert(
      fc.property(words, text, (all, t) => {
        const expected = all.length === 0 ? t : t.replace(new RegExp(all.join("|"), "gu"), "贷");
        expect(new Names(all).replace(t, "贷")).toBe(expected);
      }),
    );
  });
});
