/**
 * How well near-duplicates across articles are found, by kind of copy, and how time grows with the
 * number of articles.
 *
 *   npx tsx test/bench/dedupe.ts [number of articles, default 2000] [--growth]
 */
import { type Candidate, groupNearDuplicates, signature } from "../../pipeline/stages/dedupe/index.ts";
import { type CorpusArticle, corpus } from "../helpers/corpus.ts";

/** Least recall of pairs (copy, original) by kind, and least precision of all pairs. */
const FLOORS = {
  exact: 1,
  "spun-10": 0.99,
  "spun-20": 0.97,
  "spun-30": 0.9,
  shuffled: 0.99,
  half: 0.9,
} as const;
const PRECISION = 0.995;

const size = Number(process.argv.slice(2).find((a) => /^\d+$/.test(a)) ?? 2000);
const row = (...cells: Array<string | number>) =>
  console.log(`| ${cells.map((c) => String(c).padStart(10)).join(" | ")} |`);

const articles = corpus(size);
const { survivorOf, seconds } = grouped(articles);
console.log(`\n${articles.length} articles, ${seconds.toFixed(1)} s\n`);
row("copies", "pairs", "recall", "floor");
for (const [how, floor] of Object.entries(FLOORS)) {
  const copies = articles.filter((a) => a.how === how);
  const found = copies.filter((copy) => {
    const original = articles.find((a) => a.family === copy.family && a.how === "original")!;
    return survivorOf(copy.id) === survivorOf(original.id);
  });
  const recall = found.length / copies.length;
  row(how, copies.length, recall.toFixed(3), floor);
  if (recall < floor) process.exitCode = 1;
}
const { all, right } = pairs(articles, survivorOf);
const precision = all === 0 ? 1 : right / all;
row("precision", all, precision.toFixed(4), PRECISION);
if (precision < PRECISION) process.exitCode = 1;

if (process.argv.includes("--growth")) {
  console.log("");
  row("articles", "seconds", "times", "peak MB");
  let before: number | undefined;
  for (const n of [1_000, 3_162, 10_000]) {
    const { seconds: taken } = grouped(corpus(n));
    const rss = Math.round(process.resourceUsage().maxRSS / 1024);
    row(n, taken.toFixed(1), before === undefined ? "" : (taken / before).toFixed(1), rss);
    before = taken;
  }
}

/** Signatures and groups, with the time both took. */
function grouped(of: readonly CorpusArticle[]) {
  const start = process.hrtime.bigint();
  const entries: Candidate[] = of.map(({ id, text }) => ({ id, signature: signature(text), text }));
  const groups = groupNearDuplicates(entries);
  return {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    survivorOf: (id: string) => groups.get(id)?.duplicateOf ?? id,
  };
}

/** Pairs of articles in one group, and how many of them are of one family. */
function pairs(of: readonly CorpusArticle[], survivor: (id: string) => string) {
  const groups = new Map<string, string[]>();
  for (const { id, family } of of) groups.set(survivor(id), [...(groups.get(survivor(id)) ?? []), family]);
  let [all, right] = [0, 0];
  for (const families of groups.values()) {
    families.forEach((x, i) => {
      for (const y of families.slice(0, i)) {
        all++;
        if (x === y) right++;
      }
    });
  }
  return { all, right };
}
