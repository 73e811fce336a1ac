import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Numbering } from "../../pipeline/text/numbering.ts";

describe("Numbering", () => {
  it("numbers keys in the order in which they come, as a map would", () => {
    const key = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer());
    fc.assert(
      fc.property(fc.array(key, { maxLength: 400 }), fc.nat(500), (keys, expected) => {
        const numbering = new Numbering(expected);
        const map = new Map<number, number>();
        for (const k of keys) {
          expect(numbering.find(k)).toBe(map.get(k) ?? -1);
          if (!map.has(k)) map.set(k, map.size);
          expect(numbering.of(k)).toBe(map.get(k));
          expect(numbering.size).toBe(map.size);
        }
        for (const [k, number] of map) expect(numbering.find(k)).toBe(number);
      }),
    );
  });

  it("takes unsigned keys for signed ones of the same bits", () => {
    const numbering = new Numbering();
    numbering.of(0xffffffff);
    expect(numbering.find(-1)).toBe(0);
    expect(numbering.of(-1)).toBe(0);
  });
});
