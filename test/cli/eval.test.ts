import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

let at: Project;
beforeAll(async () => {
  at = await project({ "a.txt": ordinaryArticle() });
});
afterAll(() => at.remove());

const SHARED = join(import.meta.dirname, "../../../shared");
const present = existsSync(join(SHARED, "eval/score.mjs"));
if (!present) console.warn("skipped: ../shared is not here, so there is no reference scorer to compare with");

describe("jinghua eval", () => {
  it.skipIf(!present)(
    "gives the figures of the reference scorer, of a build on disk and of one in memory",
    async () => {
      const [raw, gold] = [join(SHARED, "seeds"), join(SHARED, "gold")];
      expect(await run(["build", "--raw", raw, "--out", at.out, "--quiet"])).toMatchObject({ code: 0 });
      const reference = await promisify(execFile)(process.execPath, [
        join(SHARED, "eval/score.mjs"),
        ...["--raw", raw, "--gold", gold, "--out", at.out, "--json"],
      ]);
      const stored = await run(["eval", "--raw", raw, "--gold", gold, "--out", at.out, "--json"]);
      const made = await run(["eval", "--raw", raw, "--gold", gold, "--json"]);
      expect([stored.code, made.code]).toEqual([0, 0]);
      expect(JSON.parse(stored.stdout)).toMatchObject(JSON.parse(reference.stdout));
      expect(made.stdout).toBe(stored.stdout);
    },
  );

  it("names the line of an annotation at fault and exits with 1", async () => {
    await at.write({
      "gold/a.json": '{ "document": "a.txt",\n  "lines": { "1": "titel" },\n  "items": [] }\n',
    });
    const { code, stderr } = await run(["eval", "--raw", at.raw, "--gold", at.path("gold")]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/gold\/a\.json:2:19: .*\[schema\]\n$/)]);
  });
});
