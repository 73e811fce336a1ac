import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ComparedDocument, ComparedItem } from "../../pipeline/diff/build.ts";
import { compareBuilds, type Difference, isSame } from "../../pipeline/diff/compare.ts";
import { matchItems } from "../../pipeline/diff/match.ts";
import { differencePage } from "../../pipeline/diff/page.ts";
import { wordDiff } from "../../pipeline/diff/words.ts";
import { lint, nodesOf, readPage } from "../helpers/markdown.ts";

let made = 0;
const item = (more: Partial<ComparedItem> = {}): ComparedItem =>
  ComparedItem.parse({
    id: `a-${String(++made).padStart(12, "0")}`,
    kind: "channel",
    phase: "contact",
    products: ["huabei"],
    title: "客服热线",
    text: "逾期以后先拨打客服热线，说明自己的困难。",
    evidence: [{ document: `d-${made}`, start: 0, end: 20, quote: "逾期以后先拨打客服热线" }],
    ...more,
  });
const build = (items: ComparedItem[], documents: ComparedDocument[] = []) => ({ items, documents });
const difference = (before: ComparedItem[], after: ComparedItem[]) =>
  compareBuilds(build(before), build(after));
const pageOf = (d: Difference) => differencePage(d, (product) => (product === "huabei" ? "花呗" : product));
const firstLine = (before: ComparedItem[], after: ComparedItem[]) =>
  pageOf(difference(before, after)).split("\n")[0];

describe("items are known again", () => {
  const old = item({ text: "先把每一笔欠款写在纸上，注明金额和到期日。", title: "列出欠款" });

  it.each<[string, Partial<ComparedItem>]>([
    [
      "by their id, whatever else changed",
      { id: old.id, kind: "case", text: "完全是另一段话了。", evidence: [] },
    ],
    ["by the place they stand on, under another id", { text: "另有说法。", evidence: old.evidence }],
    [
      "by a place cut otherwise",
      { text: "另有说法。", evidence: [{ ...old.evidence[0]!, start: 4, end: 22 }] },
    ],
    ["by their words, from another article", { text: "先把每一笔欠款抄在一张纸上，注明金额与到期日。" }],
    ["under another kind, by the same place", { kind: "action", evidence: old.evidence }],
  ])("%s", (_, more) => {
    const now = item(more);
    expect(matchItems([old], [now])).toMatchObject({
      matches: [{ before: old, after: now }],
      added: [],
      removed: [],
    });
  });

  it.each<[string, Partial<ComparedItem>]>([
    ["that say something else elsewhere", { text: "不要轻信收费代办的人，也不要交手续费。" }],
    [
      "that stand beside in the same article",
      { text: "打电话。", evidence: [{ ...old.evidence[0]!, start: 20, end: 40 }] },
    ],
    [
      "that hold them as a small part",
      { kind: "script", text: "您好。", evidence: [{ ...old.evidence[0]!, start: 2, end: 8 }] },
    ],
  ])("but not by others %s", (_, more) => {
    expect(matchItems([old], [item(more)]).matches).toEqual([]);
  });

  it("each by its nearest, when several are alike", () => {
    const [a, b] = [
      item({ text: "逾期三天以内联系客服可以申请延期。" }),
      item({ text: "逾期三个月以后联系客服可以申请分期。" }),
    ];
    const [c, d] = [
      item({ text: "逾期三个月后联系客服可以申请分期。" }),
      item({ text: "逾期三天内联系客服可以申请延期。" }),
    ];
    const { matches } = matchItems([a, b], [c, d]);
    expect(matches.map((m) => [m.before.text, m.after.text])).toEqual([
      [b.text, c.text],
      [a.text, d.text],
    ]);
  });
});

describe("hotlines", () => {
  const line = (phones: string[], more: Partial<ComparedItem> = {}) =>
    item({ id: "a-000000000000", phones, ...more });

  it.each<[string, ComparedItem[], ComparedItem[], RegExp]>([
    ["changed", [line(["95188"])], [line(["95189"])], /HOTLINE CHANGED: 花呗 95188 → 95189$/],
    ["added", [line([])], [line(["95188"])], /HOTLINE ADDED: 花呗 95188$/],
    ["removed", [line(["95188", "95533"])], [line(["95533"])], /HOTLINE REMOVED: 花呗 95188$/],
    ["removed with its item", [line(["95188"])], [], /HOTLINE REMOVED: 花呗 95188$/],
    [
      "in conflict",
      [line(["95188"])],
      [line(["95188"], { flags: ["contact-conflict"] })],
      /HOTLINE IN CONFLICT: 花呗 95188$/,
    ],
    [
      "in conflict over its hours",
      [line(["95188"])],
      [line(["95188"], { flags: ["hours-differ"] })],
      /IN CONFLICT/,
    ],
    [
      "no longer verified",
      [line(["95188"])],
      [line(["95188"], { flags: ["unverified-contact"] })],
      /HOTLINE UNVERIFIED: 花呗 95188$/,
    ],
    [
      "given other hours",
      [line(["95188"], { hours: "09:00-17:00" })],
      [line(["95188"], { hours: "00:00-24:00" })],
      /HOTLINE HOURS CHANGED: 花呗 95188, 09:00-17:00 → 00:00-24:00$/,
    ],
    [
      "cleared of doubt",
      [line(["95188"], { flags: ["unverified-contact"] })],
      [line(["95188"])],
      /HOTLINE CLEARED: 花呗 95188/,
    ],
  ])("%s are in the first line", (_, before, after, words) => {
    const rest = Array.from({ length: 5 }, () => item());
    expect(firstLine([...before, ...rest], [...after, ...rest.slice(1)])).toMatch(words);
  });

  it.each<[string, ComparedItem[], ComparedItem[]]>([
    ["is written with hyphens", [line(["4008205555"])], [line(["400-820-5555"])]],
    ["stands in another item of the lender", [line(["95188"])], [item({ phones: ["95188"] })]],
    [
      "is given by one article more",
      [line(["95188"])],
      [line(["95188"]), item({ phones: ["95188"], text: "也可打。" })],
    ],
  ])("raise no alarm where a number %s", (_, before, after) => {
    expect(difference(before, after).hotlines).toEqual([]);
    expect(firstLine(before, after)).not.toContain("⚠");
  });

  it("of several lenders that change alike are one change", () => {
    const products = ["huabei", "jiebei"];
    expect(difference([line(["95188"], { products })], [line(["95189"], { products })]).hotlines).toEqual([
      { what: "changed", products, before: ["95188"], after: ["95189"], items: ["a-000000000000"] },
    ]);
  });
});

describe("a difference", () => {
  const one = item({ kind: "action", flags: ["single-source"], disagrees: [] });
  const two = item({ kind: "option", text: "可以申请延期，最长不超过一年。", title: "延期" });

  it("is nothing between a build and itself, whatever the order of its items", () => {
    const same = difference([one, two], [two, one]);
    expect(isSame(same)).toBe(true);
    expect(pageOf(same).split("\n")[0]).toBe("# No change in content");
  });

  it("tells what was added, removed, reworded, relabelled, restated, flagged and supported", () => {
    const fresh = item({ text: "签字之前逐条核对协议内容。" });
    const changed = {
      ...one,
      kind: "caution",
      phase: "after",
      text: one.text.replace("困难", "处境"),
      support: 3,
      flags: ["text-gap"],
      periods: [12],
    };
    const d = difference([one, two], [changed, fresh]);
    expect([d.added.map((i) => i.id), d.removed.map((i) => i.id)]).toEqual([[fresh.id], [two.id]]);
    expect(d.reworded[0]!.pieces.filter((p) => p.is !== "same")).toEqual([
      { is: "removed", text: "困难" },
      { is: "added", text: "处境" },
    ]);
    expect(d.relabelled.map((c) => [c.field, c.before, c.after])).toEqual([
      ["kind", "action", "caution"],
      ["phase", "contact", "after"],
    ]);
    expect(d.slots.map((c) => [c.field, c.before, c.after])).toEqual([["periods", "", "12"]]);
    expect(d.support.map((c) => [c.before, c.after])).toEqual([["1", "3"]]);
    expect(d.flags.map((c) => [c.added, c.removed])).toEqual([[["text-gap"], ["single-source"]]]);
    const page = pageOf(d);
    expect(page.split("\n")[0]).toBe("# Content: 1 added, 1 removed, 1 reworded; no hotline changed");
    expect(page).toContain("<del>困难</del><ins>处境</ins>");
  });

  it("tells of disagreements that appeared and went, once a pair, though an id moved", () => {
    const against = (id: string) => [{ id, reason: "期限不同" }];
    const a = item({ ...one, disagrees: against(two.id) });
    const b = item({ ...two, id: two.id, disagrees: against(a.id) });
    const appeared = difference(
      [
        { ...a, disagrees: [] },
        { ...b, disagrees: [] },
      ],
      [a, b],
    ).disagreements;
    expect([appeared.appeared.length, appeared.gone.length]).toEqual([1, 0]);
    const moved = { ...a, id: "a-ffffffffffff" };
    expect(difference([a, b], [moved, { ...b, disagrees: against(moved.id) }]).disagreements).toEqual({
      appeared: [],
      gone: [],
    });
    expect(difference([a, b], [a]).disagreements.gone).toHaveLength(1);
  });

  it("tells of articles added, removed, changed in place, and found to be duplicates", () => {
    const article = (id: string, source: string, more: Partial<ComparedDocument> = {}) =>
      ComparedDocument.parse({ id, source, ...more });
    const { articles } = compareBuilds(
      build([], [article("d-1", "a.txt"), article("d-2", "b.txt"), article("d-3", "c.txt")]),
      build(
        [],
        [article("d-1", "a.txt", { duplicateOf: "d-9" }), article("d-4", "b.txt"), article("d-5", "e.txt")],
      ),
    );
    const ids = Object.fromEntries(
      Object.entries(articles).map(([key, list]) => [key, list.map((a) => a.id)]),
    );
    expect(ids).toEqual({ added: ["d-5"], removed: ["d-3"], changed: ["d-4"], duplicates: ["d-1"] });
  });
});

describe("words", () => {
  const text = fc.array(
    fc.constantFrom("先", "拨打", "客服热线", "95188", "，", "。", "分期", "\n", "abc ", "🙂"),
    {
      maxLength: 20,
    },
  );

  it("put together are the text before and the text after", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const pieces = wordDiff(a.join(""), b.join(""));
        const without = (is: string) => pieces.filter((p) => p.is !== is).map((p) => p.text);
        expect(without("added").join("")).toBe(a.join(""));
        expect(without("removed").join("")).toBe(b.join(""));
      }),
    );
  });

  it("keep numbers whole", () => {
    expect(wordDiff("拨打95188即可", "拨打95189即可")).toEqual([
      { is: "same", text: "拨打" },
      { is: "removed", text: "95188" },
      { is: "added", text: "95189" },
      { is: "same", text: "即可" },
    ]);
  });
});

describe("the comment", () => {
  const HOSTILE =
    "<img src=x onerror=a()> @octocat #12 `x` | [y](javascript:z) ![i](/i) {{ v }} \n- [ ] a\n# b";

  it("shows words of articles as text that links, mentions and runs nothing", async () => {
    const old = item({
      title: "旧",
      text: `${HOSTILE} 旧`,
      products: [HOSTILE],
      phones: ["95188"],
      flags: [],
    });
    const now = {
      ...old,
      title: HOSTILE,
      text: `${HOSTILE} 新`,
      phones: ["95189"],
      hours: HOSTILE,
      flags: [HOSTILE],
    };
    const other = item({ text: HOSTILE, title: HOSTILE, disagrees: [{ id: now.id, reason: HOSTILE }] });
    const documents = [
      ComparedDocument.parse({ id: "d-1", source: HOSTILE, title: HOSTILE, duplicateOf: "d-2" }),
    ];
    const page = pageOf(compareBuilds(build([old]), build([now, other], documents)));
    const { tree } = readPage(`---\na: 1\n---\n\n${page}`);
    for (const type of ["link", "image", "definition", "linkReference"] as const) {
      expect(nodesOf(tree, type), type).toEqual([]);
    }
    const html = new Set(nodesOf(tree, "html").map((node) => node.value));
    expect([...html].sort()).toEqual(["<!-- -->", "</del>", "</ins>", "<del>", "<ins>"]);
    // Code hosts look for these in what is shown.
    expect(page).not.toMatch(/@\\?octocat|#\\?12/);
    expect(await lint(page)).toEqual([]);
  });

  it("stays short enough for a comment, and says what it leaves out", () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      item({ text: `第${i}条`.repeat(40), title: `第${i}条` }),
    );
    const page = pageOf(difference([], many));
    expect(page.length).toBeLessThan(65_536);
    expect(page).toContain("… and 2940 more");
  });
});
