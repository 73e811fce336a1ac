import { describe, expect, it } from "vitest";
import { learntLines, type SiteArticle } from "../pipeline/sites.ts";

/** Articles of one folder, each with its own line and those given. */
const articles = (count: number, more: (i: number) => Partial<SiteArticle> = () => ({})): SiteArticle[] =>
  Array.from({ length: count }, (_, i) => ({
    source: `s/${i}.txt`,
    group: `g${i}`,
    lines: [1000 + i, 7],
    ...more(i),
  }));

describe("learntLines", () => {
  it("gives each article the lines of its own that its site repeats", () => {
    const learnt = learntLines(articles(6));
    expect([...learnt]).toEqual(Array.from({ length: 6 }, (_, i) => [`s/${i}.txt`, [[0, [7]]]]));
  });

  it("learns nothing from files that are of no site, or from another site", () => {
    expect(learntLines(articles(6, (i) => ({ source: `${i}.txt` }))).size).toBe(0);
    expect(learntLines(articles(6, (i) => ({ source: `s${i}/a.txt` }))).size).toBe(0);
  });

  it("counts near-duplicates as one article: a copied text is no furniture", () => {
    expect(learntLines(articles(6, () => ({ group: "g" }))).size).toBe(0);
  });

  it("tells records of one container apart", () => {
    const records = articles(6, (i) => ({ source: "all.jsonl", record: i + 1 }));
    const learnt = learntLines(records);
    expect(learnt.get("all.jsonl")).toEqual(Array.from({ length: 6 }, (_, i) => [i + 1, [7]]));
  });
});
