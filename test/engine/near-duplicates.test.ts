import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nearDuplicates } from "../../pipeline/engine/near-duplicates.ts";
import { groupNearDuplicates, signature } from "../../pipeline/stages/dedupe/index.ts";
import { compose, corpus, spin } from "../helpers/corpus.ts";

const articles = corpus(120).map(({ id, text }) => ({ id, text }));
type Article = (typeof articles)[number];

let folder: string;
let index: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jinghua-test-"));
  index = join(folder, "cache", "near-duplicates.bin");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Groups of these articles with the index, how they were found, and which signatures were asked for. */
function run(of: readonly Article[]) {
  const texts = new Map(of.map(({ id, text }) => [id, text]));
  const signed: string[] = [];
  const { duplicates, by } = nearDuplicates(
    of.map(({ id, text }) => ({
      id,
      stamp: text,
      signature: () => {
        signed.push(id);
        return signature(text);
      },
    })),
    {
      index,
      scratch: folder,
      textOf: (id) => {
        const text = texts.get(id);
        if (text === undefined) throw new Error(`${id} is not in the collection`);
        return text;
      },
    },
  );
  expect(readdirSync(folder)).toEqual(["cache"]);
  return { duplicates: [...duplicates], by, signed };
}

function full(of: readonly Article[]) {
  return [...groupNearDuplicates(of.map((a) => ({ ...a, signature: signature(a.text) })))];
}

describe("nearDuplicates", () => {
  it("goes in passes where there is no index, and finds what grouping in memory finds", () => {
    const { duplicates, by } = run(articles);
    expect(by).toBe("passes");
    expect(duplicates.length).toBeGreaterThan(50);
    expect(duplicates).toEqual(full(articles));
  });

  it("reads the index where nothing changed, whatever the order", () => {
    const first = run(articles);
    const again = run(articles.toReversed());
    expect(again).toEqual({ duplicates: first.duplicates, by: "index", signed: [] });
  });

  it("compares what changed, and stores that", () => {
    run(articles);
    const changed = articles
      .filter((_, i) => i % 60 !== 0)
      .map((a, i) => (i % 50 === 0 ? { ...a, text: spin(articles[i + 7]!.text, 0.1, i) } : a));
    changed.push({ id: "d-0", text: articles[0]!.text }, { id: "d-blank", text: "\n" });
    changed.push({ id: "d-new", text: compose(99_991, 6) });
    const { duplicates, by, signed } = run(changed);
    expect(by).toBe("changes");
    expect(signed.length).toBeLessThan(12);
    expect(duplicates).toEqual(full(changed));
    expect(run(changed)).toEqual({ duplicates, by: "index", signed: [] });
    // Taken back, all is as it was.
    expect(run(articles).duplicates).toEqual(full(articles));
  });

  it("goes in passes again when much changed", () => {
    run(articles);
    const half = articles.slice(0, 60);
    expect(run(half)).toMatchObject({ by: "passes", duplicates: full(half) });
  });

  it.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ["empty", () => Buffer.alloc(0)],
    ["with a bit turned", (bytes: Buffer) => Buffer.from(bytes.map((b, i) => (i === 5000 ? b ^ 4 : b)))],
    ["something else", () => Buffer.from("{}")],
  ])("takes an index that is %s for none", (_, damage) => {
    const { duplicates } = run(articles);
    writeFileSync(index, damage(readFileSync(index)));
    expect(run(articles)).toMatchObject({ by: "passes", duplicates });
    expect(run(articles).by).toBe("index");
  });

  it("leaves the old index and no scratch behind when a callback throws", () => {
    run(articles.slice(0, 20));
    const before = readFileSync(index);
    const failing = articles.map(({ id }) => ({
      id,
      stamp: "new",
      signature: () => {
        throw new Error("the worker is gone");
      },
    }));
    expect(() => nearDuplicates(failing, { index, scratch: folder, textOf: () => "" })).toThrow(
      "the worker is gone",
    );
    expect(readdirSync(folder)).toEqual(["cache"]);
    expect(readFileSync(index).equals(before)).toBe(true);
  });

  it("needs no index, and takes an empty collection", () => {
    expect(nearDuplicates([], { textOf: () => "", scratch: folder }).duplicates.size).toBe(0);
    expect(run([]).duplicates).toEqual([]);
    expect(existsSync(index)).toBe(true);
    expect(run([]).by).toBe("index");
  });
});
