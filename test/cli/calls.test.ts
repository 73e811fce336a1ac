import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

let at: Project;
beforeEach(async () => {
  at = await project();
});
afterEach(() => at.remove());

describe("the command line", () => {
  it("lists its commands and exit codes", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    for (const command of ["build", "validate", "eval", "explain", "add"]) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    }
    expect(stdout).toContain("Exit codes: 0 ");
  });

  it.each(["build", "validate", "eval", "explain", "add"])("shows examples of %s", async (command) => {
    const { code, stdout } = await run([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\n.* ${command}\\b`));
  });

  it("tells its version", async () => {
    expect(await run(["--version"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each<[string, string[], RegExp]>([
    ["no command", [], /Usage:/],
    ["an unknown command", ["bulid"], /unknown command 'bulid'/],
    ["an unknown flag", ["build", "--fast"], /unknown option '--fast'/],
    ["a flag without its value", ["build", "--raw"], /argument missing/],
    ["an argument too many", ["build", "raw"], /too many arguments/],
    [
      "a format there is none of",
      ["validate", "--format", "xml"],
      /Allowed choices are pretty, json, github, junit, sarif/,
    ],
    ["eval without annotations", ["eval", "--gold", "nowhere"], /nowhere: no such folder/],
    ["nothing to explain", ["explain"], /missing required argument/],
    ["something else to explain", ["explain", "hello"], /give the id of an item .* or FILE:LINE/],
    [
      "a raw folder that is not there",
      ["build", "--raw", "/none/of/it"],
      /^error: \/none\/of\/it: no such folder/,
    ],
    ["a file to add that is not there", ["add", "/none.txt"], /^error: \/none\.txt: no such file/],
  ])("faults the call with exit code 2: %s", async (_, args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("faults the call when the output is no previous build, naming what stands there", async () => {
    await at.write({ "out/diary.txt": "x" });
    const { code, stderr } = await run(["build", "--raw", at.raw, "--out", at.out]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: .*out: holds diary\.txt and is no previous build/),
    ]);
  });

  it("faults the call when there are no rule tables of the subject", async () => {
    const { code, stderr } = await run(["build", "--raw", at.raw, "--out", at.out, "--subject", "astrology"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("astrology")]);
  });
});
