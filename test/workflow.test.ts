/** The workflows of the repository: what of them can be checked without running them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import packageFile from "../package.json" with { type: "json" };

const ROOT = join(import.meta.dirname, "..");
const FOLDER = join(ROOT, ".github/workflows");

const Permissions = z.partialRecord(
  z.enum(["actions", "checks", "contents", "issues", "pull-requests", "security-events", "statuses"]),
  z.enum(["read", "write", "none"]),
);
const step = {
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
};
const Step = z.union([
  z.strictObject({ ...step, uses: z.string(), with: z.record(z.string(), z.unknown()).optional() }),
  z.strictObject({ ...step, run: z.string().min(1) }),
]);
const Workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: Permissions.optional(),
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  jobs: z.record(
    z.string().regex(/^[A-Za-z_][\w-]*$/),
    z.strictObject({
      "runs-on": z.string(),
      "timeout-minutes": z.int().positive(),
      permissions: Permissions.optional(),
      steps: z.array(Step).min(1),
    }),
  ),
});

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".yml"));

describe.each(files)("%s", (name) => {
  const text = readFileSync(join(FOLDER, name), "utf8");
  const workflow = () => Workflow.parse(parse(text, { strict: true, uniqueKeys: true }));
  const steps = () => Object.values(workflow().jobs).flatMap((job) => job.steps);

  it("is a workflow", () => {
    expect(() => workflow()).not.toThrow();
  });

  it("uses actions of GitHub's own only, each at a major version", () => {
    for (const one of steps()) {
      if ("uses" in one) expect(one.uses).toMatch(/^(actions|github)\/[\w/-]+@v\d+$/);
    }
  });

  it("runs scripts that are there", () => {
    const called = steps().flatMap((one) =>
      "run" in one ? [...one.run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map((m) => m[1]!) : [],
    );
    expect(called.length).toBeGreaterThan(0);
    for (const script of called) expect(Object.keys(packageFile.scripts)).toContain(script);
  });

  it("puts nothing that an author of a change writes into a command", () => {
    for (const one of steps()) if ("run" in one) expect(one.run).not.toContain("${{");
  });
});

it("the workflow of the content validates, diffs against the base, and reports both", () => {
  const text = readFileSync(join(FOLDER, "content.yml"), "utf8");
  const { on, jobs } = Workflow.parse(parse(text));
  expect(Object.keys(on)).toEqual(["pull_request"]);
  const commands = Object.values(jobs).flatMap((job) =>
    job.steps.map((one) => ("run" in one ? one.run : one.uses)),
  );
  for (const part of [
    "npm ci",
    "validate:content -- --format github",
    "validate:content -- --format sarif",
    "upload-sarif",
    'diff:content -- "$BASE:output" output',
    "GITHUB_STEP_SUMMARY",
    "gh pr comment",
  ]) {
    expect(
      commands.some((command) => command.includes(part)),
      part,
    ).toBe(true);
  }
});
