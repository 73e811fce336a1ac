/**
 * What each stage costs an article in one warm process: CPU time for each 2 KB of UTF-8 of the annotated
 * articles, for each file the fastest of several passes. The last line is all of the work on a file, records
 * and pages included.
 *
 *     npx tsx test/bench/stages.ts [passes]
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Article } from "../../pipeline/article.ts";
import { loadConfig } from "../../pipeline/engine/config.ts";
import { LEXICON, loadRules } from "../../pipeline/rules.ts";
import { dedupeInside, signature } from "../../pipeline/stages/dedupe/index.ts";
import { extract } from "../../pipeline/stages/extract/index.ts";
import { ingest, type RawFile } from "../../pipeline/stages/ingest/index.ts";
import { repairBytes } from "../../pipeline/stages/repair/bytes/index.ts";
import { repairWords } from "../../pipeline/stages/repair/words/index.ts";
import { simplify } from "../../pipeline/stages/simplify/index.ts";
import { strip } from "../../pipeline/stages/strip/index.ts";
import { structure } from "../../pipeline/stages/structure/index.ts";
import { workOn } from "../../pipeline/work.ts";

const SETS = ["develop", "train", "heavy"];
const PASSES = 12;
/** Bytes an article of the usual length has. */
const ARTICLE = 2048;
const ALL = "file, all included";

const passes = Number(process.argv[2] ?? PASSES);
const rules = loadRules("debt", LEXICON);
const config = loadConfig([]);
const names = rules.subject.products.flatMap((p) => p.names);

const files: RawFile[] = SETS.flatMap((set) => {
  const folder = fileURLToPath(new URL(`../articles/${set}/raw/`, import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((name) => ({ source: `${set}/${name}`, bytes: readFileSync(folder + name) }));
});

/** Milliseconds of this process alone (the machine may be busy with others), by stage and file. */
let spent = new Map<string, number[]>();
let at = 0;
function timed<T>(stage: string, work: () => T): T {
  const from = process.cpuUsage();
  const done = work();
  const { user, system } = process.cpuUsage(from);
  let files = spent.get(stage);
  if (files === undefined) {
    files = [];
    spent.set(stage, files);
  }
  files[at] = (files[at] ?? 0) + (user + system) / 1000;
  return done;
}

function stages(article: Article): void {
  const bytes = timed("repair bytes", () => repairBytes(article.traced, rules.bytes));
  const simplified = timed("simplify", () => simplify(bytes, rules.script)).traced;
  const words = timed("repair words", () => repairWords(simplified, rules.words));
  const stated = article.title === undefined ? {} : { title: article.title };
  const context = { hints: article.hints, ...stated };
  const stripped = timed("strip", () => strip(words, rules.furniture, context));
  const title = stripped.found.title ?? article.title;
  const headed = title === undefined ? {} : { title };
  const traced = timed("dedupe inside", () => dedupeInside(stripped.traced, { ...headed, names }));
  const { outline } = timed("structure", () => structure(traced, article.hints));
  timed("extract", () => extract({ document: article.id, traced, outline, ...headed }, rules.subject));
  timed("signature", () => signature(traced.text));
}

const best = new Map<string, number[]>();
let size = 0;
for (let pass = 0; pass < passes; pass++) {
  spent = new Map();
  size = 0;
  files.forEach((file, i) => {
    at = i;
    const { articles } = timed("ingest", () => ingest(file, config));
    for (const article of articles) {
      size += Buffer.byteLength(article.traced.text);
      stages(article);
    }
    timed(ALL, () => [...workOn(file, { rules, config }, { stage: "" }).articles]);
  });
  for (const [stage, ms] of spent) {
    const before = best.get(stage);
    best.set(stage, before ? before.map((b, i) => Math.min(b, ms[i] ?? b)) : ms);
  }
}

const share = ARTICLE / size;
const line = (name: string, ms: number) =>
  console.log(`${name.padEnd(20)}${(ms * share).toFixed(3).padStart(8)}`);
console.log(
  `${files.length} files, ${size} bytes; milliseconds for each ${ARTICLE} bytes, best of ${passes}`,
);
let sum = 0;
for (const [stage, perFile] of best) {
  const ms = perFile.reduce((a, b) => a + (b ?? 0), 0);
  if (stage === ALL) line("stages", sum);
  else sum += ms;
  line(stage, ms);
}
