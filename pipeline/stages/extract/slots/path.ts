/**
 * Menu paths: labels in the order they are pressed. Three ways of writing them: a chain
 * (我的→设置→在线客服, “我的”-“设置”), verbs of pressing with quoted labels, over one or several
 * lines, and the same verbs with bare labels (打开支付宝APP，点击我的，再进入客服中心).
 */
const LABEL_CHARS = "[\\p{Script=Han}A-Za-z0-9.·+]";
const CHAIN = new RegExp(
  `(?:[“"「【\\[]?${LABEL_CHARS}{1,14}[”"」】\\]]?\\s*(?:->|→|➜|➔|＞|>|»|—>|——|-|–|—)\\s*){1,8}[“"「【\\[]?${LABEL_CHARS}{2,14}[”"」】\\]]?`,
  "gu",
);
const CHAIN_CUT = /\s*(?:->|→|➜|➔|＞|>|»|—>|——|[-–—])\s*/u;
const PRESS = "(?:点击|点选|点开|轻点|点按|单击|选择|选中|选取|选|找到|进入|进到|打开|开启|登录|登陆|切换到|切到|来到|按下|点|戳)";
const QUOTED = /[“"「『【]([^”"」』】\n]{1,16})[”"」』】]/gu;
const OPEN_APP = new RegExp(
  `(?:打开|开启|登录|登陆|启动|进入)\\s*(?:你|您)?(?:自己)?(?:的)?(?:手机|手机上的|官方)?\\s*([\\p{Script=Han}A-Za-z]{2,10}?(?:官方网站|官网|网站)|[\\p{Script=Han}]{2,6}?)\\s*(?:手机)?(?:APP|App|app|应用|客户端|软件|小程序|公众号|钱包)?(?=[，,。；;、“「”\\s]|进入|点击|找到|选择|后|$)`,
  "u",
);
/** 搜索“…” types words in, it presses nothing. */
const TYPED = /(?:搜索|搜|输入|回复|发送|说|查找|留言)\s*$/;
/** A label that leads nowhere: the words of a person, a topic, emphasis. */
const NOT_A_LABEL = /[，。？！,?!；]|^(?:第一|所谓|老赖|失信)|(?:先生|女士)$/;
const BARE = new RegExp(
  `${PRESS}\\s*(?:右下角|左上角|右上角|左下角|底部|顶部|页面|下方|上方|首页)?(?:的)?\\s*(我的|设置|首页|帮助与反馈|帮助中心|客户服务|客服中心|在线客服|人工客服|联系客服|服务中心|我的客服|帮助与客服|更多|借还款|还款|账单|全部应用|客服与帮助|客服)`,
  "gu",
);

export interface PathFinding {
  readonly labels: string[];
}

/** @returns labels in order, or undefined where the text states no path */
export function pathOf(text: string): string[] | undefined {
  const chain = chainOf(text);
  const pressed = pressedOf(text);
  const best = chain !== undefined && (pressed === undefined || chain.length >= pressed.length) ? chain : pressed;
  if (best === undefined) return undefined;
  const app = appOf(text, best[0]!);
  const labels = app === undefined || best.includes(app) ? best : [app, ...best];
  return labels.length >= 1 ? labels : undefined;
}

function chainOf(text: string): string[] | undefined {
  let best: string[] | undefined;
  for (const match of text.matchAll(CHAIN)) {
    const parts = match[0].split(CHAIN_CUT).map(clean).filter((p) => p !== "");
    if (parts.length < 2 || parts.some((p) => /^\d+([.:]\d+)?$/.test(p) || p.length > 14)) continue;
    const dashOnly = !/[→➜➔＞>»]/.test(match[0]);
    // A hyphen also joins names and years: it makes a path only between quoted or well-known labels.
    if (dashOnly && !/[“"「【]/.test(match[0]) && !parts.some((p) => KNOWN.test(p))) continue;
    parts[0] = parts[0]!.replace(new RegExp(`^.*(?:${PRESS}|通过|在|路径[：:]?)`, "u"), "") || parts[0]!;
    parts[parts.length - 1] = parts.at(-1)!.replace(/(?:进行|即可|提交|联系|咨询|申请|就能|就可|里|中|进入|页面|选项|按钮|找|入口|转).*$/u, "") || parts.at(-1)!;
    if (best === undefined || parts.length > best.length) best = parts;
  }
  return best;
}

const KNOWN = /^(?:我的|设置|首页|帮助.{0,4}|客服.{0,4}|在线客服|人工客服|服务中心|我的客服|更多)$/u;

/** Labels in quotation marks behind a verb of pressing; of 「A”或“B”」 the one the text goes on with, else the first. */
function pressedOf(text: string): string[] | undefined {
  const labels: Array<{ at: number; label: string }> = [];
  let lastEnd = -1;
  for (const match of text.matchAll(QUOTED)) {
    const label = clean(match[1]!);
    const before = text.slice(Math.max(0, match.index - 14), match.index);
    const alternative = /[”"」】]\s*(?:或者?|、|\/)\s*$/.test(before);
    if (alternative && lastEnd >= 0 && labels.length > 0 && match.index - lastEnd <= 3) {
      const rest = text.slice(match.index + match[0].length);
      const previous = labels.at(-1)!;
      const goesOn = (l: string) => rest.includes(`在“${l}”`) || rest.includes(`在${l}`) || rest.includes(`进入${l}`);
      if (goesOn(label) && !goesOn(previous.label)) labels[labels.length - 1] = { at: match.index, label };
      lastEnd = match.index + match[0].length;
      continue;
    }
    lastEnd = -1;
    if (NOT_A_LABEL.test(label) || TYPED.test(before)) continue;
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 8);
    const pressed = new RegExp(`${PRESS}[^，。；\\n“”]{0,12}$`, "u").test(before);
    const joined = labels.length > 0 && /[”"」】]\s*(?:->|→|>|＞|-|—|–|、)\s*$/.test(before);
    const place = /^\s*(?:页面?|选项|按钮|功能|入口|标签|图标|栏目|菜单|链接|界面|里|中)/.test(after) && /(?:在|通过|内的|里的|中的|的)\s*$/.test(before);
    if (!pressed && !joined && !place) continue;
    lastEnd = match.index + match[0].length;
    if (labels.at(-1)?.label !== label && !labels.some((l) => l.label === label)) labels.push({ at: match.index, label });
  }
  if (labels.length > 0) return labels.map((l) => l.label);
  const bare = [...text.matchAll(BARE)].map((m) => m[1]!);
  const distinct = [...new Set(bare)];
  return distinct.length >= 2 ? distinct : undefined;
}

/** The app or site, only where the text says to open it, and before the first label. */
function appOf(text: string, first: string): string | undefined {
  const at = text.indexOf(first);
  const match = OPEN_APP.exec(at < 0 ? text : text.slice(0, at));
  const name = match?.[1];
  if (name === undefined || KNOWN.test(name) || /页面|菜单|链接|设置|该|其|对应|相关|官方$|一下/.test(name)) return undefined;
  return name;
}

function clean(label: string): string {
  return label.replace(/^[“"「『【[\s]+|[”"」』】\]\s]+$/gu, "").trim();
}
