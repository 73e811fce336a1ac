import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPartition, expectTraced, only, removedBy, take } from "./helpers.ts";

const texts = (source: string, content: string, config = {}) =>
  take(source, content, config).articles.map((a) => a.traced.text);

describe("a JSON file", () => {
  it("is an article, its text the value of the text field", () => {
    const raw =
      '{\n  "id": 7,\n  "title": "怎么谈",\n  "content": "先算账。\\n再打电话。",\n  "url": "https://e.com/1",\n  "publish_time": "2024-05-06 07:08"\n}\n';
    const article = only("a.json", raw);
    expect(article).toMatchObject({
      format: "json",
      title: "怎么谈",
      url: "https://e.com/1",
      published: "2024-05-06T07:08",
    });
    expect(article).not.toHaveProperty("record");
    expect(article.traced.text).toBe("先算账。\n再打电话。");
    expect(article.traced.spans().map((s) => [raw.slice(s.start, s.end).slice(0, 8), s.reason])).toEqual([
      ['{\n  "id"', "ingest/container"],
      ["先算账。\\n再打", "text"],
      ['",\n  "ur', "ingest/container"],
    ]);
  });

  it("is as many articles as its array has records", () => {
    const { articles } = take("a.json", '[{"text": "甲"}, {"text": "乙"}]');
    expect(articles.map((a) => [a.record, a.traced.text])).toEqual([
      [1, "甲"],
      [2, "乙"],
    ]);
    for (const { traced } of articles) expectPartition(traced);
    expect(removedBy(articles[0]!.traced, "ingest/container")).toBe('{"text": "|"}');
    expect(removedBy(articles[1]!.traced, "ingest/other-record")).toBe('[{"text": "甲"},|]');
  });

  it("numbers no record where there is one", () => {
    const article = only("a.json", '[{"text": "甲"}]');
    expect(article).not.toHaveProperty("record");
    expect(removedBy(article.traced, "ingest/other-record")).toBe("");
  });

  it.each([
    ["an object around the array", '{"total": 2, "list": [{"text": "甲"}, {"text": "乙"}]}', ["甲", "乙"]],
    ["a wrapper round the fields", '{"data": {"body": "甲"}}', ["甲"]],
    ["a Chinese name", '{"标题": "题", "正文": "甲"}', ["甲"]],
    ["a name in another case", '{"Content": "甲"}', ["甲"]],
    ["paragraphs in an array", '{"content": ["甲", "乙\\"丙"]}', ['甲\n乙"丙']],
    ["a record a line under the wrong name", '{"text": "甲"}\n{"text": "乙"}\n', ["甲", "乙"]],
    ["a text field that is not the first guess", '{"text": 5, "content": "甲"}', ["甲"]],
    [
      "HTML in the text",
      '{"html": "<p>甲&amp;<b>乙<\\/b></p>\\n<script>x<\\/script><p>丙</p>"}',
      ["甲&乙\n丙"],
    ],
    ["a comparison that is no HTML", '{"text": "金额<1000 且 <b 级"}', ["金额<1000 且 <b 级"]],
    ["a field given twice: the last, as JSON.parse has it", '{"text": "甲", "text": "乙"}', ["乙"]],
  ])("copes with %s", (_, raw, expected) => {
    expect(texts("a.json", raw)).toEqual(expected);
  });

  it("takes the fields the configuration names, and no other", () => {
    const fields = { text: ["detail.正文", "memo"], title: ["detail.h"] };
    const raw = '[{"text": "错", "detail": {"正文": "甲", "h": "题"}}, {"memo": "乙"}, {"text": "错"}]';
    const { articles, quarantined } = take("a.json", raw, { fields });
    expect(articles.map((a) => [a.traced.text, a.title])).toEqual([
      ["甲", "题"],
      ["乙", undefined],
    ]);
    expect(quarantined).toMatchObject([{ record: 3, reason: "no-text-field" }]);
    expect(quarantined[0]!.message).toContain("found: text");
  });

  it.each([
    ["a trailing comma", '{"text": "甲",}', "json-syntax", 1, 14],
    ["a comment", '{\n// 注\n"text": "甲"}', "json-syntax", 2, 1],
    ["an unfinished string", '{"text": "甲', "json-syntax", 1, 10],
    ["a raw line end in a string", '{"text": "甲\n乙"}', "json-syntax", 1, 10],
    ["a bad escape", '{"text": "\\x"}', "json-syntax", 1, 10],
    ["nesting", "[".repeat(50_000), "too-deep", 1, 201],
    ["no text field", '{"id": 1, "name": "x"}', "no-text-field", 1, 1],
    ["a blank text", '{"text": " \\n "}', "no-text", 1, 1],
    ["a number", "42", "no-text-field", 1, 1],
    ["an empty array", "[]", "no-records", undefined, undefined],
  ])("is quarantined for %s", (_, raw, reason, line, column) => {
    const { articles, quarantined } = take("a.json", raw);
    expect(articles).toEqual([]);
    expect(quarantined).toHaveLength(1);
    expect(quarantined[0]).toMatchObject({ source: "a.json", reason });
    expect([quarantined[0]!.line, quarantined[0]!.column]).toEqual([line, column]);
  });

  it("undoes any spelling of any string, and finds its way back", () => {
    const spelling = fc.constantFrom(
      (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
      (c: string) => JSON.stringify(c).slice(1, -1),
      (c: string) => (c === "/" ? "\\/" : JSON.stringify(c).slice(1, -1)),
    );
    const unit = fc.constantFrom(...'还款ab"\\/\n\t\b中<>&', "\ud83d", "\u2028");
    fc.assert(
      fc.property(fc.array(fc.tuple(unit, spelling), { minLength: 1, maxLength: 20 }), (pairs) => {
        const value = pairs.map(([c]) => c).join("");
        fc.pre(value.trim() !== "");
        // A stray control character or two must not make a file of one word binary.
        const padding = "很长的说明".repeat(200);
        const raw = `{"n": "\\\\", "text": "${pairs.map(([c, s]) => s(c)).join("")}${padding}"}`;
        const { traced } = only("a.json", raw);
        expect(traced.text).toBe(value + padding);
        expectTraced(traced, (written, read) => written.startsWith("\\") || written === read);
        expectPartition(traced);
      }),
    );
  });

  it("keeps both halves of an escaped backslash together", () => {
    const { traced } = only("a.json", '{"text": "C:\\\\目录"}');
    expect(traced.text).toBe("C:\\目录");
    expect(traced.rawRange(2, 3)).toEqual({ start: 12, end: 14 });
    expect(removedBy(traced, "ingest/escape")).toBe("");
  });

  it("normalizes line ends written as escapes", () => {
    expect(texts("a.json", '{"text": "甲\\r\\n乙\\r丙"}')).toEqual(["甲\n乙\n丙"]);
  });
});

describe("a JSONL file", () => {
  it("loses the line at fault, no other", () => {
    const { articles, quarantined } = take(
      "a.jsonl",
      '{"text": "甲"}\r\n\n{"text": "乙", oops}\n[1]\n{"id": 1}\n{"text": "丙"}',
    );
    expect(articles.map((a) => [a.record, a.traced.text])).toEqual([
      [1, "甲"],
      [6, "丙"],
    ]);
    expect(quarantined.map((q) => [q.record, q.reason, q.line, q.column])).toEqual([
      [3, "json-syntax", 3, 15],
      [4, "no-text-field", 4, 1],
      [5, "no-text-field", 5, 1],
    ]);
  });

  it("accounts in each record for the whole file", () => {
    const raw = '{"text": "甲"}\n{"n": 1, "text": "乙"}\n{"text": "丙"}\n';
    const { articles } = take("a.ndjson", raw);
    expect(articles.map((a) => a.traced.spans())).toHaveLength(3);
    const { traced } = articles[1]!;
    expect(traced.spans().map((s) => [raw.slice(s.start, s.end), s.status, s.reason])).toEqual([
      ['{"text": "甲"}', "boilerplate", "ingest/other-record"],
      ['{"n": 1, "text": "', "boilerplate", "ingest/container"],
      ["乙", "kept", "text"],
      ['"}', "boilerplate", "ingest/container"],
      ['{"text": "丙"}', "boilerplate", "ingest/other-record"],
    ]);
  });

  it("gives hints in offsets of the file", () => {
    const raw = '{"text": "甲"}\n{"html": "<h2>小题<\\/h2><p>文</p>"}\n';
    expect(take("a.jsonl", raw).articles[1]!.hints).toEqual([
      { at: raw.indexOf("小"), role: "heading", depth: 2 },
    ]);
  });

  it("keeps many records cheap: each works on its own window of the file", () => {
    const line = (i: number) => JSON.stringify({ id: i, text: `第${i}篇。${"说明情况。".repeat(20)}` });
    const raw = Array.from({ length: 3000 }, (_, i) => line(i)).join("\n");
    const { articles } = take("a.jsonl", raw);
    expect(articles).toHaveLength(3000);
    // With arrays as long as the file this would take gigabytes.
    expect(articles.reduce((n, a) => n + a.traced.spans().length, 0)).toBe(3000 * 5 - 2);
  });
});
