import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replay } from "../../../../pipeline/stages/emit/review/replay.ts";
import { type Edit, TracedText } from "../../../../pipeline/text/traced.ts";

const replayOf = (traced: TracedText, base = 0, end = traced.raw.length) =>
  replay(traced.raw.slice(base, end), base, traced.changes, traced.spans(), traced.text);
const edit = (start: number, end: number, text: string, more: Partial<Edit> = {}): Edit => ({
  start,
  end,
  text,
  rule: "r",
  ...more,
});

describe("replay", () => {
  it("finds raw text in the clean one and back, over replacements, deletions and insertions", () => {
    const traced = TracedText.of("首页\n保存記(jì)錄(lù):寫下來")
      .edit([edit(0, 3, "", { status: "boilerplate" })])
      .edit([edit(3, 7, "", { absorb: true }), edit(8, 12, "", { absorb: true })])
      .edit([edit(2, 4, "记录"), edit(4, 5, "："), edit(5, 8, "写下来"), edit(8, 8, "。")]);
    expect(traced.text).toBe("保存记录：写下来。");
    const found = replayOf(traced)!;
    expect(found.toClean({ start: 5, end: 15 })).toEqual({ start: 2, end: 4 });
    expect(found.toRaw({ start: 2, end: 3 })).toEqual({ start: 5, end: 6 });
    expect(found.toClean({ start: 0, end: 2 })).toBeUndefined();
  });

  it("counts from the beginning of the article's own part of a file", () => {
    const traced = TracedText.window("[甲，乙]", 1, 4, "ingest/other-record").edit([edit(1, 2, "、")]);
    const found = replay(
      "甲，乙",
      1,
      traced.changes,
      traced.spans().filter((s) => s.reason !== "ingest/other-record"),
      traced.text,
    )!;
    expect(found.toClean({ start: 2, end: 3 })).toEqual({ start: 2, end: 3 });
  });

  it("says nothing where the changes do not lead to the clean text", () => {
    const traced = TracedText.of("一二三").edit([edit(0, 1, "壹")]);
    expect(replay(traced.raw, 0, traced.changes, traced.spans(), "贰二三")).toBeUndefined();
    expect(replay(traced.raw, 0, [], traced.spans(), "壹二三")).toBeUndefined();
    expect(replay(traced.raw, 0, traced.changes, traced.spans(), "壹二")).toBeUndefined();
  });

  it("either leads exactly to the clean text or says nothing, whatever the edits", () => {
    const step = fc.record({
      at: fc.nat(30),
      length: fc.nat(4),
      text: fc.constantFrom("", "新", "新字", "，"),
      absorb: fc.boolean(),
    });
    let exact = 0;
    let all = 0;
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."一二三四五六七\n (a)"), minLength: 1, maxLength: 30 }),
        fc.array(step, { maxLength: 5 }),
        (raw, steps) => {
          let traced = TracedText.of(raw);
          for (const { at, length, text, absorb } of steps) {
            const start = Math.min(at, traced.text.length);
            const end = Math.min(start + length, traced.text.length);
            traced = traced.edit([edit(start, end, text, { absorb })]);
          }
          const found = replayOf(traced);
          all++;
          if (!found) return;
          exact++;
          const whole = found.toClean({ start: 0, end: raw.length });
          expect(whole === undefined ? "" : traced.text.slice(whole.start, whole.end)).toBe(
            traced.text.trim(),
          );
        },
      ),
    );
    expect(exact / all).toBeGreaterThan(0.6);
  });
});
