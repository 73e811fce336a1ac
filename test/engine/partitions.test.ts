import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diskPiles } from "../../pipeline/engine/partitions.ts";
import { Grouping, groupNearDuplicates, signature } from "../../pipeline/stages/dedupe/index.ts";
import { memoryPile, type Pile, PileReader } from "../../pipeline/text/piles.ts";
import { corpus } from "../helpers/corpus.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "jinghua-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const numbers = (pile: Pile) => {
  const reader = new PileReader(pile);
  const out: number[] = [];
  for (let n = reader.next(); n >= 0; n = reader.next()) out.push(n);
  return out;
};

describe("piles", () => {
  // Around the sizes at which a pile on disk writes and reads.
  it.each([0, 1, 4095, 4096, 4097, 65_536, 200_001])("give back %d numbers, twice", (n) => {
    const piles = diskPiles(folder);
    try {
      const values = Array.from({ length: n }, (_, i) => Math.imul(i + 1, 2654435761) >>> 0);
      for (const pile of [piles.make("pile"), memoryPile()]) {
        for (const value of values) pile.push(value);
        expect(pile.length).toBe(n);
        expect(numbers(pile)).toEqual(values);
        expect(numbers(pile)).toEqual(values);
        pile.drop();
      }
    } finally {
      piles.remove();
    }
  });

  it("go on being written after they were read", () => {
    const piles = diskPiles(folder);
    try {
      const pile = piles.make("pile");
      pile.push(1);
      expect(numbers(pile)).toEqual([1]);
      pile.push(2);
      expect(numbers(pile)).toEqual([1, 2]);
    } finally {
      piles.remove();
    }
  });

  it("leave nothing behind", () => {
    const piles = diskPiles(folder);
    const [kept, dropped] = [piles.make("same"), piles.make("same")];
    for (let i = 0; i < 10_000; i++) kept.push(i);
    for (let i = 0; i < 10_000; i++) dropped.push(i);
    dropped.drop();
    expect(readdirSync(folder)).toHaveLength(1);
    piles.remove();
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(true);
  });
});

describe("Grouping on disk", () => {
  const articles = corpus(200);
  const texts = new Map(articles.map(({ id, text }) => [id, text]));

  it.each([
    { partitions: 1, block: 1 << 22 },
    { partitions: 3, block: 5_000 },
    { partitions: 64, block: 700 },
  ])("finds the same with %o", (limits) => {
    const inMemory = groupNearDuplicates(
      articles.map(({ id, text }) => ({ id, text, signature: signature(text) })),
    );
    const piles = diskPiles(folder);
    try {
      const grouping = new Grouping(piles.make, limits);
      for (const { id, text } of articles) grouping.add(id, signature(text));
      expect([...grouping.groups((id) => texts.get(id)!)]).toEqual([...inMemory]);
    } finally {
      piles.remove();
    }
  });
});
