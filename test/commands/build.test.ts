import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build } from "../../pipeline/commands/build.ts";
import type { BuildContent } from "../../pipeline/commands/content.ts";
import { filesIn } from "../../pipeline/engine/output.ts";
import { ContentError, type Fault, UsageError } from "../../pipeline/faults.ts";
import { emit } from "../../pipeline/stages/emit/index.ts";
import { printed } from "../helpers/output.ts";
import { type Project, project } from "../helpers/project.ts";
import { bytesOf, sampleResult } from "../helpers/result.ts";

let at: Project;
beforeEach(async () => {
  at = await project({ "a.txt": "x" });
});
afterEach(() => at.remove());

const good: BuildContent = async () => ({ ...sampleResult(), faults: [] });
const fault: Fault = { file: "raw/a.txt", line: 2, column: 3, rule: "grounding", message: "no such quote" };

describe("build", () => {
  it("writes exactly the emitted files and says what became of everything", async () => {
    const { code, stdout, stderr } = await printed(() => build(at, good));
    expect(code).toBe(0);
    const expected = bytesOf(emit(sampleResult()));
    expect(await filesIn(at.out)).toEqual([...expected.keys()].sort());
    for (const [path, contents] of expected)
      expect(readFileSync(at.path("out", path)).equals(contents)).toBe(true);
    expect(stdout).toContain("3 in = 2 built + 0 duplicates + 1 quarantined");
    expect(stdout).toContain("52 in = 46 kept + 6 boilerplate + 0 duplicate + 0 damage");
    expect(stdout).toContain("3: channel 2, material 1");
    expect(stderr).toContain("空.txt:1:1: the file is empty [ingest/empty-file]");
  });

  it("writes nothing when there is a fault, and prints it with its place", async () => {
    await build(at, good);
    const before = readFileSync(at.path("out/data/manifest.json"), "utf8");
    const { code, stderr } = await printed(() =>
      build(at, async () => ({ ...sampleResult(), faults: [fault] })),
    );
    expect(code).toBe(1);
    expect(stderr).toContain("raw/a.txt:2:3: no such quote [grounding]\n");
    expect(readFileSync(at.path("out/data/manifest.json"), "utf8")).toBe(before);
  });

  it("takes faults thrown before anything was built for what they are", async () => {
    const { code, stderr } = await printed(() => build(at, () => Promise.reject(new ContentError([fault]))));
    expect([code, stderr.split("\n")[0]]).toEqual([1, "raw/a.txt:2:3: no such quote [grounding]"]);
    expect(readdirSync(at.root)).toEqual(["raw"]);
  });

  it("turns quarantine into a fault with strict", async () => {
    const { code, stderr } = await printed(() => build({ ...at, strict: true }, good));
    expect(code).toBe(1);
    expect(stderr).toContain("空.txt:1:1: the file is empty");
    expect(readdirSync(at.root)).toEqual(["raw"]);
  });

  it("prints one JSON summary, of a good build and of a bad one", async () => {
    const fine = await printed(() => build({ ...at, json: true }, good));
    expect(JSON.parse(fine.stdout)).toMatchObject({
      ok: true,
      faults: [],
      totals: { articles: { in: 3, built: 2, duplicates: 0, quarantined: 1 }, items: { total: 3 } },
      quarantined: [{ line: 1, column: 1, rule: "ingest/empty-file" }],
      files: { unchanged: 0 },
    });
    const bad = await printed(() =>
      build({ ...at, json: true }, async () => ({ ...sampleResult(), faults: [fault] })),
    );
    expect(JSON.parse(bad.stdout)).toMatchObject({ ok: false, faults: [fault] });
  });

  it("says nothing of success when quiet", async () => {
    expect((await printed(() => build({ ...at, quiet: true }, good))).stdout).toBe("");
  });

  it("faults the call before it builds anything", async () => {
    const never: BuildContent = () => Promise.reject(new Error("was built"));
    await expect(build({ ...at, raw: at.path("none") }, never)).rejects.toThrow(UsageError);
    await expect(build({ ...at, raw: at.path("raw/a.txt") }, never)).rejects.toThrow(/is a file/);
    await expect(build({ ...at, out: at.raw }, never)).rejects.toThrow(/overlap/);
    await at.write({ "out/mine.txt": "x" });
    await expect(build(at, never)).rejects.toThrow(/mine\.txt/);
  });

  it("hands on the subject, and none where none is named", async () => {
    const seen: unknown[] = [];
    const spy: BuildContent = (options) => {
      seen.push(options);
      return good(options);
    };
    await printed(() => build({ ...at, quiet: true }, spy));
    await printed(() => build({ ...at, quiet: true, subject: "debt" }, spy));
    expect(seen).toEqual([{ raw: at.raw }, { raw: at.raw, subject: "debt" }]);
  });
});
