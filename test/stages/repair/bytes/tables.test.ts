import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadYaml } from "../../../../pipeline/lexicon/load.ts";
import { invisibleEdits } from "../../../../pipeline/stages/repair/bytes/controls.ts";
import {
  compileCues,
  compileInvisible,
  loadBytesTables,
  parseHanFrequency,
} from "../../../../pipeline/stages/repair/bytes/tables.ts";
import { TracedText } from "../../../../pipeline/text/traced.ts";
import { CueTable, InvisibleTable } from "../../../../schemas/lexicon-bytes.ts";

const DIR = fileURLToPath(new URL("../../../../pipeline/lexicon/common/", import.meta.url));

describe("invisible-characters", () => {
  const { rows } = loadYaml(join(DIR, "invisible-characters.yaml"), InvisibleTable).value;
  it.each(rows.map((r) => [r.id, r] as const))("%s", (_, row) => {
    const tables = { invisible: compileInvisible([row]) };
    for (const e of row.examples) {
      expect(TracedText.of(e.in).edit(invisibleEdits(e.in, tables)).text).toBe(e.out);
    }
    for (const text of row.nearMisses) expect(invisibleEdits(text, tables)).toEqual([]);
  });

  it("has no two rows for one code point", () => {
    const size = rows.reduce((n, r) => n + Number.parseInt(r.to, 16) - Number.parseInt(r.from, 16) + 1, 0);
    expect(compileInvisible(rows).size).toBe(size);
  });
});

describe("pronunciation-cues", () => {
  const { rows } = loadYaml(join(DIR, "pronunciation-cues.yaml"), CueTable).value;
  it.each(rows.map((r) => [r.id, r] as const))("%s", (_, row) => {
    const cues = compileCues(row.words);
    for (const text of row.examples) expect(cues.test(text), text).toBe(true);
    for (const text of row.nearMisses) expect(cues.test(text), text).toBe(false);
  });
});

describe("han-frequency", () => {
  const source = readFileSync(join(DIR, "han-frequency.txt"), "utf8");

  it("is what its head says: counted over the words of jieba", () => {
    const entry = createRequire(import.meta.url).resolve("nodejieba/package.json");
    const words = readFileSync(join(dirname(entry), "submodules/cppjieba/dict/jieba.dict.utf8"), "utf8");
    const characters = new Map<string, number>();
    const pairs = new Map<string, number>();
    let total = 0;
    for (const line of words.split("\n")) {
      const [word, frequency] = line.split(" ");
      if (word === undefined || !/^[\u4e00-\u9fff]+$/.test(word)) continue;
      const n = Number(frequency);
      for (let i = 0; i < word.length; i++) {
        characters.set(word[i]!, (characters.get(word[i]!) ?? 0) + n);
        total += n;
        if (i > 0) pairs.set(word.slice(i - 1, i + 1), (pairs.get(word.slice(i - 1, i + 1)) ?? 0) + n);
      }
    }
    const byCode = (a: readonly [string, number], b: readonly [string, number]) => (a[0] < b[0] ? -1 : 1);
    const followers = new Map<string, string>();
    for (const [pair, n] of [...pairs].sort(byCode)) {
      if (n >= 100) followers.set(pair[0]!, (followers.get(pair[0]!) ?? "") + pair[1]!);
    }
    const rows = [...characters]
      .filter(([, n]) => n >= 10)
      .sort(byCode)
      .map(([c, n]) =>
        [c, Math.round(Math.log2(total / n)), followers.get(c)].filter((x) => x !== undefined).join(" "),
      );
    expect(source.split("\n").filter((l) => l !== "" && !l.startsWith("#"))).toEqual(rows);
  });

  it("tells common characters and words", () => {
    const han = parseHanFrequency(source);
    const key = (pair: string) => pair.charCodeAt(0) * 0x10000 + pair.charCodeAt(1);
    expect(han.cost.get("一")!).toBeLessThan(han.cost.get("涵")!);
    expect(han.pairs.has(key("消费"))).toBe(true);
    expect(han.pairs.has(key("费消"))).toBe(false);
  });
});

it("loads them all, each with its version", () => {
  const { tables, versions } = loadBytesTables(DIR);
  expect(Object.keys(versions).sort()).toEqual([
    "han-frequency",
    "invisible-characters",
    "pronunciation-cues",
  ]);
  expect(tables.pronunciation.test("這個讀音")).toBe(true);
});
