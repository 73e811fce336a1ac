import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { writeOutput } from "../../pipeline/engine/output.ts";
import { belowFloors } from "../../pipeline/eval/floors.ts";
import { type Build, score } from "../../pipeline/eval/score.ts";
import { resolveSpan } from "../../pipeline/eval/spans.ts";
import type { BuildResult } from "../../pipeline/result.ts";
import { emit } from "../../pipeline/stages/emit/index.ts";
import { Places } from "../../pipeline/text/places.ts";
import { type AdviceItem, Kind, Phase } from "../../schemas/advice.ts";
import { ClustersFile, GoldFile } from "../../schemas/gold.ts";
import { articleOf, evidenceOf, itemOf, resultOf } from "../helpers/result.ts";

const buildOf = ({ articles, advice }: BuildResult): Build => ({
  documents: [...articles].map((a) => a.record),
  items: advice.items,
  rawOf: new Map([...articles].map((a) => [a.record.id, a.raw])),
});

const raw = "怎么谈\n# 首页 > 正文\n先打95188说明困难。\n再把约定写成文字。\n先打95188说明困难！\n";
const gold: GoldFile = {
  document: "a.txt",
  lines: { "1": "heading", "2": "boilerplate", "3": "content", "4": "content", "5": "duplicate:3" },
  items: [
    {
      kind: "channel",
      phase: "contact",
      products: ["huabei"],
      start: [3, "先打"],
      end: [3, "困难。"],
      slots: { phones: ["95188"] },
    },
    { kind: "action", phase: "agreement", products: [], start: [4, "再把"], end: [4, "文字。"], slots: {} },
  ],
};

describe("score", () => {
  const article = articleOf("sub/a.txt", raw);
  const call = itemOf([evidenceOf(article, "先打95188说明困难。", { phones: ["95188"] })]);
  const whole = buildOf(resultOf([article], [call]));

  it("counts characters kept and removed against the lines annotated", () => {
    const { scores } = score(whole, [gold]);
    // 3 + 12 + 9 characters are to be kept; the repeat of 12 was kept as well, the furniture was not.
    expect(scores.keep).toMatchObject({ p: 24 / 36, r: 1 });
    expect(scores).toMatchObject({ boilerplateRemoved: 1, duplicatesRemoved: 0, contentLost: 0 });
  });

  it("says which kinds are taken for which, and what was missed or made up", () => {
    const wrong = itemOf([evidenceOf(article, "先打95188说明困难。")], { kind: "action" });
    const extra = itemOf([evidenceOf(article, "怎么谈")], { kind: "option" });
    const { confusion } = score(buildOf(resultOf([article], [wrong, extra])), [gold]).scores;
    expect(confusion.channel).toEqual({ action: 1 });
    expect(confusion.action).toEqual({ none: 1 });
    expect(confusion.none).toEqual({ option: 1 });
  });

  it("counts disagreements found, and others between cards of annotated articles", () => {
    const write = itemOf([evidenceOf(article, "再把约定写成文字。")], { kind: "action", phase: "agreement" });
    const third = itemOf([evidenceOf(article, "怎么谈")], { kind: "option" });
    const linked = (...pairs: Array<[AdviceItem, AdviceItem]>) =>
      buildOf(
        resultOf(
          [article],
          [call, write, third].map((item) => ({
            ...item,
            disagrees: pairs.flatMap(([a, b]) =>
              a === item ? [{ id: b.id, reason: "…" }] : b === item ? [{ id: a.id, reason: "…" }] : [],
            ),
          })),
        ),
      );
    const wanted = {
      clusters: [],
      disagreements: [{ items: ["a.txt#0", "a.txt#1"] as [string, string], reason: "when" }],
    };
    const figures = (build: Build) => score(build, [gold], wanted).scores.disagreements;
    expect(figures(linked([call, write]))).toEqual({ gold: 1, found: 1, recall: 1, others: 0 });
    expect(figures(linked([call, third], [write, third]))).toEqual({
      gold: 1,
      found: 0,
      recall: 0,
      others: 2,
    });
    expect(figures(linked())).toEqual({ gold: 1, found: 0, recall: 0, others: 0 });
  });

  it("counts items by span and kind, their phase, products and slots, and names what was missed", () => {
    const { scores, findings } = score(whole, [gold]);
    expect(scores.items).toEqual({ p: 1, r: 0.5, f1: 2 / 3 });
    expect(scores).toMatchObject({ phaseAccuracy: 1, productsAccuracy: 1, slots: { f1: 1 }, grounded: 1 });
    expect(scores.perKind.action).toMatchObject({ r: 0, gold: 1 });
    expect(findings).toEqual([
      {
        what: "missed item",
        document: "a.txt",
        line: 4,
        detail: 'action "再把约定写成文字。\\n先打95188说明困难！\\n"',
      },
    ]);
  });

  it("finds the span but not the item when the kind is wrong, and gives the rules of what is spurious", () => {
    const wrong = itemOf([evidenceOf(article, "先打95188说明困难。")], { kind: "caution" });
    const chance = itemOf([evidenceOf(article, "怎么谈")]);
    const { scores, findings } = score(buildOf(resultOf([article], [wrong, chance])), [gold]);
    expect(scores.itemSpans).toMatchObject({ p: 0.5, r: 0.5 });
    expect(scores.items.f1).toBe(0);
    expect(findings).toContainEqual(
      expect.objectContaining({ what: "spurious item", line: 1, rules: ["extract/dial"] }),
    );
    expect(findings).toContainEqual({ what: "missed slot", document: "a.txt", detail: 'phones="95188"' });
  });

  it("counts evidence that is not the raw text", () => {
    const off = itemOf([{ ...evidenceOf(article, "先打95188说明困难。"), quote: "先打95588说明困难。" }]);
    expect(score(buildOf(resultOf([article], [off])), [gold]).scores).toMatchObject({
      grounded: 0,
      evidence: 1,
    });
  });

  it("counts pairs merged against pairs that belong together", () => {
    const both = itemOf([
      evidenceOf(article, "先打95188说明困难。"),
      evidenceOf(article, "再把约定写成文字。"),
    ]);
    const build = buildOf(resultOf([article], [both]));
    expect(score(build, [gold], { clusters: [["a.txt#0", "a.txt#1"]] }).scores.clusters).toEqual({
      p: 1,
      r: 1,
      f1: 1,
      pairs: 1,
    });
    const apart = score(build, [gold], { clusters: [] });
    expect(apart.scores.clusters).toMatchObject({ p: 0, pairs: 0 });
    expect(apart.findings).toContainEqual({ what: "wrong merge", document: "a.txt#0", detail: "a.txt#1" });
  });

  it("tells the records of one container apart", () => {
    const one = articleOf("c.jsonl", "甲甲甲", { record: 1, id: "d-000000000001" });
    const two = articleOf("c.jsonl", "甲甲甲", { record: 2, id: "d-000000000002" });
    const item = itemOf([evidenceOf(two, "甲甲甲")]);
    const golds: GoldFile[] = [1, 2].map((record) => ({
      document: "c.jsonl",
      record,
      lines: { "1": "content" },
      items: [{ ...gold.items[0]!, start: [1, "甲"], end: [1, "甲甲甲"], slots: {} }],
    }));
    expect(
      score(buildOf(resultOf([one, two], [item])), golds).scores.perDocument.map((d) => d.items.r),
    ).toEqual([0, 1]);
  });

  it("says which annotated document is not in the build, and counts its items as missed", () => {
    const { scores, findings } = score(whole, [gold, { ...gold, document: "b.txt" }]);
    expect(scores.documents).toBe(1);
    expect(scores.items.r).toBe(1 / 4);
    expect(findings).toContainEqual({ what: "not in the build", document: "b.txt", detail: "2 items" });
  });

  it("names the document whose annotation does not fit its text", () => {
    const items = [{ ...gold.items[0]!, start: [3, "后打"] as [number, string] }];
    expect(() => score(whole, [{ ...gold, items }])).toThrow(/a\.txt: line 3 has no "后打"/);
  });
});

describe("resolveSpan", () => {
  const places = new Places(raw);
  it.each<[[number, string], [number, string], string]>([
    [[3, "先打"], [3, "困难。"], "先打95188说明困难。"],
    [[3, "95188"], [4, "约定"], "95188说明困难。\n再把约定"],
    [[1, "怎"], [1, "怎"], "怎"],
  ])("finds %j to %j", (start, end, text) => {
    const span = resolveSpan(raw, places, { start, end });
    expect(raw.slice(span.start, span.end)).toBe(text);
  });

  it.each<[[number, string], [number, string]]>([
    [
      [9, "先"],
      [9, "打"],
    ],
    [
      [1, "先打"],
      [3, "困难"],
    ],
    [
      [3, "困难"],
      [3, "先打"],
    ],
    [
      [4, "再"],
      [3, "困难"],
    ],
  ])("refuses %j to %j", (start, end) => {
    expect(() => resolveSpan(raw, places, { start, end })).toThrow(RangeError);
  });
});

describe("belowFloors", () => {
  const { scores } = score(buildOf(resultOf([articleOf("a.txt", raw)])), [gold]);
  it("names each figure below its floor, nested or dotted, and each that does not exist", () => {
    expect(
      belowFloors(scores, { keep: { r: 1 }, "items.f1": 0.5, perKind: { channel: { r: 0.1 } }, none: 0.1 }),
    ).toEqual([
      { figure: "items.f1", floor: 0.5, actual: 0 },
      { figure: "perKind.channel.r", floor: 0.1, actual: 0 },
      { figure: "none", floor: 0.1, actual: undefined },
    ]);
  });
});

const SHARED = join(import.meta.dirname, "../../../shared");
const present = existsSync(join(SHARED, "eval/score.mjs"));
if (!present) console.warn("skipped: ../shared is not here, so there is no reference scorer to compare with");

/** Numbers that look random and are the same in every run. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.skipIf(!present)("score, beside the reference scorer", () => {
  const goldDir = join(SHARED, "gold");
  const read = (name: string) => JSON.parse(readFileSync(join(goldDir, name), "utf8"));
  // The body of a skipped suite is run all the same.
  const names = present
    ? readdirSync(goldDir).filter((n) => n.endsWith(".json") && n !== "clusters.json")
    : [];
  const golds = names.sort().map((n) => GoldFile.parse(read(n)));
  const clusters = present ? ClustersFile.parse(read("clusters.json")) : { clusters: [] };

  /** A build made out of the annotations and then spoiled: spans moved, kinds changed, items lost, merged, made up. */
  function spoiledBuild(seed: number): BuildResult {
    const pick = sequence(seed);
    const items: AdviceItem[] = [];
    /** Index of the item a cluster was built into. */
    const hostOf = new Map<number, number>();
    const articles = golds.map((one) => {
      const text = readFileSync(join(SHARED, "seeds", one.document), "utf8");
      const article = articleOf(one.document, text.replace(/^\uFEFF/, ""));
      const places = new Places(article.raw);
      const cut = pick(article.raw.length);
      const spans = [
        { start: 0, end: cut, status: "kept" as const, reason: "text" },
        { start: cut, end: article.raw.length, status: "boilerplate" as const, reason: "rest" },
      ].filter((s) => s.end > s.start);
      for (const [index, g] of one.items.entries()) {
        if (pick(6) === 0) continue;
        const span = resolveSpan(article.raw, places, g);
        const start = Math.min(span.end - 1, Math.max(0, span.start + pick(40) - 20));
        const end = Math.min(article.raw.length, Math.max(start + 1, span.end + pick(20) - 10));
        const evidence = {
          ...evidenceOf(
            article,
            "",
            pick(3) === 0 ? { phones: ["95188"], hours: "09:00-21:00" } : (g.slots ?? {}),
          ),
          start,
          end,
          quote: pick(5) === 0 ? "不是原文" : article.raw.slice(start, end),
          phase: pick(4) === 0 ? Phase.options[pick(5)]! : g.phase,
          products: pick(4) === 0 ? [] : g.products,
        };
        const kind = pick(4) === 0 ? Kind.options[pick(9)]! : g.kind;
        const cluster = clusters.clusters.findIndex((c) => c.includes(`${one.document}#${index}`));
        const chance = items.length > 0 && pick(4) === 0 ? pick(items.length) : undefined;
        const host = pick(2) === 0 ? (hostOf.get(cluster) ?? chance) : chance;
        if (host !== undefined) {
          items[host] = { ...items[host]!, evidence: [...items[host]!.evidence, evidence] };
          continue;
        }
        if (cluster >= 0) hostOf.set(cluster, items.length);
        items.push(itemOf([evidence], { kind, text: "文" }));
      }
      return { ...article, record: { ...article.record, spans } };
    });
    return resultOf(articles, items);
  }

  it.each([1, 2, 3, 4, 5])("gives the same figures on the same build (%i)", async (seed) => {
    const result = spoiledBuild(seed);
    const out = await mkdtemp(join(tmpdir(), "jinghua-score-"));
    try {
      await writeOutput(join(out, "build"), emit(result));
      const { stdout } = await promisify(execFile)(process.execPath, [
        join(SHARED, "eval/score.mjs"),
        ...["--raw", join(SHARED, "seeds"), "--gold", goldDir, "--out", join(out, "build"), "--json"],
      ]);
      const { scores } = score(buildOf(result), golds, clusters);
      expect(JSON.parse(JSON.stringify(scores))).toMatchObject(JSON.parse(stdout));
      // A build on which every figure is 0 or 1 would compare nothing.
      expect(scores.items.f1).toBeGreaterThan(0.1);
      expect(scores.items.f1).toBeLessThan(0.9);
      expect(scores.clusters!.f1).toBeGreaterThan(0);
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  });
});
