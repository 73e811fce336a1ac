import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildContent } from "../pipeline/build.ts";
import { ContentError, UsageError } from "../pipeline/faults.ts";
import { LEXICON, loadRules } from "../pipeline/rules.ts";
import { ordinaryArticle, project } from "./helpers/project.ts";

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
    const ids = new Set([...result.articles].map((a) => a.record.id));
    expect(ids.size).toBe(result.articles.length);
    for (const { record } of result.articles) {
      if (record.duplicateOf === undefined) continue;
      expect(record.duplicateOf).not.toBe(record.id);
      expect(ids).toContain(record.duplicateOf);
      const survivor = [...result.articles].find((a) => a.record.id === record.duplicateOf)!;
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
    const raws = new Map([...result.articles].map((a) => [a.record.id, a.raw]));
    for (const item of result.advice.items) {
      for (const e of item.evidence) expect(raws.get(e.document)?.slice(e.start, e.end)).toBe(e.quote);
    }
  });

  it("has every id once, and points only to ids it has", () => {
    const { items } = result.advice;
    const ids = new Set(items.map((i) => i.id));
    expect(ids.size).toBe(items.length);
    for (const item of items)
      for (const id of [...item.variants, ...item.disagrees.map((d) => d.id)]) expect(ids).toContain(id);
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

describe("a build of a small folder", () => {
  it("does the same whichever article comes first, and goes on behind one that cannot be taken in", async () => {
    const p = await project({
      "b.txt": ordinaryArticle(),
      "a.txt": "",
      "c.txt": ordinaryArticle("借呗逾期以后怎么谈", "95188"),
    });
    const result = await buildContent({ raw: p.raw });
    expect([...result.articles].map((a) => a.record.source)).toEqual(["b.txt", "c.txt"]);
    expect(result.quarantined.map((q) => q.source)).toEqual(["a.txt"]);
    expect(result.articlesIn).toBe(3);
    await p.remove();
  });

  it("counts a near-duplicate as one source", async () => {
    const p = await project({ "a.txt": ordinaryArticle(), "b.txt": `${ordinaryArticle()}\n` });
    const { articles, advice } = await buildContent({ raw: p.raw });
    expect([...articles].filter((a) => a.record.duplicateOf !== undefined)).toHaveLength(1);
    expect(advice.items.length).toBeGreaterThan(0);
    expect(advice.items.every((i) => i.support === 1)).toBe(true);
    await p.remove();
  });

  it("refuses a subject that does not exist", async () => {
    const p = await project({ "a.txt": ordinaryArticle() });
    await expect(buildContent({ raw: p.raw, subject: "no-such-subject" })).rejects.toThrow(UsageError);
    await p.remove();
  });
});

describe("loadRules", () => {
  it("gives every table a version, in order of name", () => {
    const names = Object.keys(loadRules("debt").versions);
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(
      expect.arrayContaining(["common/furniture", "common/spun", "debt/cues", "debt/topics"]),
    );
  });

  it("tells of every broken table in one run", async () => {
    const p = await project();
    const lexicon = p.path("lexicon");
    cpSync(LEXICON, lexicon, { recursive: true });
    for (const table of ["common/gaps.yaml", "subjects/debt/cues.yaml"]) {
      const file = `${lexicon}/${table}`;
      writeFileSync(file, readFileSync(file, "utf8").replace("rows:", "rwos:"));
    }
    try {
      loadRules("debt", lexicon);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ContentError);
      const files = (error as ContentError).faults.map((f) => f.file).join("\n");
      expect(files).toContain("gaps.yaml");
      expect(files).toContain("cues.yaml");
    }
    await p.remove();
  });
});

describe("an article with more markup than text", () => {
  const page = `<html><body><article><h1>花呗还不上怎么协商</h1>
<p>一、怎么找客服</p>
<p>打开支付宝，点击<img src="https://example.com/a/very/long/address/of/a/picture.png" width="640" height="480" class="lazy loaded wide">我的，进入<a href="https://example.com/jump?from=article&amp;to=service" class="link external" rel="nofollow">客服中心</a>。</p>
<p>花呗逾期之后要尽快<!-- a remark of the editor, as long as the text around it is short -->联系平台客服，说明还款困难，再协商分期还款的方案。</p>
</article></body></html>
`;
  it("is built: tags are no text that was taken out of a quote", async () => {
    const raw = mkdtempSync(join(tmpdir(), "jinghua-markup-"));
    try {
      writeFileSync(join(raw, "page.html"), page);
      const built = await buildContent({ raw });
      expect(built.faults).toEqual([]);
      expect(built.advice.items.flatMap((i) => i.evidence).length).toBeGreaterThan(0);
    } finally {
      rmSync(raw, { recursive: true });
    }
  });
});
