import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build } from "../../pipeline/commands/build.ts";
import type { BuildContent } from "../../pipeline/commands/content.ts";
import { faultLines } from "../../pipeline/commands/print.ts";
import { validate } from "../../pipeline/commands/validate.ts";
import type { Fault } from "../../pipeline/faults.ts";
import { emit } from "../../pipeline/stages/emit/index.ts";
import { printed } from "../helpers/output.ts";
import { type Project, project } from "../helpers/project.ts";
import { contentsOf, sampleResult } from "../helpers/result.ts";

const good: BuildContent = async () => ({ ...sampleResult(), faults: [] });

let at: Project;
beforeEach(async () => {
  at = await project();
  await printed(() => build({ ...at, quiet: true }, good));
});
afterEach(() => at.remove());

const check = (more: object = {}, content = good) =>
  printed(() => validate({ ...at, format: "pretty", ...more }, content));

describe("validate", () => {
  it("accepts what a build has just written; quarantine is a warning", async () => {
    const { code, stdout } = await check();
    expect(code).toBe(0);
    expect(stdout).toContain("warning: ");
    expect(stdout).toContain("空.txt:1:1: the file is empty");
  });

  it("names files that are missing, too many, or changed, these with the first place", async () => {
    const advice = contentsOf(emit(sampleResult())).get("data/advice.json")!;
    const { unlink } = await import("node:fs/promises");
    await unlink(at.path("out/index.md"));
    await at.write({
      "out/advice/9-more.md": "x",
      "out/data/advice.json": advice.replace('"kind": "material"', '"kind": "matters!"'),
    });
    const { code, stdout } = await check({ format: "json" });
    expect(code).toBe(1);
    const line = advice.slice(0, advice.indexOf('"kind": "material"')).split("\n").length;
    const faults: Fault[] = JSON.parse(stdout).faults;
    expect(faults.map((f) => [f.file, f.line, f.column, f.rule])).toEqual([
      [at.path("out/data/advice.json"), line, '   "kind": "mat'.length + 1, "output-differs"],
      [at.path("out/index.md"), 1, 1, "output-missing"],
      [at.path("out/advice/9-more.md"), 1, 1, "output-extra"],
    ]);
  });

  it("sees a difference in bytes that decode alike, and text that is cut short", async () => {
    const page = contentsOf(emit(sampleResult())).get("index.md")!;
    await at.write({ "out/index.md": `\uFEFF${page}` });
    expect((await check()).code).toBe(1);
    await at.write({ "out/index.md": page.slice(0, -1) });
    expect((await check()).code).toBe(1);
    await at.write({ "out/index.md": page });
    expect((await check()).code).toBe(0);
  });

  it("does not mind hidden files and logs at the top of the output", async () => {
    await at.write({ "out/.gitkeep": "", "out/build.log": "x" });
    expect((await check()).code).toBe(0);
  });

  it("says once that there is no build, instead of naming every file", async () => {
    const { code, stdout } = await check({ out: at.path("none"), format: "json" });
    expect([code, JSON.parse(stdout).faults.map((f: Fault) => f.rule)]).toEqual([1, ["output-missing"]]);
  });

  it("reports faults of the content and does not ask what it would write", async () => {
    const fault: Fault = { file: "t.yaml", line: 3, column: 5, rule: "schema", message: "rows: missing" };
    const { code, stdout } = await check({}, async () => ({ ...sampleResult(), faults: [fault] }));
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toBe("t.yaml:3:5: rows: missing [schema]");
    expect(stdout).not.toContain("output-");
  });

  it("makes an error of quarantine with strict", async () => {
    expect((await check({ strict: true })).code).toBe(1);
  });
});

describe("documents for machines", () => {
  const missing = { file: "out/index.md", rule: "output-missing" };

  it.each(["json", "sarif", "junit"] as const)("%s is all there is on standard output", async (format) => {
    const { unlink } = await import("node:fs/promises");
    await unlink(at.path("out/index.md"));
    const { code, stdout, stderr } = await check({ format });
    expect([code, stderr]).toEqual([1, ""]);
    if (format === "junit") expect(stdout).toMatch(/^<\?xml [\s\S]*<\/testsuites>\n$/);
    else expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stdout).toContain(missing.file);
    expect(stdout).toContain(missing.rule);
    // Quarantine, which is a warning.
    expect(stdout).toContain("ingest/empty-file");
  });
});

describe("GitHub annotations", () => {
  it("escape whatever could end the command or begin another", () => {
    const fault: Fault = { file: "a:b,c%.txt", line: 1, column: 2, rule: "r", message: "50%\r\n::error::x" };
    expect(faultLines([fault], "github")).toEqual([
      "::error file=a%3Ab%2Cc%25.txt,line=1,col=2,title=r::50%25%0D%0A::error::x",
    ]);
  });

  it("are warnings for quarantine", async () => {
    const { stdout } = await check({ format: "github" });
    expect(stdout).toMatch(
      /^::warning file=.*空\.txt,line=1,col=1,title=ingest\/empty-file::the file is empty\n$/,
    );
  });
});
