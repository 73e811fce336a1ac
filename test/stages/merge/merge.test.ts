import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../pipeline/advice.ts";
import { loadSubject } from "../../../pipeline/lexicon/subject.ts";
import { merge, type SourceFacts } from "../../../pipeline/stages/merge/index.ts";
import { AdviceItem } from "../../../schemas/advice.ts";

const subject = loadSubject("debt");
const ALONE: SourceFacts = { group: new Map(), published: new Map() };

let place = 0;
function said(document: string, text: string, more: Partial<Candidate> = {}): Candidate {
  place += 1000;
  const rawStart = place;
  const label = /^([^：。]{2,12})：/.exec(text)?.[1] ?? "";
  return {
    document,
    start: rawStart,
    end: rawStart + text.length,
    rawStart,
    rawEnd: rawStart + text.length,
    quote: text,
    kind: "action",
    phase: "negotiate",
    products: [],
    slots: {},
    label,
    title: label === "" ? text.slice(0, 12) : label,
    text,
    flags: [],
    rules: ["cues/test"],
    ...more,
  };
}

const records = [
  said("d-aaaaaaaaaaaa", "记录通话内容：每次挂断都写下坐席的工号和答复。"),
  said("d-bbbbbbbbbbbb", "做好沟通记录：时间、对方姓名、谈到哪一步，一样不漏。"),
  said("d-cccccccccccc", "通话要记下来：日期和要点写在本子上，下回接着谈。"),
];

describe("the same advice in three articles", () => {
  it("is one card with the support of all three", () => {
    const items = merge(records, ALONE, subject);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ kind: "action", support: 3 });
    expect(items[0]!.evidence.map((e) => e.quote).sort()).toEqual(records.map((r) => r.quote).sort());
    expect(items[0]!.flags).not.toContain("single-source");
  });

  it("keeps its id when an article goes, and loses only its support and evidence", () => {
    const [whole] = merge(records, ALONE, subject);
    for (const gone of records) {
      const items = merge(
        records.filter((r) => r !== gone),
        ALONE,
        subject,
      );
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ id: whole!.id, kind: whole!.kind, support: 2 });
      expect(items[0]!.evidence).toEqual(whole!.evidence.filter((e) => e.document !== gone.document));
    }
  });

  it("counts near-duplicate articles once", () => {
    const group = new Map([["d-cccccccccccc", "d-aaaaaaaaaaaa"]]);
    expect(merge(records, { ...ALONE, group }, subject)[0]!.support).toBe(2);
  });

  it("says so where only one source stands behind it", () => {
    const group = new Map(records.slice(1).map((r) => [r.document, records[0]!.document]));
    expect(merge(records, { ...ALONE, group }, subject)[0]).toMatchObject({
      support: 1,
      flags: ["single-source"],
    });
  });

  it("tells when it was seen", () => {
    const published = new Map([
      ["d-aaaaaaaaaaaa", "2024-05-01"],
      ["d-bbbbbbbbbbbb", "2025-02-03T10:00"],
    ]);
    expect(merge(records, { ...ALONE, published }, subject)[0]!.seen).toEqual({
      from: "2024-05-01",
      to: "2025-02-03",
    });
  });
});

describe("what is not the same", () => {
  it("stays apart: two items of one list, whatever they say", () => {
    const items = merge(
      [
        said("d-aaaaaaaaaaaa", "记录通话内容：写下工号和答复。", { list: "10" }),
        said("d-aaaaaaaaaaaa", "做好沟通记录：写下工号和答复。", { list: "10" }),
      ],
      ALONE,
      subject,
    );
    expect(items).toHaveLength(2);
    expect(new Set(items.map((i) => i.id)).size).toBe(2);
  });

  it("stays apart: two items of one list, brought together by a third", () => {
    const items = merge(
      [
        said("d-aaaaaaaaaaaa", "记录通话内容：写下工号和答复。", { list: "10" }),
        said("d-aaaaaaaaaaaa", "做好沟通记录：写下工号和答复。", { list: "10" }),
        said("d-bbbbbbbbbbbb", "通话要记下来：写下工号和答复。"),
      ],
      ALONE,
      subject,
    );
    for (const item of items)
      expect(item.evidence.filter((e) => e.document === "d-aaaaaaaaaaaa").length).toBeLessThanOrEqual(1);
  });

  it("stays apart: noting down and keeping evidence", () => {
    expect(
      merge([records[0]!, said("d-bbbbbbbbbbbb", "保留证据：聊天截图和还款凭证都存好。")], ALONE, subject),
    ).toHaveLength(2);
  });

  it("stays apart: items of two kinds in the same words", () => {
    const text = "逾期以后银行会核实身份再谈分期。";
    expect(
      merge(
        [said("d-aaaaaaaaaaaa", text), said("d-bbbbbbbbbbbb", text, { kind: "condition" })],
        ALONE,
        subject,
      ),
    ).toHaveLength(2);
  });

  it("stays apart: two numbers", () => {
    const items = merge(
      [
        said("d-aaaaaaaaaaaa", "拨打客服热线95188，按提示转人工。", {
          kind: "channel",
          products: ["huabei"],
          slots: { phones: ["95188"] },
        }),
        said("d-bbbbbbbbbbbb", "也有人打通的是95017，白天人少的时候接得快。", {
          kind: "channel",
          products: ["huabei"],
          slots: { phones: ["95017"] },
        }),
      ],
      ALONE,
      subject,
    );
    expect(items).toHaveLength(2);
    // Two ways to one desk know of each other.
    expect(items.map((i) => i.variants)).toEqual([[items[1]!.id], [items[0]!.id]]);
  });
});

describe("channels", () => {
  // Known failure: likeness of wording joins what two different numbers keep apart.
  it("of two numbers are two cards even in the same words", () => {
    const items = merge(
      [
        said("d-aaaaaaaaaaaa", "拨打客服热线95188。", { kind: "channel", slots: { phones: ["95188"] } }),
        said("d-bbbbbbbbbbbb", "拨打客服热线95017。", { kind: "channel", slots: { phones: ["95017"] } }),
      ],
      ALONE,
      subject,
    );
    expect(items).toHaveLength(2);
  });

  it("of one number are one card, however it is hyphenated", () => {
    const items = merge(
      [
        said("d-aaaaaaaaaaaa", "打400-820-5555。", { kind: "channel", slots: { phones: ["400-820-5555"] } }),
        said("d-bbbbbbbbbbbb", "招行信用卡热线是4008205555，工作日打。", {
          kind: "channel",
          slots: { phones: ["4008205555"] },
        }),
      ],
      ALONE,
      subject,
    );
    expect(items).toHaveLength(1);
    expect(items[0]!.support).toBe(2);
  });

  it("of a number in no table of official hotlines are flagged", () => {
    const one = (phone: string) =>
      merge(
        [
          said("d-aaaaaaaaaaaa", `拨打${phone}。`, {
            kind: "channel",
            products: ["alipay"],
            slots: { phones: [phone] },
          }),
        ],
        ALONE,
        subject,
      )[0]!.flags;
    expect(one("95188")).not.toContain("unverified-contact");
    expect(one("400-123-4567")).toContain("unverified-contact");
    // The number of a bank, on a card of 支付宝.
    expect(one("95588")).toContain("unverified-contact");
  });
});

describe("disagreements", () => {
  const early = said("d-aaaaaaaaaaaa", "一旦发现自己可能还不上，就要尽快联系平台。", {
    products: ["huabei"],
  });
  const late = said("d-bbbbbbbbbbbb", "逾期两个月以上才能联系客服协商。", {
    kind: "condition",
    products: ["huabei"],
  });

  it("stand at both items, with the reason", () => {
    const items = merge([early, late], ALONE, subject);
    expect(items.map((i) => i.disagrees.map((d) => d.id))).toEqual([[items[1]!.id], [items[0]!.id]]);
    expect(items[0]!.disagrees[0]!.reason).toContain("何时联系");
    for (const item of items) expect(item.flags).toContain("disagreement");
  });

  it("are told of possible and not possible", () => {
    const items = merge(
      [
        said("d-aaaaaaaaaaaa", "逾期满一个月以上便可申请协商。", { kind: "condition", products: ["jiebei"] }),
        said("d-bbbbbbbbbbbb", "一般逾期的用户是不能协商的，逾期之后不支持协商。", {
          kind: "condition",
          products: ["jiebei"],
        }),
      ],
      ALONE,
      subject,
    );
    expect(items.every((i) => i.disagrees.length === 1)).toBe(true);
  });

  it("are none between two products, within one article, or with words to say and stories", () => {
    const none = (a: Candidate, b: Candidate) =>
      expect(merge([a, b], ALONE, subject).flatMap((i) => i.disagrees)).toEqual([]);
    none(early, { ...late, products: ["微粒贷"] });
    none(early, { ...late, document: early.document });
    none(early, { ...late, kind: "script" });
    none(early, { ...late, kind: "case" });
  });

  it("are told of hours for one number, where two cards give it", () => {
    const line = (document: string, phones: string[], hours: string) =>
      said(document, `热线${phones.join("、")}，${hours}。`, {
        kind: "channel",
        products: ["huabei"],
        slots: { phones, hours },
      });
    // Numbers of two lenders in one sentence make a card of its own.
    const items = merge(
      [
        line("d-aaaaaaaaaaaa", ["95188"], "09:00-21:00"),
        line("d-bbbbbbbbbbbb", ["95188", "95588"], "00:00-24:00"),
      ],
      ALONE,
      subject,
    );
    expect(items).toHaveLength(2);
    expect(items.every((i) => i.disagrees.length === 1)).toBe(true);
    const others = merge(
      [line("d-aaaaaaaaaaaa", ["95188"], "09:00-21:00"), line("d-bbbbbbbbbbbb", ["95588"], "00:00-24:00")],
      ALONE,
      subject,
    );
    expect(others.flatMap((i) => i.disagrees)).toEqual([]);
  });

  it("keep a number that an article ascribes to the wrong lender off the right lender's card", () => {
    const right = said("d-aaaaaaaaaaaa", "拨打95188，按提示转人工。", {
      kind: "channel",
      products: ["huabei"],
      slots: { phones: ["95188"] },
    });
    const wrong = { ...right, document: "d-bbbbbbbbbbbb", products: ["微粒贷"], flags: ["contact-conflict"] };
    const items = merge([right, wrong], ALONE, subject);
    expect(items.map((i) => i.products)).toContainEqual(["huabei"]);
    expect(items).toHaveLength(2);
    expect(items.find((i) => i.products[0] === "微粒贷")!.flags).toContain("unverified-contact");
  });
});

describe("any set of items", () => {
  const WORDS = [
    "尽早联系客服",
    "记录通话内容",
    "保留证据",
    "不要隐瞒收入",
    "按时还款",
    "提出还款方案",
    "核对协议条款",
    "态度平和",
  ];
  const candidate = fc.record({
    document: fc.constantFrom("d-aaaaaaaaaaaa", "d-bbbbbbbbbbbb", "d-cccccccccccc", "d-dddddddddddd"),
    words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom("action" as const, "caution" as const, "channel" as const),
    phones: fc.constantFrom(undefined, "95188", "95017"),
    list: fc.constantFrom(undefined, "1", "2"),
  });
  const some = fc.array(candidate, { maxLength: 12 }).map((all) =>
    all.map(({ document, words, kind, phones, list }) =>
      said(document, `${words.join("，")}。`, {
        kind,
        ...(list !== undefined && { list }),
        ...(phones !== undefined && kind === "channel" && { slots: { phones: [phones] } }),
      }),
    ),
  );

  it("is merged the same in any order", () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (items, keys) => {
        const shuffled = items
          .map((item) => ({ item, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map((x) => x.item);
        expect(merge(shuffled, ALONE, subject)).toEqual(merge(items, ALONE, subject));
      }),
      { numRuns: 150 },
    );
  });

  it("keeps every item as evidence once, under ids of their own that the schema takes", () => {
    fc.assert(
      fc.property(some, (items) => {
        const cards = merge(items, ALONE, subject);
        expect(new Set(cards.map((c) => c.id)).size).toBe(cards.length);
        expect(cards.flatMap((c) => c.evidence.map((e) => e.start)).sort()).toEqual(
          items.map((i) => i.rawStart).sort(),
        );
        for (const card of cards) {
          AdviceItem.parse(card);
          expect(card.support).toBe(new Set(card.evidence.map((e) => e.document)).size);
        }
      }),
      { numRuns: 150 },
    );
  });
});
