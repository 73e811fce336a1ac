import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dedupeInside } from "../../../pipeline/stages/dedupe/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";
import { compose, spin } from "../../helpers/corpus.ts";

const run = (text: string, context: Parameters<typeof dedupeInside>[1] = {}) =>
  dedupeInside(TracedText.of(text), context);
const left = (text: string, context: Parameters<typeof dedupeInside>[1] = {}) =>
  run(text, context)
    .text.split("\n")
    .filter((l) => l.trim() !== "");

/** Articles as marked lines: `+` stays, `=` repeats an earlier line. */
const ARTICLES: Record<string, string> = {
  "the title between sections": `
+金条逾期怎么和客服谈
=金条逾期怎样和客服谈
+逾期以后不要躲，先把账单导出来，看看哪一笔利息最高，再决定先谈哪一笔。
=金条逾期怎么和客服谈
+一、金条逾期怎么和客服谈分期
+分期要按自己的收入报数，报多了还不上，报少了客服不答应，折中最好。
+二、谈妥之后
=金条逾期怎么和客服谈`,

  "the whole body twice, short lines and all": `
+白条延期办法
+一、先看账单
+打开应用，点“我的”，再点“账单”，把每一笔的本金、利息和到期日抄在一张纸上。
+电话
+白天拨打客服热线，接通后直接说“延期还款”，系统会把电话转到专门的坐席手里。
+二、准备材料
+收入证明
+把停工通知和近半年的银行流水拍成照片存好，客服要的时候马上就能发过去。
=白条延期办法
=一、先看账单
=打开应用，点“我的”，再点“账单”，把每一笔的本金、利息和到期日抄在一张纸上。
=电话
=白天拨打客服热线，接通后直接说“延期还款”，系统会把电话转到专门的坐席手里。
=二、准备材料
=收入证明
=把停工通知和近半年的银行流水拍成照片存好，客服要的时候马上就能发过去。`,

  "a second copy with words swapped and lines left out": `
+月付还不上怎么协商
+月付逾期之后会产生违约金，还会影响征信，所以要赶在还款日之前联系客服，说明自己的困难。
+联系客服的方法有两种：
+1. 拨打热线
+- 接通后报出手机号与身份证后四位，方便坐席查账。
+2. 在线留言
+- 打开应用，进入客服中心，把诉求写清楚。
+谈的时候要注意下面几点：
+1. 说清原因
+- 失业就说失业，生病就说生病，不要编故事。
+谈妥以后要按约定的日子存钱，最好提前一天存好，免得扣款失败，前面的努力全部白费。
=月付逾期之后会产生违约金还会作用征信，所以要赶在还款日之前联络客服，阐述本身的困难。
=联系客服的途径有两种：
=1. 拨打热线
=- 接通后报出手机号与身份证后四位，便于坐席查账。
=谈的时候要留意以下几点：
=1. 说清起因
=- 失业就说失业，生病就说生病不要编故事。
=谈妥之后要依照约定的日子存钱，最好提前一天存好，免得扣款失败，前面的努力全部白费。`,

  "a summary of the same gist in new sentences": `
+先和客服讲清楚收入为什么变少，再拿出每个月能还的数字，请对方登记延期或者分期的诉求。
+保持电话畅通，客服回访的时候一定要接，错过一次回访，之前登记的诉求就会作废重来。
+总之，开口要早，数字要实，电话要接，这三件事做到了，协商这条路多半走得通，不必太害怕。`,

  "items of two lists that are only alike": `
+联系客服以前要做的准备：
+1. 提供相关材料：可以把住院单据、工资条或者停工通知拍照上传，用来支持分期的请求。材料越全，客服越容易判断您的还款能力。
+逾期以后要做的补救：
+1. 提供相关材料：说明现在的收入来源和支出情况，最好由单位盖章，以证明自己仍有还款的意愿。材料越全，客服越容易判断您的还款能力。`,

  "lines of one pattern that state different facts": `
+招联的客服热线是95786，工作时间是早上八点到晚上九点，接通以后按2转人工，再说明自己要延期。
+马上的客服热线是95090，工作时间是早上八点到晚上九点，接通以后按2转人工，再说明自己要延期。
+逾期三天以内补上的，一般不会上报征信，催收也不会介入，补上以后账户马上就能恢复正常使用。
+逾期九天以内补上的，一般不会上报征信，催收也不会介入，补上以后账户马上就能恢复正常使用。`,

  "a denial makes another sentence": `
+还款之前可以先和客服约定延期的天数，约定好以后在应用里确认，确认之后账单日期会跟着改。
+还款之前不可以先和客服约定延期的天数，约定好以后在应用里确认，确认之后账单日期会跟着改。`,

  "labels that stand in several sections": `
+花呗怎么谈
+准备材料：
+身份证和账单
+联系方式：
+打95188，说“花呗”。
+借呗怎么谈
+准备材料：
+身份证和合同
+联系方式：
+打95188，说“借呗”。`,

  "label and product tell two equal paragraphs apart": `
+花呗：打开支付宝，在搜索框里输入名称，进入页面以后点右上角的客服图标，等待转接人工坐席。
+借呗：打开支付宝，在搜索框里输入名称，进入页面以后点右上角的客服图标，等待转接人工坐席。`,

  "a path of short lines given twice": `
+从应用里进：
+打开手机上的应用，登录自己的账户
+点右下角的“我的”图标
+再点右上角的“设置”按钮
+往下找到“帮助与反馈”
+选择“在线客服”
+忘了的话再看一遍
=打开手机上的应用，登录自己的账户
=点右下角的“我的”图标
=再点右上角的“设置”按钮
=往下找到“帮助与反馈”
=选择“在线客服”`,
};

describe("dedupeInside", () => {
  it.each(Object.entries(ARTICLES))("%s", (_, article) => {
    const lines = article.trim().split("\n");
    const raw = lines.map((l) => l.slice(1)).join("\n");
    const traced = run(raw);
    const duplicate = traced.spans().filter((s) => s.status === "duplicate");
    let offset = 0;
    const read = lines.map((l) => {
      const [start, end] = [offset, offset + l.length - 1];
      offset = end + 1;
      return (duplicate.some((s) => s.start < end && s.end > start) ? "=" : "+") + l.slice(1);
    });
    expect(read).toEqual(lines);
  });

  it("names the place of the copy that stays", () => {
    const line = "先把账单抄在纸上，再打电话给客服，说明自己从哪个月开始没有收入，最后报出数字。";
    const raw = `开头一句。\n${line}\n中间一句。\n${line}`;
    const span = run(raw)
      .spans()
      .find((s) => s.status === "duplicate");
    expect(span).toMatchObject({
      of: raw.indexOf(line),
      reason: "dedupe/exact",
      start: raw.lastIndexOf(line),
    });
  });

  it("takes a sentence out that stands twice in one paragraph", () => {
    expect(left("先把账单抄在一张纸上，再打电话。接通之后报姓名。先把账单抄在一张纸上，再打电话。")).toEqual([
      "先把账单抄在一张纸上，再打电话。接通之后报姓名。",
    ]);
  });

  it("keeps the later copy where the first is cut off", () => {
    const whole =
      "协商之前先准备好收入证明和银行流水，再想清楚每个月能还多少，然后打电话给客服，把原因、现状、打算依次讲明白。" +
      "讲完之后请客服登记，并且记下工号，过三天没有答复就再打一次，直到有结果为止。";
    const cut = `${whole.slice(0, 48)}…`;
    expect(left(`${cut}\n中间的一句话。\n${whole}`)).toContain(whole);
  });

  const WHOLE = [
    "先把账单导出来，本金、利息、违约金分开记，再想好每个月拿得出多少。",
    "打电话的时候，先报姓名，再讲停工的日子，最后说出数目，别绕弯子。",
    "对方答应之后，请他发一份书面的安排，核对期数、金额、日期，再回复同意。",
  ];
  const bare = (line: string) => line.replace(/[，、]/g, "");

  it.each<[string, string[], string[]]>([
    [
      "of a paragraph that lost its commas the first time",
      [bare(WHOLE[0]!), "中间的一句话。", WHOLE[0]!],
      ["中间的一句话。", WHOLE[0]!],
    ],
    [
      "of a paragraph that lost its commas the second time",
      [WHOLE[0]!, "中间的一句话。", bare(WHOLE[0]!)],
      [WHOLE[0]!, "中间的一句话。"],
    ],
    ["of a body that lost its commas the first time", [...WHOLE.map(bare), ...WHOLE], WHOLE],
    ["of a body that lost its commas the second time", [...WHOLE, ...WHOLE.map(bare)], WHOLE],
    // The half that stays is not torn from the other half.
    [
      "of a body of which most is better the first time",
      [WHOLE[0]!, bare(WHOLE[1]!), WHOLE[2]!, bare(WHOLE[0]!), WHOLE[1]!, bare(WHOLE[2]!)],
      [WHOLE[0]!, bare(WHOLE[1]!), WHOLE[2]!],
    ],
    [
      "that is the first where one comma is all the difference",
      [WHOLE[0]!.replace("，", ""), "中间的一句话。", WHOLE[0]!],
      [WHOLE[0]!.replace("，", ""), "中间的一句话。"],
    ],
  ])("keeps the copy %s", (_, lines, kept) => {
    expect(left(lines.join("\n"))).toEqual(kept);
  });

  it("keeps the copy with fewer words swapped, and says of which the other is one", () => {
    const first = WHOLE[0]! + WHOLE[2]!;
    const raw = `${first}\n中间的一句话。\n${first}`;
    const spun = ["账单", "本金"].map((word) => {
      const start = raw.indexOf(word);
      return {
        start,
        end: start + word.length,
        text: word === "账单" ? "单子" : "本钱",
        rule: "spun/example",
      };
    });
    const traced = dedupeInside(TracedText.of(raw).edit(spun));
    expect(traced.text).toBe(`中间的一句话。\n${first}`);
    expect(traced.spans()[0]).toMatchObject({
      start: 0,
      status: "duplicate",
      of: raw.lastIndexOf(first),
    });
  });

  it("takes a sentence out that stands in another paragraph", () => {
    const sentence = "最好把通话录下来，并且记下坐席的工号、通话的时间和对方答应的数目。";
    expect(
      left(`先打电话。${sentence}再等三天。\n别的一段话在这里。\n最后提醒：回访要接。${sentence}`),
    ).toEqual([`先打电话。${sentence}再等三天。`, "别的一段话在这里。", "最后提醒：回访要接。"]);
  });

  it.each([
    ["of another lender", "工商银行可以先谈。", "招商银行可以后谈。"],
    ["under another label", "花呗：先打电话。", "借呗：先打电话。"],
  ])("leaves a sentence in a paragraph %s", (_, one, other) => {
    const sentence = "最好把通话录下来，并且记下坐席的工号、通话的时间和对方答应的数目。";
    const raw = `${one}${sentence}\n${other}${sentence}`;
    expect(left(raw, { names: ["工商银行", "招商银行"] })).toEqual(raw.split("\n"));
  });

  it("leaves a short refrain in two paragraphs", () => {
    const raw = "先打电话，说明来意。记得全程都要录音留底。\n再寄材料，留好底稿。记得全程都要录音留底。";
    expect(run(raw).text).toBe(raw);
  });

  it("knows a paragraph again when two became one", () => {
    const a = "逾期之后先不要换号码，客服打不通电话就会联系紧急联系人，家里人会跟着担心。";
    const b = "接到电话先问对方是哪家机构、工号多少，再说自己正在筹钱，愿意商量一个计划。";
    expect(left(`${a}\n${b}\n别的内容在这里。\n${a}${b}`)).toEqual([a, b, "别的内容在这里。"]);
  });

  it("uses the names it is given", () => {
    const line = (name: string) =>
      `${name}的客服白天都有人接听，接通以后先说明自己要办理延期还款，再报出身份证号码等待核实。`;
    const raw = `${line("工商银行")}\n${line("招商银行")}`;
    expect(left(raw, { names: ["工商银行", "招商银行"] })).toHaveLength(2);
  });

  it.each([0.1, 0.2])("finds paragraphs with %d of the words swapped", (share) => {
    let found = 0;
    let all = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const text = compose(seed, 6);
      all += 6;
      found += 12 - left(`${text}\n${spin(text, share, seed)}`).length;
    }
    expect(found / all).toBeGreaterThanOrEqual(share === 0.1 ? 0.9 : 0.6);
  });

  it("leaves articles on one subject whole when they are put together", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const text = `${compose(seed, 5)}\n${compose(seed + 100, 5)}`;
      expect(run(text).text).toBe(text);
    }
  });

  it("keeps a first copy of every folded line, whatever comes", () => {
    const line = fc.constantFrom(
      ...Object.values(ARTICLES)
        .flatMap((a) => a.trim().split("\n"))
        .map((l) => l.slice(1)),
      "",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const raw = lines.join("\n");
        const traced = run(raw);
        // What is gone is gone as a duplicate of something that is still there.
        const kept = traced.spans().filter((s) => s.status === "kept");
        for (const span of traced.spans().filter((s) => s.status === "duplicate")) {
          expect(kept.some((k) => k.start <= span.of! && k.end > span.of!)).toBe(true);
        }
      }),
    );
  });
});

describe("dedupeInside at the edges", () => {
  it("takes a line of a million repeated sentences", () => {
    const sentence = "先把账单列出来再打电话给客服说明情况。";
    const { text } = dedupeInside(TracedText.of(`${sentence.repeat(200_000)}\n后面还有一段话，写在最后。`));
    expect(text).toBe(`${sentence}\n后面还有一段话，写在最后。`);
  });

  it("knows the title again without the remark behind it", () => {
    const body = "先把账单列出来，按利率从高到低排好，再逐家打电话说明情况，争取一个还得起的计划。";
    for (const remark of ["（建议收藏）", " 2025年整理", "｜小账本"]) {
      const { text } = dedupeInside(
        TracedText.of(`某某卡还不上怎样和银行谈${remark}\n${body}\n某某卡还不上怎样和银行谈`),
      );
      expect(text.trimEnd()).toBe(`某某卡还不上怎样和银行谈${remark}\n${body}`);
    }
  });

  it("takes no 期望 for a number of instalments", () => {
    const one =
      "提方案。自己先想好每月金额再开口，比如“我欠四万五，希望每月还七百”，比等着对方安排要主动得多。";
    const two = one.replace("自己", "自身").replace("希望", "期望").replace("比如", "例如");
    expect(dedupeInside(TracedText.of(`${one}\n${two}`)).text.trimEnd()).toBe(one);
  });
});
