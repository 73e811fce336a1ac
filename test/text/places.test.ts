import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBlank, lastOf, nonBlankCounter, Places } from "../../pipeline/text/places.ts";

describe("Places", () => {
  it("gives line and column from 1", () => {
    const places = new Places("一二\n\n三");
    expect([0, 1, 2, 3, 4, 5].map((offset) => places.at(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 2 },
    ]);
  });

  it("takes an offset beyond the text for its end", () => {
    expect(new Places("ab").at(99)).toEqual({ line: 1, column: 3 });
  });

  it("knows the lines that splitting at line feeds gives, and no other", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("甲", "\n", "\r", " "), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        const places = new Places(text);
        const lines = text.split("\n");
        lines.forEach((line, i) => {
          const range = places.line(i + 1)!;
          expect(text.slice(range.start, range.end)).toBe(line);
          expect(places.at(range.start)).toEqual({ line: i + 1, column: 1 });
        });
        expect(places.line(0)).toBeUndefined();
        expect(places.line(lines.length + 1)).toBeUndefined();
      }),
    );
  });
});

describe("nonBlankCounter", () => {
  it("counts what a regular expression would", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.nat(40), fc.nat(40), (text, a, b) => {
        const start = Math.min(a, b, text.length);
        const end = Math.min(Math.max(a, b), text.length);
        expect(nonBlankCounter(text)(start, end)).toBe(text.slice(start, end).replace(/\s/g, "").length);
      }),
    );
  });
});

describe("isBlank", () => {
  it("agrees with \\s on every code unit", () => {
    for (let code = 0; code < 0x10000; code++) {
      expect(isBlank(code), code.toString(16)).toBe(/\s/.test(String.fromCharCode(code)));
    }
  });
});

describe("lastOf", () => {
  it("makes once for one text after another, and again when another came between", () => {
    const made: string[] = [];
    const get = lastOf((text) => made.push(text));
    for (const text of ["a", "a", "b", "a"]) get(text);
    expect(made).toEqual(["a", "b", "a"]);
  });
});
