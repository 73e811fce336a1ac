/**
 * A corpus with known duplicates, made from the project's own articles and from sentences put
 * together at random (by seed): exact copies, spun versions, shuffled paragraphs, partial copies,
 * and articles that share nothing but their subject.
 */

import { readdirSync, readFileSync } from "node:fs";
import { mix32 } from "../../pipeline/text/shingles.ts";
import { random } from "./random.ts";

export interface CorpusArticle {
  readonly id: string;
  readonly text: string;
  /** Articles of one family are copies of one text. */
  readonly family: string;
  readonly how: "original" | Copied;
}

/**
 * How a copy was made. `half`: half of the original and half as much of another text; `embedded`: half
 * of it in the middle of a whole other text, all in paragraphs of other lengths.
 */
export type Copied = "exact" | "spun-10" | "spun-20" | "spun-30" | "shuffled" | "half" | "embedded";

const SYNONYMS: Record<string, readonly string[]> = Object.fromEntries(
  [
    ["进行", "实施", "实行", "开展"],
    ["问题", "疑惑", "疑问", "难题"],
    ["用户", "使用者", "客户", "借款人"],
    ["根据", "依照", "依据", "按照"],
    ["了解", "熟悉", "理解", "知晓"],
    ["如果", "假如", "倘若", "要是"],
    ["导致", "造成", "引起", "致使"],
    ["解决", "应对", "化解", "处理"],
    ["方式", "形式", "办法", "途径"],
    ["一些", "若干", "部分", "某些"],
    ["提高", "增进", "增强", "提升"],
    ["按时", "准时", "按期", "如期"],
    ["自己", "本人", "自身", "本身"],
    ["可以", "能够", "可", "得以"],
    ["影响", "作用", "波及", "牵连"],
    ["希望", "期望", "期待", "盼望"],
    ["申请", "请求", "提请", "呈请"],
    ["说明", "阐述", "讲明", "陈述"],
    ["准备", "备好", "预备", "筹备"],
    ["困难", "困境", "难处", "窘境"],
    ["客服", "坐席", "客服人员", "接线员"],
    ["联系", "联络", "接洽", "沟通"],
  ].flatMap((row) => row.map((word) => [word, row.filter((w) => w !== word)])),
);
const STRANGERS =
  "妥善 大致 切实 立刻 逐项 稳妥 常见 关键 具体 日常 后续 整体 基本 通常 随即 必要 有效 合适 相应 各类".split(
    " ",
  );

/** Swap the given share of the words, from a list of synonyms where it has them, blindly where not. */
export function spin(text: string, share: number, seed: number): string {
  const next = random(seed);
  let out = "";
  for (const { segment, isWordLike } of new Intl.Segmenter("zh", { granularity: "word" }).segment(text)) {
    const swap = isWordLike && /^\p{Script=Han}{2,}$/u.test(segment) && next() < share;
    const choices = SYNONYMS[segment] ?? STRANGERS;
    out += swap ? choices[Math.floor(next() * choices.length)]! : segment;
  }
  return out;
}

/** The same paragraphs in another order. */
export function shuffle(text: string, seed: number): string {
  const next = random(seed);
  const lines = text.split("\n").filter((l) => l.trim() !== "");
  for (let i = lines.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [lines[i], lines[j]] = [lines[j]!, lines[i]!];
  }
  return lines.join("\n");
}

/** The same text in paragraphs of other lengths. */
export function reflow(text: string, seed: number): string {
  const next = random(seed);
  return text
    .replace(/\n+/g, "")
    .replace(/[。！？](?![”」])/g, (stop) => (next() < 0.3 ? `${stop}\n\n` : stop));
}

/** What many articles of a corpus have in common though none is copied from another. */
const NOTICES = [
  "温馨提示：以上内容仅供参考，具体安排请以签订合同的机构答复为准，如有疑问请拨打机构公布的客服热线。",
  "按照监管部门的规定，持卡人确有还款意愿而暂时还不上的，可以同发卡机构平等协商，订立最长五年的个性化分期协议。",
  "免责声明：文中案例经过改写，请勿对号入座，转载请注明出处，未经许可不得用于商业用途。",
];

const FRAMES = [
  "{who}遇到{trouble}的时候，先把{paper}找出来，再{verb}{desk}。",
  "{desk}一般{when}有人值守，{who}最好{how}说清{trouble}。",
  "别因为{feeling}就{bad}，{desk}看重的是{trait}。",
  "{paper}要{care}，{when}之前交给{desk}。",
  "谈到{plan}，{desk}会先看{paper}，再问{trouble}从何而来。",
  "{who}若是{bad}，{plan}多半办不下来。",
  "{when}收到{paper}以后，{how}核对{detail}。",
  "想要{plan}，{trait}比什么都管用。",
  "{detail}写错一处，{desk}就会退回{paper}。",
  "{verb}{desk}时，{how}报出{detail}，省得来回核实。",
  "过了{when}还没有答复，{who}可以再{verb}{desk}一次。",
  "{feeling}没有用，{how}算清{detail}才是正路。",
  "办成{plan}的{who}，大多有一个共同点：{trait}。",
  "有{trouble}的{who}，不妨请{helper}一起{verb}{desk}。",
  "{helper}提醒，{bad}会让{detail}对不上。",
  "{plan}不是白给的，{desk}要看{trait}。",
];
const POOL: Record<string, readonly string[]> = {
  who: "跑运输的司机|刚毕业的年轻人|开杂货铺的夫妻|退休返聘的会计|在外打工的兄弟|带孩子的单亲妈妈|停薪留职的老师|转行的程序员|种果树的农户|摆摊的小贩|装修队的工长|送外卖的骑手|开民宿的老板|下岗的车工|护理老人的护工".split(
    "|",
  ),
  trouble:
    "工地停工|货款收不回来|家里老人住院|工资被拖欠|店面转不出去|伤了腿不能上班|合伙人跑路|孩子上学要交费|车被追尾|仓库遭了水|生意淡季|公司倒闭|房租猛涨|彩礼借款|养殖场闹病".split(
      "|",
    ),
  paper:
    "近半年流水|停工通知|出院小结|欠薪证明|转让合同|伤残鉴定|营业执照注销单|学费收据|低保证|贷款合同|征信报告|纳税记录|租房合同|离婚判决|社保缴费单".split(
      "|",
    ),
  verb: "打电话给|写信给|发邮件给|上门去找|在线留言给|托人转告|视频连线|预约面谈".split("|"),
  desk: "贷后专员|支行的信贷员|平台的在线坐席|总行的投诉科|小贷公司的经理|消费金融的热线|调解中心的老师|法务部的同事|信用卡中心|区里的金融办".split(
    "|",
  ),
  when: "工作日上午|账单日前三天|每月十号|下班之后|逾期第一周|收到短信当天|周末|两周以内|月底结账时|午休过后".split(
    "|",
  ),
  how: "一条一条地|慢慢地|当着家人的面|照着提纲|拿着计算器|先易后难地|不绕弯子地|分三段|用普通话|录着音".split(
    "|",
  ),
  feeling: "害怕丢脸|心里着急|觉得委屈|一时气愤|嫌麻烦|不好意思|灰心丧气|舍不得时间".split("|"),
  bad: "关机躲避|编造病情|到处再借|随口许诺|和人吵架|找人代谈|把卡借给别人|只说不还".split("|"),
  trait: "说到做到|前后一致|数字清楚|主动开口|不卑不亢|有账可查|肯先还一点|耐得住性子".split("|"),
  plan: "延后三个月|拆成二十四期|先还利息|停掉罚息|把本金挂起来慢慢还|降低每月应还|合并几笔账|改成等额本息|一次结清打折|展期半年".split(
    "|",
  ),
  care: "一式两份|拍得清清楚楚|盖上红章|按日期排好|注明用途|留好底稿|写上姓名电话|装进一个文件袋".split("|"),
  detail:
    "身份证尾号|每期金额|扣款日期|合同编号|剩余本金|罚息起算日|开户支行|还款账号|减免数目|联系地址".split(
      "|",
    ),
  helper: "社区的网格员|懂行的表哥|工会的干事|银行上班的同学|村里的会计|法律援助的律师".split("|"),
};

/** An article of its own on the common subject, with about .1 of its shingles in common with another. */
export function compose(seed: number, paragraphs = 6): string {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const sentence = () => pick(FRAMES).replace(/\{(\w+)\}/g, (_, slot: string) => pick(POOL[slot]!));
  const text = Array.from({ length: paragraphs }, () => Array.from({ length: 4 }, sentence).join("")).join(
    "\n\n",
  );
  // Everybody has words of their own: without this the frames make strangers three times as alike as real articles are.
  return spin(text, 0.5, seed + 1);
}

const DEVELOP = "test/articles/develop/raw";

/** The project's own development articles, in order of name. */
export function ownArticles(): string[] {
  return readdirSync(DEVELOP)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => readFileSync(`${DEVELOP}/${name}`, "utf8"));
}

/** Seeds that never meet: no text of one purpose turns up again for another. */
function seedOf(seed: number, purpose: number, i: number): number {
  return mix32(seed * 0x10000000 + purpose * 0x2000000 + i);
}

/** The bases of families: the project's own articles, then composed ones. */
function base(own: readonly string[], seed: number, b: number): string {
  return own[b] ?? compose(seedOf(seed, 0, b), 8);
}

/**
 * `size` articles one after the other, made as they are asked for: families of eight (an original and
 * seven copies of it) are eight tenths, the rest stand alone; a third of those carries a common notice.
 * Ids say nothing of families, the order does.
 */
export function* eachOfCorpus(size: number, seed = 1): Generator<CorpusArticle> {
  const own = ownArticles();
  let made = 0;
  const article = (how: CorpusArticle["how"], family: string, text: string): CorpusArticle => ({
    id: `d-${seedOf(seed, 4, made++).toString(16).padStart(8, "0")}`,
    text,
    family,
    how,
  });
  const part = (text: string, share: number) => text.slice(0, Math.floor(text.length * share));
  for (let b = 0; b < Math.floor(size / 10); b++) {
    const text = base(own, seed, b);
    const s = seed * 101 + b * 17;
    const add = (how: CorpusArticle["how"], t: string) => article(how, `f${b}`, t);
    yield add("original", text);
    yield add("exact", text.replace(/，/g, ",").replace(/\n+/g, "\n"));
    yield add("spun-10", spin(text, 0.1, s + 1));
    yield add("spun-20", spin(text, 0.2, s + 2));
    yield add("spun-30", spin(text, 0.3, s + 3));
    yield add("shuffled", shuffle(text, s + 4));
    const other = compose(seedOf(seed, 1, b), 8);
    yield add("half", `${part(text, 0.5)}\n${part(other, 0.5).slice(0, text.length / 4)}`);
    const around = compose(seedOf(seed, 2, b), 8).slice(0, text.length);
    const middle = Math.floor(around.length / 3);
    yield add(
      "embedded",
      reflow(`${around.slice(0, middle)}\n${part(text, 0.5)}\n${around.slice(middle)}`, s),
    );
  }
  for (let i = 0; made < size; i++) {
    const text = compose(seedOf(seed, 3, i), 5 + (i % 5));
    const notice = i % 3 === 0 ? `\n\n${NOTICES[(i / 3) % NOTICES.length]!}` : "";
    yield article("original", `alone-${i}`, text + notice);
  }
}

/** As `eachOfCorpus`, in order of ids. */
export function corpus(size: number, seed = 1): CorpusArticle[] {
  return [...eachOfCorpus(size, seed)].sort((a, b) => (a.id < b.id ? -1 : 1));
}
