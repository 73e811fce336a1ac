/** Every row of the table of page parts against its own examples and near misses. */
import { describe, expect, it } from "vitest";
import { loadHtml, nameOf } from "../../../pipeline/stages/ingest/html-rules.ts";

const { value: rules, table } = loadHtml();

describe("names of page parts", () => {
  const ids = (name: string) => rules.named(nameOf(name)).map((r) => r.id);

  for (const row of table.rows) {
    it.each(row.examples)(`${row.id} knows %s`, (name) => expect(ids(name)).toContain(row.id));
    it.each(row.nearMisses)(`${row.id} leaves alone %s`, (name) => expect(ids(name)).not.toContain(row.id));
  }

  it("has one row of an id, and what its role asks for", () => {
    const all = [...table.rows, ...table.texts].map((r) => r.id);
    expect(new Set(all).size).toBe(all.length);
    for (const row of table.rows) expect(row.share !== undefined, row.id).toBe(row.is === "body");
  });

  it.each([
    ["postBody", "post-body"],
    ["post_body", "post-body"],
    ["post--body", "post-body"],
    ["JS_Content", "js-content"],
    ["QuestionRichText--expandable", "question-rich-text-expandable"],
    ["post_9001", "post"],
    ["detail_text__k2Lw9", "detail-text"],
    ["block__element", "block-element"],
    ["123", ""],
    ["正文_2", "正文"],
  ])("reads %s as %s", (written, name) => expect(nameOf(written)).toBe(name));

  it("says nothing of names that were generated", () => {
    expect(ids("ad-".repeat(1000))).toEqual([]);
    expect(ids("")).toEqual([]);
  });
});

describe("words at which boxes begin", () => {
  for (const row of table.texts) {
    it.each(row.examples)(`${row.id} knows %s`, (line) => expect(rules.says(row.is, line)).toBe(true));
    it.each(row.nearMisses)(`${row.id} leaves alone %s`, (line) => {
      const alone = table.texts.filter((t) => t.is === row.is && t.id !== row.id);
      expect(rules.says(row.is, line) && alone.length === 0).toBe(false);
    });
  }

  it("does not care for blanks and the width of signs", () => {
    expect(rules.says("box", " 相关 阅读 ：")).toBe(true);
    expect(rules.says("lead", "上一篇：某某")).toBe(true);
  });
});
