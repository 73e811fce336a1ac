import { afterEach, describe, expect, it } from "vitest";
import { buildContent } from "../../pipeline/build.ts";
import { duplicates } from "../../pipeline/commands/duplicates.ts";
import { ownArticles, spin } from "../helpers/corpus.ts";
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

  it("gives the same as JSON", async () => {
    here = await project({ "a.txt": first!, "b.txt": second!, "c.txt": spin(second!, 0.1, 7) });
    const { stdout } = await printed(() => duplicates({ raw: here!.raw, json: true }, buildContent));
    const { groups, passages } = JSON.parse(stdout);
    expect(groups).toHaveLength(1);
    expect([groups[0].survivor.source, groups[0].copies[0].source].sort()).toEqual(["b.txt", "c.txt"]);
    expect(passages).toEqual([]);
  });

  it("says that there is nothing to say", async () => {
    here = await project({ "a.txt": first!, "b.txt": second! });
    const { stdout } = await printed(() => duplicates({ raw: here!.raw }, buildContent));
    expect(stdout.trim()).toBe("0 groups with 0 copies, 0 shared passages");
  });
});
