/**
 * Trains the model of lines that no furniture row knows, from the annotated articles, and freezes it
 * beside the table:
 *
 *   npm run train:furniture [-- --folds 8]
 *
 * With --folds nothing is written: every page is judged by a model that has not seen it, and what is
 * removed and lost is printed for each set beside what rows do alone.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { defaultConfig } from "../../schemas/config.ts";
import { GoldFile } from "../../schemas/gold.ts";
import type { LinearModel } from "../../schemas/linear.ts";
import type { Article } from "../article.ts";
import { LEXICON, loadRules, type Rules } from "../rules.ts";
import { ingest } from "../stages/ingest/index.ts";
import { repairBytes } from "../stages/repair/bytes/index.ts";
import { repairWords } from "../stages/repair/words/index.ts";
import { simplify } from "../stages/simplify/index.ts";
import { linesByRows, strip } from "../stages/strip/index.ts";
import { CONTENT, FURNITURE } from "../stages/strip/judge.ts";
import { describe, pageOf, pairName } from "../stages/strip/shape.ts";
import { Places } from "../text/places.ts";
import { hash32 } from "../text/shingles.ts";
import type { TracedText } from "../text/traced.ts";
import { type Sample, train } from "./regression.ts";

const { values } = parseArgs({
  options: { folds: { type: "string", default: "0" }, pages: { type: "boolean", default: false } },
});

const SETS = ["develop", "train", "varied", "off-topic", "heavy"];
/** Pages that say what to expect of others: nothing is learnt from them. */
const UNSEEN = /^heavy\/w(?:03|06|09|12|14|16)$/;
const OPTIONS = { l2: 0.006, epochs: 24, leastDocuments: 3, hidden: 0.4 };
/** Rows know the annotated pages better than others: so many of their verdicts are hidden, in turn. */
const HIDDEN = [0.1, 0.45];

interface AnnotatedPage {
  readonly name: string;
  readonly article: Article;
  /** Line number → status. */
  readonly lines: Readonly<Record<string, string>>;
}

const { furniture: table, ...others } = loadRules(defaultConfig.subject);
const { model: _, ...rows } = table;
const rules: Rules = { ...others, furniture: rows };

function annotated(set: string): AnnotatedPage[] {
  const folder = `test/articles/${set}`;
  return readdirSync(`${folder}/gold`)
    .filter((file) => file.endsWith(".json") && file !== "clusters.json")
    .sort()
    .flatMap((file) => {
      const gold = GoldFile.parse(JSON.parse(readFileSync(join(folder, "gold", file), "utf8")));
      const bytes = readFileSync(join(folder, "raw", gold.document));
      const { articles } = ingest({ source: gold.document, bytes }, defaultConfig);
      const article = articles.find((a) => gold.record === undefined || a.record === gold.record);
      return article ? [{ name: `${set}/${basename(file, ".json")}`, article, lines: gold.lines }] : [];
    });
}

/** As the stages before leave it. */
function prepared({ article }: AnnotatedPage): TracedText {
  return repairWords(simplify(repairBytes(article.traced, rules.bytes), rules.script).traced, rules.words);
}

function contextOf({ article }: AnnotatedPage) {
  return { hints: article.hints, ...(article.title !== undefined && { title: article.title }) };
}

function samplesOf(page: AnnotatedPage): Sample[] {
  const traced = prepared(page);
  const { entries } = linesByRows(traced, rows, contextOf(page));
  const places = new Places(traced.raw);
  const labels = entries.map((e) => {
    const status = page.lines[places.at(traced.rawRange(e.start, e.end).start).line];
    if (e.repeat || status === undefined || status.startsWith("duplicate")) return undefined;
    return status === "boilerplate" ? FURNITURE : CONTENT;
  });
  const samples: Sample[] = [];
  for (const share of HIDDEN) {
    // Neighbours fail together: a block of a kind nobody has seen is missed as a whole.
    const hides = (i: number) => hash32(`${page.name} ${share} ${i >> 1}`) / 2 ** 32 < share;
    const view = pageOf(
      entries.map((e, i) => {
        if (e.row === undefined || !hides(i)) return e;
        const { row: _row, ...bare } = e;
        return bare;
      }),
    );
    if (view === undefined) continue;
    labels.forEach((label, i) => {
      if (label === undefined) return;
      const features = new Map<string, number>();
      describe(view, i, {
        add: (name, value) => features.set(name, value),
        addPair: (first, second, value) => features.set(pairName(first, second), value),
      });
      samples.push({ features, label, document: page.name });
    });
  }
  return samples;
}

/** Characters of furniture and of content, and how many of each go. */
function score(pages: readonly AnnotatedPage[], model?: (page: AnnotatedPage) => LinearModel) {
  const sum = { furniture: 0, removed: 0, content: 0, lost: 0 };
  for (const page of pages) {
    const furniture = model ? { ...rows, model: model(page) } : rows;
    const { traced } = strip(prepared(page), furniture, contextOf(page));
    const { raw } = traced;
    const kept = new Uint8Array(raw.length);
    for (const s of traced.spans()) if (s.status === "kept") kept.fill(1, s.start, s.end);
    const own = { furniture: 0, removed: 0, content: 0, lost: 0 };
    const places = new Places(raw);
    for (const [line, status] of Object.entries(page.lines)) {
      const range = places.line(Number(line));
      if (range === undefined || status.startsWith("duplicate")) continue;
      for (let i = range.start; i < range.end; i++) {
        if (/\s/.test(raw[i]!)) continue;
        const [all, gone] =
          status === "boilerplate" ? (["furniture", "removed"] as const) : (["content", "lost"] as const);
        own[all]++;
        own[gone] += 1 - kept[i]!;
      }
    }
    if (values.pages) console.log(show(page.name, own));
    for (const key of Object.keys(sum) as Array<keyof typeof sum>) sum[key] += own[key];
  }
  return sum;
}

function show(name: string, s: ReturnType<typeof score>): string {
  const share = (a: number, b: number) => `${((100 * a) / Math.max(1, b)).toFixed(2)} %`;
  const kept = s.content - s.lost;
  const f1 = (200 * kept) / Math.max(1, s.content + kept + s.furniture - s.removed);
  return `${name.padEnd(28)} kept F1 ${f1.toFixed(2)}  removed ${share(s.removed, s.furniture)}  lost ${share(s.lost, s.content)}`;
}

const pages = SETS.flatMap(annotated);
const seen = pages.filter((p) => !UNSEEN.test(p.name));
/** Most articles have little furniture; pages full of it are few, and count twice. */
const times = (page: AnnotatedPage) => (page.name.startsWith("heavy/") ? 2 : 1);
const samples = seen.flatMap((page) => Array.from({ length: times(page) }, () => samplesOf(page)).flat());
console.log(`${seen.length} pages, ${samples.length} samples`);

const folds = Number(values.folds);
if (folds > 1) {
  const models = Array.from({ length: folds }, (_v, k) => {
    const left = new Set(seen.filter((_p, i) => i % folds === k).map((p) => p.name));
    return train(
      samples.filter((s) => !left.has(s.document)),
      OPTIONS,
    );
  });
  const fold = new Map(seen.map((p, i) => [p.name, models[i % folds]!]));
  for (const set of SETS) {
    const own = seen.filter((p) => p.name.startsWith(`${set}/`));
    console.log(show(`${set}, rows alone`, score(own)));
    console.log(
      show(
        `${set}, left out`,
        score(own, (p) => fold.get(p.name)!),
      ),
    );
  }
} else {
  const model = train(samples, OPTIONS);
  const unseen = pages.filter((p) => UNSEEN.test(p.name));
  console.log(show("unseen, rows alone", score(unseen)));
  console.log(
    show(
      "unseen",
      score(unseen, () => model),
    ),
  );
  freeze(model);
}

function freeze(model: LinearModel): void {
  const about = `Trained by npm run train:furniture on ${seen.length} pages of the project's own.`;
  const weights = Object.entries(model.weights).map(
    ([f, w]) => ` ${JSON.stringify(f)}: ${JSON.stringify(w)}`,
  );
  writeFileSync(
    join(LEXICON, "common", "furniture-model.json"),
    `{\n"about": ${JSON.stringify(about)},\n"classes": ${JSON.stringify(model.classes)}, "bias": ${JSON.stringify(model.bias)}, "weights": {\n${weights.join(",\n")}\n}}\n`,
  );
}
