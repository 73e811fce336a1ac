import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../pipeline/advice.ts";
import { loadSubject } from "../../../pipeline/lexicon/subject.ts";
import { extract } from "../../../pipeline/stages/extract/index.ts";
import { structure } from "../../../pipeline/stages/structure/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";
import { Kind, Phase, Slots } from "../../../schemas/advice.ts";

const subject = loadSubject("debt");

function itemsOf(text: string, title?: string): Candidate[] {
  const traced = TracedText.of(text);
  const { outline } = structure(traced, []);
  return extract(
    { document: "d-000000000000", traced, outline, ...(title !== undefined && { title }) },
    subject,
  );
}

/** An article on the subject around the passage under test, so that nothing hangs on the gate. */
const around = (passage: string) => `欠款逾期后怎样协商还款

一、为什么要早点处理

逾期以后利息和罚息会天天增加，还会影响征信，催收电话也会越来越多。

二、怎样和客服沟通

${passage}

三、谈妥以后

谈妥以后要按协议按时还款，每次还款的凭证都保存好，避免再次逾期。
`;
const inside = (passage: string) => {
  const text = around(passage);
  const from = text.indexOf(passage);
  return itemsOf(text).filter((i) => i.start >= from && i.end <= from + passage.length);
};

describe("what the author set apart is one item", () => {
  it("a list item, label included, the mark before it not", () => {
    const found = inside(
      "1. 记录通话内容：每次打完电话都写下坐席工号和答复，下回接着谈。\n2. 不要隐瞒收入：编造的困难一查就穿，后面就没有人再信你的话。\n3. 提出还款方案：先算好每月能承担的数额，再请客服照着做方案。",
    );
    expect(found.map((i) => i.quote.split("：")[0])).toEqual([
      "记录通话内容",
      "不要隐瞒收入",
      "提出还款方案",
    ]);
    expect(found.map((i) => i.kind)).toEqual(["action", "caution", "action"]);
    expect(new Set(found.map((i) => i.list)).size).toBe(1);
    expect(found[0]!.list).toBeDefined();
  });

  it("a labelled paragraph", () => {
    const found = inside(
      "准备材料：提前把身份证、收入证明和银行流水拍清楚，客服要的时候马上能给。\n\n切勿失联：电话不接、短信不回，平台只会当成恶意拖欠来处理。",
    );
    expect(found.map((i) => [i.label, i.kind])).toEqual([
      ["准备材料", "material"],
      ["切勿失联", "caution"],
    ]);
    expect(found[0]!.slots.materials).toEqual(["身份证", "收入证明", "银行流水"]);
  });

  it("a menu path over several lines is one channel", () => {
    const found = inside(
      "在线客服的入口：\n\n1. 打开美团\n2. 点击“我的”\n3. 选择“客服中心”\n4. 进入“在线客服”",
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      kind: "channel",
      slots: { path: ["美团", "我的", "客服中心", "在线客服"] },
    });
  });

  it("words to say are an item of their own inside the one that brings them in", () => {
    const all = itemsOf(
      around(
        "1. 说明困难：把原因和打算讲清楚，例如：“您好，我上个月失业了，能否把欠款分成十二期来还？”\n2. 保持冷静：对方语气再硬也不要争吵，说完自己的方案就等答复。",
      ),
    );
    const script = all.find((i) => i.kind === "script");
    expect(script).toBeDefined();
    const outer = all[script!.inside!]!;
    expect(outer.label).toBe("说明困难");
    expect(script!.rawStart).toBeGreaterThan(outer.rawStart);
    expect(script!.rawEnd).toBeLessThanOrEqual(outer.rawEnd);
    expect(script!.slots).toMatchObject({ periods: [12], options: ["installment"] });
    // What is said inside the quotation is the script's, not the item's.
    expect(outer.slots.periods).toBeUndefined();
  });

  it.each([
    ["with nothing around them", "“本人原在鞋厂做工，工厂三月停产，恳请把余款分成二十期归还。”"],
    [
      "behind a sentence that advises nothing",
      "那天下着雨，屋里只有我一个人。“我现在一个月挣三千，每个月能还六百，请您照这个数帮我登记。”窗外的车一辆接一辆。",
    ],
  ])("words to say are found %s", (_, passage) => {
    const scripts = inside(passage).filter((i) => i.kind === "script");
    expect(scripts.map((s) => s.quote)).toEqual([/“.*”/.exec(passage)![0]]);
  });
  it.each([
    [
      "that one is warned of",
      "那天下着雨，屋里只有我一个人。千万别说“我没钱，你们帮我想办法，我打算明年再还”。",
    ],
    ["that ask for nothing", "那天下着雨，屋里只有我一个人。“我们家门口的那条路一直在修，修了好久好久。”"],
    ["of the other side", "那天下着雨，屋里只有我一个人。客服说：“我帮您登记一下，您每个月能还八百吗？”"],
  ])("words %s are none to say", (_, passage) => {
    expect(inside(passage).filter((i) => i.kind === "script")).toEqual([]);
  });
  it("a story is one case, the acts in it suppressed", () => {
    const found = inside(
      "绍兴的陈女士因为店铺关门，欠了两万多元。她先打电话说明情况，又把停业证明和流水寄给银行，每次通话都记下工号。谈了三回以后，银行最终同意分二十四期偿还。",
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: "case", slots: { periods: [24] } });
  });

  it.each([
    [
      "a surname that is not among the commonest",
      "绍兴的耿女士因为店铺关门，欠了两万多元，她把停业证明和流水寄给银行，谈到二十四期，如今还到第七期。",
    ],
    [
      "a name without its second half",
      "祁某在昆明学编程，借款两万元，上了五周课机构就停了业，他写信给放款方，放款方免去剩余利息，余款分10期。",
    ],
    [
      "one that ended badly",
      "阿珍花了四千元请人代谈，对方交了一份假的诊断书，被当场识破，申请遭到驳回，四千元也没有要回来。",
    ],
  ])("a story of %s", (_, passage) => {
    expect(inside(passage).map((i) => i.kind)).toEqual(["case"]);
  });
  it.each([
    "打开小程序，找到客服，成功接通以后，把自己的困难讲清楚，请客服同意登记还款方案，最后记下工号。",
    "老人接到催收电话不要慌，最好请家人一起给银行打电话，说明实际的困难，请对方同意登记还款方案。",
  ])("none is told in: %s", (passage) => {
    expect(inside(passage).filter((i) => i.kind === "case")).toEqual([]);
  });

  it("an answer, with its question left out", () => {
    const found = inside(
      "问：逾期以后还能打电话协商吗？\n\n答：可以，直接拨打客服热线95188，说明逾期原因，请求登记还款方案。",
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.quote).not.toContain("还能打电话协商吗");
    expect(found[0]!.slots.phones).toEqual(["95188"]);
  });
});

describe("what an expert says", () => {
  const said =
    "不全是。逾期半年以上、金额过万的，被起诉的可能确实存在，还要多承担诉讼费。您与客服之间的通话录音和聊天截图，都要按日期命名存好。";
  it("in a single turn is cut like prose, the name left out", () => {
    const found = inside(`段律师：${said}`);
    expect(found.map((i) => i.kind)).toEqual(["consequence", "action"]);
    expect(found.every((i) => !i.quote.includes("段律师"))).toBe(true);
  });
  it("under a label of its own is one point", () => {
    expect(inside(`律师提醒：${said}`)).toHaveLength(1);
  });
});

describe("what gives no item", () => {
  it.each([
    ["an introduction", "本文将为大家介绍几种常见的协商思路。"],
    ["a transition", "下面我们来看具体的做法。"],
    ["a closing wish", "希望以上内容对您有所帮助。"],
    ["a lead without a list", "具体步骤如下："],
  ])("%s", (_, passage) => expect(inside(passage)).toEqual([]));

  it.each([
    ["a question", "客服天天打电话，能不能只还本金，利息就不要了？"],
    ["a summary with a label", "小结：协商还款并不可怕，只要主动联系平台、说明困难、按约还款，总能谈下来。"],
    ["a word of the editor", "小编按：还款日快到了，不少人想协商分期，先打客服电话说明情况，一起往下看。"],
  ])("%s", (_, passage) => expect(inside(passage)).toEqual([]));

  it("a section that defines or tells of reasons", () => {
    const text = around("先打电话说明困难，请客服登记还款方案。").replace(
      "一、为什么要早点处理\n\n逾期以后利息和罚息会天天增加，还会影响征信，催收电话也会越来越多。",
      "一、什么是个性化分期\n\n个性化分期是银行和持卡人就欠款重新约定的一种还款安排。",
    );
    expect(itemsOf(text).filter((i) => i.quote.includes("重新约定的一种"))).toEqual([]);
  });

  it("headings", () => {
    for (const item of itemsOf(around("先打电话说明困难，请客服登记还款方案。"))) {
      expect(["怎样和客服沟通", "谈妥以后", "为什么要早点处理"]).not.toContain(item.text);
    }
  });

  it.each([
    [
      "a recipe",
      "番茄炖牛腩的做法\n\n1. 牛腩切块，冷水下锅焯水。\n2. 番茄炒出汁，再放牛腩。\n3. 小火炖一个半小时，出锅前放盐。",
    ],
    [
      "a product page",
      "某品牌手机分期购买指南\n\n1. 打开商城，把手机加入购物车。\n2. 在结算页选择十二期免息。\n3. 确认支付，等待收货，新用户还有优惠券。",
    ],
    [
      "company news",
      "某消费金融公司发布年报\n\n公司去年营收增长一成，贷款余额创下新高，不良率略有下降。\n\n管理层表示将继续投入科技研发，并计划明年发行债券。",
    ],
    ["nothing", ""],
  ])("%s", (_, text) => expect(itemsOf(text)).toEqual([]));
});

describe("a table written out as lines", () => {
  it.each(["　", " | ", "｜"])("has an item in every row, with %j between the cells", (mark) => {
    const rows = [
      ["逾期天数", "会发生什么"],
      ["逾期三天", "短信和机器人电话，一般不上征信"],
      ["逾期三十天", "人工电话催收，征信记一条逾期"],
      ["逾期九十天", "案件移交律师，可能被起诉"],
    ].map((cells) => cells.join(mark));
    const found = itemsOf(
      `${around("先打电话说明困难，请客服登记还款方案。")}\n\n四、逾期以后\n\n${rows.join("\n")}`,
    );
    const about = found.filter((i) => /逾期(?:三天|三十天|九十天)/.test(i.quote));
    expect(about).toHaveLength(3);
  });
});

describe("a series of numbered points with a heading and a paragraph each", () => {
  const point = (n: number, heading: string, text: string) => `${n}. ${heading}\n${text}`;
  const series = [
    point(1, "弄清欠款情况", "先登录账户核对本金和利息，心里有数再去沟通。"),
    point(2, "如实说明困难", "沟通时把逾期的原因讲清楚，比如失业或者生病，客服才能理解。"),
    point(
      3,
      "提出还款方案",
      "在与平台协商时，可以提出自己的方案，包括期数和金额。同时也可以听取平台的建议。",
    ),
    point(4, "按照约定还款", "协商达成以后，一定要在约定的日期之前把钱存好。如果再次违约，方案可能被取消。"),
  ].join("\n");
  const closing = "总的来说，逾期并不可怕，关键在于积极面对。";
  it("has one item for each point, and none for what the text ends with", () => {
    const found = itemsOf(
      `网贷逾期怎么协商还款\n逾期以后很多人不知道怎么办，下面来看一看。\n${series}\n${closing}`,
    );
    expect(found.map((i) => i.quote.split("\n")[0])).toEqual([
      "弄清欠款情况",
      "如实说明困难",
      "提出还款方案",
      "按照约定还款",
    ]);
    expect(found.at(-1)!.quote).not.toContain("总的来说");
  });
});

describe("a heading behind a story", () => {
  it("ends it", () => {
    const found = itemsOf(
      [
        "信用卡欠款还不上怎么协商",
        "案例一：开面馆的顾先生",
        "顾先生开面馆欠了信用卡三万元，逾期两个月以后主动给银行打电话，说明收入减少的情况，最终银行同意分二十四期归还。",
        "律师提醒",
        "逾期以后要尽早打银行的客服电话，把每月能还的数额说清楚，请客服登记下来。",
        "不要相信代办的中介，收了钱不办事的很多。",
      ].join("\n\n"),
    );
    expect(found.map((i) => i.kind)).toEqual(["case", "action", "caution"]);
  });
});

describe("a heading", () => {
  const below = (heading: string, text: string) =>
    itemsOf(
      around(`（一）${heading}\n\n${text}\n\n（二）再谈一次\n\n隔几天换个时间再打，把新的证明补上去。`),
    ).filter((i) => text.includes(i.quote) || i.quote.includes(text));
  const ADVICE = "主动联系平台客服，说明逾期的原因，请求延期或者分期。";

  it("over advice leaves it advice", () => {
    expect(below("开口之前", ADVICE)).toHaveLength(1);
  });

  // Known failures: 小 and one character is taken for a person, 总结 at the head for a closing summary.
  it("that warns is no story", () => expect(below("小心收费代办", ADVICE)).toHaveLength(1));
  it("on small loans is no story", () => expect(below("小额贷款怎么谈", ADVICE)).toHaveLength(1));
  it("that tells one to sum up is no summary", () => expect(below("总结自己的收支", ADVICE)).toHaveLength(1));
});

describe("products", () => {
  const passage = "先打电话说明困难，请客服登记还款方案。";
  it("are the article's", () => {
    const items = itemsOf(around(passage).replace("欠款逾期后怎样协商还款", "借呗逾期后怎样协商还款"));
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item.products).toEqual(["jiebei"]);
  });

  it("are none in an article about debts in general", () => {
    for (const item of itemsOf(around(passage))) expect(item.products).toEqual([]);
  });

  it("are the name the article writes, for lenders without a name of our own", () => {
    const items = itemsOf(around(passage).replace("欠款逾期后怎样协商还款", "微粒贷逾期后怎样协商还款"));
    expect(new Set(items.flatMap((i) => i.products))).toEqual(new Set(["微粒贷"]));
  });

  it("are those an item names itself, where the article has several", () => {
    const found = itemsOf(
      around(
        "1. 花呗：拨打客服热线95188，说明困难以后请求分期偿还欠款。\n2. 借呗：在支付宝里找到在线客服，留言请求延期一个月。",
      ).replace("欠款逾期后怎样协商还款", "花呗借呗逾期后怎样协商还款"),
    );
    expect(found.find((i) => i.quote.startsWith("花呗"))?.products).toEqual(["huabei"]);
    expect(found.find((i) => i.quote.startsWith("借呗"))?.products).toEqual(["jiebei"]);
  });
});

describe("every item", () => {
  const PASSAGES = [
    "先打电话说明困难，请客服登记还款方案。",
    "1. 记录通话内容：每次都写下工号。\n2. 不要失联：不接电话只会更糟。",
    "打开支付宝，点“我的”，再点“在线客服”。",
    "开口可以说：“您好，我现在收入减少，能否延期两个月再还？”",
    "小李失业以后欠了一万元，他打电话说明情况，最后平台同意分十二期，如今已经还清。",
    "问：会影响征信吗？\n答：逾期会上征信，谈妥以后按时还款可以减轻影响。",
    "（二）材料",
    "本文将介绍几种做法。",
  ];
  const article = fc
    .array(fc.constantFrom(...PASSAGES), { minLength: 0, maxLength: 6 })
    .map((all) => around(all.join("\n\n")));

  it("quotes the raw text exactly, lies in the text, has a short title and slots by the schema", () => {
    fc.assert(
      fc.property(article, fc.constantFrom("", "\uFEFF", "  \n\n"), (text, head) => {
        const raw = head + text;
        for (const item of itemsOf(raw)) {
          expect(item.quote).toBe(raw.slice(item.rawStart, item.rawEnd));
          expect(item.quote.trim()).not.toBe("");
          expect(item.title.length).toBeGreaterThan(0);
          expect(item.title.length).toBeLessThanOrEqual(24);
          expect(item.text).not.toMatch(/^(?:同时|此外|因此|首先|其次|然后|但是)/);
          Kind.parse(item.kind);
          Phase.parse(item.phase);
          Slots.parse(item.slots);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("overlaps no other, but for scripts inside their items", () => {
    fc.assert(
      fc.property(article, (text) => {
        const items = itemsOf(text);
        const outer = items.filter((i) => i.inside === undefined).sort((a, b) => a.start - b.start);
        outer.forEach((item, i) => {
          if (i > 0) expect(item.start).toBeGreaterThanOrEqual(outer[i - 1]!.end);
        });
        for (const script of items.filter((i) => i.inside !== undefined)) {
          const around = items[script.inside!]!;
          expect(script.start >= around.start && script.end <= around.end).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is found in a text without any structure as well, and nothing throws", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => void itemsOf(text)));
  });
});
