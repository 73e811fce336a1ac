import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ContentError, UsageError } from "../../pipeline/faults.ts";
import { loadYaml, parseYaml, versionOf } from "../../pipeline/lexicon/load.ts";
import { loadSubject } from "../../pipeline/lexicon/subject.ts";
import { project } from "../helpers/project.ts";

const Table = z.strictObject({ rows: z.array(z.strictObject({ id: z.string(), weight: z.number() })) });

function faultsOf(source: string) {
  try {
    parseYaml(source, Table, "table.yaml");
  } catch (error) {
    if (error instanceof ContentError) return error.faults;
    throw error;
  }
  throw new Error("expected a fault");
}

describe("parseYaml", () => {
  it("gives the rows", () => {
    expect(parseYaml("rows:\n  - { id: a, weight: 2 }\n", Table, "t")).toEqual({
      rows: [{ id: "a", weight: 2 }],
    });
  });

  it("names line and column of a value at fault", () => {
    expect(faultsOf("rows:\n  - id: a\n    weight: much\n")).toEqual([
      expect.objectContaining({
        file: "table.yaml",
        line: 3,
        column: 13,
        rule: "schema",
        message: expect.stringContaining("rows.0.weight"),
      }),
    ]);
  });

  it("reports a missing field at the row that lacks it", () => {
    expect(faultsOf("rows:\n  - id: a\n")).toEqual([expect.objectContaining({ line: 2, rule: "schema" })]);
  });

  it("names an unknown key at its own place", () => {
    expect(faultsOf("rows:\n  - id: a\n    weight: 1\n    wieght: 2\n")).toEqual([
      expect.objectContaining({ line: 4, column: 5, message: expect.stringContaining("'wieght'") }),
    ]);
  });

  it("reports every fault, not only the first", () => {
    expect(
      faultsOf("rows:\n  - { id: 1, weight: 1 }\n  - { id: b, weight: x }\n").map((f) => f.line),
    ).toEqual([2, 3]);
  });

  it("names the place of broken YAML", () => {
    expect(faultsOf("rows:\n  - [1, 2\n")[0]).toMatchObject({ file: "table.yaml", rule: "yaml" });
    expect(faultsOf("rows: []\nrows: []\n")[0]).toMatchObject({ line: 2, rule: "yaml" });
  });
});

describe("loadYaml", () => {
  it("gives the version of the file's bytes", async () => {
    const p = await project();
    const file = p.path("t.yaml");
    writeFileSync(file, "rows: []\n");
    const first = loadYaml(file, Table);
    expect(first).toEqual({ value: { rows: [] }, version: versionOf("rows: []\n") });
    writeFileSync(file, "rows: [] # a remark\n");
    expect(loadYaml(file, Table).version).not.toBe(first.version);
    await p.remove();
  });
});

describe("versionOf", () => {
  it("is twelve hex digits, the same for text and its bytes", () => {
    expect(versionOf("协商")).toMatch(/^[0-9a-f]{12}$/);
    expect(versionOf(new TextEncoder().encode("协商"))).toBe(versionOf("协商"));
  });
});

describe("loadSubject", () => {
  it("gives every table a version", () => {
    const subject = loadSubject("debt");
    expect(Object.keys(subject.versions)).toEqual(
      expect.arrayContaining(["debt/subject", "debt/cues", "debt/materials", "debt/options", "debt/topics"]),
    );
    for (const version of Object.values(subject.versions)) expect(version).toMatch(/^[0-9a-f]{12}$/);
  });

  it.each(["tenancy-of-nowhere", "../debt", "", "Debt"])("refuses the subject %j", (name) => {
    expect(() => loadSubject(name)).toThrow(UsageError);
  });
});
