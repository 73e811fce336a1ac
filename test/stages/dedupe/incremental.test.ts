import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DuplicateIndex, groupNearDuplicates, signature } from "../../../pipeline/stages/dedupe/index.ts";
import { compose, reflow, shuffle, spin } from "../../helpers/corpus.ts";

/**
 * Copies of two texts, forms filled in, and articles that take over a quarter each: no copies, but they
 * hold the same keys, and with few heads push one another and the copies from their places.
 */
const TEXTS: readonly string[] = [1, 2].flatMap((n) => {
  const text = compose(n * 1000, 5);
  const other = compose(n * 1000 + 500, 5);
  const quarter = (q: number) => text.slice((q * text.length) / 4, ((q + 1) * text.length) / 4);
  return [
    text,
    text.replaceAll("，", ","),
    spin(text, 0.2, n),
    spin(text, 0.2, n + 50),
    spin(text, 0.3, n + 100),
    shuffle(text, n),
    reflow(`${text.slice(0, text.length / 2)}\n${other.slice(0, text.length / 3)}`, n),
    other,
    ...Array.from({ length: 16 }, (_, i) => `${compose(n * 777 + i * 13, 6)}\n${quarter(i % 4)}`),
    `工单440${n}：张先生申请分${n}2期，当天已经受理。`,
    `工单558${n}：李女士申请分${n}4期，当天已经受理。`,
  ];
});

const SIGNATURES = TEXTS.map(signature);

type Step = { readonly id: string; readonly text: number } | { readonly gone: string };
const ids = fc.integer({ min: 0, max: 40 }).map((n) => `d-${String((n * 37) % 100).padStart(2, "0")}`);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ id: ids, text: fc.integer({ min: 0, max: TEXTS.length - 1 }) }) },
  { weight: 1, arbitrary: ids.map((gone) => ({ gone })) },
);

/** What a full run finds in the articles that are there. */
function full(present: ReadonlyMap<string, number>, heads: number) {
  const all = [...present].map(([id, t]) => ({ id, signature: SIGNATURES[t]!, text: TEXTS[t]! }));
  return [...groupNearDuplicates(all, { heads })];
}

describe("DuplicateIndex", () => {
  // Few heads: with so few articles the limit that matters in a large corpus would not be met.
  it.each([1, 2, 32])("has the groups of a full run after any adds and removes (%d heads)", (heads) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const present = new Map<string, number>();
        const index = new DuplicateIndex((id) => TEXTS[present.get(id)!]!, heads);
        for (const s of steps) {
          if ("gone" in s) {
            present.delete(s.gone);
            index.remove(s.gone);
          } else {
            // An article whose text changes is gone before it comes again.
            index.remove(s.id);
            present.set(s.id, s.text);
            index.add(s.id, SIGNATURES[s.text]!);
          }
        }
        expect(index.size).toBe(present.size);
        expect([...index.duplicates()]).toEqual(full(present, heads));
      }),
      { numRuns: 60 },
    );
  });

  it.each([1, 32])("goes on from what was stored (%d heads)", (heads) => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 20, maxLength: 60 }),
        fc.array(step, { minLength: 1, maxLength: 10 }),
        (before, after) => {
          const present = new Map<string, number>();
          for (const s of before) if (!("gone" in s)) present.set(s.id, s.text);
          const stored = {
            articles: [...present].map(([id, t]) => [id, SIGNATURES[t]!] as const),
            duplicates: new Map(full(present, heads)),
          };
          const index = DuplicateIndex.from(stored, (id) => TEXTS[present.get(id)!]!, heads);
          expect([...index.duplicates()]).toEqual([...stored.duplicates]);
          const ends = new Map(after.map((s) => ["gone" in s ? s.gone : s.id, s]));
          for (const id of ends.keys()) present.delete(id);
          index.remove(...ends.keys());
          for (const s of ends.values()) {
            if ("gone" in s) continue;
            present.set(s.id, s.text);
            index.add(s.id, SIGNATURES[s.text]!);
          }
          expect([...index.duplicates()]).toEqual(full(present, heads));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("lets go of an edge when its keys pass to other heads, as a full run would", () => {
    const text = compose(4244, 6);
    const copies = [spin(text, 0.25, 1), spin(text, 0.25, 2)];
    const first = copies.map((t) => signature(t).hash).sort()[0]!;
    // Articles that take over a quarter of the text each, and come before both copies in the order of heads.
    const takers: string[] = [];
    for (let i = 0; takers.length < 24; i++) {
      const q = takers.length % 4;
      const quarter = text.slice((q * text.length) / 4, ((q + 1) * text.length) / 4);
      const taker = `${compose(9000 + i * 3, 8)}\n${spin(quarter, 0.15, i)}`;
      if (signature(taker).hash < first) takers.push(taker);
    }
    const all = [...copies, ...takers].map((t, i) => ({
      id: `d-${10 + i}`,
      text: t,
      signature: signature(t),
    }));
    const texts = new Map(all.map(({ id, text: t }) => [id, t]));
    const index = new DuplicateIndex((id) => texts.get(id)!, 1);
    for (const [i, { id, signature: s }] of all.entries()) {
      index.add(id, s);
      expect([...index.duplicates()]).toEqual([...groupNearDuplicates(all.slice(0, i + 1), { heads: 1 })]);
      if (i === 1) expect(index.duplicates().size).toBe(1);
    }
    expect(index.duplicates().size).toBe(0);
  });

  it("reads the texts of candidates only", () => {
    const read = new Set<string>();
    const texts = new Map<string, string>();
    const index = new DuplicateIndex((id) => {
      read.add(id);
      return texts.get(id)!;
    });
    const put = (id: string, text: string) => {
      texts.set(id, text);
      index.add(id, signature(text));
    };
    for (let i = 0; i < 40; i++) put(`d-${i}`, compose(i * 31 + 7, 5));
    read.clear();
    put("d-new", spin(texts.get("d-7")!, 0.1, 3));
    expect([...read].sort()).toEqual(["d-7", "d-new"]);
    expect(index.duplicates().get("d-new")?.duplicateOf).toBe("d-7");
  });
});
