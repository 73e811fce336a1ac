import { beforeAll, describe, expect, it } from "vitest";
import { buildContent } from "../pipeline/build.ts";

type Result = Awaited<ReturnType<typeof buildContent>>;

describe("a build of the project's own raw folder", () => {
  let result: Result;
  beforeAll(async () => {
    result = await buildContent({ raw: "raw" });
  }, 120_000);

  it("has something to build", () => {
    expect(result.articles.length).toBeGreaterThanOrEqual(14);
    expect(result.advice.items.length).toBeGreaterThanOrEqual(50);
    expect(result.faults).toEqual([]);
  });

  it("loses no article: in = built + quarantined, duplicates among the built", () => {
    expect(result.articles.length + result.quarantined.length).toBe(result.articlesIn);
    const ids = new Set(result.articles.map((a) => a.record.id));
    expect(ids.size).toBe(result.articles.length);
    for (const { record } of result.articles) {
      if (record.duplicateOf === undefined) continue;
      expect(record.duplicateOf).not.toBe(record.id);
      expect(ids).toContain(record.duplicateOf);
      const survivor = result.articles.find((a) => a.record.id === record.duplicateOf)!;
      expect(survivor.record.duplicateOf).toBeUndefined();
    }
  });

  it("loses no character: spans are a partition of what is not blank", () => {
    for (const { record, raw } of result.articles) {
      let at = 0;
      for (const span of record.spans) {
        expect(raw.slice(at, span.start).trim(), `${record.source}: blanks before ${span.start}`).toBe("");
        expect(span.end).toBeGreaterThan(span.start);
        at = span.end;
      }
      expect(raw.slice(at).trim(), record.source).toBe("");
    }
  });

  it("quotes its evidence exactly, from articles of the build", () => {
    const raws = new Map(result.articles.map((a) => [a.record.id, a.raw]));
    for (const item of result.advice.items) {
      for (const e of item.evidence) expect(raws.get(e.document)?.slice(e.start, e.end)).toBe(e.quote);
    }
  });

  it("has every id once, and points only to ids it has", () => {
    const { items } = result.advice;
    const ids = new Set(items.map((i) => i.id));
    expect(ids.size).toBe(items.length);
    for (const item of items) for (const id of [...item.variants, ...item.disagrees.map((d) => d.id)]) expect(ids).toContain(id);
  });

  it("orders items by phase, kind and support", () => {
    const phases = ["before", "contact", "negotiate", "agreement", "after"];
    const ranks = result.advice.items.map((i) => phases.indexOf(i.phase));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it("says the same a second time", async () => {
    const again = await buildContent({ raw: "raw" });
    expect(JSON.stringify(again.advice)).toBe(JSON.stringify(result.advice));
  }, 120_000);
});
