import { readdirSync, readFileSync } from "node:fs";
import { checkSync } from "recheck";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadFurniture } from "../../pipeline/stages/strip/index.ts";
import { patternCost } from "../helpers/pattern-cost.ts";

const LEXICON = "pipeline/lexicon";
/**
 * Attempts at one place of a text, by the shape of the pattern: an upper bound that nothing real comes near.
 * What backtracks without end is beyond any figure.
 */
const MOST = 2e6;

/** Every pattern of a table: whatever stands under a key that holds one, at any depth. */
function patternsIn(value: unknown, path: string): Array<[string, string]> {
  if (Array.isArray(value))
    return value.flatMap((v, i) => patternsIn(v, `${path} ${(v as { id?: string } | null)?.id ?? i}`));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, v]) =>
    typeof v === "string" && ["match", "none", "line", "timeSensitive"].includes(key)
      ? [[`${path} ${key}`, v] as [string, string]]
      : patternsIn(v, path),
  );
}

const files = [
  ...["cues", "zones", "wording"].map((name) => `common/${name}.yaml`),
  ...readdirSync(`${LEXICON}/subjects`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => `subjects/${file}`),
];
const patterns = files.flatMap((file) => patternsIn(parse(readFileSync(`${LEXICON}/${file}`, "utf8")), file));

const REPEATS_A_GROUP = /\)(?:[*+]|\{\d+,)/;

/** Names of the patterns that take exponential time somewhere. */
function exponential(all: ReadonlyArray<readonly [string, string]>, timeout: number): string[] {
  return all.flatMap(([name, source]) => {
    const verdict = checkSync(source, "u", { checker: "fuzz", timeout, randomSeed: 1 });
    return verdict.status === "vulnerable" && verdict.complexity.type === "exponential" ? [name] : [];
  });
}

const offenders = (all: ReadonlyArray<readonly [string, string]>) =>
  all.flatMap(([name, source]) => {
    const { perPlace, unbounded } = patternCost(source);
    return perPlace > MOST ? [`${name}: ${unbounded[0] ?? `${perPlace} attempts`}`] : [];
  });

describe("the shape of a pattern tells what it may cost", () => {
  it.each([
    "(?:先|再|按.{1,16}|向.{1,8})*(?:说明|写)",
    "(a+)+$",
    "(?:的|好的)*$",
    "\\s*$",
    "\\d+天",
    "^.*逾期.*协商.*还款.*$",
    ".{0,80}逾期.{0,80}协商.{0,80}还款.{0,80}吗",
  ])("%s: too much", (source) => expect(offenders([["row", source]])).toHaveLength(1));

  it.each([
    "银行|平台",
    "逾期.{0,30}协商",
    "^.*逾期",
    "^(?=.*购物)(?!.*逾期).*$",
    "(?:先|再){0,3}说明",
    "\\d{1,4}天",
    "^[^\\n]*\\n",
    "(?<!接)近$",
    "[“「][^”」]{1,12}[”」]",
  ])("%s: all right", (source) => expect(offenders([["row", source]])).toEqual([]));
});

describe("the patterns of the tables", () => {
  it("are found", () => expect(patterns.length).toBeGreaterThan(300));

  it("have no shape that backtracks without end", () => expect(offenders(patterns)).toEqual([]));

  it("and no linter finds an exponential one among those that repeat a group", () => {
    const repeating = patterns.filter(([, source]) => REPEATS_A_GROUP.test(source));
    expect(repeating.length).toBeGreaterThan(5);
    expect(exponential(repeating, 1_500)).toEqual([]);
  }, 300_000);
});

describe("the patterns of furniture", () => {
  const { value } = loadFurniture(`${LEXICON}/common/furniture.yaml`);
  const { lines, fields, fragments, signals } = value;
  const rows = [...lines, ...fields, ...fragments, ...signals];

  it("are asked of short lines alone, so that none of them costs more than a line can", () => {
    expect(rows.length).toBeGreaterThan(120);
    for (const { row } of rows) expect(row.longest, row.id).toBeLessThanOrEqual(600);
  });

  it("and no linter finds an exponential one among those that repeat a group", () => {
    const repeating = rows.flatMap(({ row, pattern, unless }) =>
      [pattern, unless].flatMap((p) =>
        p && REPEATS_A_GROUP.test(p.source) ? [[row.id, p.source] as const] : [],
      ),
    );
    expect(repeating.length).toBeGreaterThan(20);
    expect(exponential(repeating, 400)).toEqual([]);
  }, 300_000);
});
