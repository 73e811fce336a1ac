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
    ["致电95188-2转人工", ["95188-2"]],
    ["银行热线2345 6789，按1再按4", ["2345-6789"]],
    ["客服专线系22345678", ["2234-5678"]],
    ["客服专线02-2345-6789", ["02-2345-6789"]],
    ["免付费专线0800-024-365", ["0800-024-365"]],
    ["市话直拨412-1111", ["412-1111"]],
    ["遇到恐吓就拨打110报警", ["110"]],
    ["某某银行 400-820-8788 9:00-17:30", ["400-820-8788"]],
    ["致电2345-6789找贷后", ["2345-6789"]],
    ["分部座机021-6234 5678", ["021-6234-5678"]],
  ])("%s", (text, phones) => expect(phonesOf(text)).toEqual(phones));

  it.each([
    "陌生号码13800138000说是银行",
    "还欠95188元",
    "账号400820878812345",
    "2025-12345号文件",
    "日利率0.05%",
    "编号0095188001",
    "分12378期的说法不可信",
    "我的电话2345 6789",
    "热线之外，专员的手机9123 4567也能找到人",
    "手机0912-345-678",
    "欠了110万",
    "单号2345-6789",
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
    ["上午九点开始有人接听，下午六点下班", "09:00-18:00"],
    ["人工坐席全天在岗", "00:00-24:00"],
    ["中国银行　40066-95566　全天", "00:00-24:00"],
    ["人工服务早9晚6", "09:00-18:00"],
    ["客服热线24小时有人，24小时内回复", "00:00-24:00"],
    ["某某银行 400-820-8788 全天 报卡号", "00:00-24:00"],
    ["热线全天都行，不必挑时候", "00:00-24:00"],
    ["报案电话全天受理", "00:00-24:00"],
    ["热线昼夜有人接听", "00:00-24:00"],
    ["人工从早八点守到晚十点", "08:00-22:00"],
    ["人工早九点晚六点", "09:00-18:00"],
    ["早上八点就有人，晚上十点下班", "08:00-22:00"],
    ["早八点到晚十点，别的时间是机器人", "08:00-22:00"],
  ])("%s is %s", (text, hours) => expect(hoursOf(text)).toBe(hours));

  it.each([
    "提交后24小时内有专员回电",
    "24小时冷静期过后再谈",
    "上午十点到十一点坐席最清闲",
    "一天24小时都在想这件事",
    "全天 没有吃饭",
    "昼夜为账单发愁",
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
    ["分期乐APP > 我的 > 帮助与客服 > 在线咨询", ["分期乐", "我的", "帮助与客服", "在线咨询"]],
    ["京东APP→我的→客服→输入“人工”", ["京东", "我的", "客服"]],
    ["买单吧\n　└ 我的\n　　└ 在线客服", ["买单吧", "我的", "在线客服"]],
    ["也可以在掌上生活APP里点“客服”", ["掌上生活", "客服"]],
    ["携程旅行APP，“我的”，“更多服务”，“还款困难”。", ["携程旅行", "我的", "更多服务", "还款困难"]],
    ["支付宝首页搜索“借呗”，进入后点“更多服务”", ["支付宝", "借呗", "更多服务"]],
    ["打开羊小咩，底部“我的”，再点“客户服务”", ["羊小咩", "我的", "客户服务"]],
    ["打开抖音，点“我”，页面最下面有“联系客服”", ["抖音", "我", "联系客服"]],
    ["打开美团，点“更多”里的“客服”，打“人工”两个字", ["美团", "更多", "客服"]],
    ["公众号“极融”，右下角“客户服务”", ["极融", "客户服务"]],
    ["进入支付宝首页，点“我的”，再点“客服”", ["支付宝", "我的", "客服"]],
    ["微信里点我、服务、钱包，右上角有个客服", ["微信", "我", "服务", "钱包", "客服"]],
    [
      "你打开抖音点右下角的我\n点我的钱包\n然后月付\n最底下有个联系客服",
      ["抖音", "我", "我的钱包", "月付", "联系客服"],
    ],
    ["羊小咩那个App你别卸载\n打开以后点我的\n往下拉有个联系客服", ["羊小咩", "我的", "联系客服"]],
    ["打开京东APP\n点我的\n点我的钱包\n再点人工", ["京东", "我的", "我的钱包", "人工"]],
    ["路径：我的、设置、联系客服", ["我的", "设置", "联系客服"]],
    ["在羊小咩App里点“我的”，右上角有个小耳机，点进去选“人工”", ["羊小咩", "我的", "小耳机", "人工"]],
    ["打开美团，点“我的”，再点右上角的耳机图标", ["美团", "我的", "耳机图标"]],
    ["在美团APP首页点耳机图标", ["美团", "耳机图标"]],
    ["打开微信搜“极融”公众号，点“服务”，再点“人工”", ["微信", "极融", "服务", "人工"]],
    ["公众号：关注“极融”，在菜单栏点击“服务”", ["极融", "服务"]],
    ["抖音搜索“月付”，进入后点“我的”", ["抖音", "月付", "我的"]],
    ["我在抖音里点“我”，进“我的钱包”，找到月付，底下的“客服”", ["抖音", "我", "我的钱包", "月付", "客服"]],
    ["入口在羊小咩里，“我的”往下划，有个“联系客服”", ["羊小咩", "我的", "联系客服"]],
    ["打开美团，“我的”页面往下拉到“客服”，点“人工”", ["美团", "我的", "客服", "人工"]],
    ["羊小咩App：我的>设置>联系客服", ["我的", "设置", "联系客服"]],
    ["打开羊小咩，点“我的”，再点“客服”；支付宝里也行，搜“羊小咩”，点“服务”", ["羊小咩", "我的", "客服"]],
    ["打开羊小咩，点“我的”，选“延期”，再点“提交”", ["羊小咩", "我的", "延期"]],
    ["合同可以在“我的合同”中下载", ["我的合同"]],
    ["我的》设置》联系客服", ["我的", "设置", "联系客服"]],
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
    "拨打热线 → 按1 → 按6 → 按0",
    "发“人工”，再发“协商”",
    "依据《某某管理办法》第七十条，里面写了两个前提",
    "唔好拣“一般查询”，拣5字“其他”",
    "点键盘图标打字",
    "先选日子，再选方案",
    "在“某某银行”里留言",
    "依次是身份证、流水、证明",
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
    ["分12个月还清", [12]],
    ["分六个月", [6]],
    ["三至十二期都可以", [3, 12]],
    ["期数为十二、二十四、三十六期之一", [12, 24, 36]],
    ["切成十八到三十份", [18, 30]],
    ["拆成12份", [12]],
    ["三十六期没给，给了二十四期", [24, 36]],
    ["金额小的基本六期", [6]],
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
    "延期六个月",
    "部分三个月以上的账户",
    "头三期一天都不能晚",
    "断供超过两期",
    "已经还了十四期",
    "迟缴两期就有人上门",
    "复印三份",
    "两期没还",
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
    ["快的七天慢的二十天", of(7, 20, "day")],
    ["短则三天，长则十天", of(3, 10, "day")],
    ["逾期不到六个月", of(null, 6, "month")],
    ["逾期没超过六十天", of(null, 60, "day")],
    ["第八天起账户转入人工", of(8, 8, "day")],
    ["隔三天再打一次", of(3, 3, "day")],
    ["到期前三天主动发消息", of(3, 3, "day")],
    ["十个工作天内有结果", of(null, 10, "day")],
    ["48小时内", of(null, 2, "day")],
    ["等二十四小时", of(1, 1, "day")],
    ["展期一个月", of(1, 1, "month")],
    ["前后要一年多", of(1, null, "year")],
    ["前三个月每月只还一百", of(3, 3, "month")],
    ["可以申请把前半年的月还款额调低", of(6, 6, "month")],
    ["15天往上一直到90天才轮得到", of(15, 90, "day")],
    ["材料齐了，次日有回音", of(1, 1, "day")],
    ["隔上二十天再递", of(20, 20, "day")],
    ["要排一个星期", of(1, 1, "week")],
    ["答复周期在一周上下", of(1, 1, "week")],
    ["复审1个工作日", of(1, 1, "day")],
    ["近12个月内未办理过", of(null, 12, "month")],
    ["过去两年没有再次申请", of(2, 2, "year")],
    ["年限拉到三十年封顶", of(null, 30, "year")],
    ["至少在扣款日前十五天说明", of(15, null, "day")],
    ["没到三十天", of(null, 30, "day")],
    ["某某银行\n逾期满60天\n36期", of(60, 60, "day")],
    ["暂停还款一个月", of(1, 1, "month")],
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
    "第二天",
    "半年的净收入",
    "未来半年的开销",
    "年满二十二周岁",
    "周二周三最好打",
    "谈了半天",
    "客服热线24小时",
    "等三小时",
    "分12个月还",
    "晚了一天",
    "每三个月复盘一次",
    "万一日后对账不符",
    "一天到晚打电话",
    "一年期贷款",
    "三天两头打电话",
    "晚到十天半月",
    "顺延到下一年度",
    "用了大半年",
    "前两天刚判了一个",
    "罚息自次日起计收",
    "请客服改一次日期",
    "公司拖了两个月工资",
    "近三个月没有收入",
    "一个月多三四千",
    "十二个月内仅可办理一次",
  ])("%s: none", (text) => expect(durationsOf(text, subject)).toEqual([]));

  it("leaves out of a story how long its trouble lasted", () => {
    expect(durationsOf("我停工三个月了，能不能延期两个月？", subject, true)).toEqual([of(2, 2, "month")]);
    expect(durationsOf("他失业两年，二十天后批了下来。", subject, true)).toEqual([of(20, 20, "day")]);
    expect(durationsOf("她两个月没有上班，递了材料，两周后对方答应免息。", subject, true)).toEqual([
      of(2, 2, "week"),
    ]);
    expect(durationsOf("门店给了她半年只还利息。", subject, true)).toEqual([of(6, 6, "month")]);
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
    ["备齐粮单、住址证明同每张卡嘅月结单。", ["粮单", "住址证明", "月结单"]],
    ["交粮单同埋租约。", ["粮单", "租约"]],
    ["交降薪通知＋租房转账记录。", ["降薪通知", "租房转账记录"]],
    ["停业公告、房东的收条、住院费用清单。", ["停业公告", "房东的收条", "住院费用清单"]],
    ["家庭成员户口簿、破产裁定、收入说明。", ["户口簿", "破产裁定", "收入说明"]],
    ["近半年的收支流水整理成册。", ["收支流水"]],
  ])("%s", (text, found) => expect(materials(text)).toEqual(found));

  it("reads them in other kinds where something is given or kept", () => {
    expect(materials("通话录音和还款回执都要保存下来。", "action")).toEqual(["通话录音", "还款回执"]);
    expect(materials("接通后报身份证号。", "channel")).toEqual(["身份证号"]);
    expect(materials("她把停业证明寄给银行。", "case")).toEqual(["停业证明"]);
    expect(materials("他揣着工资条去了网点，把误工证明传给专员。", "case")).toEqual(["工资条", "误工证明"]);
    expect(materials("接通后报姓名和手机号。", "action")).toEqual([]);
  });

  it.each([
    ["每月核对账单，按时还款。", "action"],
    ["逾期记录会影响信用记录。", "consequence"],
    ["不要把身份证交给中介。", "caution"],
    ["准备好相关证明材料。", "material"],
    ["先签还款协议再付款。", "action"],
    ["请客服说明情况。", "action"],
    ["按客服发来的清单准备。", "material"],
    ["请银行以邮件寄达。", "material"],
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
    ["罚息全部抹掉，手续费打对折。", ["interest-reduction"]],
    ["本金不动，零利息。", ["interest-reduction"]],
    ["六个月内只付利息。", ["pause"]],
    ["月付降到六千多。", ["lower-payment"]],
    ["续贷一年。", ["extension"]],
    ["变更还款方式。", ["other"]],
    ["自行出售抵押的车。", ["other"]],
    ["谈到一次性了断。", ["other"]],
    ["手续费收一半。", ["interest-reduction"]],
    ["逾期利息没要。", ["interest-reduction"]],
    ["正常利息不减，罚息去掉。", ["interest-reduction"]],
    ["月供打对折，为期半年。", ["lower-payment"]],
    ["批下来先缓半年。", ["pause"]],
    ["先还两个月利息。", ["pause"]],
    ["剩下的两期移到合同末尾。", ["extension"]],
    ["一次结清减三成。", ["other"]],
    ["一次结清，罚息打六折。", ["interest-reduction"]],
    ["扣款日由五号改到月底。", ["other"]],
  ])("%s", (text, found) => expect(options(text)).toEqual(found));

  it.each([
    ["剩下的能不能分开还？", ["installment"]],
    ["我每月还六百，可以吗？", ["installment"]],
    ["延期不行的话，能否先缓一缓？", ["extension", "pause"]],
  ])("in words to say: %s", (text, found) => expect(options(text, "script")).toEqual(found));

  it.each([
    ["分期一般不批。", []],
    ["不能延期，只能分期。", ["installment"]],
    ["不支持延期，逾期以后才可以申请延期。", ["extension"]],
    ["能不能延期要看记录。", ["extension"]],
    ["罚息不减，手续费不退。", []],
    ["没有分期义务。", []],
  ])("what is denied is not offered: %s", (text, found) => expect(options(text)).toEqual(found));

  it("takes a plan that papers are for as asked for only where the text says what to aim at", () => {
    expect(options("申请展期要交录取通知书。", "material")).toEqual([]);
    expect(options("备好流水，想清楚目标，比如减免部分利息。", "material")).toEqual(["interest-reduction"]);
  });

  it("takes a number of instalments for an instalment plan", () => {
    expect(options("银行批了六十期。", "case", [60])).toEqual(["installment"]);
  });

  it("takes a monthly sum in words to say for a lower payment where nothing else is asked", () => {
    expect(options("我每个月能还六百元。", "script")).toEqual(["lower-payment"]);
    expect(options("我每个月能还六百元，请分十二期。", "script", [12])).toEqual(["installment"]);
  });

  it.each([
    ["分期期间不要再借新的。", "caution"],
    ["转人工后说要办个性化分期。", "channel"],
    ["延期协议要逐条看清。", "action"],
    ["核对每期金额和分期数。", "action"],
    ["利息会越滚越多。", "consequence"],
    ["没有宽限期这种说法。", "condition"],
    ["等延期批准短信。", "action"],
    ["材料交晚了，审批要顺延。", "condition"],
    ["退款延后到账。", "condition"],
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
      periods: [12],
      durations: [{ min: null, max: 3, unit: "day" }],
    });
    expect(Slots.parse(slots)).toEqual(slots);
  });

  it("reads a long text in linear time", () => {
    const took = (text: string) => {
      // Of this process alone: the machine may be busy with others.
      const began = process.cpuUsage();
      slotsOf(text, "material", subject);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    };
    // What made it a square before: runs of numerals, of labels, of joints. A square takes minutes here.
    for (const unit of [
      "三",
      "12、",
      "“我的”",
      "准备身份证和",
      "我的-",
      "都要可",
      "9点到",
      "点“我”，",
      "美团APP里",
      "└我",
      "在“我”里",
      "快的三天慢的",
      "分3至",
      "支付宝 ",
      "点我、",
      "有个耳机，点开",
      "早九点晚",
      "全天 ",
      "次日",
      "拆成3份",
    ]) {
      expect(took(unit.repeat(Math.ceil(100_000 / unit.length)))).toBeLessThan(5_000);
    }
  });
});
