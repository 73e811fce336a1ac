import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decisionKey } from "../../pipeline/decisions.ts";
import type { AdviceItem } from "../../schemas/advice.ts";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

/** Each test builds more than once. */
const SLOW = 180_000;

let at: Project;
let items: AdviceItem[];
const build = (...more: string[]) => run(["build", "--raw", at.raw, "--out", at.out, ...more]);
const json = (path: string) => JSON.parse(readFileSync(join(at.out, path), "utf8"));
const decide = (...lines: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
  at.write({ "raw/decisions.jsonl": lines.map((line) => `${JSON.stringify(line)}\n`).join("") });
const on = (item: AdviceItem) => ({ key: decisionKey(item), item: item.id, title: item.title });
const now = (id: string): AdviceItem | undefined =>
  json("data/advice.json").items.find((i: AdviceItem) => i.id === id);

beforeAll(async () => {
  at = await project({ "a.txt": ordinaryArticle() });
  expect(await build()).toMatchObject({ code: 0 });
  items = json("data/advice.json").items;
  expect(items.length).toBeGreaterThan(3);
}, SLOW);
afterAll(() => at.remove());

describe("a build with raw/decisions.jsonl", () => {
  it("does as decided, says how much of it took effect, and validates", { timeout: SLOW }, async () => {
    const [rejected, relabelled, accepted] = items as [AdviceItem, AdviceItem, AdviceItem];
    const kind = relabelled.kind === "case" ? "action" : "case";
    await decide(
      { ...on(rejected), decision: "reject", note: "过时" },
      { ...on(relabelled), decision: "relabel", kind },
      { ...on(accepted), decision: "accept" },
      { ...on({ ...rejected, text: "从前的说法。" }), decision: "reject" },
    );
    expect(await build()).toMatchObject({ code: 0, stderr: "" });
    expect(now(rejected.id)).toBeUndefined();
    expect(now(relabelled.id)).toMatchObject({ kind });
    expect(now(accepted.id)!.flags).toContain("accepted");
    expect(json("data/advice.json").items).toHaveLength(items.length - 1);
    expect(json("report/report.json").decisions).toEqual({
      accept: 1,
      reject: 1,
      ignore: 0,
      relabel: 1,
      stale: [{ line: 4, key: expect.any(String), decision: "reject", title: rejected.title }],
    });
    expect(readFileSync(join(at.out, "report/report.md"), "utf8")).toMatch(/## 审定\n\n接受 1，拒绝 1/);
    expect(await run(["validate", "--raw", at.raw, "--out", at.out])).toMatchObject({ code: 0 });
  });

  it("brings a rejected item back when its words change, and keeps it away when other articles come", {
    timeout: SLOW,
  }, async () => {
    const call = items.find((i) => i.phones?.includes("95188"))!;
    await decide({ ...on(call), decision: "reject" });
    // The same section in another article: the words of the card are as they were.
    const [section] = /^一、联系客服[\s\S]*?(?=\n\n二、)/m.exec(ordinaryArticle())!;
    const other = `欠了网贷以后，我是这样熬过来的\n\n那半年工资发不下来，手上只剩两千块。\n\n${section}\n\n二、结果\n\n后来平台同意我分十二期还清，压力小了许多。\n`;
    await at.write({ "raw/b.txt": other });
    await build();
    const phones = () => json("data/advice.json").items.flatMap((i: AdviceItem) => i.phones ?? []);
    expect(phones()).not.toContain("95188");
    await at.write({
      "raw/a.txt": ordinaryArticle("花呗逾期后怎样和客服商量", "95017"),
      "raw/b.txt": other.replaceAll("95188", "95017"),
    });
    await build();
    expect(phones()).toContain("95017");
    expect(json("report/report.json").decisions).toMatchObject({ reject: 0, stale: [{ line: 1 }] });
  });

  it("stops before anything is written where a line is at fault, and says where", {
    timeout: SLOW,
  }, async () => {
    await at.write({
      "raw/decisions.jsonl": `${JSON.stringify({ ...on(items[0]!), decision: "reject" })}\n{"key": nil}\n`,
    });
    const out = at.path("never");
    const { code, stderr } = await run(["build", "--raw", at.raw, "--out", out]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/decisions\.jsonl:2:9: not JSON .*\[decisions\]/);
    expect(existsSync(join(out, "data"))).toBe(false);
  });
});
