import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repairFigures } from "../../pipeline/commands/eval-repair.ts";
import { compare, errorRate, scoreRepair } from "../../pipeline/eval/repair.ts";
import { loadRepairRules, repaired } from "../../pipeline/eval/repair-chain.ts";
import { readOpenccCases, scoreOpencc } from "../../pipeline/eval/repair-opencc.ts";
import { UsageError } from "../../pipeline/faults.ts";
import { TracedText } from "../../pipeline/text/traced.ts";
import { ANNOTATED } from "../helpers/forward/pinyin.ts";
import { KINDS, pairs } from "./pairs.ts";

const rules = loadRepairRules();
const repair = (text: string) => repaired(TracedText.of(text), rules).traced.text;

describe("comparing texts", () => {
  it.each([
    ["同一句话。", "同一句话。", 0],
    ["先还本金，再谈利息。", "先还本金,再谈利息.", 0],
    ["「好」", "“好”", 0],
    ["先还本金，再谈利息。", "先还本金再谈利息。", 1],
    ["先还本金", "先偿还本金", 1],
    ["先还本金", "先还利息", 2],
    ["甲\n乙", "甲\n丙", 1],
    ["甲\n乙", "甲乙", 1],
  ])("%j and %j differ by %j, %i", (wanted, got, errors) => {
    const found = compare(wanted, got);
    expect(found.errors).toBe(errors);
    expect(found.places.length > 0).toBe(errors > 0);
  });

  it("names each place with its neighbours", () => {
    expect(compare("先还本金再谈", "先还利息再谈").places).toEqual(["…先还[本金→利息]再谈…"]);
  });

  it("counts the kinds that are lossy apart", () => {
    const scores = scoreRepair(
      [
        { kind: "a", name: "1", damaged: "甲甲", clean: "乙乙" },
        { kind: "b", name: "1", damaged: "甲", clean: "乙", apart: true },
      ],
      (text) => (text === "甲甲" ? "乙乙" : text),
    );
    expect([errorRate(scores.overall), errorRate(scores.withoutApart)]).toEqual([1 / 3, 0]);
    expect(scores.perKind.b).toEqual({ pairs: 1, characters: 1, before: 1, after: 1 });
    expect(scores.differences).toEqual([{ kind: "b", name: "1", place: "…[乙→甲]…" }]);
  });
});

describe("the pairs of damaged and sound pages", () => {
  const scores = scoreRepair(pairs, repair);

  it("are forty and more, over all kinds of damage", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(scores.perKind).sort()).toEqual(Object.keys(KINDS).sort());
    expect(new Set(ANNOTATED).size).toBeGreaterThanOrEqual(150);
  });

  it("are repaired but for half a percent of their characters", () => {
    const left = scores.differences.map((d) => `${d.kind}: ${d.place}`).join("\n");
    expect(errorRate(scores.overall), left).toBeLessThanOrEqual(0.005);
    expect(errorRate(scores.withoutApart), left).toBeLessThanOrEqual(0.002);
  });

  // Kinds that lose nothing come back whole.
  it.each(
    Object.keys(KINDS).filter((kind) =>
      /^(?:UTF-8|GBK|mojibake|entities|invisible|half-width|full-width|Traditional|substitutions|pinyin, sparse|pinyin on)/.test(
        kind,
      ),
    ),
  )("come back whole: %s", (kind) => {
    expect(scores.perKind[kind]?.after).toBe(0);
  });

  it.each(Object.keys(KINDS))("are better after repair than before: %s", (kind) => {
    const { before, after } = scores.perKind[kind]!;
    expect(after).toBeLessThanOrEqual(before);
  });

  it("leave every sound page without an edit and without a mark", () => {
    for (const clean of new Set(pairs.map((p) => p.clean))) {
      const { traced } = repaired(TracedText.of(clean), rules);
      expect(traced.changes).toEqual([]);
      expect(traced.marks).toEqual([]);
    }
  });
});

describe("figures of repair", () => {
  it("are none where none are asked for", async () => {
    expect(await repairFigures({})).toEqual({ figures: {}, lines: [] });
  });

  it("list every place that differs, and give floors a figure", async () => {
    const folder = await mkdtemp(join(tmpdir(), "jinghua-pairs-"));
    try {
      const module = join(folder, "pairs.mjs");
      await writeFile(
        module,
        'export const pairs = [{ kind: "k", name: "n", damaged: "還款日", clean: "还款日" }, { kind: "k", name: "m", damaged: "甲", clean: "乙" }];\n',
      );
      const { figures, lines } = await repairFigures({ repair: module });
      expect(figures.repair).toEqual({ accuracy: 0.75, accuracyWithoutApart: 0.75 });
      expect(lines.join("\n")).toContain("…[乙→甲]…");
      await writeFile(join(folder, "none.mjs"), "export const pairs = [];\n");
      await expect(repairFigures({ repair: join(folder, "none.mjs") })).rejects.toThrow(UsageError);
      await expect(repairFigures({ repair: join(folder, "missing.mjs") })).rejects.toThrow(UsageError);
      await expect(repairFigures({ opencc: join(folder, "missing") })).rejects.toThrow(UsageError);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("OpenCC's cases", () => {
  it("are read in both of their forms and scored beside opencc-js", async () => {
    const folder = await mkdtemp(join(tmpdir(), "jinghua-opencc-"));
    try {
      await writeFile(
        join(folder, "testcases.json"),
        '{ "cases": [ { "id": "one", "input": "還款計劃", "expected": { "t2s": "还款计划", "s2t": "還款計劃", }, }, { "id": "two", "input": "隨著時間", "expected": { "t2s": "错", "tw2s": "随着时间" } } ] }',
      );
      await writeFile(join(folder, "hk2s.in"), "債務舒緩\n\n");
      await writeFile(join(folder, "hk2s.ans"), "债务舒缓\n");
      const cases = await readOpenccCases(folder);
      expect(cases.map((c) => [c.id, c.config])).toEqual([
        ["one", "t2s"],
        ["two", "t2s"],
        ["two", "tw2s"],
        ["hk2s.in:1", "hk2s"],
      ]);
      const scores = scoreOpencc(cases, repair, rules.script);
      expect([scores.cases, scores.ours, scores.alone]).toEqual([4, 3, 3]);
      expect(scores.wrong.map((w) => w.got)).toEqual(["随着时间"]);
      expect(scores.damaged).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
