/** `eval`: figures of a build against annotations, and whether they hold the floors set for them. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Kind } from "../../schemas/advice.ts";
import { ClustersFile, GoldFile } from "../../schemas/gold.ts";
import { readBuild, readChecked, readRaw } from "../engine/bundle.ts";
import type { Interval } from "../eval/bootstrap.ts";
import { belowFloors, Floors } from "../eval/floors.ts";
import { type Build, type F1, type Finding, type Scores, score } from "../eval/score.ts";
import { ContentError, UsageError } from "../faults.ts";
import { type BuildContent, mustBuild, requireFolder } from "./content.ts";
import { repairFigures } from "./eval-repair.ts";
import { say, warn } from "./print.ts";

export interface EvalCommand {
  readonly raw: string;
  readonly gold: string;
  /** A build to score; without it one is made in memory. */
  readonly out?: string;
  readonly subject?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  /** JSON or YAML file of least figures. */
  readonly floors?: string;
  /** Module of damaged and sound texts: figures of repair are printed as well. */
  readonly repair?: string;
  /** Folder of OpenCC's test cases: figures of simplify are printed as well. */
  readonly opencc?: string;
}

const CLUSTERS = "clusters.json";

/**
 * @returns 0; 1 when an annotated document is not in the build, or a figure is below its floor
 * @throws UsageError when a folder or file is missing, ContentError when an annotation is at fault
 */
export async function evaluate(options: EvalCommand, buildContent: BuildContent): Promise<number> {
  await requireFolder(options.raw, "the raw folder");
  await requireFolder(options.gold, "the folder of annotations");
  // What is wrong with the small files is said before the long work begins.
  const floors = options.floors === undefined ? undefined : await readChecked(options.floors, Floors);
  const { golds, clusters } = await readGold(options.gold);
  const build = await buildToScore(options, buildContent);
  const { scores, findings } = scored(build, golds, clusters, options.gold);
  const more = await repairFigures(options);
  const figures = { ...scores, ...more.figures };
  if (options.json) say(JSON.stringify(options.verbose ? { ...figures, findings } : figures, null, 1));
  else {
    if (options.verbose) say(findings.map(findingLine));
    say(scoreLines(scores));
    say(more.lines);
  }
  const missing = findings.filter((f) => f.what === "not in the build");
  warn(missing.map((f) => `${f.document}: annotated, but not in the build`));
  const below = floors === undefined ? [] : belowFloors(figures, floors);
  warn(below.map((b) => `${b.figure} is ${b.actual ?? "no figure"}, below its floor ${b.floor}`));
  return missing.length + below.length > 0 ? 1 : 0;
}

/** An annotation that does not fit its text is a fault of the content, and where it stands is known by its document. */
function scored(
  build: Build,
  golds: readonly GoldFile[],
  clusters: ClustersFile | undefined,
  folder: string,
) {
  try {
    return score(build, golds, clusters);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ContentError([
      { file: folder, line: 1, column: 1, rule: "annotation", message: error.message },
    ]);
  }
}

async function readGold(folder: string): Promise<{ golds: GoldFile[]; clusters?: ClustersFile }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const golds: GoldFile[] = [];
  for (const name of names) {
    if (name !== CLUSTERS) golds.push(await readChecked(join(folder, name), GoldFile));
  }
  if (golds.length === 0) throw new UsageError(`${folder}: holds no annotations (*.json)`);
  if (!names.includes(CLUSTERS)) return { golds };
  return { golds, clusters: await readChecked(join(folder, CLUSTERS), ClustersFile) };
}

async function buildToScore(options: EvalCommand, buildContent: BuildContent): Promise<Build> {
  const { raw, out, subject } = options;
  if (out !== undefined) {
    const stored = await readBuild(out);
    return { ...stored, rawOf: await readRaw(raw, stored.documents) };
  }
  const result = await mustBuild(buildContent, { raw, ...(subject === undefined ? {} : { subject }) });
  return {
    documents: [...result.articles].map((a) => a.record),
    items: result.advice.items,
    rawOf: new Map([...result.articles].map((a) => [a.record.id, a.raw])),
  };
}

function findingLine({ what, document, line, detail, rules }: Finding): string {
  const place = line === undefined ? document : `${document}:${line}`;
  return `${what.padEnd(14)} ${place} ${detail}${rules === undefined ? "" : ` [${rules.join(", ")}]`}`;
}

function scoreLines(scores: Scores): string[] {
  const lines = [
    ...scores.perDocument.map((d) => row(`${d.document} items`, d.items)),
    row("kept text", scores.keep, scores.intervals?.keep),
    `boilerplate removed    ${percent(scores.boilerplateRemoved)}   duplicates removed ${percent(scores.duplicatesRemoved)}   content lost ${percent(scores.contentLost)}`,
    row("items, span only", scores.itemSpans),
    row("items, span and kind", scores.items, scores.intervals?.items),
    row("characters and kind", scores.characters, scores.intervals?.characters),
    row("slots", scores.slots, scores.intervals?.slots),
    ...(scores.clusters ? [row("merged pairs", scores.clusters)] : []),
    ...(scores.disagreements ? [disagreementLine(scores.disagreements)] : []),
    `phase ${percent(scores.phaseAccuracy)}   products ${percent(scores.productsAccuracy)}   grounded ${percent(scores.grounded)} of ${scores.evidence}`,
  ];
  const kinds = Kind.options.filter((kind) => scores.perKind[kind].gold > 0);
  const slots = (Object.keys(scores.perSlot) as Array<keyof typeof scores.perSlot>).filter(
    (name) => scores.perSlot[name].gold > 0,
  );
  return [
    ...lines,
    ...kinds.map((kind) => row(`  ${kind}`, scores.perKind[kind])),
    ...slots.map((name) => row(`  ${name}`, scores.perSlot[name])),
    ...confusionLines(scores),
  ];
}

const disagreementLine = ({ found, gold, others }: NonNullable<Scores["disagreements"]>) =>
  `disagreements          ${found} of ${gold} found, ${others} not annotated`;

/** Annotated kinds in rows, given ones in columns. */
function confusionLines({ confusion }: Scores): string[] {
  const names = [...Kind.options, "none"] as const;
  const cells = (label: string, values: readonly string[]) =>
    `  ${label.padEnd(12)}${values.map((v) => v.padStart(6)).join("")}`;
  return [
    "annotated (rows) as (columns)",
    cells(
      "",
      names.map((n) => n.slice(0, 5)),
    ),
    ...names.map((gold) =>
      cells(
        gold,
        names.map((given) =>
          gold === "none" && given === "none" ? "" : String(confusion[gold][given] ?? "."),
        ),
      ),
    ),
  ];
}

const percent = (x: number) => (100 * x).toFixed(1).padStart(5);

function row(name: string, s: F1 & { readonly gold?: number }, interval?: Interval): string {
  const range =
    interval === undefined ? "" : `  (95 %: ${percent(interval.low)} to ${percent(interval.high)})`;
  const gold = s.gold === undefined ? "" : `  (${s.gold} gold)`;
  return `${name.padEnd(22)} P ${percent(s.p)}  R ${percent(s.r)}  F1 ${percent(s.f1)}${gold}${range}`;
}
