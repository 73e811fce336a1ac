/** Articles whose furniture was taken out by hand: the stage must find nothing more in them. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadRules } from "../../../pipeline/rules.ts";
import { simplify } from "../../../pipeline/stages/simplify/index.ts";
import { strip } from "../../../pipeline/stages/strip/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const FOLDER = "test/articles/develop";
const rules = loadRules("debt");

/** Lines of the article alone. */
function articleLines(gold: string): string[] {
  const { document, lines } = JSON.parse(readFileSync(`${FOLDER}/gold/${gold}`, "utf8")) as {
    document: string;
    lines: Record<string, string>;
  };
  const raw = readFileSync(`${FOLDER}/raw/${document}`, "utf8").split("\n");
  return Object.entries(lines)
    .filter(([, status]) => status === "content" || status === "heading")
    .map(([line]) => raw[Number(line) - 1]!);
}

const FOOT = ["上一篇：车位要不要买", "下一篇：租房合同怎么看", "Copyright © 2024 某某网 版权所有"];

function removed(lines: readonly string[]): string[] {
  const text = lines.join("\n");
  const { traced } = strip(simplify(TracedText.of(text), rules.script).traced, rules.furniture, {
    hints: [],
  });
  return traced
    .spans()
    .filter((s) => s.status === "boilerplate")
    .flatMap((s) => text.slice(s.start, s.end).split("\n"));
}

describe("an article without furniture", () => {
  const articles = readdirSync(`${FOLDER}/gold`).filter((name) => /^d\d+\.json$/.test(name));

  it("is there to be tried", () => {
    expect(articles.length).toBeGreaterThanOrEqual(8);
  });

  it.each(articles)("%s comes through whole, without its title, and cut in two", (gold) => {
    const lines = articleLines(gold);
    const half = Math.ceil(lines.length / 2);
    for (const part of [lines, lines.slice(1), lines.slice(0, half), lines.slice(half)]) {
      expect(removed(part)).toEqual([]);
    }
  });

  it.each(articles)("%s loses nothing but the foot of a page put below it", (gold) => {
    expect(removed([...articleLines(gold), ...FOOT])).toEqual(FOOT);
  });
});
