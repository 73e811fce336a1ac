/**
 * Pages that are mostly furniture, in raw characters as the scorer counts them. Rows were written and the
 * line model was trained with the one set in view; the other was never looked at, and says what to expect
 * of a page nobody has seen.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadRules } from "../../../pipeline/rules.ts";
import { simplify } from "../../../pipeline/stages/simplify/index.ts";
import { strip } from "../../../pipeline/stages/strip/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const FOLDER = "test/articles/heavy";
const UNSEEN = ["w03", "w06", "w09", "w12", "w14", "w16"];
const SEEN = Array.from({ length: 40 }, (_, i) => `w${String(i + 1).padStart(2, "0")}`).filter(
  (name) => !UNSEEN.includes(name),
);
const rules = loadRules("debt");

function score(names: readonly string[]) {
  let [furniture, removed, content, lost] = [0, 0, 0, 0];
  for (const name of names) {
    const raw = readFileSync(`${FOLDER}/raw/${name}.txt`, "utf8");
    const gold = JSON.parse(readFileSync(`${FOLDER}/gold/${name}.json`, "utf8")) as {
      lines: Record<string, string>;
    };
    const { traced } = strip(simplify(TracedText.of(raw), rules.script).traced, rules.furniture, {
      hints: [],
    });
    const kept = new Uint8Array(raw.length);
    for (const s of traced.spans()) if (s.status === "kept") kept.fill(1, s.start, s.end);
    let at = 0;
    raw.split("\n").forEach((line, i) => {
      for (let k = at; k < at + line.length; k++) {
        if (/\s/.test(raw[k]!)) continue;
        if (gold.lines[i + 1] === "boilerplate") {
          furniture++;
          removed += 1 - kept[k]!;
        } else {
          content++;
          lost += 1 - kept[k]!;
        }
      }
      at += line.length + 1;
    });
  }
  return { removed: removed / furniture, lost: lost / content };
}

describe("pages with heavy furniture", () => {
  it("of known kinds lose it and keep the article", () => {
    const { removed, lost } = score(SEEN);
    expect(removed).toBeGreaterThanOrEqual(0.97);
    expect(lost).toBeLessThanOrEqual(0.01);
  });

  it("of kinds never looked at lose most of it", () => {
    const { removed, lost } = score(UNSEEN);
    expect(removed).toBeGreaterThanOrEqual(0.93);
    expect(lost).toBeLessThanOrEqual(0.03);
  });
});
