import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { applyDecisions, decisionKey } from "../../../../pipeline/decisions.ts";
import { articleOf, evidenceOf, itemOf, resultOf, sampleResult } from "../../../helpers/result.ts";
import { blockOf, HOSTILE, hostileResult, largeResult, pageOf } from "../../../helpers/review.ts";

const scriptOf = (page: string) => /<script>([\s\S]*?)<\/script>\n*<\/body>/.exec(page)![1]!;

describe("the review page", () => {
  it("allows its own script and style, nothing else, and nothing from elsewhere", () => {
    const page = pageOf(sampleResult());
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hash(scriptOf(page))}`,
      `style-src ${hash(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/\b(?:src|href)=|https?:(?!\/\/www\.w3\.org\/2000\/svg")/);
    expect(page).not.toMatch(/ style="|javascript:| on[a-z]+="/);
  });

  it("has a script that parses, and takes markup from nowhere", () => {
    const script = scriptOf(pageOf(sampleResult()));
    expect(() => new Script(script)).not.toThrow();
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });

  it("holds texts of articles as data in which no element begins or ends", () => {
    const page = pageOf(hostileResult());
    const data = page.slice(page.indexOf('<script type="application/json"'), page.lastIndexOf("<script>"));
    expect(
      data.replace(/^<script type="application\/json" id="[a-z0-9-]+">|<\/script>$/gm, ""),
    ).not.toContain("<");
    expect(blockOf(page, "article-0").raw).toBe(`${HOSTILE.join("\r\n")}\n`);
    expect(blockOf(page, "items")[0].title).toBe("<u>0</u> </script>");
    expect(page).not.toMatch(/\r|\u2028(?=.*<\/html>)/);
  });

  it("is the same for the same build, and there for a build of nothing", () => {
    expect(pageOf(sampleResult())).toBe(pageOf(sampleResult()));
    const empty = pageOf(resultOf([]));
    expect([blockOf(empty, "items"), blockOf(empty, "articles")]).toEqual([[], []]);
  });

  it("gives each item the key of the decision on it, that from before a change of kind included", () => {
    const result = sampleResult();
    const item = result.advice.items[1]!;
    const decision = {
      key: decisionKey(item),
      item: item.id,
      title: item.title,
      decision: "relabel",
      kind: "caution",
    } as const;
    const { items, account } = applyDecisions(result.advice.items, [{ decision, line: 1 }]);
    const page = pageOf({ ...result, advice: { ...result.advice, items }, decisions: account });
    const keys = Object.fromEntries(
      blockOf(page, "items").map((i: { id: string; key: string }) => [i.id, i.key]),
    );
    for (const before of result.advice.items) expect(keys[before.id]).toBe(decisionKey(before));
    expect(blockOf(page, "build").decisions).toEqual([{ decision, line: 1, stale: false }]);
  });

  it("holds of a container's record only its own part, its ranges counted from there", () => {
    const raw = '{"text":"拨打95188。"}\n{"text":"保持礼貌。"}\n';
    const article = articleOf("c.jsonl", raw, {
      record: 2,
      text: "保持礼貌。",
      spans: [
        { start: 0, end: 19, status: "boilerplate", reason: "ingest/other-record" },
        { start: 20, end: 29, status: "boilerplate", reason: "ingest/container" },
        { start: 29, end: 34, status: "kept", reason: "text" },
        { start: 34, end: 36, status: "boilerplate", reason: "ingest/container" },
      ],
    });
    const page = pageOf(resultOf([article], [itemOf([evidenceOf(article, "保持礼貌。")])]));
    expect(blockOf(page, "article-0")).toMatchObject({
      base: 20,
      raw: '{"text":"保持礼貌。"}',
      clean: "保持礼貌。",
      evidence: [[0, 0, 9, 14, 0, 5]],
      spans: [
        [0, 9, 1, expect.any(Number)],
        [9, 14, 0, expect.any(Number)],
        [14, 16, 1, expect.any(Number)],
      ],
    });
    expect(blockOf(page, "articles")[0].characters).toEqual({
      kept: 5,
      boilerplate: 11,
      duplicate: 0,
      damage: 0,
    });
  });

  it("takes in articles by how much they need looking at, as far as there is room, and quotes the rest", () => {
    const quiet = articleOf("a.txt", "先联系客服说明。\n");
    const gap = articleOf("b.txt", "每月还 元就行了。\n");
    const none = articleOf("c.txt", "这里没有什么建议。\n");
    const items = [
      itemOf([evidenceOf(quiet, "先联系客服说明。")], { kind: "action" }),
      itemOf([evidenceOf(gap, "每月还 元就行了。")], { kind: "option", flags: ["text-gap"] }),
    ];
    const result = resultOf([quiet, gap, none], items);
    const held = (budget: number) => {
      const page = pageOf(result, budget);
      return [0, 1, 2].filter((at) => blockOf(page, `article-${at}`) !== undefined);
    };
    expect([held(1000), held(100), held(60), held(10)]).toEqual([[0, 1, 2], [0, 1], [1], []]);
    const rows = blockOf(pageOf(result, 60), "items");
    expect(rows[0].evidence[0][4]).toBe("先联系客服说明。");
    expect(rows[1].evidence[0]).toHaveLength(4);
    expect(blockOf(pageOf(result, 60), "build")).toMatchObject({ held: 1, budget: 60 });
  });

  it("is bounded where a build is not", () => {
    const page = pageOf(largeResult(3000), 40_000);
    expect(blockOf(page, "items")).toHaveLength(3000);
    expect(blockOf(page, "build").held).toBeLessThan(60);
  });
});
