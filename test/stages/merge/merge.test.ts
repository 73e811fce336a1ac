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

describe("the same advice in three articles, three wordings", () => {
  const sets: ReadonlyArray<readonly [string, Partial<Candidate>, readonly string[]]> = [
    [
      "keeping evidence",
      {},
      [
        "保留证据：聊天截图、回单都放进一个文件夹。",
        "通话时打开录音，挂断后存好。",
        "把每回的截图留存下来，以后说得清。",
      ],
    ],
    [
      "paying on time",
      { phase: "after" },
      [
        "按时还款：谈妥的数额到期前存进卡里。",
        "谈好以后要按约定还，一天都不要晚。",
        "履行协议：每个月照着单子来。",
      ],
    ],
    [
      "no agents",
      { kind: "caution", phase: "before" },
      [
        "不要找代办：先交钱的十有八九是骗人。",
        "网上说内部渠道的中介，一概别理。",
        "警惕打着反催收旗号收费的人。",
      ],
    ],
    [
      "one number",
      { kind: "channel", phase: "contact", products: ["huabei"], slots: { phones: ["95188"] } },
      ["拨打95188，说转人工。", "最快的是打客服热线95188。", "电话95188全天有人，花呗、借呗都归它管。"],
    ],
    [
      "one arrangement",
      { kind: "option", slots: { options: ["extension"] } },
      ["延期还款：把日子往后挪一挪。", "可以请求宽限一阵子再还。", "争取展期，眼下的压力会小些。"],
    ],
  ];

  it.each(
    sets,
  )("%s: one card, and taking one article away changes its support and evidence alone", (_, more, texts) => {
    const all = texts.map((text, i) => said(`d-${"abc"[i]!.repeat(12)}`, text, more));
    const [whole, ...others] = merge(all, ALONE, subject);
    expect(others).toEqual([]);
    expect(whole!.support).toBe(3);
    for (const gone of all) {
      const left = merge(
        all.filter((c) => c !== gone),
        ALONE,
        subject,
      );
      expect(left).toHaveLength(1);
      expect(left[0]).toMatchObject({
        id: whole!.id,
        kind: whole!.kind,
        phase: whole!.phase,
        products: whole!.products,
        support: 2,
      });
      expect(left[0]!.evidence).toEqual(whole!.evidence.filter((e) => e.document !== gone.document));
    }
  });
});

describe("an id", () => {
  const OWN_WORDS = [
    "把家里每个人的收入摊开来讲，谁能帮多少当面定下来。",
    "到了发薪那天先划出伙食和房租，余下的装进信封。",
    "一周挑一个晚上同另一半对一遍本子，数字要两个人都认。",
    "手机里没用的会员都关掉，一年省下的也不是小数。",
    "心里闷的时候出去走一走，别一个人关在屋里。",
    "孩子的学费提前半年就开始攒，到时不慌。",
    "找一份周末的零活，哪怕不多也是进项。",
    "大件先别换，旧的修一修还能用两年。",
  ];

  it("of a card that only its wording names stays when a near-copy comes, be it the new lead", () => {
    const stayed = OWN_WORDS.filter((text, i) => {
      const one = said("d-bbbbbbbbbbbb", text, { kind: "action" });
      const copy = said("d-aaaaaaaaaaaa", `${text.slice(0, -1)}，真的。`, { label: "真的" });
      const [before] = merge([one], ALONE, subject);
      const after = merge([one, copy], ALONE, subject);
      expect(after).toHaveLength(1);
      expect(after[0]!.support).toBe(2);
      return after[0]!.id === before!.id && i >= 0;
    });
    // By MinHash: as often as the copy has its pieces in common with the text.
    expect(stayed.length).toBeGreaterThanOrEqual(OWN_WORDS.length - 1);
  });

  it("does not go over to another card of the same key that has more members", () => {
    const two = [
      said("d-aaaaaaaaaaaa", "记录通话内容：写下工号和答复。", { list: "10" }),
      said("d-aaaaaaaaaaaa", "做好沟通记录：谈到哪一步也要写。", { list: "10" }),
    ];
    const before = merge(two, ALONE, subject);
    const more = ["b", "c", "d"].map((c) => said(`d-${c.repeat(12)}`, "通话要记下来：日期和要点。"));
    const after = merge([...two, ...more], ALONE, subject);
    for (const card of before)
      expect(after.find((a) => a.id === card.id)!.evidence.map((e) => e.quote)).toEqual(
        expect.arrayContaining(card.evidence.map((e) => e.quote)),
      );
  });
});

describe("a card of several members", () => {
  it("says that a text has a gap, where what it takes from it is more than the lead says", () => {
    const channel = (document: string, text: string, more: Partial<Candidate>) =>
      said(document, text, { kind: "channel", products: ["huabei"], ...more });
    const [card] = merge(
      [
        channel("d-aaaaaaaaaaaa", "客服热线：拨打95188，按语音提示转人工，先报身份再说来意。", {
          slots: { phones: ["95188"] },
        }),
        channel("d-bbbbbbbbbbbb", "打95188，每天 到21:00。", {
          slots: { phones: ["95188"], hours: "09:00-21:00" },
          flags: ["text-gap"],
        }),
      ],
      ALONE,
      subject,
    );
    expect(card!.hours).toBe("09:00-21:00");
    expect(card!.flags).toContain("text-gap");
  });

  it("of several lenders is led by words that name none of them", () => {
    const [card, ...others] = merge(
      [
        said("d-aaaaaaaaaaaa", "不要失联：花呗的电话一定要接，换了号要告诉花呗。", {
          kind: "caution",
          products: ["huabei"],
        }),
        said("d-bbbbbbbbbbbb", "切勿逃避电话。", { kind: "caution", products: ["微粒贷"] }),
      ],
      ALONE,
      subject,
    );
    expect(others).toEqual([]);
    expect(card!.products).toEqual(["huabei", "微粒贷"].sort());
    expect(card!.text).not.toContain("花呗");
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

  it("are told of two upper limits of the same thing", () => {
    const limit = (document: string, text: string, product = "jiebei", periods = [60]) =>
      said(document, text, {
        kind: "option",
        products: [product],
        slots: { options: ["installment"], periods },
      });
    const reasons = (items: Candidate[]) =>
      merge(items, ALONE, subject).flatMap((i) => i.disagrees.map((d) => d.reason));
    const sixty = limit("d-aaaaaaaaaaaa", "可以申请分期，最多60期。");
    expect(reasons([sixty, limit("d-bbbbbbbbbbbb", "分期最长三十六期。", "jiebei", [36])])).toHaveLength(2);
    expect(reasons([sixty, limit("d-bbbbbbbbbbbb", "最长可以分六十期。")])).toEqual([]);
    expect(reasons([sixty, limit("d-bbbbbbbbbbbb", "分成36期来还。", "jiebei", [36])])).toEqual([]);
    expect(reasons([sixty, limit("d-bbbbbbbbbbbb", "分期最长三十六期。", "微粒贷", [36])])).toEqual([]);
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
