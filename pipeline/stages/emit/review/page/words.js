/** What the page itself says, in Chinese and English. Names of kinds and phases in Chinese come with the build. */
import { build } from "./data.js";

const ZH = {
  review: "审稿",
  views: "视图",
  items: "条目",
  missed: "疑似遗漏",
  overview: "去向统计",
  filters: "筛选",
  search: "搜索条目",
  searchHint: "搜索标题与正文（/）",
  kind: "类别",
  phase: "阶段",
  product: "产品",
  flag: "提示",
  decision: "审定",
  order: "排序",
  allOf: (/** @type {string} */ what) => `${what}：全部`,
  clear: "清除筛选",
  queue: "队列",
  inspector: "详情",
  article: "原文",
  articleShown: "文章",
  articleText: "文章正文",
  textShown: "显示的文本",
  raw: "原始",
  clean: "净化后",
  edits: "标出改动",
  removed: "显示删去",
  panes: "栏目",
  export: "导出审定",
  help: "帮助（?）",
  theme: "切换深浅色",
  byUrgency: "待查优先",
  byBuild: "发布顺序",
  bySupport: "来源数",
  byArticle: "按文章",
  open: "未审定",
  any: "已审定",
  accept: "接受",
  reject: "拒绝",
  ignore: "略过",
  relabel: "改类",
  takeBack: "撤销",
  note: "备注",
  noteHint: "备注：写给以后的编辑",
  support: "来源",
  sources: (/** @type {number} */ n) => `${n} 个来源`,
  counted: (/** @type {number} */ n, /** @type {number} */ all) =>
    n === all ? `${all} 条` : `${n} / ${all} 条`,
  nothing: "没有符合条件的条目。",
  noItem: "选择一条，查看依据与规则。",
  evidence: "依据",
  rules: "判定规则",
  disagrees: "说法不一",
  variants: "同一渠道的其他途径",
  changes: "此处的改动",
  removedHere: "此处删去",
  kept: "保留",
  boilerplate: "页面杂项",
  duplicate: "重复",
  damage: "损坏",
  edited: "改动",
  gap: "缺字",
  missedHere: "有提示词而无条目",
  notHeld: "页面容量有限，此文未收入正文，只列出依据的引文。",
  holding: (/** @type {number} */ n, /** @type {number} */ all) =>
    `正文收入 ${n} / ${all} 篇，其余只列引文。`,
  expand: (/** @type {number} */ n) => `展开其余 ${n} 字`,
  because: "规则",
  toCopy: "看前文",
  phones: "电话",
  hours: "时间",
  path: "路径",
  materials: "材料",
  options: "方案",
  periods: "期数",
  durations: "时长",
  amounts: "金额（元）",
  rates: "利率",
  seen: "文章日期",
  decided: (/** @type {string} */ what, /** @type {string} */ title) => `${what}：${title}`,
  undone: (/** @type {string} */ title) => `已撤销：${title}`,
  exportTitle: "导出审定",
  exportHow:
    "存为 raw/decisions.jsonl 再构建：被拒条目在文字不变时不再出现，改类随即生效。导出包含文件中已有的审定。",
  download: "下载 decisions.jsonl",
  copy: "复制",
  copied: "已复制",
  close: "关闭",
  standing: "文件中的审定，条目已不在本页",
  stale: "已不匹配",
  unsaved: "浏览器不允许保存：关闭页面前请先导出。",
  keys: "快捷键",
  keyList: /** @type {Array<[string, string]>} */ ([
    ["j / k", "下一条 / 上一条"],
    ["a / r / i", "接受 / 拒绝 / 略过，再按一次撤销"],
    ["1 – 9", "改为第几类"],
    ["u", "撤销审定"],
    ["e", "下一处依据"],
    ["t", "原始 / 净化后"],
    ["/", "搜索"],
    ["?", "帮助"],
  ]),
  legend: "图例",
  wentWhere: "字符去向",
  perArticle: "各篇去向",
  kindsAndSupport: "各类条目与来源数",
  one: "1 个来源",
  two: "2 个来源",
  more: "3 个以上",
  table: "数据表",
  total: "合计",
  firstOf: (/** @type {number} */ n, /** @type {number} */ all) => `删去最多的 ${n} 篇，共 ${all} 篇`,
  missedIntro: "这些句子含有提示词或号码，却没有条目引用。点击查看上下文。",
  missedNone: "没有发现。",
  noItems: "此文没有条目",
  summary: (/** @type {any} */ t) =>
    `${t.articles.in} 篇：采用 ${t.articles.built}，重复 ${t.articles.duplicates}，隔离 ${t.articles.quarantined}；${t.items.total} 条`,
  duplicateArticle: "整篇与他文重复",
  unit: { day: "天", week: "周", month: "个月", year: "年" },
};

/** @type {typeof ZH} */
const EN = {
  review: "review",
  views: "Views",
  items: "Items",
  missed: "Possibly missed",
  overview: "What went where",
  filters: "Filters",
  search: "Search items",
  searchHint: "Search title and text (/)",
  kind: "Kind",
  phase: "Phase",
  product: "Product",
  flag: "Flag",
  decision: "Decision",
  order: "Order",
  allOf: (what) => `${what}: all`,
  clear: "Clear",
  queue: "Queue",
  inspector: "Details",
  article: "Article",
  articleShown: "Article",
  articleText: "Text of the article",
  textShown: "Text shown",
  raw: "Raw",
  clean: "Clean",
  edits: "Mark edits",
  removed: "Show removed",
  panes: "Panes",
  export: "Export decisions",
  help: "Help (?)",
  theme: "Light or dark",
  byUrgency: "needs a look first",
  byBuild: "as published",
  bySupport: "sources",
  byArticle: "by article",
  open: "undecided",
  any: "decided",
  accept: "Accept",
  reject: "Reject",
  ignore: "Ignore",
  relabel: "Relabel",
  takeBack: "Take back",
  note: "Note",
  noteHint: "Note for editors after you",
  support: "Sources",
  sources: (n) => (n === 1 ? "1 source" : `${n} sources`),
  counted: (n, all) => (n === all ? `${all} items` : `${n} of ${all} items`),
  nothing: "No item fits.",
  noItem: "Choose an item to see what it rests on.",
  evidence: "Evidence",
  rules: "Rules",
  disagrees: "Others say otherwise",
  variants: "Other ways to the same desk",
  changes: "Edits here",
  removedHere: "Removed here",
  kept: "kept",
  boilerplate: "furniture",
  duplicate: "duplicate",
  damage: "damage",
  edited: "edited",
  gap: "gap",
  missedHere: "cue, no item",
  notHeld: "This page has no room for the text of this article; what items quote of it is listed.",
  holding: (n, all) => `Text of ${n} of ${all} articles; of the others only quotes.`,
  expand: (n) => `show ${n} more characters`,
  because: "rule",
  toCopy: "what was said",
  phones: "Phone",
  hours: "Hours",
  path: "Path",
  materials: "Papers",
  options: "Options",
  periods: "Instalments",
  durations: "Time",
  amounts: "Sums (yuan)",
  rates: "Rates",
  seen: "Dates",
  decided: (what, title) => `${what}: ${title}`,
  undone: (title) => `Taken back: ${title}`,
  exportTitle: "Export decisions",
  exportHow:
    "Save as raw/decisions.jsonl and build: a rejected item stays away while its words are the same, and new kinds take effect. Decisions already in that file are part of the export.",
  download: "Download decisions.jsonl",
  copy: "Copy",
  copied: "Copied",
  close: "Close",
  standing: "Decisions on file whose item is not on this page",
  stale: "fits nothing any more",
  unsaved: "This browser does not let the page save: export before you close it.",
  keys: "Keys",
  keyList: [
    ["j / k", "next / previous"],
    ["a / r / i", "accept / reject / ignore; again to take back"],
    ["1 – 9", "make it this kind"],
    ["u", "take a decision back"],
    ["e", "next evidence"],
    ["t", "raw / clean"],
    ["/", "search"],
    ["?", "help"],
  ],
  legend: "Legend",
  wentWhere: "Where the characters went",
  perArticle: "Article by article",
  kindsAndSupport: "Items by kind and sources",
  one: "1 source",
  two: "2 sources",
  more: "3 or more",
  table: "As a table",
  total: "Total",
  firstOf: (n, all) => `The ${n} that lost most, of ${all}`,
  missedIntro: "Sentences with a cue or a number that no item quotes. Click to see them in place.",
  missedNone: "None found.",
  noItems: "no items",
  summary: (t) =>
    `${t.articles.in} articles: ${t.articles.built} built, ${t.articles.duplicates} duplicates, ${t.articles.quarantined} quarantined; ${t.items.total} items`,
  duplicateArticle: "repeats another article",
  unit: { day: "day(s)", week: "week(s)", month: "month(s)", year: "year(s)" },
};

let english = false;

/** @param {boolean} value */
export const speakEnglish = (value) => {
  english = value;
};
export const speaksEnglish = () => english;

/** The words in force. */
export const words = () => (english ? EN : ZH);

/**
 * What a value is called: in Chinese as the build names it, in English as the data does.
 *
 * @param {"kinds" | "phases" | "products" | "options" | "flags"} of
 * @param {string} value
 */
export function label(of, value) {
  const own = build.labels[of][value];
  if (!english || (of === "products" && own === undefined)) return own ?? value;
  const spelt = value.replaceAll("-", " ");
  return spelt.charAt(0).toUpperCase() + spelt.slice(1);
}

/** @param {{ percent: number, per: string | null }} rate */
export function rateOf({ percent, per }) {
  const units = /** @type {Record<string, string>} */ (words().unit);
  const named = per === null ? "" : (units[per] ?? per);
  return named === "" ? `${percent}%` : `${percent}% / ${named}`;
}

/** @param {import("./data.js").Duration} duration */
export function durationOf({ min, max, unit }) {
  const named = /** @type {Record<string, string>} */ (words().unit)[unit] ?? unit;
  const range =
    min === max ? `${min}` : min === null ? `≤ ${max}` : max === null ? `≥ ${min}` : `${min}–${max}`;
  return `${range} ${named}`;
}

/** Puts the words on everything that is there from the start. */
export function say() {
  const w = /** @type {Record<string, unknown>} */ (words());
  document.documentElement.lang = english ? "en" : "zh-CN";
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = String(w[element.getAttribute("data-word") ?? ""]);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", String(w[element.getAttribute("data-label") ?? ""]));
  }
  for (const element of document.querySelectorAll("[data-hint]")) {
    element.setAttribute("placeholder", String(w[element.getAttribute("data-hint") ?? ""]));
  }
}
