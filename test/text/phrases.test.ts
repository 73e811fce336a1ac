import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePhrases, editsOf, type PhraseSource } from "../../pipeline/text/phrases.ts";
import { TracedText } from "../../pipeline/text/traced.ts";

const apply = (rows: PhraseSource[], text: string) =>
  TracedText.of(text).edit(editsOf(compilePhrases(rows).find(text), "t")).text;

describe("phrase rules", () => {
  it("swap a word wherever it stands when no context is asked for", () => {
    expect(apply([{ id: "a", swap: { 甲: "乙" } }], "甲和甲")).toBe("乙和乙");
  });

  it("ask for what stands before and behind", () => {
    const rows = [{ id: "a", swap: { 甲: "乙" }, where: [{ after: ["先"], before: ["后"] }] }];
    expect(apply(rows, "先甲后，先甲，甲后")).toBe("先乙后，先甲，甲后");
  });

  it("take any one of several contexts", () => {
    const rows = [{ id: "a", swap: { 甲: "乙" }, where: [{ after: ["先"] }, { before: ["后"] }] }];
    expect(apply(rows, "先甲，甲后，甲")).toBe("先乙，乙后，甲");
  });

  it("reach over characters within the clause and never across its border", () => {
    const rows = [{ id: "a", swap: { 甲: "乙" }, where: [{ before: ["后"], reach: 3 }] }];
    expect(apply(rows, "甲一二三后")).toBe("乙一二三后");
    expect(apply(rows, "甲一二三四后")).toBe("甲一二三四后");
    expect(apply(rows, "甲一，二后")).toBe("甲一，二后");
  });

  it("know the borders of clause and line, Chinese characters and digits", () => {
    const at = (place: string, side: "after" | "before") => [
      { id: "a", swap: { 甲: "乙" }, where: [side === "after" ? { after: [place] } : { before: [place] }] },
    ];
    expect(apply(at("<start>", "after"), "甲，甲，一甲\n 甲")).toBe("乙，乙，一甲\n 乙");
    expect(apply(at("<end>", "before"), "甲，甲一")).toBe("乙，甲一");
    expect(apply(at("<eol>", "before"), "甲，甲\n甲")).toBe("甲，乙\n乙");
    expect(apply(at("<han>", "after"), "一甲，1甲")).toBe("一乙，1甲");
    expect(apply(at("<digit>", "before"), "甲1，甲一")).toBe("乙1，甲一");
  });

  it("leave a word inside a phrase that protects it", () => {
    expect(apply([{ id: "a", swap: { 甲: "乙" }, except: ["大甲鱼"] }], "大甲鱼，甲鱼")).toBe("大甲鱼，乙鱼");
  });

  it("prefer the longest word, then the earlier row", () => {
    const rows = [
      { id: "a", swap: { 甲: "1" } },
      { id: "b", swap: { 甲乙: "2" } },
      { id: "c", swap: { 甲乙: "3" } },
    ];
    expect(apply(rows, "甲乙甲")).toBe("21");
  });

  it("match a blank of any kind by a blank", () => {
    expect(apply([{ id: "a", swap: { "甲 乙": "甲丙乙" } }], "甲\u3000乙，甲\u00a0乙，甲\n乙")).toBe(
      "甲丙乙，甲丙乙，甲\n乙",
    );
  });

  it("leave closed places and rows that are not accepted", () => {
    const rules = compilePhrases([{ id: "a", swap: { 甲: "乙" } }]);
    expect(rules.find("甲甲", { closed: Uint8Array.of(1, 0) }).map((h) => h.start)).toEqual([1]);
    expect(rules.find("甲甲", { accept: (_, at) => at === 0 }).map((h) => h.start)).toEqual([0]);
  });

  it("find the longest word that begins at each place, as if all were tried there", () => {
    const units = fc.constantFrom("甲", "乙", "丙", " ");
    const word = fc.array(units, { minLength: 1, maxLength: 4 }).map((u) => u.join(""));
    const soup = fc.array(fc.oneof(units, fc.constantFrom("\u3000", "，", "x")), { maxLength: 30 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), soup, (words, pieces) => {
        const text = pieces.join("");
        const stands = (w: string, at: number) =>
          // The first code unit says where to look; behind it a blank stands for any.
          text[at] === w[0] && text.slice(at, at + w.length).replaceAll("\u3000", " ") === w;
        const expected: Array<[number, number]> = [];
        for (let i = 0; i < text.length; ) {
          const longest = Math.max(0, ...words.filter((w) => stands(w, i)).map((w) => w.length));
          if (longest > 0) expected.push([i, i + longest]);
          i += longest || 1;
        }
        const rules = compilePhrases([{ id: "a", swap: Object.fromEntries(words.map((w) => [w, "·"])) }]);
        expect(rules.find(text).map((h) => [h.start, h.end])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("give hits in order that do not overlap, on any text", () => {
    const rules = compilePhrases([
      { id: "a", swap: { 甲乙: "x", 乙甲: "y", 甲: "z" }, where: [{ before: ["乙", "<end>"], reach: 2 }] },
    ]);
    const soup = fc.array(fc.constantFrom("甲", "乙", "，", " ", "\n", "\ud83d"), { maxLength: 60 });
    fc.assert(
      fc.property(soup, (pieces) => {
        let last = 0;
        for (const hit of rules.find(pieces.join(""))) {
          expect(hit.start).toBeGreaterThanOrEqual(last);
          expect(hit.end).toBeGreaterThan(hit.start);
          last = hit.end;
        }
      }),
    );
  });
});
