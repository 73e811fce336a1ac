import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

const git = (cwd: string, ...args: string[]) =>
  promisify(execFile)("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });

let at: Project;
const diff = (...args: string[]) => run(["diff", ...args], { cwd: at.root });

beforeAll(async () => {
  at = await project({ "a.txt": ordinaryArticle("花呗逾期后怎样和客服商量", "95188") });
  await run(["build", "--raw", at.raw, "--out", at.path("old"), "--quiet"]);
  await run(["build", "--raw", at.raw, "--out", at.path("output"), "--quiet"]);
  await git(at.root, "init", "-q");
  await git(at.root, "add", "output");
  await git(at.root, "commit", "-q", "-m", "a");
  await at.write({ "raw/a.txt": ordinaryArticle("花呗逾期后怎样和客服商量", "400-900-1234") });
  await run(["build", "--raw", at.raw, "--out", at.path("output"), "--quiet"]);
}, 60_000);
afterAll(() => at.remove());

describe("jinghua diff", () => {
  it("says in its first line that a hotline differs between two builds", async () => {
    const { code, stdout, stderr } = await diff("old", "output");
    expect([code, stderr]).toEqual([0, ""]);
    const [first] = stdout.split("\n");
    expect(first).toContain("HOTLINE CHANGED");
    expect(first).toContain("95188");
    expect(first).toContain("400-900-1234");
  });

  it("reads a build out of a revision, and compares with output/ unless told otherwise", async () => {
    const { code, stdout } = await diff("HEAD:output");
    expect(code).toBe(0);
    expect(stdout).toBe((await diff("old", "output")).stdout);
  });

  it("knows an item again whose words and number changed", async () => {
    const { added, removed, reworded } = JSON.parse((await diff("old", "output", "--json")).stdout);
    expect([added, removed]).toEqual([[], []]);
    expect(reworded.map((r: { pieces: unknown[] }) => r.pieces)).toContainEqual(
      expect.arrayContaining([
        { is: "removed", text: "95188" },
        { is: "added", text: "400-900-1234" },
      ]),
    );
  });

  it("ends with 1 where builds differ, if asked to, and with 0 where they do not", async () => {
    expect((await diff("old", "output", "--exit-code")).code).toBe(1);
    const same = await diff("old", "old", "--exit-code");
    expect([same.code, same.stdout.split("\n")[0]]).toEqual([0, "# No change in content"]);
  });

  it.each([
    [["none", "output"], /none: no such folder/],
    [["raw/a.txt", "output"], /raw\/a\.txt: is a file/],
    [["raw", "output"], /raw: holds no build \(data\/advice\.json is missing\)/],
    [["HEAD:none", "output"], /HEAD:none: holds no build/],
    [["v9:output", "output"], /v9:output: no such revision/],
    [["--output=x:y", "output"], /unknown option/],
  ])("calls %j a fault of the call", async (args, words) => {
    const { code, stderr } = await diff(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });

  it("names the file of a build that cannot be read", async () => {
    await at.write({ "broken/data/advice.json": "{" });
    const { code, stderr } = await diff("broken", "output");
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\/data\/advice\.json:1:1: is not what a build writes/);
  });
});
