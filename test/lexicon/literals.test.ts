import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { literalsOf } from "../../pipeline/lexicon/literals.ts";
import { mayMatch } from "../../pipeline/lexicon/pattern.ts";
import { loadRules } from "../../pipeline/rules.ts";
import { gramsOf } from "../../pipeline/text/grams.ts";
import { LiteralIndex } from "../../pipeline/text/literal-index.ts";

describe("literalsOf", () => {
  it.each([
    ["协商", ["协商"]],
    ["协商|分期", ["协商", "分期"]],
    ["^(?:申请|要求)?延期$", ["延期", "申请延期", "要求延期"]],
    ["[一二]次协商", ["一次协商", "二次协商"]],
    ["如果.{0,14}逾期", ["如果"]],
    ["(?<name>客服)热线", ["客服热线"]],
    ["(?=.*停息).{3,}", ["停息"]],
    ["(?:逾期){2}", ["逾期"]],
    ["\\(协商\\)", ["(协商)"]],
    ["[3-5]折", ["3折", "4折", "5折"]],
    ["[一-龥]{2}[\\d-]x", ["0x", "1x", "2x", "3x", "4x", "5x", "6x", "7x", "8x", "9x", "-x"]],
    ["📞热线", ["📞热线"]],
  ])("%s", (source, literals) => expect(literalsOf(source)).toEqual(literals));

  it.each([
    "",
    ".*",
    "\\w+",
    "(?:协商)?",
    "协商|.*",
    "(?!协商)",
    "[^协]",
    "\\p{Script=Han}",
    "(协)\\1?|",
  ])("%s: nothing can be told", (source) => expect(literalsOf(source)).toBeUndefined());

  it("tells nothing of letters whose case does not count", () => {
    expect(literalsOf("APP", true)).toBeUndefined();
    expect(literalsOf("APP客服", true)).toEqual(["客服"]);
  });

  it("tells them in lower case when it is asked to", () => {
    expect(literalsOf("APP", true, true)).toEqual(["app"]);
    expect(literalsOf("加?[Vv]信|é", true, true)).toBeUndefined();
  });
});

/** Texts that tables hold, whatever their key: examples, near misses, words. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsIn);
}

const LEXICON = "pipeline/lexicon";
const texts = [
  ...new Set(
    readdirSync(LEXICON, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml") && !file.endsWith("words.yaml"))
      .flatMap((file) => textsIn(parse(readFileSync(`${LEXICON}/${file}`, "utf8")))),
  ),
].filter((text) => text.length <= 120);

const { subject, furniture } = loadRules("debt");
const { lines, fields, sentences, fragments, runs, signals } = furniture;
const matchers = [...lines, ...fields, ...sentences, ...fragments, ...runs, ...signals];
const patterns = [
  ...[...subject.cues, ...subject.phases, ...subject.zones, ...subject.options, ...subject.materials].map(
    ({ row }) => new RegExp(row.match, "u"),
  ),
  // As they are, and not bound to a place: the stricter test.
  ...matchers.map(({ pattern }) => new RegExp(pattern.source, "iu")),
];
const sieves = patterns.map(mayMatch);
const index = new LiteralIndex(patterns.map(({ source, flags }) => literalsOf(source, flags.includes("i"))));

/** The same, letters told as well: for patterns that all ignore case. */
const cased = patterns.map(({ source }) => new RegExp(source, "iu"));
const casedIndex = new LiteralIndex(
  cased.map(({ source }) => literalsOf(source, true, true)),
  true,
);

/** Patterns that match a text and are ruled out for it. */
function missed(text: string): string[] {
  const marks = index.marks(text);
  const casedMarks = casedIndex.marks(text);
  return patterns.flatMap((pattern, i) =>
    (pattern.test(text) && !(sieves[i]!(gramsOf(text)) && marks[i] === 1)) ||
    (cased[i]!.test(text) && casedMarks[i] !== 1)
      ? [pattern.source]
      : [],
  );
}

describe("what is ruled out by its characters does not match", () => {
  it("of all that the tables hold", () => {
    expect(texts.length).toBeGreaterThan(1000);
    for (const text of texts) expect(missed(text), text).toEqual([]);
  });

  it("of texts put together from them", () => {
    const piece = fc
      .tuple(fc.constantFrom(...texts), fc.nat(20), fc.nat(60))
      .map(([text, from, length]) => text.slice(from, from + length));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 5 }),
        (all) => {
          expect(missed(all.join(""))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of any pattern made of a few parts", () => {
    const atom = fc.constantFrom(
      "协",
      "商",
      "a",
      ".",
      "[协商]",
      "[^协]",
      "\\d",
      "^",
      "$",
      "(?=协)",
      "(?!商)",
      "(?<=a)",
      "\\.",
      "[k-m]",
      "[\\d商]",
      "s",
      "[^a-c1]",
    );
    const { source } = fc.letrec<{ source: string }>((tie) => ({
      source: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie("source"), tie("source")).map(([a, b]) => a + b),
        fc.tuple(tie("source"), tie("source")).map(([a, b]) => `(?:${a}|${b})`),
        fc
          .tuple(tie("source"), fc.constantFrom("?", "{0,2}", "{2}", "{1,3}", "{2,}?"))
          .map(([a, q]) => `(?:${a})${q}`),
        tie("source").map((a) => `(${a})`),
      ),
    }));
    const text = fc.string({
      unit: fc.constantFrom("协", "商", "a", "A", "1", ".", "𠮷", "K", "\u212a", "\u017f", "m"),
      maxLength: 8,
    });
    fc.assert(
      fc.property(source, fc.boolean(), text, (pattern, ignoreCase, within) => {
        const compiled = new RegExp(pattern, ignoreCase ? "iu" : "u");
        if (!compiled.test(within)) return;
        expect(mayMatch(compiled)(gramsOf(within))).toBe(true);
        expect(new LiteralIndex([literalsOf(pattern, ignoreCase)]).marks(within)[0]).toBe(1);
        if (ignoreCase)
          expect(new LiteralIndex([literalsOf(pattern, true, true)], true).marks(within)[0]).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });
});
