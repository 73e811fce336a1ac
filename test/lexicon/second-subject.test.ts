import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildContent } from "../../pipeline/build.ts";
import { score } from "../../pipeline/eval/score.ts";
import { GoldFile } from "../../schemas/gold.ts";

const DEPOSIT = "test/articles/deposit";

async function scored(folder: string, subject?: string) {
  const result = await buildContent({ raw: join(folder, "raw"), ...(subject && { subject }) });
  const golds = readdirSync(join(folder, "gold")).map((file) =>
    GoldFile.parse(JSON.parse(readFileSync(join(folder, "gold", file), "utf8"))),
  );
  const articles = [...result.articles];
  return {
    result,
    ...score(
      {
        documents: articles.map((a) => a.record),
        items: result.advice.items,
        rawOf: new Map(articles.map((a) => [a.record.id, a.raw])),
      },
      golds,
    ).scores,
  };
}

describe("getting a rental deposit back, a subject of tables alone", () => {
  it("is chosen by the raw folder's settings and finds what annotators found", async () => {
    const { items, slots, phaseAccuracy, documents, result } = await scored(DEPOSIT);
    expect(documents).toBe(3);
    expect(items.f1).toBeGreaterThanOrEqual(0.7);
    expect(slots.f1).toBeGreaterThanOrEqual(0.7);
    expect(phaseAccuracy).toBeGreaterThanOrEqual(0.75);
    expect(result.faults).toEqual([]);
    expect(Object.keys(result.tables)).toContain("deposit/cues");
    expect(result.labels.phases.agreement).toBe("验房与交接");
  });

  it("is chosen by name as well, and gives the same", async () => {
    const byFolder = await buildContent({ raw: join(DEPOSIT, "raw") });
    const byName = await buildContent({ raw: join(DEPOSIT, "raw"), subject: "deposit" });
    expect(byName.advice).toEqual(byFolder.advice);
  });

  it.each([
    ["deposit", "raw"],
    ["deposit", "test/articles/develop/raw"],
    ["debt", join(DEPOSIT, "raw")],
    ["debt", join(DEPOSIT, "develop/raw")],
  ])("%s finds nothing in another subject's articles (%s)", async (subject, raw) => {
    const result = await buildContent({ raw, subject });
    expect([...result.articles].length).toBeGreaterThan(2);
    expect(result.advice.items).toEqual([]);
  });
});
