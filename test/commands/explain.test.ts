import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BuildContent } from "../../pipeline/commands/content.ts";
import { explain } from "../../pipeline/commands/explain.ts";
import { UsageError } from "../../pipeline/faults.ts";
import { printed } from "../helpers/output.ts";
import { type Project, project } from "../helpers/project.ts";
import { sampleResult } from "../helpers/result.ts";

const good: BuildContent = async () => ({ ...sampleResult(), faults: [] });

let at: Project;
beforeEach(async () => {
  at = await project();
});
afterEach(() => at.remove());

const ask = (target: string) => printed(() => explain(target, { raw: at.raw }, good));

describe("explain", () => {
  it("follows an item back to the raw lines and the rules that made it", async () => {
    const { code, stdout } = await ask("a-000000000001");
    expect(code).toBe(0);
    expect(stdout).toContain("a 文章.txt:2:1");
    expect(stdout).toContain("逾期后请拨打95188");
    expect(stdout).toMatch(/kept \[text\]/);
    expect(stdout).toMatch(/a-000000000001 channel, contact: .* \[extract\/dial\]/);
  });

  it.each([
    "raw/a 文章.txt:1",
    "a 文章.txt:1",
    "a 文章.txt:1:4",
  ])("says why the line %s is gone", async (target) => {
    const { stdout } = await ask(target.replace(/^raw/, at.raw));
    expect(stdout).toContain('"# 首页 > 正文\\n" → (taken out) [strip/furniture]');
    expect(stdout).toContain("boilerplate [strip/furniture]");
    expect(stdout).not.toContain("a-00000");
  });

  it("shows the marks of a line", async () => {
    expect((await ask("b.txt:1")).stdout).toContain("text-gap [repair/gap]");
  });

  it("gives the reason of a file in quarantine", async () => {
    const { code, stdout } = await ask("空.txt:1");
    expect(code).toBe(1);
    expect(stdout).toContain("the file is empty [ingest/empty-file]");
  });

  it.each([
    "nonsense",
    "a-ffffffffffff",
    "a-0000",
    "none.txt:1",
    "b.txt:99",
    "b.txt:0",
  ])("faults the call for %s", async (target) => {
    await expect(explain(target, { raw: at.raw }, good)).rejects.toThrow(UsageError);
  });
});
