/** What a build with a cache does when nothing has changed, and what it takes for a change. */
import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

let at: Project;
const build = async (...more: string[]) => {
  const timings = at.path("timings.json");
  const call = ["build", "--raw", at.raw, "--out", at.out, "--cache", at.path("cache"), "--json"];
  const { code, stdout } = await run([...call, ...more]);
  return { code, ...JSON.parse(stdout), timings };
};
const page = () => at.path("out/index.md");

beforeAll(async () => {
  at = await project({ "a.txt": ordinaryArticle(), "b.json": "{" });
  expect((await build()).files.written).toBeGreaterThan(10);
});
afterAll(() => at.remove());

describe("a build when nothing has changed", () => {
  it("says the same, and leaves every file the one it was", async () => {
    const before = statSync(page());
    const first = await build();
    expect(first).toMatchObject({ code: 0, ok: true, files: { written: 0 } });
    expect(first.quarantined).toMatchObject([{ rule: "ingest/json-syntax" }]);
    expect(statSync(page()).mtimeMs).toBe(before.mtimeMs);
    // The folder as well: nothing was swapped.
    expect(statSync(page()).ino).toBe(before.ino);
  });

  it("still takes quarantine for a fault where it is asked to", async () => {
    expect(await build("--strict")).toMatchObject({ code: 1, ok: false });
  });
});

describe("a build is done when", () => {
  it("a file of the output was edited, even with its time put back", async () => {
    const [before, { atime, mtime }] = [readFileSync(page(), "utf8"), statSync(page())];
    writeFileSync(page(), `${before}more`);
    utimesSync(page(), atime, mtime);
    expect((await build()).files.written).toBe(1);
    expect(readFileSync(page(), "utf8")).toBe(before);
  });

  it("an article was edited in place, its size and time put back", async () => {
    const path = at.path("raw/a.txt");
    const { atime, mtime } = statSync(path);
    writeFileSync(path, readFileSync(path, "utf8").replace("95188", "95017"));
    utimesSync(path, atime, mtime);
    expect((await build()).files.written).toBeGreaterThan(0);
    expect(readFileSync(at.path("out/data/advice.json"), "utf8")).toContain("95017");
  });

  it("settings or decisions came or went", async () => {
    await at.write({ "raw/jinghua.config.yaml": "maxArticleCharacters: 20\n" });
    expect((await build()).totals.articles).toMatchObject({ built: 0, quarantined: 2 });
    await at.write({ "raw/jinghua.config.yaml": "maxArticleCharacters: 20000\n" });
    expect((await build()).totals.articles).toMatchObject({ built: 1, quarantined: 1 });
  });
});

describe("what is asked for beside the output", () => {
  it("is written: timings by stage, and a profile of the whole work", { timeout: 120_000 }, async () => {
    await build("--timings", at.path("t.json"));
    expect(JSON.parse(readFileSync(at.path("t.json"), "utf8"))).toMatchObject({
      steps: { merge: expect.any(Number) },
    });
    await build("--no-cache", "--profile", at.path("p.cpuprofile"));
    const { nodes } = JSON.parse(readFileSync(at.path("p.cpuprofile"), "utf8"));
    const stages = nodes.map(
      (n: { callFrame: { url: string } }) => /\/stages\/(\w+)/.exec(n.callFrame.url)?.[1],
    );
    // A sampled profile misses short calls, but not all calls of a stage of articles and of one of the corpus.
    expect(stages).toEqual(expect.arrayContaining(["extract", "emit"]));
  });
});
