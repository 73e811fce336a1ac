import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compile, type Matcher } from "../../pipeline/lexicon/pattern.ts";

const ROOT = "pipeline/lexicon/subjects";

interface Row extends Matcher {
  readonly id: string;
  readonly examples?: readonly string[];
  readonly nearMisses?: readonly string[];
}

const tables = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: subject }) =>
    readdirSync(`${ROOT}/${subject}`)
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => ({
        name: `${subject}/${file}`,
        rows: (parse(readFileSync(`${ROOT}/${subject}/${file}`, "utf8")).rows ?? []) as Row[],
      })),
  )
  .filter((table) => table.rows.length > 0);

const LENGTH = 100_000;
/** Far above what a linear pattern takes and far below what a backtracking one does. */
const GUARD_MS = 2_000;

/** Runs of what a pattern itself is made of: the strings it looks at longest before it gives up. */
function worstCases(source: string, examples: readonly string[]): string[] {
  const literals = source
    .replace(/\\[pP]\{[^}]*\}/g, "中")
    .replace(/\\[dDsSwWbBu]/g, "1")
    .match(/[\p{Script=Han}A-Za-z0-9“”，。、：:→-]+/gu);
  const pieces = [
    ...new Set([...(literals ?? []), ...[...source].filter((c) => /\p{Script=Han}/u.test(c)).slice(0, 8)]),
  ];
  const all = [
    ...pieces.slice(0, 12),
    ...examples.flatMap((e) => [e, e.slice(0, -1)]),
    (literals ?? ["中"]).join(""),
  ];
  return [...new Set(all)]
    .filter((piece) => piece !== "")
    .map((piece) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH));
}

it("finds the tables of at least one subject", () => {
  expect(tables.length).toBeGreaterThanOrEqual(7);
});

describe.each(tables)("$name", ({ rows }) => {
  it("gives every row an id of its own", () => {
    const ids = rows.map((row) => row.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  const matching = rows.filter((row) => typeof row.match === "string");
  it.each(
    matching.map((row) => [row.id, row] as const),
  )("%s recognizes its examples and lets its near misses go", (_, row) => {
    const { test } = compile(row);
    expect((row.examples ?? []).length).toBeGreaterThanOrEqual(2);
    expect((row.nearMisses ?? []).length).toBeGreaterThanOrEqual(1);
    expect({
      notRecognized: (row.examples ?? []).filter((example) => !test(example)),
      takenByMistake: (row.nearMisses ?? []).filter((miss) => test(miss)),
    }).toEqual({ notRecognized: [], takenByMistake: [] });
  });

  it("has no pattern that backtracks without end", () => {
    const slow: string[] = [];
    for (const row of matching) {
      for (const source of [row.match, ...(row.none === undefined ? [] : [row.none])]) {
        const pattern = new RegExp(source, "u");
        for (const text of worstCases(source, row.examples ?? [])) {
          const began = performance.now();
          pattern.test(text);
          const took = performance.now() - began;
          if (took > GUARD_MS)
            slow.push(`${row.id}: ${Math.round(took)} ms on ${JSON.stringify(text.slice(0, 20))}…`);
        }
      }
    }
    expect(slow).toEqual([]);
  }, 600_000);
});
