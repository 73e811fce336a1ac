import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../pipeline/advice.ts";
import { Shared } from "../../pipeline/engine/shared.ts";

const words = fc.array(fc.constantFrom("", "huabei", "cues/call", "model/passage"), { maxLength: 3 });
const candidate = fc
  .record({
    document: fc.constantFrom("a", "b"),
    quote: fc.string(),
    products: words,
    flags: words,
    rules: words,
  })
  .map(({ quote, ...rest }) => ({ ...rest, quote, text: quote, slots: {} }) as unknown as Candidate);

describe("what candidates share", () => {
  it("leaves them what they were, to the order of their fields", () => {
    fc.assert(
      fc.property(fc.array(candidate), (all) => {
        const before = JSON.stringify(all);
        expect(JSON.stringify(new Shared().share(all))).toBe(before);
      }),
    );
  });

  it("is one and the same, and cannot be changed", () => {
    const made = () => ({ document: "a", quote: "q", text: "q", products: ["x"], flags: [], rules: ["r"] });
    const [a, b] = new Shared().share([made(), made()] as unknown as Candidate[]);
    expect(a!.rules).toBe(b!.rules);
    expect(() => (a!.rules as string[]).push("another")).toThrow(TypeError);
  });
});
