import { describe, expect, it } from "vitest";
import { type Candidate, groupNearDuplicates, signature } from "../../../pipeline/stages/dedupe/index.ts";
import { compose, corpus, ownArticles, spin } from "../../helpers/corpus.ts";
import { random } from "../../helpers/random.ts";

const articles = corpus(300);
const entries: Candidate[] = articles.map(({ id, text }) => ({ id, signature: signature(text), text }));
const groups = groupNearDuplicates(entries);
const byId = new Map(articles.map((a) => [a.id, a]));
const survivorOf = (id: string) => groups.get(id)?.duplicateOf ?? id;

describe("groupNearDuplicates on 300 articles with known duplicates", () => {
  it.each([
    ["exact", 1],
    ["spun-10", 1],
    ["spun-20", 1],
    ["spun-30", 0.9],
    ["shuffled", 1],
    ["half", 0.9],
  ] as const)("finds the %s copies (recall at least %d)", (how, floor) => {
    const copies = articles.filter((a) => a.how === how);
    const found = copies.filter((copy) => {
      const original = articles.find((a) => a.family === copy.family && a.how === "original")!;
      return survivorOf(copy.id) === survivorOf(original.id);
    });
    expect(copies.length).toBeGreaterThan(20);
    expect(found.length / copies.length).toBeGreaterThanOrEqual(floor);
  });

  it("puts no two families together", () => {
    const wrong = [...groups].filter(
      ([id, { duplicateOf }]) => byId.get(id)!.family !== byId.get(duplicateOf)!.family,
    );
    expect(wrong).toEqual([]);
  });

  it("names the least id as survivor, which repeats nothing itself", () => {
    for (const [id, { duplicateOf, similarity }] of groups) {
      expect(duplicateOf < id).toBe(true);
      expect(groups.has(duplicateOf)).toBe(false);
      expect(similarity).toBeGreaterThan(0);
      expect(similarity).toBeLessThanOrEqual(1);
    }
  });

  it("does not depend on the order of the articles", () => {
    for (const seed of [1, 2, 3]) {
      const next = random(seed);
      const shuffled = entries
        .map((e) => ({ e, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ e }) => e);
      expect([...groupNearDuplicates(shuffled)]).toEqual([...groups]);
    }
  });
});

describe("groupNearDuplicates", () => {
  const pair = (a: string, b: string) =>
    groupNearDuplicates([
      { id: "d-1", signature: signature(a), text: a },
      { id: "d-2", signature: signature(b), text: () => b },
    ]).get("d-2");

  it("says 1 for texts that differ in punctuation and blanks only", () => {
    const text = compose(5);
    expect(pair(text, text.replace(/，/g, " , "))).toEqual({ duplicateOf: "d-1", similarity: 1 });
  });

  it("never says 1 for texts that differ in a letter", () => {
    const text = compose(6);
    expect(pair(text, `${text}又`)!.similarity).toBeLessThan(1);
  });

  it("keeps the project's own articles on one subject apart", () => {
    const own = ownArticles().map((text, i) => ({ id: `d-${i}`, signature: signature(text), text }));
    expect(own.length).toBeGreaterThan(5);
    expect(groupNearDuplicates(own).size).toBe(0);
  });

  it("finds two spins of one text, neither of which is the original", () => {
    const found = ownArticles().filter(
      (text, i) => pair(spin(text, 0.2, i), spin(text, 0.2, i + 100)) !== undefined,
    );
    expect(found.length).toBeGreaterThanOrEqual(ownArticles().length - 1);
  });

  it("finds a partial copy by its paragraphs", () => {
    const [part, rest] = [compose(11, 4), compose(12, 6)];
    expect(pair(compose(13, 4) + part, `${part}\n${rest}`)).toBeDefined();
  });

  it("leaves blank and very short texts alone unless they are equal", () => {
    expect(pair("", "")).toBeUndefined();
    expect(pair("协商之前先看账单。", "协商之前先看合同。")).toBeUndefined();
    expect(pair("协商之前先看账单。", "协商之前,先看账单")).toEqual({ duplicateOf: "d-1", similarity: 1 });
  });

  it("gives a signature that survives JSON", () => {
    const s = signature(compose(3));
    expect(JSON.parse(JSON.stringify(s))).toEqual(s);
  });
});
