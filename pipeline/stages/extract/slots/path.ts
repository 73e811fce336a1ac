/**
 * Menu paths: labels in the order they are pressed. Three ways of writing them: a chain
 * (我的→设置→在线客服, “我的”-“设置”), verbs of pressing with quoted labels, over one or several
 * lines, and the same verbs with bare labels (打开支付宝APP，点击我的，再进入客服中心).
 */
import type { Subject } from "../../../lexicon/subject.ts";
import { perSubject } from "../../../lexicon/wording.ts";
import { sieved } from "../sieve.ts";
import { ARROW, DASH, QUOTE, signsOf } from "./signs.ts";

const LABEL_CHARS = "[\\p{Script=Han}A-Za-z0-9.·+]";
const OPENS = '[“"「『【‘\\[]';
const CLOSES = '[”"」』】’\\]]';
const ARROWS = "(?:->|[→➜➔➡➤▶⇒›＞>»👉☞]|—>|——|└[─-]{0,4})";
/** A label in marks, with what says where it stands (右下角“我的”, 滑到中段的“客服”), or one without marks. */
const LINK = `(?:\\p{Script=Han}{0,12}(?:${OPENS}[^“”"「」『』【】‘’\\[\\]\\n，。→>＞–—－-]{1,14}${CLOSES}\\p{Script=Han}{0,3}){1,2}|${OPENS}?${LABEL_CHARS}{1,14}${CLOSES}?)`;
const CHAIN = new RegExp(`(?:${LINK}\\s*(?:${ARROWS}|[-–—－|｜])\\s*){1,8}${LINK}`, "gu");
const CHAIN_CUT = new RegExp(`\\s*(?:${ARROWS}|[-–—－|｜])\\s*`, "u");
const IS_ARROW = /[→➜➔➡➤▶⇒›＞>»└👉☞]/u;
const PRESS =
  "(?:点击|点选|点开|轻点|点按|单击|选择|选中|选取|选|拣|揿|找到|找(?!人|不)|进入|进到|进(?!行|线|度|一步)|打开|开启|登录|登陆|登入|启动|轻触|轻按|转到|跳到|翻到|切换到|切换至|切到|(?:顺着|沿着|依次|按照?|走|去)(?=[“「『【])|(?:下|上|滑|拉|翻|卷|划)(?:滑|拉|翻|划)?[到至]|来到|按下|按(?=(?:(?:右|左|上|下|底|顶)[^，。“”\\n]{0,5})?[“「『【‘][^\\d”」]{2})|点|戳)";
/** What leads to the first label of a chain. */
const BEFORE_FIRST = new RegExp(`^.*(?:${PRESS}|通过|在|路径[：:]?)`, "u");
const QUOTED = /[“"「『【‘]([^”"」』】’\n]{1,16})[”"」』】’]/gu;
const OPEN_APP =
  /(?:打开|开启|登录|登陆|登入|启动|进入|下载|点开(?=\p{Script=Han}{2,8}(?:[，,]\s*(?:再|然后|就)?(?:点|进)|并(?:进|点))))\s*(?:你|您)?(?:自己)?(?:的)?(?:手机上的|手机|官方)?\s*([\p{Script=Han}A-Za-z]{2,10}?(?:官方网站|官网|网站)|(?:\d{3}(?=\p{Script=Han}))?[\p{Script=Han}]{2,16}?|[“"「][\p{Script=Han}A-Za-z0-9]{2,8}[”"」](?=APP|App|app|应用|软件|小程序|公众号|客户端)|(?<=下载)[“"「][\p{Script=Han}A-Za-z0-9]{2,8}[”"」])\s*(?:手机)?(?:APP|App|app|应用|客户端|软件|小程序|公众号)?(?=[，,。；;、“「”（(\s]|并(?=进|点)|在首页|首页|搜|键入|进入|点击|点(?=[“「右左底我])|找到|选择|后|$)/gu;
/** 美团那个App别删，打开以后…: named first, opened in the next breath. */
const OPENED_LATER =
  /([\p{Script=Han}]{2,8}?)(?:那个|这个)?(?:APP|App|app)[^。；]{0,12}(?<=[，,\s])打开(?:以后|之后)[^。；]{0,4}$/u;
/** 搜索“…” types words in, it presses nothing. */
const TYPED =
  /(?:搜索|搜|输入|键入|回复|发送|说|查找|留言|打字|(?<![点开])(?:发|打|敲|喊)(?:出|上|送|一句)?|[发打喊][^，。“”]{0,3}[次遍])\s*$/;
/** What stands on a page one has come to: 底部有“联系客服”, 页面末行便是“人工”. */
const LISTED =
  /(?:有个|有一个|就有|(?:里|页面|下方|底部|下面|最后)(?:面|边)?(?:就)?有(?:一?[个行])?(?:叫|蓝字|小字|红字|灰字)?|(?:下面|底部|下方|上方|到底|菜单|旁边|末行|一行)(?:里|上)?(?:就)?(?:有|是|便是)(?:一?个|一?行|一行小字)?|一行小字|写着|图标就是|出现|(?:往|一直)?下(?:翻|拉|划|滑)(?:就)?有|有[^，。；\n“”]{0,4}[小大]字|[最一]行)\s*$/;
/** Between labels pressed one after the other, with no verb of their own. */
const JOINED =
  /^\s*(?:->|[→➜➔➡➤▶⇒›＞>»]|-|—|–|－|、|[，,]|，?再到|，?然后|里的|中的|下的|里面的|里头的|内的|下|下面|里)?\s*(?:页面)?(?:右上角|右下角|左上角|左下角|底部|顶部|下方|上方)?(?:的)?$/;
/** 底部“我的”, 首页右下“我的”. */
const PLACED = /(?:底部|底下|下面|底栏|菜单栏?|栏目|首页|右下|左下|右上|左上|里头|里面)(?:角)?(?:的)?\s*$/;
/** 有个绿色的“人工咨询”，戳它就行; 那个‘我的’点开: pressed in the next breath. */
const THEN_PRESSED =
  /^[“”"」』】’]?(?:[，,]\s*(?:就|直接|再)?(?:点进去|点它|点开它|戳它|点一下|点开(?=[，,。；])|点这个|按它)|(?:点开|点进去|点一下)(?=[，,。；]))/;
/** “设置”左侧的“客服”: by what something else is found. */
const LANDMARK = /^(?:的)?(?:图标)?(?:旁边|左侧|右侧|左边|右边|隔壁)/;
/** “我的”往下划, “我的”页面往下拉到“客户服务”: a page is stood on, with no verb before it. */
const STOOD_ON = /^\s*(?:页面?)?(?:一直)?往?下(?:拉|划|滑|翻)/;
/** 不要选“一般查询”, 拣5字“还款安排”, 弹出评价窗口时点“未解决”: no step of the way. */
const NO_STEP =
  /(?:不要|不用|唔好|别|勿)(?:再|去)?(?:点击?|选择?|拣|按|进)[^，。；]{0,4}$|(?:按|选|拣)\s*\d字?\s*$|(?:多)?点(?:了)?[两三几]次?[次遍下]\s*$|弹出[^，。；\n]{0,6}(?:窗口?|框)时?(?:点击?|选择?)\s*$/;
/** 语音里选“信用卡”，再选“还款”: chosen by telephone. */
const SPOKEN_MENU = /语音(?:提示|菜单|播报)?[^，。；“”]{0,4}(?:选择?|说|按)\s*$/;
const CHOSEN = /(?:^|[，,；”」])\s*(?:再|然后|接着|或者?)?(?:选择?|说|按)\s*$/;
/** What sends a form off is no page on the way to it. */
const SENDS_OFF = /^(?:提交|确认|确定|同意|保存|下一步)$/;
/** An icon pressed at the end of a way that has no name but its looks: 点右上角的耳机图标. */
const ICON =
  /(?:点击?|点开|点按|戳|[”」])(?:页面|首页)?(?:(?:[右左][上下]角|顶部|底部)?的?([\p{Script=Han}]{2,4}图标)(?!\s*[“「『【])|(?:[右左][上下]角)的?([\p{Script=Han}]{2,4}(?<![线杠点]))(?=[，,。；]))/gu;
/** 页面顶部的耳机图标就是客服的入口. */
const ICON_MEANT =
  /(?:[右左][上下]角|顶部|底部|上方|下方)的?([\p{Script=Han}]{2,4}图标)(?:就是|便是|即为?)(?:人工|在线)?(?:客服|人工|入口)/gu;
/** What is typed with, not gone through. */
const KEYS = /键盘|语音|发送|麦克风/;
/** 右上角有个小耳机，点进去: what is named in passing, then pressed. */
const SEEN_THEN_PRESSED = /有一?个([\p{Script=Han}]{2,6})[，,]\s*(?:点进去|戳进去|点开|点它|点一下)/gu;
/** The app a path begins in, where it is named without a verb of opening: 掌上生活APP里点, 美团APP“我的”, 微信里点. */
const NAMED_APP =
  /([\p{Script=Han}A-Za-z0-9]{2,14}?)\s*(?:APP|App|app)(?!Store|[中内][，,])[^。；\n：:“”]{0,14}(?:[：:]\s*(?:依次)?(?:点击?|进入|打开|选择)?)?\s*[“「]?$/u;
/** 抖音搜索“…”: what is searched, with no verb of its own. */
const SEARCHED_IN =
  /(?:^|[，,。：:；\s])(?!.{0,6}[点先再可在框栏上顶接己]|首页|然后)([\p{Script=Han}]{2,6}?)(?:首页|里|中|内)?(?:搜索|搜)\s*[“「]?$/u;
/** 到某某局网站的“投诉举报”栏目. */
const SITE =
  /(?:到|登录|登陆|进入|上)([\p{Script=Han}]{2,14}(?:网站|官网))(?:首页)?(?:的|里的?|上的?|中的?)?\s*[“「]?$/u;
/** “某某App：” in front of a way heads it as 电话： would; it does not say to open it. */
const HEADED = /^[^，。；：:\n“「]{2,14}(?:APP|App|app)\s*[：:][^：:]{0,8}$/u;
/** Words before the name of an app that are no part of it. */
const BEFORE_NAME =
  /^.*(?:打开|登录|登陆|登入|下载|进入|点开|使用|通过|途径|入口|渠道|或者|也可|可以|[^自现存]在|^在|^从|要从|[^使]用|走)(?:手机)?/u;
const PRESSED_BEFORE = new RegExp(`${PRESS}[^，。；\\n“”]{0,12}$`, "u");
/** A label that leads nowhere: the words of a person, a topic, emphasis. */
const NOT_A_LABEL = /[，。？！,?!；]|^[\d#*]+键?$|^(?:第一|所谓|老赖|失信)|(?:先生|女士)$|^转人工$/;
/** 右上角客服: where a label stands is no part of it. */
const CORNER = /^(?:右上|右下|左上|左下)角?的?(?=\p{Script=Han}{2})/u;
/** Behind labels that are clauses or words of a paper. */
const OF_A_PAPER =
  /^(?:[“「][^”」\n]{1,10}[”」])?(?:[这那]?[一两三几]?(?:条|款|句|项条款|行字)|字样|条款|一栏(?!点|里|中|选))/;
const menuLabels = sieved(({ wording }) => [wording["menu-label"]]);

/** Whether a text holds what a label of menus cannot do without. */
const labelSieve = perSubject((subject: Subject) => {
  const marksOf = menuLabels(subject);
  return (text: string): boolean => {
    const { all, from } = marksOf(text);
    return all[from] === 1;
  };
});

const wordingPatterns = ({ wording }: Subject) => ({
  // 在微信里关注…: as good as opened, where something is done in it right away.
  insideApp: new RegExp(
    `在(${wording.app}|[\\p{Script=Han}]{2,6}?(?=APP|App|app))(?:APP|App|app)?(?:里|中|内|上)(?:面)?(?:点|关注|依次|进|选择|找到)|在([\\p{Script=Han}]{2,6})里(?:点|进入?|打开|[，,])\\s*[“「]?$`,
    "u",
  ),
  // 支付宝搜索“…”, 微信里点“…”, 支付宝，依次进入“…”; 在支付宝“我的”页面 says where, not to open it.
  appAlone: new RegExp(
    `(${wording.app})(?:(?:首页|里|中|内|上|里面)?(?:点|搜索|搜|[，,](?:依次)?(?:进入|点击|点)?)|里|中)\\s*[“「]?$`,
    "u",
  ),
  known: new RegExp(`^(?:我|${wording["menu-label"]})$`, "u"),
  bare: new RegExp(
    `${PRESS}\\s*(?:右下角|左上角|右上角|左下角|底部|顶部|页面|下方|上方|首页)?(?:的)?\\s*(${wording["menu-label"]})`,
    "gu",
  ),
  account: new RegExp(`^\\s*(?:的)?(?:官方)?(?:${wording.app})?(?:公众号|服务号|小程序|微信号)`, "u"),
  noPage: new RegExp(`^${wording["no-page"]}$|[的在来]|(?:点击|点|进入)`, "u"),
});
const patternsOf = perSubject((subject: Subject) => ({
  mayBeBare: labelSieve(subject),
  ...wordingPatterns(subject),
}));
type Patterns = ReturnType<typeof patternsOf>;

/** The page of a product inside an app: 进入借呗页面, 在月付首页. */
const PAGE =
  /(?:在|进入|打开|进到|切到|点进|点开)(?:[\p{Script=Han}]{2,4}(?:的|里的|内的))?([\p{Script=Han}]{2,5}?)(?:的)?(?:页面|首页|界面|主页|板块)/gu;
/** 找到月付，底下的“客服”: a page with no word for it, pressed among labels. */
const PASSED = /(?<=[，,\n])(?:再|然后|接着)?(?:找到|点开|点进)([\p{Script=Han}]{2,5})(?=[，,\n])/gu;
const SEARCHED = /(?:搜索|搜|输入|键入)\s*$/;
const THEN_ENTERED =
  /^[”"」]?\s*(?:小程序|公众号)?(?:后|并|再|，|,)*\s*(?:点击)?(?:进入|打开|点开|点?进去|进(?=[“「])|点击?(?=[“「]))/;
/** The phone menu of a hotline has options too; they are no path in an app. */
const BY_VOICE = /语音|按键|按提示|来电|热线|致电|拨打|接通/;

/** @returns labels in order, or undefined where the text states no path */
export function pathOf(whole: string, subject: Subject): string[] | undefined {
  const patterns = patternsOf(subject);
  const head = whole.length > LONGEST_ITEM ? whole.slice(0, LONGEST_ITEM) : whole;
  // A tag written out in a text is no arrow.
  const plain = head.includes("<") ? head.replace(/<[^<>\n]{0,200}>/g, " ") : head;
  // 我的》客服: half of the marks of a title is an arrow where the other half stands nowhere.
  const text = plain.includes("《") ? plain : plain.replaceAll("》", "＞");
  const signs = signsOf(whole);
  const mayBeChain = (signs & ARROW) !== 0 || ((signs & DASH) !== 0 && JOINS_LABELS.test(text));
  if (!mayBeChain && (signs & QUOTE) === 0 && !mayBePressed(text, patterns)) return undefined;
  const chain = mayBeChain ? chainOf(text) : undefined;
  const pressed = pressedOf(text, patterns);
  const stated =
    chain !== undefined && (pressed === undefined || chain.labels.length >= pressed.labels.length)
      ? chain
      : pressed;
  if (stated === undefined) return undefined;
  const best = stated.labels;
  // Where the first label was lost at the source, what it led from is not sure either.
  const app =
    best[0]?.trim() === ""
      ? undefined
      : stated.isAccount
        ? openedApp(text.slice(0, stated.at))
        : appOf(text, stated.at, patterns);
  // A label may have been lost at the source: “ ”.
  const labels = (app === undefined || best.includes(app) ? best : [app, ...best]).filter(
    (l) => l.trim() !== "",
  );
  if (labels.length === 0) return undefined;
  // One label is a button or a choice of a voice menu, unless it names a page or function of its own.
  return labels.length >= LEAST_LABELS || isPage(labels[0]!, text) ? labels : undefined;
}

/** What a step without marks around its label cannot do without: a verb of pressing, labels one after the other, an icon. */
const UNMARKED_STEP = /[点选进]|找到|(?:我|我的|首页)、|图标/;

/** Whether a text without quotation marks may say what is pressed. */
function mayBePressed(text: string, { mayBeBare }: Patterns): boolean {
  return UNMARKED_STEP.test(text) || mayBeBare(text);
}

/** “账单”页面, 在“账单”里查看: a place of its own, where something is done. */
function isPage(label: string, text: string): boolean {
  const quoted = `[“「]${escaped(label)}[”」]`;
  return (
    new RegExp(`去${quoted}[^，。；]{0,3}(?:翻|看|查|下载)`, "u").test(text) ||
    (new RegExp(`${quoted}(?:功能|页面|服务|工具)`, "u").test(text) && !BY_VOICE.test(text)) ||
    new RegExp(
      `在[^，。；“”\\n]{0,14}${quoted}(?:栏目|频道)?(?:中|内|里)面?(?:查看|查询|查到|下载|阅读|点开|发起|提交|上传)`,
      "u",
    ).test(text)
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function chainOf(text: string): Stated | undefined {
  let best: Stated | undefined;
  for (const match of text.matchAll(CHAIN)) {
    // 输入“人工” is typed, not pressed.
    const links = match[0].split(CHAIN_CUT).filter((link) => link !== "" && !TYPED_LINK.test(link));
    if (links.length < 2) continue;
    // A hyphen also joins names and years: it makes a path only between quoted or well-known labels.
    const dashOnly = !IS_ARROW.test(match[0]);
    if (dashOnly && !/[“"「【‘]/.test(match[0]) && !links.some((link) => KNOWN.test(clean(link)))) continue;
    const parts = links
      .map((link, i) => labelOf(link, i === 0, i === links.length - 1))
      .filter((l) => l !== "");
    if (parts.length < 2 || parts.some((p) => /^\d+([.:]\d+)?$/.test(p) || p.length > 14)) continue;
    // 按1 → 按6 is the menu of a telephone.
    if (parts.some((p) => /^按\s*[\d#]/.test(p))) continue;
    parts[0] = withoutApp(parts[0]!);
    if (best === undefined || parts.length > best.labels.length)
      best = { labels: parts, at: match.index + Math.max(0, match[0].indexOf(parts[0])) };
  }
  return best;
}

const TYPED_LINK = /(?:输入|回复|发送|键入)(?!框|栏)/u;
/** Behind the last label of a chain without marks the sentence goes on. */
const GOES_ON =
  /(?:进行|即可|(?:提交|联系|咨询|申请)(?=.)|就能|就可|里|中|进入|页面|选项|按钮|找|入口|转).*$/u;
/** 点右上角的, 滑到最下面: how a link is pressed and where it stands. */
const BEFORE_LINK = new RegExp(
  `^(?:再|然后)?(?:${PRESS})?(?:页面|首页)?(?:最?(?:右上|右下|左上|左下|右侧|左侧|顶部|底部|下方|上方|底下|下面|上面|右|左)(?:角|边|方)?的?)(?=\\p{Script=Han}{2})|^(?:再|然后)?(?:点击|点选|点开|点|选择|选取)(?=\\p{Script=Han}{2})`,
  "u",
);

/** The label a link of a chain names: what it holds in marks, else its words without what leads to them. */
function labelOf(link: string, first: boolean, last: boolean): string {
  const quoted = [...link.matchAll(QUOTED)].at(-1);
  if (quoted) return clean(quoted[1]!);
  const label = clean(link);
  if (first) return label.replace(BEFORE_FIRST, "") || label;
  const bare = label.replace(BEFORE_LINK, "");
  return last ? bare.replace(GOES_ON, "") || bare : bare;
}

/** What a chain of nothing but dashes must hold besides them: quotation marks or a well-known label. */
const JOINS_LABELS = /[“"「【‘]|我|设置|首页|帮助|客服|服务中心|更多/;
const KNOWN = /^(?:我|我的|设置|首页|帮助.{0,4}|客服.{0,4}|在线客服|人工客服|服务中心|我的客服|更多)$/u;

/** One label alone is hardly a way. */
const LEAST_LABELS = 2;
/** Another way to the same desk begins: what it presses does not go on from the first. */
const OTHER_WAY =
  /[；。][^；。“”]{0,10}(?:也行|也可以?|也能|或者?|另外?一|还可以?)|[，,。；](?:或者|也可以?)/;

interface Found {
  readonly at: number;
  readonly label: string;
}

/** No item that states a path is longer (longest gold item: 900); what is gets read this far only, so that the work stays linear. */
const LONGEST_ITEM = 3000;

interface Stated {
  readonly labels: string[];
  /** Where the first label that is pressed stands; pages named without marks may stand before it. */
  readonly at: number;
  /** The first label is an account to follow: what it is followed in is not said to be opened. */
  readonly isAccount?: boolean;
}

/** Labels in quotation marks behind a verb of pressing; of 「A”或“B”」 the one the text goes on with, else the first. */
function pressedOf(text: string, patterns: Patterns): Stated | undefined {
  const labels: Found[] = [];
  const seen = seenThenPressed(text);
  let lastEnd = -1;
  let accepted = false;
  let account = false;
  let voice = false;
  for (const match of text.matchAll(QUOTED)) {
    const label = clean(match[1]!);
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 16), match.index);
    const between = lastEnd >= 0 ? text.slice(lastEnd, match.index) : "";
    const after = text.slice(end, end + 10);
    const wasAccepted = accepted;
    lastEnd = end;
    if (wasAccepted && /^\s*(?:或者?|\/)\s*$/.test(between)) {
      const rest = text.slice(end);
      const previous = labels.at(-1)!;
      const goesOn = (l: string) =>
        rest.includes(`在“${l}”`) || rest.includes(`在${l}`) || rest.includes(`进入${l}`);
      if (goesOn(label) && !goesOn(previous.label)) labels[labels.length - 1] = { at: match.index, label };
      continue;
    }
    accepted = false;
    // “提前到期”“取回车辆”两条: clauses of a paper, not buttons.
    const then = THEN_PRESSED.test(after);
    if (
      (NOT_A_LABEL.test(label) && !then) ||
      NO_STEP.test(before) ||
      LANDMARK.test(after) ||
      OF_A_PAPER.test(text.slice(end, end + 16))
    )
      continue;
    const followed =
      (/(?:关注|搜索|搜)\s*$/.test(before) && patterns.account.test(after)) ||
      (/关注\s*$/.test(before) && /^[，,](?:再)?(?:点击|进入|选择|点)/.test(after)) ||
      /(?:公众号|服务号|小程序)\s*[：:]?\s*(?:关注)?\s*$/.test(before);
    const listed = labels.length > 0 && LISTED.test(before);
    const searched = SEARCHED.test(before) && THEN_ENTERED.test(after);
    if (TYPED.test(before) && !searched && !followed) continue;
    voice = SPOKEN_MENU.test(before) || (voice && CHOSEN.test(before));
    if (voice) continue;
    const pressed = PRESSED_BEFORE.test(before);
    const joined =
      wasAccepted &&
      (JOINED.test(between) ||
        (between.length <= 16 &&
          /^[，,][^。；“”\n]{0,13}[，,]$/.test(between) &&
          /^[，,。、\n]?$/.test(after[0] ?? "")));
    const place =
      /^\s*(?:页面?|选项|按钮|功能|入口|标签|图标|栏目|频道|一栏|菜单|链接|界面|里|中|内|[一两三四五六]个字|的(?:入口|按钮|选项))/.test(
        after,
      ) &&
      /(?:在|通过|内的|里的|中的|的|有|有个|有一个|就有|看到|就是|冒出|出现|显示|[\p{Script=Han}](?:APP|App|app))\s*$/u.test(
        before,
      );
    // 在支付宝“我的”页面: the app stands right before the label.
    const ofApp = /(?:APP|App|app)(?:首页|里|中|内|上)?(?:的)?[，,]?\s*$/.test(before);
    const placed =
      PLACED.test(before) ||
      (/[从去到]\s*$/.test(before) && /^\s*(?:里|中|内|页)?面?(?:进|找|选|点)/.test(after));
    const inApp =
      /^\s*(?:页面|里|中|标签|栏)/.test(after) && /[在由从][\p{Script=Han}A-Za-z]{2,8}$/u.test(before);
    const stoodOn = STOOD_ON.test(after);
    if (
      !pressed &&
      !then &&
      !joined &&
      !place &&
      !listed &&
      !searched &&
      !followed &&
      !inApp &&
      !placed &&
      !ofApp &&
      !stoodOn
    )
      continue;
    if (labels.length > 0 && SENDS_OFF.test(label)) continue;
    const pressedSoFar = labels.length + seen.filter((l) => l.at < match.index).length;
    if (pressedSoFar >= LEAST_LABELS && OTHER_WAY.test(text.slice(labels.at(-1)!.at, match.index))) break;
    accepted = true;
    if (labels.length === 0) account = followed && !/关注\s*$/.test(before);
    if (!labels.some((l) => l.label === label)) labels.push({ at: match.index, label });
  }
  if (labels.length > 0) {
    const all = withIcons(text, labels, seen);
    return { labels: withPages(text, all, patterns), at: all[0]!.at, isAccount: account };
  }
  const unmarked = unmarkedOf(text, patterns);
  if (unmarked !== undefined) return unmarked;
  const bare = patterns.mayBeBare(text) ? [...text.matchAll(patterns.bare)] : [];
  const distinct = [...new Set(bare.map((m) => m[1]!))];
  return distinct.length >= LEAST_LABELS
    ? { labels: distinct, at: bare[0]!.index + bare[0]![0].length - distinct[0]!.length }
    : iconAlone(text);
}

/** 点我的，点我的钱包，里面有个客服: pressed or seen clause after clause, with no marks around the labels. */
const CLAUSE = /[^，,。；;：:！!\s]+/gu;
const PLACE_BARE = "(?:页面|首页)?(?:(?:最|右|左)?[上下](?:角|方|面|边)?|顶部|底部|最底下)?(?:那个|这个)?的?";
const UNMARKED = "([\\p{Script=Han}]{1,8}(?:、[\\p{Script=Han}]{1,8}){0,5})";
const STEP = new RegExp(
  `^(?:\\d[.、]|[-•])?(?:你|您)?(?:可以|就)?(?:再|然后|接着|依次|先|最后)?(?:点击|点开|点进|点选|点|选择|选|进入|进|找到)(?:一下)?${PLACE_BARE}${UNMARKED}$`,
  "u",
);
/** 微信里点我的, 打开以后点我的: the first step with what it is done in before it. */
const FIRST_STEP = new RegExp(
  `(?:里|[以之]后|打开[\\p{Script=Han}]{2,8}?)(?:点击|点开|点)${PLACE_BARE}${UNMARKED}$`,
  "u",
);
const SEEN = new RegExp(
  `^(?:(?:往|一直)?下?(?:拉|划|滑|翻)(?:到底)?|(?:页面|首页)?(?:最?(?:底下|下面|上面|下方|末尾)|[右左][上下]角?|底部|顶部|里头|里面|里边))(?:就|会)?(?:有一?个|是)${UNMARKED}$`,
  "u",
);
/** 路径：我的、设置、联系客服: nothing but labels, from the page where menus begin. */
const LISTED_LABELS = /^(?:我|我的|首页)(?:、[\p{Script=Han}]+){1,6}$/u;
/** 然后账单: a step that leaves its verb to the one before. */
const NEXT = /^(?:然后|再|接着)([\p{Script=Han}]{2,5})$/u;
const VERB = /[点选进找说打等问看给发去来]/;
/** Words that end a step without being what is pressed. */
const NO_LABEL = /^(?:进去|开|一下|它|就?行|确定就行)$|以后|之后|[就了吧]|^(?:下|上)?一[步页个]/;

/** Two labels need one that pages of menus have anywhere; three speak for themselves. */
const LEAST_STEPS = 3;

/** The label or labels that a clause presses by itself. */
function pressedIn(clause: string): string | undefined {
  if (!UNMARKED_STEP.test(clause)) return undefined;
  const listed =
    LISTED_LABELS.test(clause) && clause.split("、").every((l) => l.length <= 8) ? clause : undefined;
  return STEP.exec(clause)?.[1] ?? FIRST_STEP.exec(clause)?.[1] ?? listed;
}

function unmarkedOf(text: string, patterns: Patterns): Stated | undefined {
  if (!UNMARKED_STEP.test(text)) return undefined;
  const clauses = [...text.matchAll(CLAUSE)];
  let best: Stated | undefined;
  let labels: string[] = [];
  let at = 0;
  for (const [index, match] of clauses.entries()) {
    const clause = match[0];
    let found = clause.length > LONGEST_CLAUSE ? undefined : pressedIn(clause);
    if (found === undefined && labels.length > 0 && clause.length <= LONGEST_CLAUSE) {
      const next = NEXT.exec(clause)?.[1];
      const follows = clauses[index + 1]?.[0] ?? "";
      found =
        SEEN.exec(clause)?.[1] ??
        (next !== undefined && !VERB.test(next) && (SEEN.test(follows) || STEP.test(follows))
          ? next
          : undefined);
    }
    const named = (found ?? "").split("、").filter((l) => l !== "" && !NO_LABEL.test(l));
    if (named.length === 0) {
      labels = [];
      continue;
    }
    if (labels.length === 0) at = match.index + clause.indexOf(named[0]!);
    labels = [...labels, ...named.filter((l) => !labels.includes(l))];
    const enough =
      labels.length >= LEAST_STEPS ||
      (labels.length >= LEAST_LABELS && labels.some((l) => patterns.known.test(l)));
    if (enough && labels.length > (best?.labels.length ?? 0)) best = { labels, at };
  }
  return best;
}

const LONGEST_CLAUSE = 30;

/** Icons that are pressed for want of a name, behind the labels or among them. */
function withIcons(text: string, labels: readonly Found[], seen: readonly Found[]): Found[] {
  const end = labels.at(-1)!.at;
  return [
    ...labels,
    ...seen.filter((l) => l.at < end),
    ...iconsOf(text).filter((l) => l.named || l.at > end),
  ].sort((a, b) => a.at - b.at);
}

/** `named`: by what it shows and the corner it is in, and so told from everything else. */
function iconsOf(text: string): Array<Found & { readonly named: boolean }> {
  if (!text.includes("图标") && !/[右左][上下]角/u.test(text)) return [];
  return [...text.matchAll(ICON)]
    .map((m) => ({ at: m.index, label: m[1] ?? m[2]!, named: m[2] !== undefined }))
    .concat([...text.matchAll(ICON_MEANT)].map((m) => ({ at: m.index, label: m[1]!, named: true })))
    .filter(({ label }) => !KEYS.test(label));
}

function seenThenPressed(text: string): Found[] {
  if (!/[点戳]/.test(text)) return [];
  return [...text.matchAll(SEEN_THEN_PRESSED)].map((m) => ({ at: m.index, label: m[1]! }));
}

/** An icon on the first page of an app is a way with no other label; the app stands before it. */
function iconAlone(text: string): Stated | undefined {
  const first = iconsOf(text).find((icon) => !icon.named);
  return first && { labels: [first.label], at: first.at };
}

/** Pages named without quotation marks, at their places among the labels, before the last of them. */
function withPages(text: string, labels: readonly Found[], patterns: Patterns): string[] {
  const out = [...labels];
  for (const match of [...text.matchAll(PAGE), ...text.matchAll(PASSED)]) {
    const name = match[1]!;
    if (match.index > labels.at(-1)!.at || patterns.noPage.test(name) || KNOWN.test(name)) continue;
    if (out.some((l) => l.label === name)) continue;
    if (
      new RegExp(`(?:打开|登录|登陆)${escaped(name)}`, "u").test(text) &&
      !new RegExp(`打开${escaped(name)}(?:页面|界面)`, "u").test(text)
    )
      continue;
    // The app's own name before its first label is not a page inside it.
    if (appOf(text, labels[0]!.at, patterns) === undefined) continue;
    out.push({ at: match.index, label: name });
  }
  return out.sort((a, b) => a.at - b.at).map((l) => l.label);
}

/** The app or site, only where the text says to open it, and before the first label. */
function appOf(text: string, first: number, patterns: Patterns): string | undefined {
  const before = text.slice(0, first);
  const opened = openedApp(before);
  if (opened !== undefined) return opened;
  const within = patterns.insideApp.exec(before);
  const inside = appName(within?.[1] ?? within?.[2]) ?? appName(patterns.appAlone.exec(before)?.[1]);
  if (inside !== undefined) return inside;
  const searched = appName(SEARCHED_IN.exec(before)?.[1]);
  if (searched !== undefined) return searched;
  const site = SITE.exec(before)?.[1];
  if (site !== undefined) return site;
  return HEADED.test(before)
    ? undefined
    : appName(NAMED_APP.exec(before.slice(-40))?.[1]?.replace(BEFORE_NAME, ""));
}

function openedApp(before: string): string | undefined {
  for (const match of before.matchAll(OPEN_APP)) {
    const name = appName(match[1]);
    if (name !== undefined) return name;
  }
  return appName(OPENED_LATER.exec(before)?.[1]);
}

/** A name as it is read, or undefined where the words name no app. */
function appName(words: string | undefined): string | undefined {
  const name = words === undefined ? undefined : clean(words).replace(/(?:首页|主页|页面)$/u, "");
  if (
    name === undefined ||
    name.length < 2 ||
    KNOWN.test(name) ||
    /页面|菜单|链接|设置|该|其|对应|相关|官方$|一下|的|位于|一般|[以之]后|^后|^(?:上面|下面|右上|左上)|^(?:应用|软件|系统|后台|手机|客户端|平台|网页|浏览器|首页|页面)$|的$|^的|是$|对话|聊天|列表|短信|公众号|入口/.test(
      name,
    )
  )
    return undefined;
  return name;
}

/** 网商银行APP → 网商银行: what kind of thing it is, is no part of its name. */
function withoutApp(label: string): string {
  return label.replace(/\s*(?:手机)?(?:APP|App|app)$/u, "") || label;
}

function clean(label: string): string {
  return label
    .replace(/^[“"「『【[\s]+|[”"」』】\]\s]+$/gu, "")
    .replace(CORNER, "")
    .trim();
}
