import { createHash } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { articleReport, emit, totals } from "../../../pipeline/stages/emit/index.ts";
import { ITEM_KEYS } from "../../../pipeline/stages/emit/json.ts";
import { AdviceItem } from "../../../schemas/advice.ts";
import { articleOf, bytesOf, contentsOf, resultOf, sampleResult } from "../../helpers/result.ts";

const json = (files: Map<string, string>, path: string) => JSON.parse(files.get(path)!);

/** The same value with the keys of every object in the opposite order. */
function reversedKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversedKeys) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversedKeys(inner)]),
  ) as T;
}

describe("emit", () => {
  it("writes exactly these files", () => {
    expect([...bytesOf(emit(sampleResult())).keys()].sort()).toEqual([
      "about.d.ts",
      "about.js",
      "advice/1-before.md",
      "advice/2-contact.md",
      "advice/3-negotiate.md",
      "advice/4-agreement.md",
      "advice/5-after.md",
      "articles/d-dbf4e3abb77d.md",
      "articles/d-f826ee21c808.md",
      "data/advice.json",
      "data/advice.jsonld",
      "data/advice.ndjson",
      "data/annotations.jsonld",
      "data/content.sqlite",
      "data/documents.json",
      "data/documents.ndjson",
      "data/manifest.json",
      "data/search.json",
      "documents.d.ts",
      "documents.js",
      "guide.md",
      "index.d.ts",
      "index.js",
      "index.md",
      "items/a-000000000001.md",
      "items/a-000000000002.md",
      "items/a-000000000003.md",
      "lib/minisearch.js",
      "lib/tokenize.d.ts",
      "lib/tokenize.js",
      "package.json",
      "phases/after.d.ts",
      "phases/after.js",
      "phases/agreement.d.ts",
      "phases/agreement.js",
      "phases/before.d.ts",
      "phases/before.js",
      "phases/contact.d.ts",
      "phases/contact.js",
      "phases/index.d.ts",
      "phases/index.js",
      "phases/negotiate.d.ts",
      "phases/negotiate.js",
      "report/report.json",
      "report/report.md",
      "review/index.html",
      "schema/advice-linked-data.schema.json",
      "schema/advice.schema.json",
      "schema/annotations.schema.json",
      "schema/documents.schema.json",
      "schema/manifest.schema.json",
      "schema/report.schema.json",
      "schema/search.schema.json",
      "search.d.ts",
      "search.js",
      "sources.d.ts",
      "sources.js",
      "types.d.ts",
    ]);
  });

  it("gives the same bytes whatever order the keys of its input were set in", () => {
    const differing = (a: Map<string, Buffer>, b: Map<string, Buffer>) =>
      [...a].filter(([path, bytes]) => !b.get(path)?.equals(bytes)).map(([path]) => path);
    const [once, again] = [bytesOf(emit(sampleResult())), bytesOf(emit(reversedKeys(sampleResult())))];
    expect(differing(once, again)).toEqual([]);
  });

  it("ends every file with one line feed and uses no other line end", () => {
    for (const [path, contents] of contentsOf(emit(sampleResult()))) {
      expect(contents, path).toMatch(/[^\n]\n$/);
      expect(contents, path).not.toContain("\r");
    }
  });

  it("writes an item's fields in the order of the contract, leaving none out", () => {
    expect([...ITEM_KEYS].sort()).toEqual(Object.keys(AdviceItem.shape).sort());
    const [item] = json(contentsOf(emit(sampleResult())), "data/advice.json").items;
    expect(Object.keys(item)).toEqual(ITEM_KEYS.filter((key) => key in item));
  });

  it("states hash, size and number of records of every other file in the manifest, and the versions", () => {
    const files = bytesOf(emit(sampleResult()));
    const manifest = JSON.parse(files.get("data/manifest.json")!.toString());
    const others = [...files.keys()].filter((path) => path !== "data/manifest.json");
    expect(Object.keys(manifest.files)).toEqual(others.sort());
    for (const path of others) {
      const contents = files.get(path)!;
      expect(manifest.files[path]).toMatchObject({
        sha256: createHash("sha256").update(contents).digest("hex"),
        bytes: contents.length,
      });
    }
    expect(manifest.files["data/advice.json"].records).toBe(3);
    expect(manifest.files["data/documents.json"].records).toBe(2);
    expect(manifest.tables).toEqual({ hotlines: "abcdef012345" });
    expect(manifest.pipelineVersion).toMatch(/^\d+\.\d+\.\d+$/);
  });

  describe("JSON Schemas", () => {
    const files = contentsOf(emit(sampleResult()));
    const paths: Readonly<Record<string, string>> = {
      advice: "data/advice.json",
      "advice-linked-data": "data/advice.jsonld",
      annotations: "data/annotations.jsonld",
      documents: "data/documents.json",
      manifest: "data/manifest.json",
      report: "report/report.json",
      search: "data/search.json",
    };
    const names = Object.keys(paths);
    const pathOf = (name: string) => paths[name]!;
    const check = (name: string, value: unknown) =>
      new Ajv2020({ strict: true, allErrors: true }).compile(json(files, `schema/${name}.schema.json`))(
        value,
      );

    it.each(names)("accept %s as it is built, and say which draft they are", (name) => {
      expect(json(files, `schema/${name}.schema.json`).$schema).toBe(
        "https://json-schema.org/draft/2020-12/schema",
      );
      expect(check(name, json(files, pathOf(name)))).toBe(true);
    });

    it.each([
      ["advice", (v: ReturnType<typeof JSON.parse>) => (v.items[0].kind = "gossip")],
      ["advice", (v) => delete v.items[0].evidence[0].quote],
      ["advice", (v) => (v.items[0].surplus = 1)],
      ["documents", (v) => (v.documents[0].spans[0].start = -1)],
      ["documents", (v) => (v.documents[0].sha256 = "beef")],
      ["manifest", (v) => (v.generator = "another")],
      ["report", (v) => (v.totals.articles.in = "three")],
      ["search", (v) => (v.index.serializationVersion = 1)],
      ["annotations", (v) => delete v.first.items[0].target.selector[0].start],
      ["advice-linked-data", (v) => delete v["@graph"][0].step[0].itemListElement[0].isBasedOn],
    ] as Array<
      [string, (v: ReturnType<typeof JSON.parse>) => unknown]
    >)("reject a broken copy of %s", (name, spoil) => {
      const copy = json(files, pathOf(name));
      spoil(copy);
      expect(check(name, copy)).toBe(false);
    });
  });
});

describe("report", () => {
  it("accounts for every article and every character", () => {
    const sums = totals(sampleResult());
    const articles = [...sampleResult().articles].map(articleReport);
    expect(sums.articles).toEqual({ in: 3, built: 2, duplicates: 0, quarantined: 1 });
    expect(sums.characters).toEqual({
      in: 52,
      kept: 46,
      removed: { boilerplate: 6, duplicate: 0, damage: 0 },
    });
    expect(articles[0]).toMatchObject({
      characters: { in: 41, kept: 35, removed: 6 },
      removed: [{ status: "boilerplate", reason: "strip/furniture", characters: 6 }],
      edits: [{ rule: "strip/furniture", count: 1 }],
    });
    expect(articles[1]!.flags).toEqual([{ flag: "text-gap", rule: "repair/gap", line: 1, column: 4 }]);
  });

  it("counts an article that repeats another as a duplicate, not as built", () => {
    const first = articleOf("a.txt", "先联系客服。");
    const again = articleOf("b.txt", "先联系客服！", { duplicateOf: first.record.id, similarity: 0.9 });
    expect(totals(resultOf([first, again])).articles).toEqual({
      in: 2,
      built: 1,
      duplicates: 1,
      quarantined: 0,
    });
  });

  it("leaves what belongs to other records of a container out of a record's account", () => {
    const raw = '{"text":"一二三"}\n{"text":"四五"}';
    const record = articleOf("c.jsonl", raw, {
      record: 2,
      spans: [
        { start: 0, end: 14, status: "boilerplate", reason: "ingest/other-record" },
        { start: 15, end: 24, status: "boilerplate", reason: "ingest/container" },
        { start: 24, end: 26, status: "kept", reason: "text" },
        { start: 26, end: 28, status: "boilerplate", reason: "ingest/container" },
      ],
    });
    const only = articleReport(record);
    expect(only.characters).toEqual({ in: 13, kept: 2, removed: 11 });
    expect(only.removed).toEqual([{ status: "boilerplate", reason: "ingest/container", characters: 11 }]);
  });

  it("refuses sums that do not come out even", () => {
    const article = articleOf("a.txt", "先联系客服。");
    expect(() => totals(resultOf([article], [], { articlesIn: 2 }))).toThrow(/2 articles in/);
    const lost = articleOf("a.txt", "先联系客服。", {
      spans: [{ start: 0, end: 2, status: "kept", reason: "text" }],
    });
    expect(() => totals(resultOf([lost]))).toThrow(/a\.txt: 6 characters in/);
  });
});
