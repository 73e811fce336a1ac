import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edit, TracedText } from "../../pipeline/text/traced.ts";

/** Any batch of edits that fit a text: cut points in pairs, with anything to stand between them. */
const batch = fc.array(
  fc.record({
    cut: fc.tuple(fc.nat(), fc.nat()),
    text: fc.oneof(fc.constant(""), fc.string({ maxLength: 4 })),
    status: fc.constantFrom("boilerplate", "duplicate", "damage" as const),
    absorb: fc.boolean(),
  }),
  { maxLength: 6 },
);

function editsOf(
  length: number,
  wishes: ReadonlyArray<{ cut: [number, number]; text: string; status: string; absorb: boolean }>,
): Edit[] {
  const cuts = wishes.flatMap((w) => w.cut.map((c) => c % (length + 1))).sort((a, b) => a - b);
  return wishes.map((w, i) => ({
    start: cuts[2 * i]!,
    end: cuts[2 * i + 1]!,
    text: w.text,
    rule: `rule-${i}`,
    status: w.status as "damage",
    absorb: w.absorb,
  }));
}

const history = fc.tuple(fc.string({ maxLength: 60, unit: "grapheme" }), fc.array(batch, { maxLength: 5 }));

function replay(raw: string, batches: Parameters<typeof editsOf>[1][]): TracedText {
  let traced = TracedText.of(raw);
  for (const wishes of batches) traced = traced.edit(editsOf(traced.text.length, wishes));
  return traced;
}

describe("TracedText", () => {
  it("reads as if the edits had been made on a plain string", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), batch, (raw, wishes) => {
        const edits = editsOf(raw.length, wishes);
        let expected = raw;
        for (const e of edits.toReversed())
          expected = expected.slice(0, e.start) + e.text + expected.slice(e.end);
        expect(TracedText.of(raw).edit(edits).text).toBe(expected);
      }),
    );
  });

  it("keeps each surviving character's way back through any sequence of edits", () => {
    fc.assert(
      fc.property(history, ([raw, batches]) => {
        // Deletions only: every character that is left must be the very character of the raw text.
        const traced = replay(
          raw,
          batches.map((b) => b.map((w) => ({ ...w, text: "" }))),
        );
        for (let i = 0; i < traced.text.length; i++) {
          expect(raw[traced.rawRange(i, i + 1).start]).toBe(traced.text[i]);
        }
      }),
    );
  });

  it("gives raw ranges that lie in the raw text and never run backwards", () => {
    fc.assert(
      fc.property(history, ([raw, batches]) => {
        const traced = replay(raw, batches);
        let last = 0;
        for (let i = 0; i < traced.text.length; i++) {
          const { start, end } = traced.rawRange(i, i + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(raw.length);
          last = start;
        }
      }),
    );
  });

  it("accounts for every non-blank raw character exactly once: kept, or gone with a reason", () => {
    fc.assert(
      fc.property(history, ([raw, batches]) => {
        const traced = replay(raw, batches);
        const seen = new Uint8Array(raw.length);
        let last = 0;
        for (const span of traced.spans()) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.reason).not.toBe("");
          last = span.end;
          seen.fill(1, span.start, span.end);
        }
        for (let i = 0; i < raw.length; i++) if (/\S/.test(raw[i]!)) expect(seen[i]).toBe(1);
      }),
    );
  });

  it("calls a character removed only if nothing in the clean text stands for it", () => {
    fc.assert(
      fc.property(history, ([raw, batches]) => {
        const traced = replay(raw, batches);
        const standsFor = new Uint8Array(raw.length);
        for (let i = 0; i < traced.text.length; i++) {
          const { start, end } = traced.rawRange(i, i + 1);
          standsFor.fill(1, start, end);
        }
        for (const span of traced.spans()) {
          if (span.status === "kept") continue;
          for (let i = span.start; i < span.end; i++) if (/\S/.test(raw[i]!)) expect(standsFor[i]).toBe(0);
        }
      }),
    );
  });

  it("finds its way from a raw offset to the current text and back", () => {
    fc.assert(
      fc.property(history, ([raw, batches]) => {
        const traced = replay(raw, batches);
        for (let i = 0; i < traced.text.length; i++) {
          const { start, end } = traced.rawRange(i, i + 1);
          if (end > start) expect(traced.currentOffset(start)).toBeLessThanOrEqual(i);
        }
      }),
    );
  });

  it("maps a replacement of the same length character by character", () => {
    const traced = TracedText.of("協商還款").edit([{ start: 0, end: 4, text: "协商还款", rule: "t2s" }]);
    expect(traced.text).toBe("协商还款");
    expect(traced.rawRange(2, 3)).toEqual({ start: 2, end: 3 });
  });

  it("maps a replacement of another length to the whole of what it replaces, unchanged ends apart", () => {
    const traced = TracedText.of("请之一步联系").edit([{ start: 1, end: 4, text: "第一步", rule: "zhiyi" }]);
    expect(traced.rawRange(1, 2)).toEqual({ start: 1, end: 2 });
    const longer = TracedText.of("拨打以下 进行").edit([{ start: 4, end: 5, text: "电话", rule: "gap" }]);
    expect(longer.text).toBe("拨打以下电话进行");
    expect(longer.rawRange(4, 6)).toEqual({ start: 4, end: 5 });
    expect(longer.rawRange(6, 8)).toEqual({ start: 5, end: 7 });
  });

  it("lets an absorbed reading share the fate of its character", () => {
    const traced = TracedText.of("协(xié)商。删").edit([
      { start: 1, end: 6, text: "", rule: "pinyin", absorb: true },
    ]);
    expect(traced.text).toBe("协商。删");
    expect(traced.rawRange(0, 1)).toEqual({ start: 0, end: 6 });
    expect(traced.spans()).toEqual([
      { start: 0, end: 1, status: "kept", reason: "text" },
      { start: 1, end: 6, status: "kept", reason: "pinyin" },
      { start: 6, end: 9, status: "kept", reason: "text" },
    ]);
    const gone = traced.edit([{ start: 0, end: 3, text: "", rule: "line", status: "boilerplate" }]);
    expect(gone.spans()[0]).toEqual({ start: 0, end: 8, status: "boilerplate", reason: "line" });
  });

  it("keeps the first reason when what is left of a line goes later", () => {
    const traced = TracedText.of("a?b")
      .edit([{ start: 1, end: 2, text: "", rule: "debris" }])
      .edit([{ start: 0, end: 2, text: "", rule: "ad", status: "boilerplate" }]);
    expect(traced.spans().map((s) => [s.start, s.status, s.reason])).toEqual([
      [0, "boilerplate", "ad"],
      [1, "damage", "debris"],
      [2, "boilerplate", "ad"],
    ]);
  });

  it("moves marks to raw coordinates, where later edits cannot shift them", () => {
    const traced = TracedText.of("xx点击按,")
      .edit([{ start: 0, end: 2, text: "", rule: "r" }])
      .mark([{ at: 3, flag: "text-gap", rule: "gap" }]);
    expect(traced.marks).toEqual([{ at: 5, flag: "text-gap", rule: "gap" }]);
  });

  it.each([
    ["beyond the end", [{ start: 0, end: 9, text: "", rule: "r" }]],
    ["before the start", [{ start: -1, end: 1, text: "", rule: "r" }]],
    [
      "one over another",
      [
        { start: 0, end: 2, text: "", rule: "r" },
        { start: 1, end: 3, text: "", rule: "q" },
      ],
    ],
  ])("refuses an edit %s, naming the rule", (_, edits) => {
    expect(() => TracedText.of("abc").edit(edits)).toThrow(RangeError);
    expect(() => TracedText.of("abc").edit(edits)).toThrow(/^[rq]:/);
  });

  it("is linear: a replacement of a whole long text paints its range once", () => {
    const long = "字".repeat(200_000);
    const traced = TracedText.of(long).edit([
      { start: 0, end: long.length, text: `${"文".repeat(100_001)}`, rule: "r" },
    ]);
    expect(traced.spans()).toHaveLength(1);
  });

  it("reads and edits a window as it would the window alone, in offsets of the whole", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 40 }),
        fc.string({ maxLength: 20 }),
        batch,
        (before, middle, after, wishes) => {
          const edits = editsOf(middle.length, wishes);
          const alone = TracedText.of(middle).edit(edits);
          const end = before.length + middle.length;
          const inside = TracedText.window(before + middle + after, before.length, end, "rest").edit(edits);
          expect(inside.text).toBe(alone.text);
          const shifted = alone
            .spans()
            .map((s) => ({ ...s, start: s.start + before.length, end: s.end + before.length }));
          expect(inside.spans().filter((s) => s.reason !== "rest")).toEqual(shifted);
          for (let i = 0; i <= inside.text.length; i++) {
            const { start, end } = alone.rawRange(i, i);
            expect(inside.rawRange(i, i)).toEqual({
              start: start + before.length,
              end: end + before.length,
            });
          }
        },
      ),
    );
  });

  it("says of what lies outside a window that the window's rule put it there, blanks at its ends apart", () => {
    const traced = TracedText.window('{"a": 1}\n{"b": 2}\n{"c": 3}\n', 9, 17, "other-record");
    expect(traced.text).toBe('{"b": 2}');
    expect(traced.spans()).toEqual([
      { start: 0, end: 8, status: "boilerplate", reason: "other-record" },
      { start: 9, end: 17, status: "kept", reason: "text" },
      { start: 18, end: 26, status: "boilerplate", reason: "other-record" },
    ]);
  });

  it("refuses a window outside the text", () => {
    expect(() => TracedText.window("abc", 2, 4, "w")).toThrow(RangeError);
    expect(() => TracedText.window("abc", 2, 1, "w")).toThrow(RangeError);
  });
});

describe("blanks", () => {
  it("are what a regular expression calls white space, and belong to no span", () => {
    for (let code = 0; code <= 0xffff; code++) {
      const char = String.fromCharCode(code);
      expect(TracedText.of(char).spans().length, code.toString(16)).toBe(/\s/.test(char) ? 0 : 1);
    }
  });
});
