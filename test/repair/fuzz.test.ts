import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadRepairRules, repaired } from "../../pipeline/eval/repair-chain.ts";
import { TracedText } from "../../pipeline/text/traced.ts";
import { TOKENS } from "./tokens.ts";

const rules = loadRepairRules();
const run = (text: string) => repaired(TracedText.of(text), rules).traced;

const tokens = Object.values(TOKENS);
const unit = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...tokens) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
  { weight: 2, arbitrary: fc.array(fc.nat(0xffff), { maxLength: 4 }).map((u) => String.fromCharCode(...u)) },
  // Halves of surrogate pairs, alone and in the wrong order.
  { weight: 1, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }).map((u) => String.fromCharCode(u)) },
  { weight: 1, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }).map((u) => String.fromCharCode(u)) },
);
const any = fc.array(unit, { maxLength: 10 }).map((parts) => parts.join(""));

describe("repair and simplify on any text", () => {
  it("throw for none of ten thousand strings, and account for every character", () => {
    let seen = 0;
    fc.assert(
      fc.property(any, (text) => {
        seen++;
        const traced = run(text);
        let last = 0;
        for (const { start, end } of traced.spans()) {
          if (start < last || end <= start) throw new Error(`spans ${last} ${start} ${end}`);
          // What lies between two spans is blank.
          if (/\S/.test(text.slice(last, start)))
            throw new Error(`not accounted for: ${text.slice(last, start)}`);
          last = end;
        }
        return !/\S/.test(text.slice(last));
      }),
      { numRuns: 10_000 },
    );
    expect(seen).toBeGreaterThanOrEqual(10_000);
  });

  it.each(Object.entries(TOKENS))("come to an end with ten thousand times: %s", (_, token) => {
    // A cost that grew with the square of the text would not come to its end within the test's time.
    const text = token.repeat(10_000);
    expect(run(text).raw.length).toBe(text.length);
  });
});
