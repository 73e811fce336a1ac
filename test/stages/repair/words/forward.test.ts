import { describe, expect, it } from "vitest";
import { repairWords } from "../../../../pipeline/stages/repair/words/index.ts";
import { simplify } from "../../../../pipeline/stages/simplify/index.ts";
import { TracedText } from "../../../../pipeline/text/traced.ts";
import { cutWords, distance, loseCommas, narrow, spin, substitute } from "../../../helpers/forward/words.ts";
import { scriptRules, wordRules } from "./tables.ts";

/** One page, a paragraph an entry: what the damaged pages are made from and must come back to. */
const PAGE: readonly string[] = [
  "发现当月收入不够还账单时，第一步是把每一笔欠款写下来，包括本金、利息和到期日。用户心里有数，跟银行进行沟通才有底气，不至于被对方几句话问住。",
  "如果已经逾期，应该第一时间联系平台，说明逾期原因，并询问是否还有宽限。拖延只会导致罚息越滚越多，一旦被移交外部机构，处理起来就更加麻烦。",
  "可以通过客服电话、在线留言两种途径反映情况。拨打官方电话咨询之前，先准备好身份证号码，人工服务时间为每天9:00-21:00，避开上午的高峰更容易接通。",
  "在与专员协商的过程中，语气要平和，不要争吵。耐心把困难讲清楚，比一味抱怨更有助于解决问题，对方也更愿意帮您向上级申请。",
  "提交材料之后，一般需要1-3个工作日审核。期间请保持手机畅通，因为回访电话没有接到，很可能被视为放弃申请，前面的准备就白费了。",
  "根据自身的收入，算出每月最多能拿出的金额，再据此提出方案。例如收入五千元，扣除房租和生活费，剩下的两千元可以用来还款，不要把自己的日子逼到绝路。",
  "注意事项：通话要录音，聊天记录、短信都要保存。客服的姓名、工号和联系方式，最好当天就记在本子上，日后核对协议内容时非常重要。",
  "协商不成也不必灰心，隔一周再打一次。第一次被拒绝很正常，换一位专员，把新的证明补上，多数平台都会重新评估，我们身边就有谈到第四次才成功的例子。",
  "请拨打以下电话进行登记，语音提示之后选择人工。如果听不清提示，可以直接按井号键，系统会转到专门负责贷后的小组，由他们记录您的情况。",
  "方案确定以后，一定要让对方发一份书面协议。协议里应当写明期数、每期金额和减免的违约金，缺少任何一项，都可能在日后引起争议。",
  "进入页面之后点击右下角的按钮，再选择在线客服。用户也可以在搜索栏里输入关键词，直接跳到办理入口，这样能最大限度节省时间。",
  "每月至少存够最低还款额，在扣款日前一天再核对一遍余额。按时履行约定至关重要，再次违约不仅会影响征信，还可能让平台收回已经给出的优惠。",
  "希望正在经历困难的人都能早日走出来。欠债并不可怕，可怕的是逃避，主动面对、合理规划，总能找到适合自己的解决方案。",
];

const text = PAGE.join("\n\n");
const repaired = (damaged: string) =>
  repairWords(simplify(TracedText.of(damaged), scriptRules).traced, wordRules).text;
const paragraphs = (page: string) => page.split("\n\n");

interface Model {
  readonly name: string;
  readonly damage: (page: string) => string;
  /** Character error rate after repair, at most: a little above what was measured (`REPORT=1` prints it). */
  readonly most: number;
}

const MODELS: readonly Model[] = [
  { name: "half-width marks", damage: narrow, most: 0 },
  { name: "substitutions", damage: substitute, most: 0 },
  { name: "deleted words", damage: cutWords, most: 0 },
  { name: "spun words, most of them", damage: (p) => spin(p, 7, 0.9), most: 0.004 },
  { name: "spun words, half of them", damage: (p) => spin(p, 11, 0.5), most: 0.002 },
  { name: "lost commas", damage: (p) => loseCommas(p, 3, 0.8), most: 0.045 },
  { name: "all at once", damage: (p) => cutWords(substitute(narrow(spin(p, 23, 0.7)))), most: 0.002 },
];

describe("repairing damage made by forward models", () => {
  it("leaves the undamaged page as it is", () => {
    const { changes, marks } = repairWords(TracedText.of(text), wordRules);
    expect(changes).toEqual([]);
    expect(marks).toEqual([]);
  });

  it.each(MODELS)("brings back $name", ({ name, damage, most }) => {
    const damaged = damage(text);
    const before = distance(text, damaged) / text.length;
    const after = distance(text, repaired(damaged)) / text.length;
    if (process.env.REPORT) console.log(`${name}: ${before.toFixed(4)} -> ${after.toFixed(4)}`);
    expect(before).toBeGreaterThan(0.003);
    expect(after).toBeLessThanOrEqual(most);
  });

  it("never makes one of the paragraphs worse", () => {
    let pairs = 0;
    for (const { name, damage } of MODELS) {
      const damaged = damage(text);
      const back = paragraphs(repaired(damaged));
      for (const [i, paragraph] of paragraphs(damaged).entries()) {
        if (paragraph === PAGE[i]) continue;
        pairs++;
        expect(distance(PAGE[i]!, back[i]!), `${name}: ${paragraph}`).toBeLessThanOrEqual(
          distance(PAGE[i]!, paragraph),
        );
        if (process.env.REPORT && back[i] !== PAGE[i]) console.log(name, "\n ", paragraph, "\n ", back[i]);
      }
    }
    expect(pairs).toBeGreaterThanOrEqual(40);
  });
});
