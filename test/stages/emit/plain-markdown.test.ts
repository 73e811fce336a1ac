import fc from "fast-check";
import type { Root, RootContent } from "mdast";
import { describe, expect, it } from "vitest";
import { plainSection, treeSection } from "../../../pipeline/stages/emit/article-report.ts";
import { list, markdown, paragraph, serialized, text } from "../../../pipeline/stages/emit/markdown.ts";
import { isPlain, plainBlock } from "../../../pipeline/stages/emit/plain-markdown.ts";
import type { ArticleReport } from "../../../schemas/bundle.ts";

const root = (...children: RootContent[]): Root => ({ type: "root", children });

/** Texts of which many are plain, and many nearly so. */
const words = fc
  .array(
    fc.constantFrom(
      ..."还款协商。，：；（）“”《》！？5%、·…—℃\u3000\u00a0\u2028😀\ud83d",
      ..."aiwps019 .,:;()-+=#!?/<>[]{}*_`~|&@^$'\"\\",
      "12. ",
      "3) ",
      "- ",
      "# ",
      "www.a.cn",
      "https://a",
      "import",
      "export ",
      "{%",
      "%%",
      "\t",
      "\n",
      "&lt;",
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const block: fc.Arbitrary<RootContent> = fc.oneof(
  words.map((w) => paragraph([text(w)])),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), words)
    .map(([depth, w]): RootContent => ({ type: "heading", depth: depth as 1, children: [text(w)] })),
  words.map((w): RootContent => ({ type: "blockquote", children: [paragraph([text(w)])] })),
  fc
    .tuple(
      fc.array(words, { maxLength: 3 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 0, max: 12 })),
      fc.boolean(),
    )
    .map(
      ([items, ordered, start, spread]): RootContent => ({
        ...list(
          items.map((w) => [text(w)]),
          ordered,
        ),
        start,
        spread,
      }),
    ),
  fc.tuple(words, words).map(
    ([a, b]): RootContent => ({
      type: "list",
      ordered: false,
      spread: false,
      children: [
        { type: "listItem", spread: false, children: [paragraph([text(a)]), list([[text(b)]], true)] },
      ],
    }),
  ),
  fc.tuple(words, words).map(([a, b]) => paragraph([text(a), text(b)])),
  fc.constant<RootContent>({ type: "thematicBreak" }),
);

describe("plain blocks", () => {
  it("are written as the serializer writes them, whatever stands beside them", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        expect(markdown(root(...blocks))).toBe(serialized(root(...blocks)));
      }),
      { numRuns: 3000 },
    );
  });

  it("take no serializer for what articles are made of", () => {
    const plain = ["征信上逾期 3 天（年化 5.9%）：先打 95188，再谈。", "可以分 60 期 - 最多", "第1步 A/B"];
    for (const words of plain) {
      expect(isPlain(words)).toBe(true);
      expect(plainBlock(paragraph([text(words)]))).toBe(words);
    }
    expect(plainBlock(list([[text("甲")], [text("乙")]], true))).toBe("1. 甲\n2. 乙");
  });

  it.each([
    "1. 甲",
    "2) 乙",
    "- 丙",
    "= 丁",
    ":戊",
    "import 己",
    "a*b",
    "www.a",
    "http://a",
    "末 ",
    "题#",
  ])("leave %j to the serializer", (words) => expect(isPlain(words)).toBe(false));
});

describe("plainSection", () => {
  const name = fc.oneof(words, fc.constantFrom("a/b.txt", "花呗 逾期.md", "d-0123456789ab"));
  const report: fc.Arbitrary<ArticleReport> = fc
    .record({
      id: fc.constantFrom("d-0123456789ab", "d-abcdef012345"),
      source: name,
      record: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      duplicateOf: fc.option(fc.constant("d-fedcba987654"), { nil: undefined }),
      characters: fc.constant({ in: 9, kept: 5, removed: 4 }),
      removed: fc.array(
        fc.record({ status: fc.constant("damage" as const), reason: name, characters: fc.nat(9) }),
        { maxLength: 2 },
      ),
      edits: fc.array(fc.record({ rule: name, count: fc.integer({ min: 1, max: 9 }) }), { maxLength: 2 }),
      flags: fc.array(fc.record({ flag: name, rule: name, line: fc.constant(1), column: fc.constant(3) }), {
        maxLength: 2,
      }),
    })
    .map(({ record, duplicateOf, ...rest }) => ({
      ...rest,
      ...(record !== undefined && { record }),
      ...(duplicateOf !== undefined && { duplicateOf }),
    }));

  it("is the same written plainly as written by the serializer", () => {
    let plain = 0;
    fc.assert(
      fc.property(report, (article) => {
        const short = plainSection(article);
        if (short === undefined) return;
        plain++;
        expect(short).toBe(treeSection(article));
      }),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});
