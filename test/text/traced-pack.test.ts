import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edit, TracedText } from "../../pipeline/text/traced.ts";

/** Edits that do not overlap, of every sort, over a text of so many code units. */
const edits = (length: number) =>
  fc
    .array(
      fc.record({
        at: fc.nat(length),
        take: fc.nat(3),
        text: fc.constantFrom("", "甲", "乙丙", "\n"),
        absorb: fc.boolean(),
        status: fc.constantFrom("damage" as const, "boilerplate" as const, "duplicate" as const),
      }),
      { maxLength: 6 },
    )
    .map((all) => {
      let end = 0;
      return all
        .sort((a, b) => a.at - b.at)
        .flatMap(({ at, take, ...rest }): Edit[] => {
          if (at < end) return [];
          end = Math.min(length, at + take);
          return [{ start: at, end, rule: "test/rule", ...rest }];
        });
    });

describe("a packed text", () => {
  it("is the text it was, with the same spans, ranges and further edits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.func(fc.nat()), fc.gen(), (raw, _f, g) => {
        let traced = TracedText.of(raw);
        for (let round = 0; round < 3; round++) {
          traced = traced.edit(g(() => edits(traced.text.length)));
          traced = traced.mark([{ at: g(() => fc.nat(traced.text.length)), flag: "f", rule: "r" }]);
        }
        const again = TracedText.unpack(raw, JSON.parse(JSON.stringify(traced.pack())));
        expect(again.text).toBe(traced.text);
        expect(again.spans()).toEqual(traced.spans());
        expect([again.changes, again.marks]).toEqual([traced.changes, traced.marks]);
        for (let i = 0; i <= traced.text.length; i++) {
          expect(again.rawRange(i, Math.min(i + 2, traced.text.length))).toEqual(
            traced.rawRange(i, Math.min(i + 2, traced.text.length)),
          );
        }
        const further = g(() => edits(traced.text.length));
        expect(again.edit(further).spans()).toEqual(traced.edit(further).spans());
      }),
    );
  });
});
