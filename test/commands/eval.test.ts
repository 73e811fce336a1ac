import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build } from "../../pipeline/commands/build.ts";
import type { BuildContent } from "../../pipeline/commands/content.ts";
import { evaluate } from "../../pipeline/commands/eval.ts";
import { ContentError, UsageError } from "../../pipeline/faults.ts";
import type { BuildResult } from "../../pipeline/result.ts";
import { printed } from "../helpers/output.ts";
import { type Project, project } from "../helpers/project.ts";
import { articleOf, evidenceOf, itemOf, resultOf } from "../helpers/result.ts";

const raw = "怎么谈\n先打95188说明困难。\n再把约定写成文字。\n";
const gold = {
  document: "a.txt",
  lines: { "1": "heading", "2": "content", "3": "content" },
  items: [
    {
      kind: "channel",
      phase: "contact",
      products: ["huabei"],
      start: [2, "先打"],
      end: [2, "困难。"],
      slots: { phones: ["95188"] },
    },
    { kind: "action", phase: "agreement", products: [], start: [3, "再把"], end: [3, "文字。"], slots: {} },
  ],
};

function half(source = "a.txt", more: object = {}): BuildResult {
  const article = articleOf(source, raw, more);
  return resultOf([article], [itemOf([evidenceOf(article, "先打95188说明困难。", { phones: ["95188"] })])]);
}

const never: BuildContent = () => Promise.reject(new Error("was built"));
const good: BuildContent = async () => ({ ...half(), faults: [] });

let at: Project;
beforeEach(async () => {
  at = await project({ "a.txt": raw });
  await at.write({ "gold/a.json": JSON.stringify(gold, null, 2) });
});
afterEach(() => at.remove());

const measure = (more: object = {}, content = good) =>
  printed(() => evaluate({ raw: at.raw, gold: at.path("gold"), ...more }, content));

describe("eval", () => {
  it("scores a build made in memory", async () => {
    const { code, stdout } = await measure();
    expect(code).toBe(0);
    expect(stdout).toContain("items, span and kind   P 100.0  R  50.0  F1  66.7");
  });

  it("scores a build on disk the same, and builds nothing for it", async () => {
    await printed(() => build({ ...at, quiet: true }, good));
    const stored = await measure({ out: at.out, json: true }, never);
    expect(stored.stdout).toBe((await measure({ json: true })).stdout);
  });

  it("reads raw files packed with gzip", async () => {
    await at.write({
      "raw/a.txt.gz": gzipSync(raw),
      "gold/a.json": JSON.stringify({ ...gold, document: "a.txt.gz" }),
    });
    const packed: BuildContent = async () => ({ ...half("a.txt.gz", { compression: "gzip" }), faults: [] });
    await printed(() => build({ ...at, quiet: true }, packed));
    const { code, stdout } = await measure({ out: at.out, json: true }, never);
    expect([code, JSON.parse(stdout).grounded, JSON.parse(stdout).evidence]).toEqual([0, 1, 1]);
  });

  it("lists what was missed when asked", async () => {
    expect((await measure({ verbose: true })).stdout).toContain(
      'missed item    a.txt:3 action "再把约定写成文字。',
    );
  });

  it("holds a build to its floors and names each figure below", async () => {
    await at.write({ "floors.yaml": "items: { f1: 0.6 }\nslots.f1: 1\n" });
    expect((await measure({ floors: at.path("floors.yaml") })).code).toBe(0);
    await at.write({ "floors.json": '{"items": {"r": 0.6}, "keep": {"f1": 1}}' });
    const { code, stderr } = await measure({ floors: at.path("floors.json") });
    expect([code, stderr]).toEqual([1, "items.r is 0.5, below its floor 0.6\n"]);
  });

  it("fails when an annotated document is not in the build", async () => {
    await at.write({ "gold/b.json": JSON.stringify({ ...gold, document: "b.txt" }) });
    const { code, stderr } = await measure();
    expect([code, stderr]).toEqual([1, "b.txt: annotated, but not in the build\n"]);
  });

  it("names file, line and column of an annotation at fault, before it builds", async () => {
    const text = JSON.stringify(gold, null, 2).replace('"action"', '"gossip"');
    await at.write({ "gold/a.json": text });
    const line = text.slice(0, text.indexOf('"gossip"')).split("\n").length;
    const error = await measure({}, never).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ContentError);
    expect((error as ContentError).faults).toMatchObject([
      { file: at.path("gold/a.json"), line, column: 15 },
    ]);
  });

  it("names the annotation whose anchor is not in the text", async () => {
    await at.write({
      "gold/a.json": JSON.stringify({ ...gold, items: [{ ...gold.items[0], start: [2, "没有"] }] }),
    });
    await expect(measure()).rejects.toThrow(ContentError);
  });

  it("faults the call where folders or files are missing", async () => {
    await expect(measure({ gold: at.path("none") }, never)).rejects.toThrow(UsageError);
    await expect(measure({ gold: at.raw }, never)).rejects.toThrow(/no annotations/);
    await expect(measure({ out: at.path("gold") }, never)).rejects.toThrow(/holds no build/);
    await expect(measure({ floors: at.path("none.yaml") }, never)).rejects.toThrow(UsageError);
  });
});
