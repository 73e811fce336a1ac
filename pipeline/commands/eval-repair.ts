/** The part of `eval` that measures repair and simplify: on pairs of damaged and sound texts, and on OpenCC's own cases. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  errorRate,
  type RepairPair,
  type RepairScore,
  type RepairScores,
  scoreRepair,
} from "../eval/repair.ts";
import { loadRepairRules, repaired } from "../eval/repair-chain.ts";
import { type OpenccScores, readOpenccCases, scoreOpencc } from "../eval/repair-opencc.ts";
import { UsageError } from "../faults.ts";
import { TracedText } from "../text/traced.ts";
import { requireFolder } from "./content.ts";
import { dim } from "./print.ts";

export interface RepairFigures {
  /** For `--json` and floors: shares of right characters, of right cases. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly lines: readonly string[];
}

export interface RepairEvaluation {
  readonly repair?: string;
  readonly opencc?: string;
}

/**
 * @returns nothing to print and no figures where neither is asked for
 * @throws UsageError when the module gives no pairs, or there is no folder of cases
 */
export async function repairFigures({ repair, opencc }: RepairEvaluation): Promise<RepairFigures> {
  const figures: Record<string, Record<string, number>> = {};
  const lines: string[] = [];
  if (repair === undefined && opencc === undefined) return { figures, lines };
  const rules = loadRepairRules();
  if (repair !== undefined) {
    const scores = scoreRepair(await pairsOf(repair), (t) => repaired(TracedText.of(t), rules).traced.text);
    figures.repair = {
      accuracy: 1 - errorRate(scores.overall),
      accuracyWithoutApart: 1 - errorRate(scores.withoutApart),
    };
    lines.push(...repairLines(scores));
  }
  if (opencc !== undefined) {
    await requireFolder(opencc, "the folder of OpenCC's test cases");
    const scores = scoreOpencc(
      await readOpenccCases(opencc),
      (t) => repaired(TracedText.of(t), rules).traced.text,
      rules.script,
    );
    figures.opencc = {
      ours: scores.ours / Math.max(1, scores.cases),
      alone: scores.alone / Math.max(1, scores.cases),
    };
    lines.push(...openccLines(scores));
  }
  return { figures, lines };
}

async function pairsOf(module: string): Promise<readonly RepairPair[]> {
  const loaded: { pairs?: unknown } = await import(pathToFileURL(resolve(module)).href).catch(
    (error: unknown) => {
      throw new UsageError(
        `${module}: cannot be loaded (${error instanceof Error ? error.message : String(error)})`,
      );
    },
  );
  if (!Array.isArray(loaded.pairs) || loaded.pairs.length === 0)
    throw new UsageError(`${module}: exports no pairs`);
  return loaded.pairs as RepairPair[];
}

function repairLines(scores: RepairScores): string[] {
  return [
    ...scores.differences.map((d) => dim(`${d.kind}, ${d.name}: ${d.place}`)),
    "character error rate   before   after   pairs",
    ...Object.entries(scores.perKind).map(([kind, s]) => row(`  ${kind}`, s)),
    row("repair, overall", scores.overall),
    row("repair, no lost commas", scores.withoutApart),
  ];
}

function row(name: string, s: RepairScore): string {
  const rate = (n: number) => `${((100 * n) / Math.max(1, s.characters)).toFixed(2)}%`.padStart(9);
  return `${name.padEnd(36)}${rate(s.before)}${rate(s.after)}${String(s.pairs).padStart(6)}`;
}

function openccLines({ cases, ours, alone, wrong, damaged }: OpenccScores): string[] {
  return [
    ...wrong.map((w) => dim(`${w.config} ${w.id}: ${w.input} → ${w.got}, wanted ${w.wanted}`)),
    ...damaged.map((d) => `Simplified text damaged: ${d.input} → ${d.got}`),
    `OpenCC's cases         ours ${ours}, opencc-js alone ${alone}, of ${cases}; Simplified texts damaged ${damaged.length}`,
  ];
}
