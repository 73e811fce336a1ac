import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compile, type Matcher } from "../../pipeline/lexicon/pattern.ts";

const ROOT = "pipeline/lexicon/subjects";
const COMMON = "pipeline/lexicon/common";
/** Tables of the language with rows like the subjects'. */
const SHARED = ["cues", "zones", "wording"];

interface Row extends Matcher {
  readonly id: string;
  readonly examples?: readonly string[];
  readonly nearMisses?: readonly string[];
}

const subjects = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const rowsOf = (file: string) => (parse(readFileSync(file, "utf8")).rows ?? []) as Row[];

const tables = [
  ...SHARED.map((name) => ({ name: `common/${name}.yaml`, rows: rowsOf(`${COMMON}/${name}.yaml`) })),
  ...subjects.flatMap((subject) =>
    readdirSync(`${ROOT}/${subject}`)
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => ({ name: `${subject}/${file}`, rows: rowsOf(`${ROOT}/${subject}/${file}`) })),
  ),
].filter((table) => table.rows.length > 0);

it("finds the tables of two subjects and those they share", () => {
  expect(subjects.length).toBeGreaterThanOrEqual(2);
  expect(tables.length).toBeGreaterThanOrEqual(SHARED.length + 7 * subjects.length);
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
});
