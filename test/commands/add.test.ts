import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { add } from "../../pipeline/commands/add.ts";
import { UsageError } from "../../pipeline/faults.ts";
import { printed } from "../helpers/output.ts";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";

let at: Project;
beforeEach(async () => {
  at = await project({ "旧.txt": "原有的文章。" });
});
afterEach(() => at.remove());

const take = (...names: string[]) =>
  printed(() =>
    add(
      names.map((n) => at.path("new", n)),
      at,
    ),
  );

describe("add", () => {
  it("copies an article byte for byte", async () => {
    const bytes = Buffer.from(`\uFEFF${ordinaryArticle()}`.replaceAll("\n", "\r\n"));
    await at.write({ "new/花呗 怎么谈.txt": bytes });
    const { code, stdout } = await take("花呗 怎么谈.txt");
    expect([code, stdout]).toEqual([0, "花呗 怎么谈.txt: added\n"]);
    expect(readFileSync(at.path("raw/花呗 怎么谈.txt")).equals(bytes)).toBe(true);
  });

  it.each<[string, string, string | Uint8Array, string]>([
    ["an empty file", "a.txt", "", "ingest/empty-file"],
    [
      "a picture named .txt",
      "a.txt",
      Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
      "ingest/binary",
    ],
    ["a file of unknown kind", "a.xyz", "x", "ingest/unknown-format"],
    ["JSON with a syntax error", "a.json", '{"text": "一"', "ingest/json-syntax"],
    ["a name that is taken", "旧.txt", ordinaryArticle(), "add/name-taken"],
  ])("refuses %s with its reason and takes the others", async (_, name, contents, rule) => {
    await at.write({ [`new/${name}`]: contents, "new/good.txt": ordinaryArticle() });
    const { code, stderr } = await take(name, "good.txt");
    expect(code).toBe(1);
    expect(stderr).toContain(`${at.path("new", name)}:1:`);
    expect(stderr).toContain(`[${rule}]`);
    expect(readdirSync(at.raw).sort()).toEqual(["good.txt", "旧.txt"].sort());
    expect(readFileSync(at.path("raw/旧.txt"), "utf8")).toBe("原有的文章。");
  });

  it("takes a container with a broken record, and warns of it", async () => {
    const line = JSON.stringify({ text: ordinaryArticle() });
    await at.write({ "new/many.jsonl": `${line}\n{"text": \n` });
    const { code, stdout, stderr } = await take("many.jsonl");
    expect([code, stdout]).toEqual([0, "many.jsonl: added\n"]);
    expect(stderr).toMatch(/^warning: .*many\.jsonl:2:/);
  });

  it("faults the call for what is no file, before anything is copied", async () => {
    await at.write({ "new/good.txt": ordinaryArticle() });
    await expect(take("good.txt", "none.txt")).rejects.toThrow(UsageError);
    await expect(printed(() => add([at.raw], at))).rejects.toThrow(/is not a file/);
    expect(readdirSync(at.raw)).toEqual(["旧.txt"]);
  });
});
