import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDecisions } from "../../pipeline/engine/decisions.ts";
import { ContentError, formatFault } from "../../pipeline/faults.ts";
import { type Project, project } from "../helpers/project.ts";

const line = { key: "0123456789abcdef", item: "a-0123456789ab", decision: "reject", title: "别信代办" };
const json = JSON.stringify(line);

let at: Project;
beforeAll(async () => {
  at = await project();
});
afterAll(() => at.remove());

const read = async (contents: string | Uint8Array) => {
  await writeFile(join(at.raw, "decisions.jsonl"), contents);
  return readDecisions(at.raw);
};
const faultsOf = async (contents: string | Uint8Array): Promise<string[]> => {
  const error = await read(contents).then(
    () => undefined,
    (e) => e,
  );
  expect(error).toBeInstanceOf(ContentError);
  return (error as ContentError).faults.map((f) =>
    formatFault({ ...f, file: f.file.slice(at.raw.length + 1) }),
  );
};

describe("decisions.jsonl", () => {
  it("may be missing", async () => {
    const empty = await project();
    expect(await readDecisions(empty.raw)).toEqual([]);
    await empty.remove();
  });

  it("is read line by line, with notes, blank lines, a byte order mark and either line end", async () => {
    const relabel = { ...line, decision: "relabel", kind: "caution", note: "<b>不是</b>步骤" };
    expect(await read(`\ufeff${json}\r\n\r\n\n${JSON.stringify(relabel)}`)).toEqual([
      { decision: line, line: 1 },
      { decision: relabel, line: 4 },
    ]);
  });

  it.each([
    ["no JSON", `${json}\n{"key": 0123}`, /^decisions\.jsonl:2:\d+: not JSON/],
    ["half a line", json.slice(0, 30), /^decisions\.jsonl:1:27: not JSON/],
    ["two values", `${json}${json}`, new RegExp(`^decisions\\.jsonl:1:${json.length + 1}: not JSON`)],
    ["a comment", `${json} // why`, new RegExp(`^decisions\\.jsonl:1:${json.length + 2}: not JSON`)],
    ["a list", "[1]", /^decisions\.jsonl:1:1: /],
    ["an unknown decision", json.replace("reject", "burn"), /^decisions\.jsonl:1:\d+: decision: /],
    ["an unknown key", json.replace("}", ',"who":"me"}'), /Unrecognized key: "who"/],
    ["a relabel without a kind", json.replace("reject", "relabel"), /^decisions\.jsonl:1:1: kind: /],
    ["a reject with a kind", json.replace("}", ',"kind":"case"}'), /Unrecognized key: "kind"/],
    [
      "a key of another form",
      json.replace("0123456789abcdef", "xyz"),
      /^decisions\.jsonl:1:8: key: .*16 hex/,
    ],
  ])("is refused for %s, at its place", async (_, contents, expected) => {
    const faults = await faultsOf(contents);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
    expect(faults[0]).toMatch(/review page.*\[decisions\]$/);
  });

  it("tells of every line at fault at once", async () => {
    expect(await faultsOf(`{\n${json}\n{}\n`)).toHaveLength(2);
  });

  it("must be UTF-8", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${json}\n{"title":"`),
      Buffer.from([0xb1, 0xf0]),
      Buffer.from('"}'),
    ]);
    expect(await faultsOf(bytes)).toEqual([expect.stringMatching(/^decisions\.jsonl:2:11: is not UTF-8/)]);
  });
});
