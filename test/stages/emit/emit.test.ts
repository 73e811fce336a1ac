import { createHash } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { emit, report } from "../../../pipeline/stages/emit/index.ts";
import { ITEM_KEYS } from "../../../pipeline/stages/emit/json.ts";
import { AdviceItem } from "../../../schemas/advice.ts";
import { articleOf, contentsOf, evidenceOf, itemOf, resultOf, sampleResult } from "../../helpers/result.ts";

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
    expect([...contentsOf(emit(sampleResult())).keys()].sort()).toEqual([
      "advice/1-before.md",
      "advice/2-contact.md",
      "advice/3-negotiate.md",
      "advice/4-agreement.md",
      "advice/5-after.md",
      "articles/d-dbf4e3abb77d.md",
      "articles/d-f826ee21c808.md",
      "data/advice.json",
      "data/documents.json",
      "data/manifest.json",
      "index.md",
      "report/report.json",
      "report/report.md",
      "schema/advice.schema.json",
      "schema/documents.schema.json",
      "schema/manifest.schema.json",
      "schema/report.schema.json",
    ]);
  });

  it("gives the same bytes whatever order the keys of its input were set in", () => {
    expect(contentsOf(emit(reversedKeys(sampleResult())))).toEqual(contentsOf(emit(sampleResult())));
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
    const files = contentsOf(emit(sampleResult()));
    const manifest = json(files, "data/manifest.json");
    const others = [...files.keys()].filter((path) => path !== "data/manifest.json");
    expect(Object.keys(manifest.files)).toEqual(others.sort());
    for (const path of others) {
      const contents = Buffer.from(files.get(path)!);
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
    const names = ["advice", "documents", "manifest", "report"];
    const pathOf = (name: string) => (name === "report" ? "report/report.json" : `data/${name}.json`);
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
    const { totals, articles } = report(sampleResult());
    expect(totals.articles).toEqual({ in: 3, built: 2, duplicates: 0, quarantined: 1 });
    expect(totals.characters).toEqual({
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
    expect(report(resultOf([first, again])).totals.articles).toEqual({
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
    const [only] = report(resultOf([record])).articles;
    expect(only!.characters).toEqual({ in: 13, kept: 2, removed: 11 });
    expect(only!.removed).toEqual([{ status: "boilerplate", reason: "ingest/container", characters: 11 }]);
  });

  it("refuses sums that do not come out even", () => {
    const article = articleOf("a.txt", "先联系客服。");
    expect(() => report(resultOf([article], [], { articlesIn: 2 }))).toThrow(/2 articles in/);
    const lost = articleOf("a.txt", "先联系客服。", {
      spans: [{ start: 0, end: 2, status: "kept", reason: "text" }],
    });
    expect(() => report(resultOf([lost]))).toThrow(/a\.txt: 6 characters in/);
  });
});

describe("pages", () => {
  const files = contentsOf(emit(sampleResult()));

  it("link every article from the index and every source from the advice", () => {
    expect(files.get("index.md")).toContain("[b.txt](articles/d-dbf4e3abb77d.md)");
    expect(files.get("advice/2-contact.md")).toContain("](../articles/d-f826ee21c808.md)");
  });

  it("show slots: numbers, hours, a list of papers, an open length of time", () => {
    const contact = files.get("advice/2-contact.md")!;
    expect(contact).toContain("**电话**：95188");
    expect(contact).toContain("**时间**：09:00-21:00");
    const before = files.get("advice/1-before.md")!;
    expect(before).toContain("  - 收入证明\n  - 住院证明");
    expect(before).toContain("3 天以上");
  });

  it("show a menu path as a chain", () => {
    const article = articleOf("a.txt", "打开我的，进入设置，找在线客服。");
    const item = itemOf([
      evidenceOf(article, "打开我的，进入设置，找在线客服。", { path: ["我的", "设置", "在线客服"] }),
    ]);
    expect(contentsOf(emit(resultOf([article], [item]))).get("advice/2-contact.md")).toContain(
      "我的 → 设置 → 在线客服",
    );
  });

  it("put statements that disagree into one row, with the reason", () => {
    const row = files
      .get("advice/2-contact.md")!
      .split("\n")
      .find((line) => line.startsWith("|") && line.includes("95188") && line.includes("95017"));
    expect(row).toContain("号码不同");
  });

  it("carry front matter with keys in a fixed order", () => {
    const page = files.get("articles/d-f826ee21c808.md")!;
    const front = parse(page.split("---\n")[1]!);
    expect(Object.keys(front)).toEqual([
      "id",
      "title",
      "source",
      "url",
      "published",
      "script",
      "encoding",
      "sha256",
    ]);
    expect(front).toMatchObject({ title: "<怎么>谈", source: "a 文章.txt", published: "2024-05-01" });
  });
});
