import { afterEach, describe, expect, it } from "vitest";
import { buildContent } from "../../pipeline/build.ts";
import { inColumns, widthOf } from "../../pipeline/commands/columns.ts";
import { duplicates } from "../../pipeline/commands/duplicates.ts";
import { compose, ownArticles, spin } from "../helpers/corpus.ts";
import { printed } from "../helpers/output.ts";
import { type Project, project } from "../helpers/project.ts";

let here: Project | undefined;
afterEach(() => here?.remove());

const [first, second] = ownArticles();

describe("duplicates", () => {
  it("lists groups with a diff side by side", async () => {
    here = await project({ "a.txt": first!, "b.txt": second!, "c.txt": spin(second!, 0.1, 7) });
    const { stdout, code } = await printed(() => duplicates({ raw: here!.raw }, buildContent));
    expect(code).toBe(0);
    expect(stdout).toContain("1 groups with 1 copies");
    expect(stdout).toMatch(/repeated by [bc]\.txt .* similarity 0\.\d+/);
    expect(stdout).toMatch(/< .*\[-.+-\]/);
    expect(stdout).toMatch(/> .*\{\+.+\+\}/);
  });

  it("puts the two beside one another where the terminal is wide enough", async () => {
    here = await project({ "a.txt": first!, "b.txt": second!, "c.txt": spin(second!, 0.1, 7) });
    const width = 101;
    const { stdout } = await printed(() => duplicates({ raw: here!.raw, width }, buildContent));
    const beside = stdout.split("\n").filter((line) => line.includes(" │ "));
    expect(beside.length).toBeGreaterThan(3);
    expect(new Set(beside.map((line) => widthOf(line.slice(0, line.indexOf(" │ ")))))).toEqual(new Set([51]));
    for (const line of beside) expect(widthOf(line)).toBeLessThanOrEqual(width);
    expect(beside.some((line) => /\[-.* │ .*\{\+/.test(line))).toBe(true);
    expect(stdout).not.toMatch(/^ {4}[<>] /m);
  });

  it("tells of a passage that two articles share, with its places", async () => {
    const passage = `${compose(71, 1)}`;
    here = await project({ "a.txt": `${first!}\n\n${passage}`, "b.txt": `${second!}\n\n${passage}` });
    const { stdout } = await printed(() => duplicates({ raw: here!.raw, json: true }, buildContent));
    const { groups, passages } = JSON.parse(stdout);
    expect(groups).toEqual([]);
    expect(passages).toHaveLength(1);
    const [{ a, b, alike }] = passages;
    expect([a.source, b.source].sort()).toEqual(["a.txt", "b.txt"]);
    expect(a.text).toBe(b.text);
    expect(a.end - a.start).toBe(a.text.length);
    expect(alike).toBe(1);
  });

  it("gives the same as JSON", async () => {
    here = await project({ "a.txt": first!, "b.txt": second!, "c.txt": spin(second!, 0.1, 7) });
    const { stdout } = await printed(() => duplicates({ raw: here!.raw, json: true }, buildContent));
    const { groups, passages } = JSON.parse(stdout);
    expect(groups).toHaveLength(1);
    expect([groups[0].survivor.source, groups[0].copies[0].source].sort()).toEqual(["b.txt", "c.txt"]);
    expect(passages).toEqual([]);
    expect(groups[0].copies[0].passages.length).toBeGreaterThan(3);
  });

  it("says that there is nothing to say", async () => {
    here = await project({ "a.txt": first!, "b.txt": second! });
    const { stdout } = await printed(() => duplicates({ raw: here!.raw }, buildContent));
    expect(stdout.trim()).toBe("0 groups with 0 copies, 0 shared passages");
  });
});

describe("inColumns", () => {
  it.each([
    ["a Chinese character is two columns wide", "协商还款", "abcdefgh", 11, ["协商 │ abcd", "还款 │ efgh"]],
    [
      "the shorter one is filled up",
      "协商",
      "还款计划书",
      13,
      ["协商  │ 还款", "      │ 计划", "      │ 书"],
    ],
    ["a character that does not fit goes to the next line", "a协商b", "", 9, ["a协 │", "商b │"]],
  ])("%s", (_, left, right, width, lines) => {
    expect(inColumns(left, right, width)).toEqual(lines);
  });
});
