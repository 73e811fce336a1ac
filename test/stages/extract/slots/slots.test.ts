import { describe, expect, it } from "vitest";
import { loadSubject } from "../../../../pipeline/lexicon/subject.ts";
import { durationsOf } from "../../../../pipeline/stages/extract/slots/durations.ts";
import { hoursOf } from "../../../../pipeline/stages/extract/slots/hours.ts";
import { slotsOf } from "../../../../pipeline/stages/extract/slots/index.ts";
import { materialsOf } from "../../../../pipeline/stages/extract/slots/materials.ts";
import { optionsOf } from "../../../../pipeline/stages/extract/slots/options.ts";
import { pathOf } from "../../../../pipeline/stages/extract/slots/path.ts";
import { periodsOf } from "../../../../pipeline/stages/extract/slots/periods.ts";
import { phonesOf } from "../../../../pipeline/stages/extract/slots/phones.ts";
import type { Duration, Kind } from "../../../../schemas/advice.ts";
import { Slots } from "../../../../schemas/advice.ts";

const subject = loadSubject("debt");

describe("phones", () => {
  it.each([
    ["客服热线95188，转人工", ["95188"]],
    ["拨打400-820-8788或800-820-8788", ["400-820-8788", "800-820-8788"]],
    ["专线40088-95558", ["40088-95558"]],
    ["专线4008205555", ["4008205555"]],
    ["400 820 8788 转2", ["400-820-8788"]],
    ["拨打４００－８２０－８７８８", ["400-820-8788"]],
    ["美团热线1010-7888", ["1010-7888"]],
    ["美团热线10107888", ["10107888"]],
    ["投诉打12378、12363", ["12378", "12363"]],
    ["总部电话021-62345678", ["021-62345678"]],
    ["95188打不通再打95188", ["95188"]],
  ])("%s", (text, phones) => expect(phonesOf(text)).toEqual(phones));

  it.each([
    "陌生号码13800138000说是银行",
    "还欠95188元",
    "账号400820878812345",
    "2025-12345号文件",
    "日利率0.05%",
    "编号0095188001",
    "分12378期的说法不可信",
  ])("%s: none", (text) => expect(phonesOf(text)).toEqual([]));
});

describe("hours", () => {
  it.each([
    ["早9点到晚9点", "09:00-21:00"],
    ["9:00-21:00", "09:00-21:00"],
    ["9：00－18：00", "09:00-18:00"],
    ["每日8:30～20:30", "08:30-20:30"],
    ["全天24小时有人接听", "00:00-24:00"],
    ["客服热线7×24小时开通", "00:00-24:00"],
    ["工作日9点至18点", "09:00-18:00"],
    ["周一至周五9点到18点", "09:00-18:00"],
    ["上午八点半至下午五点", "08:30-17:00"],
    ["人工坐席从下午一点到五点在线", "13:00-17:00"],
    ["网点朝九晚五开门", "09:00-17:00"],
    ["人工服务早9晚6", "09:00-18:00"],
    ["客服热线24小时有人，24小时内回复", "00:00-24:00"],
  ])("%s is %s", (text, hours) => expect(hoursOf(text)).toBe(hours));

  it.each([
    "提交后24小时内有专员回电",
    "24小时冷静期过后再谈",
    "一天24小时都在想这件事",
    "中午十二点到一点别打，都在吃饭",
    "2025年3月7日到账",
    "谈了两三次",
    "从3期到6期",
  ])("%s: none", (text) => expect(hoursOf(text)).toBeUndefined());
});

describe("path", () => {
  it.each([
    ["打开应用，点“我的”-“设置”-“联系客服”", ["我的", "设置", "联系客服"]],
    ["打开京东金融，依次点“我的”“客服中心”“人工客服”", ["京东金融", "我的", "客服中心", "人工客服"]],
    ["登录美团，点击我的，再进入客服中心", ["美团", "我的", "客服中心"]],
    ["我的→设置→在线客服", ["我的", "设置", "在线客服"]],
    ["我的>账单>协商还款", ["我的", "账单", "协商还款"]],
    ["A>B>C", ["A", "B", "C"]],
    ["打开度小满\n点击“我的”\n选择“客服中心”\n进入“在线客服”", ["度小满", "我的", "客服中心", "在线客服"]],
    ["打开支付宝，搜索“花呗”并进入，点“我的”，再点“客服”", ["支付宝", "花呗", "我的", "客服"]],
    ["打开微信，点右下角“我”，进入“服务”，底部有个“联系客服”的按钮", ["微信", "我", "服务", "联系客服"]],
    ["打开360借条APP，点“我的”，再点“帮助与客服”", ["360借条", "我的", "帮助与客服"]],
    ["打开支付宝，进入借呗页面，点“我的”，再进“在线客服”", ["支付宝", "借呗", "我的", "在线客服"]],
    ["点“我的”，找到“客服”或“帮助”，在“帮助”页面里选“人工服务”", ["我的", "帮助", "人工服务"]],
    ["登录银行官网，点击“服务中心”，再点“在线咨询”", ["银行官网", "服务中心", "在线咨询"]],
  ])("%s", (text, path) => expect(pathOf(text, subject)).toEqual(path));

  it.each([
    "按语音提示选择“还款业务”再转人工",
    "先看清条款，再点“同意”",
    "这就是所谓的“停息挂账”",
    "先说“您好”，再说“我想谈谈还款”",
    "2024-2025年度的账单",
    "说清楚收入-支出-负债",
    "在对话框里输入“协商还款”",
  ])("%s: none", (text) => expect(pathOf(text, subject)).toBeUndefined());
});

describe("periods", () => {
  it.each([
    ["可以分12期或三十六期", [12, 36]],
    ["最长60期", [60]],
    ["3、6、12期都有", [3, 6, 12]],
    ["从12期到24期", [12, 24]],
    ["分成二十四期来还", [24]],
    ["签下四十八期的协议", [48]],
  ])("%s", (text, periods) => expect(periodsOf(text, subject)).toEqual(periods));

  it.each([
    "第三期还款日",
    "每一期都按时还",
    "连续两期没有入账",
    "逾期两期以上",
    "几十期的分法",
    "学期末",
    "近期",
    "下期账单",
    "分六个月",
  ])("%s: none", (text) => expect(periodsOf(text, subject)).toEqual([]));
});

describe("durations", () => {
  const of = (min: number | null, max: number | null, unit: Duration["unit"]) => ({ min, max, unit });
  it.each([
    ["逾期90天以上", of(90, null, "day")],
    ["逾期超过三个月", of(3, null, "month")],
    ["拖过一百八十天案子就转走了", of(180, null, "day")],
    ["三到六个月", of(3, 6, "month")],
    ["1-3个工作日", of(1, 3, "day")],
    ["3至5个工作日内回复", of(3, 5, "day")],
    ["等两三天再打", of(2, 3, "day")],
    ["逾期一两天", of(1, 2, "day")],
    ["最多往后推15天", of(null, 15, "day")],
    ["最长可分十年", of(null, 10, "year")],
    ["不超过30天", of(null, 30, "day")],
    ["两天内会回电", of(null, 2, "day")],
    ["至少保留两年", of(2, null, "year")],
    ["拖上二十多年", of(20, null, "year")],
    ["提前一天存好", of(1, 1, "day")],
    ["还款日前五天去电", of(5, 5, "day")],
    ["等上两个礼拜", of(2, 2, "week")],
    ["延期半年", of(6, 6, "month")],
    ["宽限半个月", of(15, 15, "day")],
    ["两年半还清", of(30, 30, "month")],
    ["一个半月的缓冲", of(45, 45, "day")],
    ["看逾期有没有超过60天", of(60, null, "day")],
  ])("%s", (text, duration) => expect(durationsOf(text, subject)).toEqual([duration]));

  it("gives both ends of a window in two units", () => {
    expect(durationsOf("逾期一个月以上三年以内", subject)).toEqual([
      of(1, null, "month"),
      of(null, 3, "year"),
    ]);
  });

  it("joins both ends of a window in one unit", () => {
    expect(durationsOf("逾期30天以上、90天以内", subject)).toEqual([of(30, 90, "day")]);
  });

  it.each([
    "近三个月的银行流水",
    "半年的工资流水",
    "每月5日还款",
    "2025年3月7日",
    "一个月收入三千",
    "第三天",
    "每三个月复盘一次",
    "万一日后对账不符",
    "一天到晚打电话",
    "一年期贷款",
    "48小时内",
  ])("%s: none", (text) => expect(durationsOf(text, subject)).toEqual([]));

  it("takes from words to say and from stories only what is asked for or granted", () => {
    expect(durationsOf("我停工三个月了，能不能延期两个月？", subject, true)).toEqual([of(2, 2, "month")]);
  });
});

describe("materials", () => {
  const materials = (text: string, kind: Kind = "material") => materialsOf(text, subject, kind);
  it.each([
    ["备好身份证、工资流水和失业证明。", ["身份证", "工资流水", "失业证明"]],
    ["准备近三个月的银行流水以及医院出具的诊断证明等材料。", ["银行流水", "诊断证明"]],
    ["公司发的裁员通知、孩子的病历都可以交上去。", ["裁员通知", "孩子的病历"]],
    ["递交财产及收入状况说明书、户籍誊本。", ["财产及收入状况说明书", "户籍誊本"]],
    ["借款合同编号、欠款总额抄在纸上。", ["借款合同编号", "欠款总额"]],
    ["失业的带上离职证明，生病的拿病历和缴费发票。", ["离职证明", "病历", "缴费发票"]],
    ["拍清楚社保缴费记录、租房合同、进货单据。", ["社保缴费记录", "租房合同", "进货单据"]],
    ["需要还款凭证与聊天记录。", ["还款凭证", "聊天记录"]],
  ])("%s", (text, found) => expect(materials(text)).toEqual(found));

  it("reads them in other kinds where something is given or kept", () => {
    expect(materials("通话录音和还款回执都要保存下来。", "action")).toEqual(["通话录音", "还款回执"]);
    expect(materials("接通后报身份证号。", "channel")).toEqual(["身份证号"]);
    expect(materials("她把停业证明寄给银行。", "case")).toEqual(["停业证明"]);
  });

  it.each([
    ["每月核对账单，按时还款。", "action"],
    ["逾期记录会影响信用记录。", "consequence"],
    ["不要把身份证交给中介。", "caution"],
    ["准备好相关证明材料。", "material"],
    ["先签还款协议再付款。", "action"],
    ["请客服说明情况。", "action"],
  ] as Array<[string, Kind]>)("%s: none", (text, kind) => expect(materials(text, kind)).toEqual([]));
});

describe("options", () => {
  const options = (text: string, kind: Kind = "option", periods: number[] = []) =>
    [...optionsOf(text, subject, kind, periods)].sort();
  it.each([
    ["可以申请延期，也可以分期。", ["extension", "installment"]],
    ["把还款日往后挪一挪。", ["extension"]],
    ["把一笔账拆成若干个月来还。", ["installment"]],
    ["利息全部停收，罚息减掉一半。", ["interest-reduction"]],
    ["以后不再产生新的利息。", ["interest-reduction"]],
    ["每期金额比原先低一些。", ["lower-payment"]],
    ["先停三个月再还。", ["pause"]],
    ["对方同意只还本金。", ["principal-only"]],
  ])("%s", (text, found) => expect(options(text)).toEqual(found));

  it("takes a number of instalments for an instalment plan", () => {
    expect(options("银行批了六十期。", "case", [60])).toEqual(["installment"]);
  });

  it("takes a monthly sum in words to say for a lower payment where nothing else is asked", () => {
    expect(options("我每个月能还六百元。", "script")).toEqual(["lower-payment"]);
    expect(options("我每个月能还六百元，请分十二期。", "script", [12])).toEqual(["installment"]);
  });

  it.each([
    ["分期期间不要再借新的。", "caution"],
    ["延期协议要逐条看清。", "action"],
    ["核对每期金额和分期数。", "action"],
    ["利息会越滚越多。", "consequence"],
    ["没有宽限期这种说法。", "condition"],
    ["算一算每月能拿出多少。", "action"],
  ] as Array<[string, Kind]>)("%s: none", (text, kind) => expect(options(text, kind)).toEqual([]));
});

describe("slotsOf", () => {
  it("states nothing that the text does not state", () => {
    expect(slotsOf("打电话时语气要平和。", "action", subject)).toEqual({});
  });

  it("fills what is stated, in the form of the schema", () => {
    const slots = slotsOf("拨打95188，每天9:00-21:00，说明想分12期，对方3天内回复。", "channel", subject);
    expect(slots).toEqual({
      phones: ["95188"],
      hours: "09:00-21:00",
      options: ["installment"],
      periods: [12],
      durations: [{ min: null, max: 3, unit: "day" }],
    });
    expect(Slots.parse(slots)).toEqual(slots);
  });

  it("reads a long text in linear time", () => {
    const took = (text: string) => {
      const began = performance.now();
      slotsOf(text, "material", subject);
      return performance.now() - began;
    };
    // What made it a square before: runs of numerals, of labels, of joints. A square takes minutes here.
    for (const unit of ["三", "12、", "“我的”", "准备身份证和", "我的-", "都要可", "9点到"]) {
      expect(took(unit.repeat(Math.ceil(100_000 / unit.length)))).toBeLessThan(5_000);
    }
  });
});
