/**
 * Papers and facts to prepare or hand over, in the author's words. They stand in enumerations
 * (准备身份证、工资流水和失业证明); each member is cut down to its noun phrase and kept if its end is
 * a material by the subject's table.
 */
import type { Kind } from "../../../../schemas/advice.ts";
import type { Subject } from "../../../lexicon/subject.ts";
import { perSubject } from "../../../lexicon/wording.ts";
import { sieved, testOf } from "../sieve.ts";

const sieve = sieved(({ materials }) => materials.map(({ row }) => row.match));

const tableOf = perSubject((subject: Subject) => ({
  marksOf: sieve(subject),
  tests: subject.materials.map(testOf),
  /** What the rows say of members of an enumeration only. */
  listed: subject.materials.map(({ row }) => row.listed),
}));

/** Rows of the table that are asked: all of them, or those that hold outside enumerations. */
interface Rows {
  readonly table: ReturnType<typeof tableOf>;
  readonly all: boolean;
}

/** Whether a text holds what some row cannot do without; a noun is a part of its text. */
function mayName(text: string, { table, all }: Rows): boolean {
  const marks = table.marksOf(text);
  for (let i = 0; i < table.tests.length; i++)
    if (marks.all[marks.from + i] === 1 && (all || !table.listed[i])) return true;
  return false;
}

function isNamed(noun: string, { table, all }: Rows): boolean {
  const marks = table.marksOf(noun);
  for (let i = 0; i < table.tests.length; i++)
    if (marks.all[marks.from + i] === 1 && (all || !table.listed[i]) && table.tests[i]!(noun)) return true;
  return false;
}

const SENTENCE_END = /[。！？!?；;]/u;
/** Between members of an enumeration, whatever stands on either side. */
const SEPARATORS =
  /——|(?<!\p{Script=Han})[（(]|[（(](?!\p{Script=Han}{1,2}[）)]\p{Script=Han})|(?<![（(]\p{Script=Han}{1,2})[）)]|[、，,：:\n《》“”"「」＋+/／|｜·•→]|同埋|以及|还有|或者是|或是|[啊呀]|以(?=便|供|验证|证明|核实|支持|说明|备)|用(?:来|于)|并(?=提供|提交|准备|附|拍|扫描|加盖|注明|签)|\s+/u;
/** These also stand inside a name (财产及收入状况说明书): they separate only behind a member that is whole. */
const JOINTS = /及其|及|和|与|跟|或者|或|连同|同(?!意|事|行|学|城|期|时|一)/gu;

/**
 * What may stand before the noun: verbs of preparing and giving, examples, determiners. The look-aheads
 * keep words that merely begin like a verb: 凭证, 交易记录, 说明书, 保证金.
 */
const leading = (counterpart: string) =>
  `^.*(?:(?:准备|提供|整理|收集|保留|保存|留存|妥善保管)(?:好|齐)?(?!的)|提交|补交|上交|(?<!成)交(?:齐|出(?!院|生|租|险|入)|上|了|咗)?(?!易|通|费|款|警)|(?:(?<!邮)寄|邮寄(?!存根|凭|回|单))(?:去|出|送)?(?!存)|递(?:交|上|去)|传(?:了|齐|上|给)?(?!票|真|媒)|上传|拍成|拍(?:下|好|了|清楚|清|全)?(?!照|拍|得|清|片单)|携带|带(?:同|上|好|齐|着|埋|住(?!院|址|房))?|出具(?!的)|附(?:上|有)?(?!件|近)|出示|拿(?:出|着|上|好|住(?!院|址|房))?|(?:原)?单位开|找(?:出|到)?|备(?:好|齐|妥)|添(?:上|一份)?|传真(?!件)|露出|拉出|弹出|拿得出|(?<=得)出(?!院|生)|导出|写(?:个|成|封)|开出|(?<=的)加(?!班|盖|急|工)|开具(?!的)|开(?!具|的|户|通|庭|支|销|票|除|发)|打印(?!件)|打(?:出|一份)|留好|收好|留下|打包|报(?:上|出(?!院|生|租|险)|送)?(?!告|警|销|名|表|税|价|案)|填(?:写|好|妥|一[张份])?(?!报|表)|领(?:取|到|一份)(?!记录|的|页|单|凭)|办(?:理|一份)|核(?:对|验)|核实|(?<![必主重])要(?=有)|比如说|比如|比方说?|无非(?:就?是)?|例如|譬如|包括但不限于|包括|包含|涵盖|(?<![影图录])像(?!素)|诸如|凭(?!证(?!明)|据|单|条)|需要?(?!求)|须|要求|(?<![必主重])要(?!求|点|紧)|说明(?!书|信|材料|文件|$)|告知(?!书|函)|有(?!效|关|力)|是(?!否)|即(?!可|便)|[把将](?!来)|加上|再加|给(?!予)|放(?!款|贷|弃|假|在)|送(?:了|去|上)?(?!达|货)|揣(?:着|住(?!院))?|提着|攞(?:住|埋)?|攥着|捧着|看(?!病|护|守)|(?<![信费雇录聘])用(?!工(?!资)|药|户|途|电|水|款|短信|邮件)|写(?:清|明)|补上|索取|要一份|的话|填妥|时(?!间|长)|让.{0,6}?看到|向${counterpart}(?:人员)?|最好|先|一起|一并|凑(?:齐|够)|留住|补充(?!协议|合同|条款|说明)|连同|输入|写(?=一份|一张)|另(?:附|加|添|交)|补(?:一[份张]|再)|配(?:上|齐)|摆(?:出|上)|(?:再|另)?[加补](?:了|上)?(?=[一两三][份张])|(?:发|申请|弄)(?=[一两三][份张])|的发(?!票|放|货|薪)|索要|提出(?!的)|收(?=[\\p{Script=Han}]{2,6}(?:协议|合同|单据))|核对(?:您|你)的|其中)`;
const DETERMINERS =
  /^(?:(?:过|其中|任何|自己|本人|自身|您|你|我|他|她|他们|我们|家人|相应|相关|有关|必要|具体|详细|完整|真实|有效|最新|一些|部分|各种|各类|所有|全部|其他|其它|[一二两三几](?:份|张|样|套|本|个|页|封)|每(?:一)?(?:张|份|笔)(?:卡)?|夫妻双方|双方|电子版|纸质版|个(?!人|体|税|性)|最后一[张份]|家庭成员|借款人|持卡人|申请人|旧?公司嘅|和|与|跟|或|一下|当时|当前|目前|现有|上述|以上|下列|近期|如|等|的|了|好|那张|那份|这份|这张|嗰份|所用|名下|单位(?=解除|终止|调薪|降薪|减薪))(?:[的嘅])?)+/u;
/** What a member's noun is followed by where the sentence goes on: 还款凭证都截图存档, 欠款总额抄在手边. */
const PREDICATE =
  /都|均|一律|一样|这(?!几|半)|到(?!期|账)|向(?!导)|后(?!四|六|台)|去|要|可|应(?!急|缴|还)|须|需|能|就|也|是(?!否)|拍|抄|放(?!款|贷|弃)|发(?!票|放)|寄|拿|带|(?<!书)写|存(?!折|款|根|单)|留(?!言|学)|截(?![图屏]$)[图屏下]?(?![图屏])|扫描|一并|一起|一道|一同|之类|凡|直[至到]|上传|传(?!票|真|媒|给?的)|交(?!易|通|警|款|费|的)|谈|再(?!次)|各|直接|重新|申请(?!书|表|人)|整理|保存|保留|分(?=平台|类|开)|至|随|[两三四五六七][样项件]|这[几两三四五六](?=[类种样项份张])|一页|[二三两]选一|任选|任一|作为|放在|在(?!职|读|线)|给|用(?:笔|夹|来)|收(?:好|进|齐)|集中|逐|反复|打(?!印|款)|各一|至少|最好|说(?!明)|来(?!往)|找(?=到|出|来|齐|全|银行|平台|客服|对方)|下载|递(?!交|延|减)|代替|替代|按(?!揭)|更|最(?!近|后|新|低|高|终)|为(?=证|凭|据)|中的|其中|之一|任意|摆|搁|导出|影印(?!本|件)|打包|者(?=优先)|的(?=一定|务必|要|就|都|也|可|最好)|准备|提供|我(?=都|也|可|马上)|夹|等|提前|备/gu;
const TAIL =
  /(?:等等|等(?:相关|有关)?(?:材料|资料|文件|证明|信息|证件)?|之类(?:的)?(?:材料|资料|证明)?|材料等|(?:复印件)?各一份|一份|若干|即可|就行|这些(?:凭据|材料|证明|东西|单据))$/u;
/** Names of the whole class say nothing to a reader who packs a folder. */
const GENERIC =
  /^(?!情况说明$)(?:(?:相关|证明|必要|申请|协商|书面|支持|辅助|佐证|有力|真实|虚假|所需|个人|基本|情况|官方|客观|足够|充分|新|一份|这些|哪些|什么|其他|这样|那样|这类|补强|补充|经营|对应|各类)*(?:的)?(?:材料|资料|文件|信息|证据|凭证|凭据|证件|证明|证明材料|证明文件|佐证材料|情况|单据|票据|记录|手续|说明|截图|照片|复印件|原件|副本|通知|明细|佐证|[原复]印?件(?:[与和及]|或者?)(?:照片|复印件)|(?:清晰|清楚)的?(?:照片|图片)))$/u;
/** Papers about money paid and received, whoever's it was. */
const PAID = /[单据票条]$|通知$/u;
/** Whatever stands before a count or an aspect is clause, not name: 自己加了一张. */
const COUNTED = /^.*(?:了(?!结)|着|把|[一二两三几](?:张|份|本(?!户)|页|沓|叠|套))(?=.{2})/u;
/** Numbers of a list, bullets and brackets around a member. */
const MARKS = /^(?:[^\p{L}\d]|\d{1,2}[.．)）](?!\d))+|[^\p{L}\d]+$/gu;
const PERIOD =
  /^(?:近|最近|过去|前)?(?:[一二两三四五六七八九十半\d]+|几)(?:个)?(?:月|年|季度)(?:内|以内|以来)?[的嘅]?/u;
const LONGEST = 16;
/** A piece without a comma longer than this is no enumeration, and every joint in it would be tried. */
const LONGEST_PIECE = 120;

/** So many members make an enumeration. */
const LEAST_LISTED = 2;

/** What is quoted before 页 or behind 点 is a place on the screen. */
const ON_SCREEN =
  /(?<=点|点击|点开|选|选择|进|进入)[“「][^“”「」]{1,16}[”」]|[“「][^“”「」]{1,16}[”」](?=[中里内页]|按钮|入口|一?栏|选项)/gu;
/** The other side shows its papers: 请对方出示委托书. */
const SHOWN = /(?:请|让|要求|叫).{0,6}出示/u;
/** How a message is headed: 邮件标题写姓名. */
const HEADED = /标题|命名|文件名|备注/u;
/** A colon behind the name of a class, or the class announced as a sentence, opens the list of its members. */
const ANNOUNCED = /。(?=(?:主要)?(?:包括|包含|例如|比如|譬如))/gu;
const CLASS_LABEL = /(?:^|[\n，,、])[^\n，,、：:]{0,12}(?:凭证|凭据|证明|材料|资料|证据|佐证)$/u;

/** 能说明困难的单据，比如解聘通知: a class that is told apart by its members is none of them. */
const INSTANCED =
  /[^，,、。：:；;\n（(]{2,14}的(?:凭证|凭据|证明|材料|资料|证据|佐证|单据|票据|文件)(?=[（(，,\n]?\s*(?:例如|比如|譬如|诸如))/gu;

/** 查看逾期金额和逾期天数: looked at, and neither kept nor handed over. */
const LOOKED_AT =
  /(?:查看|查询|留意|浏览|登录|核实)(?!.*(?:保存|保留|留存|截|拍|下载|打印|导出|抄|写|存档))/u;
/** 作为日后维权的凭据: what papers are for is none of them. */
const FOR_THE_DAY = /(?:作为|当作?|是|[将日]后|来)[^，]{0,12}的?(?:凭据|凭证|证据|依据)$/u;

/** What one must have to be let in. */
const HOLDS =
  /(?<!没|只)(?:有|持)(?=[^，。；：\n]{0,8}(?:证|证明|诊断书)[、或之])|(?:须|需|要)(?:有|持)(?=[^，。；：\n]{0,8}(?:证|证明|诊断书))/u;

/** Kinds that may ask for papers or offer them: a caution or a consequence that names one does neither. */
const ASKING: ReadonlySet<Kind> = new Set(["material", "action", "channel", "condition", "case", "script"]);
/** What the borrower says to have at hand: 病历可以上传, 流水我马上发. */
const OFFERED =
  /(?:可以|可|能|马上|立刻|这就|随时|现在就|都)(?:再|马上|立刻)?(?:上传|拍|发|提供|寄|交|传|补|给)|我.{0,6}(?:都有|手上有|手头有|准备好|补齐|备齐|备好)|都有|这是我|(?:上传|传|发|交|提供|准备|补齐|备齐|补交)(?:了|好|过)/u;

const patternsOf = perSubject(({ wording }: Subject) => ({
  leading: new RegExp(leading(wording.counterpart), "u"),
  // 公司发的裁员通知, 医院的诊断证明: the giver is no part of the name, the person it is about is.
  owner: new RegExp(`${wording["paper-owner"]}$`, "u"),
  giver: new RegExp(`${wording["paper-giver"]}$`, "u"),
  // 欠薪的证明, 解除合同的通知: a bare class name needs what stands before it.
  bare: new RegExp(`^${wording["bare-paper"]}$`, "u"),
  // The borrower tells a fact to be known by; papers are asked for by it only where the lender asks.
  told: new RegExp(`(?:报(?:上|出)?|说出|填写|提供)(?=.{0,6}${wording["fact-told"]})`, "u"),
  // Enumerations count only in clauses about giving, keeping or preparing; a passage about papers is one throughout.
  context:
    /准备|提供|提交|补交|上交|携带|带(?:上|好|齐|同|着)|上传|附上|出示|备好|备齐|保留|保存|留存|留好|留着|存档|存(?:好|下|到|在)|收集|整理|递交|材料|资料|凭(?!证)|输入|寄|(?:发|拍|交|传|拿)(?:过去|给|到|去|着|了|出|咗)|补上|索取|归档|存[一二两三]份|夹好|攞|揣|提着|递(?:给|上)|传(?:给|上)|保管|索要|摆|给(?:[他她它]|对方|客服|银行|专员)看|存(?:进|入)|补齐|提出(?=.{0,10}者)|发一[份张]|[加补](?:了|上)?一[份张]|收进|拿出|为证|带埋|带住|收好|摆(?:出|在)|配上|(?:夹|收|放)(?:在|进)|(?:开|申请)一[份张]|核对(?=.{0,6}(?:姓名|身份证|手机号|证件))|拿着|摊(?:在|开)|打印|(?:填|打|要|做|拿到|备)(?:了|出)?一[份张]|下载|领(?:取|回)|抄(?:在|到)|翻了?出来|(?:夹|装)(?:进|到)|截下|报上|申请.{0,2}开|结清证明/u,
}));
type Patterns = ReturnType<typeof patternsOf>;

/**
 * @param text an item's text without quotations
 * @param kind of the item: one about papers is an enumeration throughout
 */
export function materialsOf(text: string, subject: Subject, kind: Kind): string[] {
  const found: string[] = [];
  if (!ASKING.has(kind)) return found;
  const table = tableOf(subject);
  const every = { table, all: true };
  const sure = { table, all: false };
  const marked = text.includes("“") || text.includes("「") ? text.replace(ON_SCREEN, "，") : text;
  const plain = marked.replace(INSTANCED, "").replace(ANNOUNCED, "：");
  if (!mayName(plain, every)) return found;
  const patterns = patternsOf(subject);
  const inLines = text.split("\n").length > LEAST_LISTED;
  for (const sentence of plain.split(SENTENCE_END)) {
    if (!mayName(sentence, every) || SHOWN.test(sentence)) continue;
    const asks =
      asksFor(sentence, kind, patterns) || (kind === "condition" && isRow(sentence, sure, patterns));
    if (!asks && !mayAsk(kind)) continue;
    const parts = withoutLabels(sentence)
      .split(SEPARATORS)
      .filter((part) => part.trim() !== "" && !HEADED.test(part));
    const short = parts.filter((part) => part.length <= LONGEST_PIECE);
    let listed = parts.length >= LEAST_LISTED || inLines;
    if (kind !== "material") {
      const papers = new Set(short.flatMap((part) => membersOf(part, sure, patterns)));
      if (papers.size === 0 || (papers.size < LEAST_LISTED && !asks)) continue;
      listed = true;
    }
    const rows = listed ? every : sure;
    const handed =
      kind === "material" ? short : short.filter((part) => !LOOKED_AT.test(part) && !FOR_THE_DAY.test(part));
    for (const part of handed)
      for (const noun of membersOf(part, rows, patterns)) if (!found.includes(noun)) found.push(noun);
  }
  // 流水 next to 银行流水 is the same paper said shorter.
  return found.filter((m) => !found.some((other) => other !== m && other.endsWith(m)));
}

/** A line that names papers and nothing else, as the cell of a table does; or 有低保证、残疾证之一. */
function isRow(sentence: string, rows: Rows, patterns: Patterns): boolean {
  if (HOLDS.test(sentence)) return true;
  return sentence.split(/[\n\t|｜]|\u3000+|\s{2,}/u).some((line) => {
    const members = line.split(/[、，,]/u).filter((member) => member.trim() !== "");
    return (
      members.length > 0 &&
      members.every((m) => m.length <= LONGEST && membersOf(m, rows, patterns).length > 0)
    );
  });
}

/** In these an enumeration of papers is enough, whatever is said of them. */
function mayAsk(kind: Kind): boolean {
  return kind === "material" || kind === "case" || kind === "script";
}

function asksFor(sentence: string, kind: Kind, { context, told }: Patterns): boolean {
  if (kind === "script") return OFFERED.test(sentence);
  return context.test(sentence) || (kind !== "action" && told.test(sentence));
}

/** 困难凭证：裁员通知、病历 names the class first; the class is no member. */
function withoutLabels(sentence: string): string {
  const clauses = sentence.split(/[：:]/u);
  return clauses
    .map((clause, i) => (i < clauses.length - 1 ? clause.replace(CLASS_LABEL, "") : clause))
    .join("：");
}

/** The members of a piece without hard separators: a joint splits behind a material, else it belongs to the name. */
function membersOf(part: string, rows: Rows, patterns: Patterns): string[] {
  if (!mayName(part, rows)) return [];
  let last: RegExpExecArray | undefined;
  for (const joint of part.matchAll(JOINTS)) {
    last = joint;
    const left = nounIn(part.slice(0, joint.index), rows, patterns);
    if (left !== undefined)
      return [left, ...membersOf(part.slice(joint.index + joint[0].length), rows, patterns)];
  }
  const whole = nounIn(part, rows, patterns);
  if (whole !== undefined) return [whole];
  const right = last && nounIn(part.slice(last.index + last[0].length), rows, patterns);
  return right === undefined ? [] : [right];
}

/** The material a piece names: the whole of it, or what stands before its predicate. */
function nounIn(part: string, rows: Rows, patterns: Patterns): string | undefined {
  if (!mayName(part, rows)) return undefined;
  for (const { index } of part.matchAll(PREDICATE)) {
    const noun = index > 0 ? materialIn(part.slice(0, index), rows, patterns) : undefined;
    if (noun !== undefined) return noun;
  }
  return materialIn(part, rows, patterns);
}

function materialIn(part: string, rows: Rows, patterns: Patterns): string | undefined {
  if (!mayName(part, rows)) return undefined;
  const noun = nounOf(part, patterns);
  return noun.length >= 2 && noun.length <= LONGEST && isNamed(noun, rows) && !GENERIC.test(noun)
    ? noun
    : undefined;
}

function nounOf(part: string, { leading, owner: whose, giver, bare }: Patterns): string {
  let noun = part.trim().replace(MARKS, "").replace(TAIL, "");
  noun = noun.replace(leading, "").replace(COUNTED, "");
  // 三个月工资条: a length of time before 三个 is taken for a count.
  noun = withoutDeterminers(noun.replace(PERIOD, ""));
  noun = noun.replace(PERIOD, "");
  const of = Math.max(noun.lastIndexOf("的"), noun.lastIndexOf("嘅"));
  if (of > 0) {
    const owner = noun.slice(0, of);
    const rest = noun.slice(of + 1).replace(PERIOD, "");
    const needsOwner = bare.test(rest) && !giver.test(owner);
    // 孩子的出生证明 says something of the child; 孩子的学费单 is a paper like any.
    const keeps = (whose.test(owner) && owner.length <= 6 && !PAID.test(rest)) || needsOwner;
    // 医院出具的相关证明: where the class is all that is named, who gives the paper tells which.
    const given = /^\p{Script=Han}{2,6}(?:出具|开具|开)$/u.test(owner) && GENERIC.test(rest);
    if (!given && (!keeps || /出具|开具|发放|提供/.test(owner))) noun = rest;
  }
  return withoutDeterminers(noun).trim();
}

function withoutDeterminers(noun: string): string {
  const cut = noun.replace(DETERMINERS, "");
  return cut.length < 2 ? noun : cut;
}
