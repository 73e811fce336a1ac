import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { repair } from "../../pipeline/commands/repair.ts";
import { UsageError } from "../../pipeline/faults.ts";
import { printed } from "../helpers/output.ts";
import { type Project, project } from "../helpers/project.ts";

/** Colours say which part changed; what is asked for here is the text. */
const plain = (text: string) => text.replace(/\u001b\[\d+m/g, "");

let at: Project;
beforeEach(async () => {
  at = await project({
    "a.txt": "請註意，壹定要按時還款。\n这一行没有损坏。\n除了 ，还可以写信。\n",
    "good.txt": "这一行没有损坏。\n",
    "records.jsonl": '{"text":"還款計劃"}\n{"text":\n',
  });
});
afterEach(() => at.remove());

const show = async (name: string, options = {}) => {
  const out = await printed(() => repair(at.path("raw", name), options));
  return { ...out, stdout: plain(out.stdout) };
};

describe("repair", () => {
  it("shows each changed line before and after, with the rule of every edit", async () => {
    const { code, stdout } = await show("a.txt");
    expect(code).toBe(0);
    expect(stdout).toContain("line 1\n- 請註意，壹定要按時還款。\n+ 请注意，一定要按时还款。\n");
    expect(stdout).toMatch(/1:1 +"請" → "请" \[simplify\/tw2s\]/);
    expect(stdout).toMatch(/"壹" → "一" \[script\/machine-one\]/);
    expect(stdout).not.toContain("line 2");
    expect(stdout).toMatch(/3:3 +text-gap \[gaps\/blank-before-mark\]/);
  });

  it("counts edits and marks by rule", async () => {
    expect((await show("a.txt")).stdout).toMatch(/\d+ edits, 1 marks\n( +\d+ {2}[a-z]+\/[a-z0-9-]+\n)+/);
  });

  it("says so when there is nothing to repair", async () => {
    expect((await show("good.txt")).stdout).toMatch(/good\.txt {2}simplified\nnothing to repair/);
  });

  it("prints the repaired text alone when asked", async () => {
    expect((await show("a.txt", { text: true })).stdout).toBe(
      "请注意，一定要按时还款。\n这一行没有损坏。\n除了，还可以写信。\n\n",
    );
  });

  it("goes through the records of a container, and reports those it cannot take", async () => {
    const { code, stdout, stderr } = await show("records.jsonl");
    expect(stdout).toContain("(record 1)");
    expect(stdout).toContain("还款计划");
    expect(stderr).toMatch(/records\.jsonl:2/);
    expect(code).toBe(1);
  });

  it("faults a call that names no file", async () => {
    await expect(repair(at.path("raw", "none.txt"), {})).rejects.toThrow(UsageError);
    await expect(repair(at.raw, {})).rejects.toThrow(/is not a file/);
  });
});
