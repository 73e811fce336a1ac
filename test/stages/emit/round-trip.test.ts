/** Every format is read back and says what `data/advice.json` says, however bad the source. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { writeOutput } from "../../../pipeline/engine/output.ts";
import type { BuildResult } from "../../../pipeline/result.ts";
import { emit } from "../../../pipeline/stages/emit/index.ts";
import type { AdviceFile } from "../../../schemas/advice.ts";
import type { DocumentsFile } from "../../../schemas/article.ts";
import {
  AdviceLinkedData,
  type Annotation,
  AnnotationCollection,
  type CreativeWork,
} from "../../../schemas/linked-data.ts";
import { SearchFile } from "../../../schemas/search.ts";
import { hostileResult, largeResult } from "../../helpers/hostile.ts";
import { itemsOf, withDatabase } from "../../helpers/read-sqlite.ts";
import { resultOf, sampleResult } from "../../helpers/result.ts";

const withoutKind = (result: BuildResult, kind: string): BuildResult => ({
  ...result,
  advice: { ...result.advice, items: result.advice.items.filter((item) => item.kind !== kind) },
});

const BUILDS: Array<[name: string, result: BuildResult]> = [
  ["an ordinary build", sampleResult()],
  ["bad titles, texts and slots", hostileResult()],
  ["no article at all", resultOf([])],
  ["articles without items", resultOf([...hostileResult().articles])],
  ["one kind missing", withoutKind(hostileResult(), "channel")],
  ["many items", largeResult(300)],
];

/** A node of schema.org that stands for an item. */
type Item = Omit<z.infer<typeof CreativeWork>, "@type"> & { readonly phase: string };

/** What SQLite cannot hold stands as U+FFFD; a byte order mark at its head is there, but the driver drops it on reading. */
const storable = <T>(value: T): T =>
  typeof value === "string"
    ? (value.replace(/[\p{Surrogate}\0]/gu, "\ufffd").replace(/^\ufeff/, "") as T)
    : Array.isArray(value)
      ? (value.map(storable) as T)
      : typeof value === "object" && value !== null
        ? (Object.fromEntries(Object.entries(value).map(([k, v]) => [k, storable(v)])) as T)
        : value;

describe.each(BUILDS)("%s", (_, result) => {
  let home: string;
  let folder: string;
  let advice: AdviceFile;
  let documents: DocumentsFile["documents"];
  const read = (path: string) => readFileSync(join(folder, path), "utf8");

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "jinghua-"));
    folder = join(home, "out");
    await writeOutput(folder, emit(result));
    advice = JSON.parse(read("data/advice.json"));
    documents = JSON.parse(read("data/documents.json")).documents;
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("is JSON Lines, a record a line to any reader", () => {
    const lines = (path: string) => {
      const text = read(path);
      // What Python takes for line ends.
      return text === ""
        ? []
        : text
            .trimEnd()
            .split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/)
            .map((l) => JSON.parse(l));
    };
    expect(lines("data/advice.ndjson")).toEqual(advice.items);
    expect(lines("data/documents.ndjson")).toEqual(documents);
  });

  it("is modules that plain Node imports", () => {
    const program = `
      import * as all from ${JSON.stringify(pathToFileURL(join(folder, "index.js")).href)};
      const { byPhase, ...rest } = all;
      console.log(JSON.stringify({ ...rest, byPhase: { ...byPhase }, newest: all.newest ?? null }));`;
    const out = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
      maxBuffer: 1 << 28,
      encoding: "utf8",
    });
    const all = JSON.parse(out);
    expect(all.advice).toEqual(advice.items);
    expect(all.documents).toEqual(documents);
    expect(all.disclaimer).toBe(advice.disclaimer);
    expect(all.newest).toBe(advice.newest ?? null);
    for (const phase of all.phases) {
      expect(all.byPhase[phase]).toEqual(advice.items.filter((item) => item.phase === phase));
    }
    expect(all.sources).toEqual(
      documents.map(({ id, source, record, title, published, url, duplicateOf }) =>
        JSON.parse(JSON.stringify({ id, source, record, title, published, url, duplicateOf })),
      ),
    );
    expect(all.labels).toEqual(JSON.parse(JSON.stringify(result.labels)));
  });

  it("is modules that may stand inside a page", () => {
    for (const path of [
      "documents.js",
      "sources.js",
      "about.js",
      ...advice.items.map((i) => `phases/${i.phase}.js`),
    ]) {
      expect(read(path)).not.toMatch(/<|\u2028|\u2029/);
    }
  });

  it("is a database", () => {
    const file = join(folder, "data/content.sqlite");
    expect(itemsOf(file)).toEqual(storable(advice.items));
    withDatabase(file, (all) => {
      expect(all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
      expect(all("PRAGMA foreign_key_check").length).toBe(0);
      expect(all("PRAGMA journal_mode")).toEqual([{ journal_mode: "delete" }]);
      expect(all("SELECT id, title, text FROM documents ORDER BY number")).toEqual(
        storable(documents.map(({ id, title = null, text }) => ({ id, title, text }))),
      );
    });
  });

  it("is a search index that holds each item once, as it is", () => {
    const { index } = SearchFile.parse(JSON.parse(read("data/search.json")));
    expect(Object.values(index.documentIds)).toEqual(advice.items.map((item) => item.id));
    expect(Object.values(index.storedFields)).toEqual(
      advice.items.map(({ kind, phase, products, title, text }) => ({ kind, phase, products, title, text })),
    );
  });

  it("is schema.org: each item once, under its phase, with its text, products and sources", () => {
    const { "@graph": graph } = AdviceLinkedData.parse(JSON.parse(read("data/advice.jsonld")));
    const nodes = graph.flatMap((node): Item[] => {
      if (node["@type"] === "HowTo") {
        const phase = node["@id"].slice(1);
        return node.step.flatMap((section) => section.itemListElement.map((item) => ({ ...item, phase })));
      }
      if (node["@type"] !== "FAQPage") return [];
      return node.mainEntity.flatMap((question) => {
        const phase = question["@id"].slice(1).split("-")[0]!;
        return [question.acceptedAnswer, ...(question.suggestedAnswer ?? [])].map((a) => ({ ...a, phase }));
      });
    });
    const byId = new Map(nodes.map((node) => [node["@id"].slice(1), node]));
    expect(nodes).toHaveLength(advice.items.length);
    const articles = graph.filter((node) => node["@type"] === "Article");
    expect(articles.map((a) => a["@id"])).toEqual(documents.map((d) => `#${d.id}`));
    for (const item of advice.items) {
      const node = byId.get(item.id)!;
      expect(node).toMatchObject({ name: item.title, text: item.text, phase: item.phase });
      expect(node.additionalType).toBe(`urn:jinghua:kind:${item.kind}`);
      expect((node.about ?? []).map((p) => p.identifier)).toEqual(item.products);
      expect(new Set(node.isBasedOn.map((r) => r["@id"].slice(1)))).toEqual(
        new Set(item.evidence.map((e) => e.document)),
      );
      const phones = (node.mainEntity ?? []).map((contact) => contact.telephone);
      expect(phones).toEqual(item.kind === "channel" ? (item.phones ?? []) : []);
    }
  });

  it("is Web Annotations: each piece of evidence once, where its selectors say", () => {
    const collection = AnnotationCollection.parse(JSON.parse(read("data/annotations.jsonld")));
    const raw = new Map([...result.articles].map((article) => [article.record.id, article.raw]));
    const hash = new Map(documents.map((d) => [d.id, Buffer.from(d.sha256, "hex").toString("base64url")]));
    const all = new Map<string, Annotation>(collection.first.items.map((a) => [a.id.split("#")[1]!, a]));
    const evidence = advice.items.flatMap((item) => item.evidence.map((e, i) => ({ item, e, i })));
    expect(collection.total).toBe(evidence.length);
    expect(all.size).toBe(evidence.length);
    for (const { item, e, i } of evidence) {
      const { body, target } = all.get(`${item.id}-${i + 1}`)!;
      expect(body).toContainEqual({
        id: `advice.jsonld#${item.id}`,
        type: "Dataset",
        format: "application/ld+json",
      });
      expect(target.source).toBe(`ni:///sha-256;${hash.get(e.document)}`);
      const [position, quote] = target.selector;
      if (position?.type !== "TextPositionSelector" || quote?.type !== "TextQuoteSelector")
        throw new Error("selectors");
      const points = [...raw.get(e.document)!];
      expect(points.slice(position.start, position.end).join("")).toBe(e.quote);
      expect(quote.exact).toBe(e.quote);
      expect(points.slice(0, position.start).join("").endsWith(quote.prefix)).toBe(true);
      expect(points.slice(position.end).join("").startsWith(quote.suffix)).toBe(true);
    }
  });
});
