import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Words } from "../../../../pipeline/stages/repair/bytes/word-cost.ts";

const word = fc
  .array(fc.constantFrom("一", "二", "三", "A", "。"), { minLength: 1, maxLength: 8 })
  .map((c) => c.join(""));
const entries = fc.array(fc.tuple(word, fc.nat({ max: 99 })), { maxLength: 40 });

describe("the words of a dictionary", () => {
  it("are told at a place with their costs, as a look-up of each would tell", () => {
    fc.assert(
      fc.property(
        entries,
        fc.array(word).map((w) => w.join("")),
        (list, text) => {
          const words = new Words(list.map(([w, n]) => `${w} ${n} n\n`).join(""));
          const kept = list.filter(([w]) => w.length <= 6);
          const counts = new Map(kept);
          const total = kept.reduce((sum, [, n]) => sum + n, 0);
          const costOf = (w: string) => {
            const count = counts.get(w);
            return count === undefined ? undefined : Math.log2(total / Math.max(count, 1));
          };
          for (let i = 0; i < text.length; i++) {
            const found: Array<[string, number]> = [];
            const single = words.costs(text, i, (n, cost) => found.push([text.slice(i, i + n), cost]));
            expect(single).toBe(costOf(text[i]!));
            // What does not begin with a Chinese character is no word of several.
            const longer = /\p{Script=Han}/u.test(text[i]!) ? [2, 3, 4, 5, 6] : [];
            const expected = longer
              .filter((n) => i + n <= text.length)
              .map((n) => text.slice(i, i + n))
              .flatMap((w): Array<[string, number]> => {
                const cost = costOf(w);
                return cost === undefined ? [] : [[w, cost]];
              });
            expect(found).toEqual(expected);
          }
        },
      ),
    );
  });

  it("may stand in the last line without its end, and lines without a count are none", () => {
    const words = new Words("一二\n二 4 n\n一 4");
    const none = () => expect.unreachable();
    expect(words.costs("一二", 0, none)).toBe(1);
    expect(words.costs("二", 0, none)).toBe(1);
  });
});
