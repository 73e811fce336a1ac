import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align, decodeReference } from "../../../pipeline/stages/ingest/align.ts";

const HTML = { references: true, backslashes: false };
const MARKDOWN = { references: true, backslashes: true };

function pieces(source: string, value: string, syntax = HTML): Array<[string, string?]> {
  const out: Array<[string, string?]> = [];
  align(source, 0, source.length, value, syntax, (start, end, text) => {
    out.push(text === undefined ? [source.slice(start, end)] : [source.slice(start, end), text]);
  });
  return out;
}

describe("align", () => {
  it.each<[string, string, string, Array<[string, string?]>]>([
    ["text as it stands", "还款", "还款", [["还款"]]],
    ["references", "A&amp;B", "A&B", [["A"], ["&amp;", "&"], ["B"]]],
    ["numbers browsers read otherwise", "&#150;", "\u2013", [["&#150;", "\u2013"]]],
    [
      "references of two characters",
      "&NotEqualTilde;x",
      "\u2242\u0338x",
      [["&NotEqualTilde;", "\u2242\u0338"], ["x"]],
    ],
    ["references without semicolon", "&copy2024", "©2024", [["&copy", "©"], ["2024"]]],
    ["what only looks like one", "a&b=1 &nosuch;", "a&b=1 &nosuch;", [["a&b=1 &nosuch;"]]],
    ["a reference spelt out", "&amp;lt;", "&lt;", [["&amp;", "&"], ["lt;"]]],
  ])("finds %s", (_, source, value, expected) => {
    expect(pieces(source, value)).toEqual(expected);
  });

  it.each<[string, string, string, Array<[string, string?]>]>([
    ["escapes", "\\*a\\*", "*a*", [["*a"], ["*"]]],
    ["backslashes that are text", "C:\\目", "C:\\目", [["C:\\目"]]],
    ["escaped backslashes", "a\\\\b", "a\\b", [["a"], ["\\b"]]],
    ["an escaped reference", "\\&lt;", "&lt;", [["&lt;"]]],
    ["quote markers at a line's beginning", "甲\n> 乙", "甲\n乙", [["甲\n"], ["乙"]]],
  ])("finds in Markdown %s", (_, source, value, expected) => {
    expect(pieces(source, value, MARKDOWN)).toEqual(expected);
  });

  it("does not take the letters of a tag in the way for the text behind it", () => {
    const found: number[][] = [];
    align("r<tr>r", 0, 6, "rr", HTML, (start, end) => found.push([start, end]));
    expect(found).toEqual([
      [0, 1],
      [5, 6],
    ]);
  });

  it("reads as the value wherever the value can be read in the source", () => {
    const char = fc.constantFrom(..."还款ab&;<#1 ");
    fc.assert(
      fc.property(fc.array(fc.tuple(char, fc.boolean())), (chars) => {
        const source = chars.map(([c, spelt]) => (spelt || c === "&" ? `&#${c.charCodeAt(0)};` : c)).join("");
        const value = chars.map(([c]) => c).join("");
        expect(
          pieces(source, value)
            .map(([own, text]) => text ?? own)
            .join(""),
        ).toBe(value);
      }),
    );
  });
});

describe("decodeReference", () => {
  it.each([
    ["&lt;", "<"],
    ["&#20013;", "中"],
    ["&#x4E2D;", "中"],
    ["&#x1F600;", "😀"],
  ])("decodes %s", (source, text) => {
    expect(decodeReference(source, 0)).toEqual({ length: source.length, text });
  });

  it.each([
    "&nosuch;",
    "&lt",
    "& lt;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "lt;",
  ])("leaves %s alone", (source) => {
    expect(decodeReference(source, 0)).toBeUndefined();
  });
});
