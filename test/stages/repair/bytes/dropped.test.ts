import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { droppedPairs, LEADS, seconds } from "../../../../pipeline/stages/repair/bytes/dropped.ts";
import { costAfter } from "../../../../pipeline/stages/repair/bytes/plausibility.ts";
import { shippedBytesTables } from "../../../../pipeline/stages/repair/bytes/tables.ts";
import { gbkChar } from "../../../../pipeline/text/gbk.ts";
import { isReadingOf } from "../../../../pipeline/text/readings.ts";

const { han } = shippedBytesTables();

interface Asked {
  readonly lead: number;
  readonly before: string;
  readonly trail: number | undefined;
  readonly reading: string | undefined;
}

/** Every pair that may have been dropped, with its cost, the likeliest first: nothing is left out on the way. */
function everyPair({ lead, before, trail, reading }: Asked): Array<{ pair: [string, string]; cost: number }> {
  const found: Array<{ pair: [string, string]; cost: number }> = [];
  for (let d1 = 0x80; d1 <= 0xfe; d1++) {
    const one = gbkChar(lead, d1);
    if (one === undefined || costAfter(before, one, han) > 18) continue;
    for (const d2 of LEADS.filter((b) => gbkChar(d1, b) === undefined)) {
      for (const two of seconds(d2, trail, reading)) {
        if (reading !== undefined && !isReadingOf(reading, two)) continue;
        const cost = costAfter(before, one, han) + costAfter(one, two, han);
        if (cost <= 36) found.push({ pair: [one, two], cost });
      }
    }
  }
  return found.sort((a, b) => a.cost - b.cost);
}

const asked = fc.record({
  lead: fc.constantFrom(...LEADS),
  before: fc.constantFrom("", "，", "我", "還", "款", "A", "😀"),
  trail: fc.option(fc.integer({ min: 0x40, max: 0xfe }), { nil: undefined }),
  reading: fc.constantFrom(undefined, "shi", "lu", "kuan"),
});

describe("pairs of characters that were dropped", () => {
  it("are the six likeliest of all, of equals the first", () => {
    fc.assert(
      fc.property(asked, (a) => {
        const { pairs } = droppedPairs(han, a.lead, a.before, a.trail, a.reading, Number.POSITIVE_INFINITY);
        const best = everyPair(a).slice(0, 6);
        expect(pairs).toEqual(best.map(({ pair }) => pair));
      }),
      { numRuns: 60 },
    );
  });

  it("are all there up to the cost that was asked for", () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 0, max: 40 }), (a, most) => {
        const { pairs } = droppedPairs(han, a.lead, a.before, a.trail, a.reading, most);
        const best = everyPair(a)
          .slice(0, 6)
          .filter(({ cost }) => cost <= most);
        expect(pairs).toEqual(best.map(({ pair }) => pair));
      }),
      { numRuns: 60 },
    );
  });
});
