import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { frontMatter } from "../../../pipeline/stages/emit/front-matter.ts";

const yamlOf = (page: string) => /^---\n(.*)---\n\n$/s.exec(page)![1]!;
const versions = ["1.1", "1.2"] as const;

describe("front matter", () => {
  const words = fc.oneof(
    fc.constantFrom(
      "---",
      "...",
      "- a",
      "a: b",
      "#",
      "&a",
      "*a",
      "!t",
      "|",
      ">",
      "%",
      "@",
      "`",
      "{{x}}",
      "[x]",
    ),
    fc.constantFrom(
      "yes",
      "No",
      "on",
      "y",
      "null",
      "~",
      "true",
      "0123",
      "1e3",
      "0x1f",
      "1_0",
      "12:30",
      "2024-05-01",
    ),
    fc.constantFrom(
      "\n",
      "\r\n",
      "---\n",
      "\u0085",
      "\u2028",
      "\ufeff",
      "\u007f",
      "\u0000",
      "🙂",
      '"',
      "'",
      "\\",
    ),
    fc.constantFrom("协商还款", "（一）", " ", "：", "，", ", ", ": "),
    fc.string({ unit: "binary" }),
  );
  const value = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(""));

  it.each(versions)("gives every string back to a reader of YAML %s", (version) => {
    fc.assert(
      fc.property(value, fc.array(value, { maxLength: 3 }), (title, flags) => {
        const page = frontMatter({ title, flags, count: 3 });
        expect(parse(yamlOf(page), { version })).toEqual({ title, flags, count: 3 });
        // A line of dashes inside would end it.
        expect(page.split("\n").filter((line) => line.startsWith("---"))).toHaveLength(2);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves undefined out and writes nothing but what is known to be safe without quotes", () => {
    expect(
      frontMatter({
        a: undefined,
        id: "a-0123456789ab",
        title: "先打电话，再写信。",
        answer: "no",
        hours: "09:00-21:00",
        flags: [],
        phones: ["95188"],
        lengths: [{ min: 3, max: null, unit: "day" }],
      }),
    ).toBe(
      [
        "---",
        "id: a-0123456789ab",
        "title: 先打电话，再写信。",
        'answer: "no"',
        'hours: "09:00-21:00"',
        "flags: []",
        "phones:",
        '  - "95188"',
        "lengths:",
        "  - { min: 3, max: null, unit: day }",
        "---",
        "",
        "",
      ].join("\n"),
    );
  });

  it("tells a date from a text that looks like one", () => {
    const page = frontMatter({
      title: "2024-05-01",
      published: { date: "2024-05-01" },
      at: { date: "2024-05-01T10:00" },
    });
    expect(page).toContain('title: "2024-05-01"\npublished: 2024-05-01\nat: "2024-05-01T10:00"\n');
  });

  it("replaces half of a character, which no file can hold", () => {
    expect(frontMatter({ title: "a\ud83d" })).toBe('---\ntitle: "a\ufffd"\n---\n\n');
  });
});
