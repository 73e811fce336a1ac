import { describe, expect, it } from "vitest";
import type { Usage } from "../../pipeline/eval/usage.ts";
import { ordinaryArticle, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

const OWN = [
  "--raw",
  "raw",
  "test/articles/develop/raw",
  "--gold",
  "test/gold",
  "test/articles/develop/gold",
];

async function usage(...args: string[]): Promise<Usage> {
  const { code, stdout, stderr } = await run(["lexicon", ...args, "--json"]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout) as Usage;
}

describe("lexicon", () => {
  it("tells of every row how often it fired and how often rightly", async () => {
    const { articles, annotated, rows } = await usage(...OWN);
    expect(annotated).toBeGreaterThan(20);
    expect(articles).toBeGreaterThanOrEqual(annotated);
    const row = (table: string, id: string) => rows.find((r) => r.table === table && r.id === id)!;
    const label = row("common/cues", "label-caution");
    expect(label.fired).toBeGreaterThanOrEqual(label.documents);
    expect(label.precision).toBeGreaterThan(0.5);
    expect(label.judged).toBe(label.fired);
    expect(row("common/substitutions", "first-step").fired).toBeGreaterThan(0);
    expect(row("debt/products", "huabei").fired).toBeGreaterThan(0);
    // Rows that say nothing an annotator could confirm have no precision.
    expect(row("debt/products", "huabei").precision).toBeUndefined();
    for (const r of rows) {
      if (r.precision !== undefined) expect(r.precision).toBeLessThanOrEqual(1);
      expect(r.documents).toBeLessThanOrEqual(articles);
    }
  });

  it("names each row of the tables once, the subject's in place of the common one", async () => {
    const { rows } = await usage("--raw", "test/articles/deposit/raw", "--subject", "deposit");
    const names = rows.map((r) => `${r.table}/${r.id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(rows.some((r) => r.table === "deposit/cues" && r.fired > 0)).toBe(true);
    expect(rows.some((r) => r.table.startsWith("debt/"))).toBe(false);
    expect(rows.every((r) => r.precision === undefined)).toBe(true);
  });

  it("counts in one article what it holds, and what it does not hold not at all", async () => {
    const p = await project({ "a.txt": ordinaryArticle() });
    const { rows } = await usage("--raw", p.raw);
    const fired = (table: string, id: string) => rows.find((r) => r.table === table && r.id === id)!.fired;
    expect(fired("debt/cues", "body-phone")).toBeGreaterThan(0);
    expect(fired("debt/products", "huabei")).toBeGreaterThan(0);
    expect(fired("debt/products", "weilidai")).toBe(0);
    await p.remove();
  });

  it("lists for people the silent rows and those that always fire together", async () => {
    const { code, stdout } = await run(["lexicon", ...OWN]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ articles, \d+ annotated; \d+ rows/);
    expect(stdout).toMatch(/never fired: [1-9]\d*\n(?: {2}\S+: \S.*\n)+/);
    expect(stdout).toMatch(/always together: \d+/);
  });

  it("says what is wrong with a call", async () => {
    expect(await run(["lexicon", "--raw", "no-such-folder"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no-such-folder"),
    });
    expect(await run(["lexicon", "--raw", "raw", "--gold", "test/gold", "test/gold"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--raw"),
    });
  });
}, 120_000);
