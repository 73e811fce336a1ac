import { afterAll, expect, it } from "vitest";
import { fuzzed } from "../helpers/fuzz.ts";
import { project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

const at = await project(Object.fromEntries(fuzzed(150, 5)));
afterAll(() => at.remove());

it("files without sense and structures without end neither end a build nor get lost", {
  timeout: 600_000,
}, async () => {
  const { code, stdout, stderr } = await run([
    "build",
    "--raw",
    at.raw,
    "--out",
    at.out,
    "--no-cache",
    "--json",
  ]);
  expect(code, stderr).toBe(0);
  const { totals, quarantined } = JSON.parse(stdout);
  const { articles } = totals;
  expect(articles.in).toBe(articles.built + articles.duplicates + articles.quarantined);
  expect(articles.in).toBeGreaterThanOrEqual(151);
  // Every sort of file leads somewhere, and none to a defect of a stage.
  expect(articles.built).toBeGreaterThan(10);
  expect(quarantined.map((q: { rule: string }) => q.rule)).not.toContainEqual(
    expect.stringMatching(/stage-failed|process-ended|time-limit|memory-limit/),
  );
});
