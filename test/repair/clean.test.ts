import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadRepairRules, repaired } from "../../pipeline/eval/repair-chain.ts";
import { loadYaml } from "../../pipeline/lexicon/load.ts";
import { TracedText } from "../../pipeline/text/traced.ts";
import { CueTable, InvisibleTable } from "../../schemas/lexicon-bytes.ts";
import { gaps, punctuation, script, spun, substitutions } from "../stages/repair/words/tables.ts";
import { ARTICLES } from "./pairs.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const rules = loadRepairRules();
const run = (text: string) => repaired(TracedText.of(text), rules).traced;

/** Articles that are well written and Simplified all through, of the sample collection and of the annotated ones. */
const CLEAN_FILES = [
  ...["hongshao-niunan", "huabei-hotline-faq", "zhaohang-xinyongka-fenqi", "xinwen-weizhong-caibao"].map(
    (n) => `raw/${n}.txt`,
  ),
  ...["d02", "d04", "d05", "d08"].map((n) => `test/articles/develop/raw/${n}.txt`),
];

const read = (path: string): string => new TextDecoder().decode(readFileSync(path));

const own = [
  ...ARTICLES.map((a) => [a.id, a.text] as const),
  ...readdirSync(join(ROOT, "test/stages/repair/clean")).map(
    (name) => [name, read(join(ROOT, "test/stages/repair/clean", name))] as const,
  ),
];
const paragraphs = CLEAN_FILES.flatMap((name) =>
  read(join(ROOT, name))
    .split("\n")
    .filter((line) => line.trim() !== ""),
);
const common = (name: string) => join(ROOT, "pipeline/lexicon/common", `${name}.yaml`);
const nearMisses = [
  ...[substitutions, spun, gaps, punctuation, script].flatMap((t) => t.rows.flatMap((r) => r.nearMisses)),
  ...loadYaml(common("invisible-characters"), InvisibleTable).value.rows.flatMap((r) => r.nearMisses),
  ...loadYaml(common("pronunciation-cues"), CueTable).value.rows.flatMap((r) => r.nearMisses),
];

describe("text that is clean", () => {
  it("is at hand: articles of our own, paragraphs of the samples, near misses", () => {
    expect(own.length).toBeGreaterThanOrEqual(18);
    expect(paragraphs.length).toBeGreaterThanOrEqual(60);
    expect(new Set(nearMisses).size).toBeGreaterThanOrEqual(400);
  });

  it.each(own)("comes through without an edit: %s", (_, text) => {
    const { changes, marks } = run(text);
    expect(changes).toEqual([]);
    expect(marks).toEqual([]);
  });

  it("comes through paragraph by paragraph", () => {
    const touched = paragraphs.filter((p) => run(p).changes.length > 0);
    expect(touched).toEqual([]);
  });
});
