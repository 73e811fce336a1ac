/**
 * How well near-duplicates across articles are found, by kind of copy, and how time and memory grow with
 * the number of articles. Each row of the growth is a process of its own, which reads its
 * articles from a file that another one has made.
 *
 *   npx tsx test/bench/dedupe.ts [number of articles, default 2000] [--growth] [--large]
 *
 * `--large` goes on to 100,000 articles: about three minutes, most of them spent on making the articles.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { diskPiles } from "../../pipeline/engine/partitions.ts";
import { Grouping, groupNearDuplicates, signature } from "../../pipeline/stages/dedupe/index.ts";
import { type CorpusArticle, corpus, eachOfCorpus } from "../helpers/corpus.ts";

/** Least recall of pairs (copy, original) by kind, and least precision of all pairs. */
const FLOORS = {
  exact: 1,
  "spun-10": 0.99,
  "spun-20": 0.97,
  "spun-30": 0.9,
  shuffled: 0.99,
  half: 0.9,
  embedded: 0.9,
} as const;
const PRECISION = 0.995;
/** Most megabytes resident, and most growth from one row to one of ten times as many articles. */
const MOST_MEMORY = 1024;
const MOST_GROWTH = 12;

const SELF = fileURLToPath(import.meta.url);
const args = process.argv.slice(2);
const row = (...cells: Array<string | number>) =>
  console.log(`| ${cells.map((c) => String(c).padStart(10)).join(" | ")} |`);
const fail = () => {
  process.exitCode = 1;
};

if (args[0] === "make") make(args[1]!, Number(args[2]));
else if (args[0] === "group") group(args[1]!);
else {
  quality(Number(args.find((a) => /^\d+$/.test(a)) ?? 2000));
  if (args.includes("--growth")) growth([1_000, 10_000, ...(args.includes("--large") ? [100_000] : [])]);
}

function quality(size: number): void {
  const articles = corpus(size);
  const groups = groupNearDuplicates(
    articles.map(({ id, text }) => ({ id, signature: signature(text), text })),
  );
  console.log(`\n${articles.length} articles\n`);
  table(articles, (id) => groups.get(id)?.duplicateOf ?? id);
}

type Known = Omit<CorpusArticle, "text">;

/** Recall by kind of copy, and precision. */
function table(articles: readonly Known[], survivorOf: (id: string) => string): void {
  row("copies", "pairs", "recall", "floor");
  const originals = new Map(articles.filter((a) => a.how === "original").map((a) => [a.family, a]));
  for (const [how, floor] of Object.entries(FLOORS)) {
    const copies = articles.filter((a) => a.how === how);
    const found = copies.filter((copy) => survivorOf(copy.id) === survivorOf(originals.get(copy.family)!.id));
    const recall = found.length / copies.length;
    row(how, copies.length, recall.toFixed(3), floor);
    if (recall < floor) fail();
  }
  const { all, right } = pairs(articles, survivorOf);
  const precision = all === 0 ? 1 : right / all;
  row("precision", all, precision.toFixed(4), PRECISION);
  if (precision < PRECISION) fail();
}

function growth(sizes: readonly number[]): void {
  const folder = mkdtempSync(join(tmpdir(), "jinghua-bench-"));
  try {
    console.log("");
    row("articles", "MB of text", "seconds", "times", "peak MB");
    let before: number | undefined;
    for (const size of sizes) {
      const file = join(folder, String(size));
      child("make", file, String(size));
      const { megabytes, seconds, peak } = JSON.parse(child("group", file));
      const times = before === undefined ? undefined : seconds / before;
      row(size, megabytes.toFixed(0), seconds.toFixed(1), times?.toFixed(1) ?? "", peak.toFixed(0));
      if (peak > MOST_MEMORY || (times ?? 0) > MOST_GROWTH) fail();
      before = seconds;
      if (size !== sizes.at(-1)) continue;
      console.log(`\n${size} articles\n`);
      const survivors = new Map<string, string>(JSON.parse(readFileSync(`${file}.groups`, "utf8")));
      table(JSON.parse(readFileSync(`${file}.known`, "utf8")), (id) => survivors.get(id) ?? id);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function child(...call: string[]): string {
  const { status, stdout } = spawnSync(process.execPath, [...process.execArgv, SELF, ...call], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${call.join(" ")}: exit ${status}`);
  return stdout;
}

/** Write articles one behind the other, where each lies, and what is known of them. */
function make(path: string, size: number): void {
  const file = openSync(path, "w");
  const known: Known[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const { text, ...rest } of eachOfCorpus(size)) {
    at += writeSync(file, text);
    ends.push(at);
    known.push(rest);
  }
  closeSync(file);
  writeFileSync(`${path}.known`, JSON.stringify(known));
  writeFileSync(`${path}.places`, JSON.stringify(known.map(({ id }, i) => [id, ends[i]])));
}

/** Signatures and groups of the articles in a file, with what they took. */
function group(path: string): void {
  const places: Array<[string, number]> = JSON.parse(readFileSync(`${path}.places`, "utf8"));
  const number = new Map(places.map(([id], i) => [id, i]));
  const file = openSync(path, "r");
  const textOf = (id: string) => {
    const i = number.get(id)!;
    const start = i === 0 ? 0 : places[i - 1]![1];
    const bytes = Buffer.allocUnsafe(places[i]![1] - start);
    readSync(file, bytes, 0, bytes.length, start);
    return bytes.toString("utf8");
  };
  const start = process.cpuUsage();
  const piles = diskPiles();
  try {
    const grouping = new Grouping(piles.make);
    for (const [id] of places) grouping.add(id, signature(textOf(id)));
    const groups = grouping.groups(textOf);
    // Of the processor, not of the clock: what else the machine does must not change the growth.
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    const peak = process.resourceUsage().maxRSS / 1024;
    writeFileSync(
      `${path}.groups`,
      JSON.stringify([...groups].map(([id, { duplicateOf }]) => [id, duplicateOf])),
    );
    console.log(JSON.stringify({ megabytes: places.at(-1)![1] / 1e6, seconds, peak }));
  } finally {
    piles.remove();
    closeSync(file);
  }
}

/** Pairs of articles in one group, and how many of them are of one family. */
function pairs(of: readonly Known[], survivor: (id: string) => string) {
  const groups = new Map<string, Map<string, number>>();
  for (const { id, family } of of) {
    const group = groups.get(survivor(id)) ?? new Map<string, number>();
    groups.set(survivor(id), group.set(family, (group.get(family) ?? 0) + 1));
  }
  const two = (n: number) => (n * (n - 1)) / 2;
  let [all, right] = [0, 0];
  for (const families of groups.values()) {
    all += two([...families.values()].reduce((a, b) => a + b, 0));
    for (const n of families.values()) right += two(n);
  }
  return { all, right };
}
