/**
 * What the line model sees of a line that no row knows: its form, its place on the page, the verdicts
 * on its neighbours, and the words in it. No single feature decides.
 */
import { endsSentence } from "../../text/text-lines.ts";
import { type Entry, isBody, LISTED, RANKED, Topic } from "./entries.ts";

/** Takes one feature with its value. */
export type Emit = (name: string, value: number) => void;

/** A page as the model sees it. */
export interface Page {
  readonly entries: readonly Entry[];
  /** How far each line is known to be furniture, 0 … 1. */
  readonly verdicts: Float64Array;
  /** First and last paragraph of the article, as far as rows can tell. */
  readonly first: number;
  readonly last: number;
  /** Lines from each line to the nearest paragraph. */
  readonly distance: Int32Array;
  /** The form of a line; `nothing` outside the page. */
  readonly classAt: (i: number) => string;
  /** Share of a line that the sentences of the page have in common with it. */
  readonly about: (i: number) => number;
}

/** Lines that are looked at on either side. */
const AROUND = 5;
/** Of a longer line only the words at its ends are looked at. */
const SHORT = 30;
const ENDS = 12;

/** @returns undefined for a page without a single paragraph of an article */
export function pageOf(entries: readonly Entry[]): Page | undefined {
  const paragraph = entries.map((e) => e.row === undefined && isBody(e));
  const first = paragraph.indexOf(true);
  if (first < 0) return undefined;
  const distance = new Int32Array(entries.length).fill(entries.length);
  const step = (i: number, from: number) => {
    distance[i] = paragraph[i] ? 0 : Math.min(distance[i]!, (distance[from] ?? entries.length) + 1);
  };
  for (let i = 0; i < entries.length; i++) step(i, i - 1);
  for (let i = entries.length - 1; i >= 0; i--) step(i, i + 1);
  // Most pages ask for few of them.
  const classes: string[] = [];
  const classAt = (i: number) => {
    const e = entries[i];
    if (e === undefined) return "nothing";
    classes[i] ??= classOf(e);
    return classes[i];
  };
  let topic: Topic | undefined;
  return {
    entries,
    first,
    last: paragraph.lastIndexOf(true),
    distance,
    verdicts: Float64Array.from(entries, (e) => (e.row === undefined ? 0 : 1)),
    classAt,
    about: (i) => {
      topic ??= new Topic(entries.filter(isSaid));
      return topic.share(entries[i]!.folded, isSaid(entries[i]!));
    },
  };
}

function isSaid(e: Entry): boolean {
  return e.row === undefined && (isBody(e) || endsSentence(e.text));
}

function classOf(e: Entry): string {
  const ends = endsSentence(e.text);
  const { length } = e.plain;
  if (!/\p{L}/u.test(e.plain)) return "figures";
  if (isBody(e)) return "paragraph";
  if (ends) return length < 16 ? "short sentence" : "sentence";
  if (/[:：]$/.test(e.text)) return "opens";
  return length <= 4 ? "tiny" : length <= 9 ? "short" : length <= 18 ? "middle" : "long";
}

/** Forms that tell something of a line, whatever its words. */
const FORMS: ReadonlyArray<readonly [name: string, form: RegExp]> = [
  ["comma", /[,，]/],
  ["series", /、/],
  ["quoted", /[“”"「」]/],
  ["work", /《/],
  ["label", /^[^\s,，。:：]{1,8}[:：]\s*\S/],
  ["date", /\d{4}\s*[-/.年]\s*\d{1,2}|(?<!\d)\d{1,2}[-/月]\d{1,2}(?:日|\s|$)/],
  ["clock", /(?<!\d)\d{1,2}:\d{2}(?!\d)/],
  ["hours", /\d{1,2}(?::\d{2}|[点时])\s*[-–—~至到]\s*\d{1,2}(?::\d{2}|[点时])/],
  ["ago", /\d\s*(?:秒|分钟|小时|天|周|个?月|年)前|昨天|前天|刚刚/],
  ["count", /\d\s*(?:万|千|[kKwW]\b|次|条|人|赞|个|篇|楼|评论|阅读|浏览)/],
  ["counted in brackets", /[(（[]\s*\d[\d.,万kw+]*\s*(?:条|人|个)?\s*[)）\]]/i],
  ["service number", /(?<!\d)(?:95\d{3}|1010\d{4}|123\d{2}|96110)(?!\d)/],
  ["number", /(?<!\d)(?:[48]00-?\d{3}-?\d{4}|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/],
  ["address", /https?:|www\.|\.(?:com|cn|net|org)\b/i],
  ["mention", /@\S/],
  ["tag", /#\S/],
  ["sign", /[$¥￥%]/],
  ["bar", /[|丨│·•]/],
  ["way", /[>›»→/]/],
  ["boxed", /^[[【(（<].*[\])）】>]$/],
  ["question", /[?？]/],
  ["call", /[!！]/],
  ["mask", /\*{2,}|X{2,}|某/],
  ["person", /[我你您他她]/],
  ["advice", /应当?|可以|需要|必须|不要|切勿|避免|如果|建议|注意|准备|说明|申请|保留/],
  ["rights", /版权|转载|声明|免责|备案|许可|侵权|©/],
  ["latin alone", /^[^\p{Script=Han}]*[A-Za-z]{2}[^\p{Script=Han}]*$/u],
  ["picture", /\p{Extended_Pictographic}/u],
  ["decorated", /^[^\p{L}\p{N}“"「《(（[【$#@]/u],
];

/** Tell everything of line `i`. */
export function describe(page: Page, i: number, emit: Emit): void {
  describeLine(page, i, emit);
  describeCompany(page, i, emit);
}

/** What does not change with the verdicts on its neighbours: form, place and words. */
export function describeLine(page: Page, i: number, emit: Emit): void {
  const e = page.entries[i]!;
  const { plain } = e;
  const own = page.classAt(i);
  emit(`class ${own}`, 1);
  emit(`length ${bucket(plain.length)}`, 1);
  for (const [name, form] of FORMS) if (form.test(e.text)) emit(name, 1);
  const { han, digits } = sharesOf(plain);
  emit(`han ${Math.floor(han * 4.99)}`, 1);
  emit(`digits ${Math.floor(digits * 4.99)}`, 1);
  const words = plain.split(/\s+/).length;
  if (words > 1) emit(`words ${Math.min(5, words)}`, 1);
  if (e.heading) emit("heading", 1);
  if (LISTED.test(e.text)) emit("listed", 1);
  if (RANKED.test(e.plain)) emit("ranked", 1);

  const zone = zoneOf(page, i);
  emit(zone, 1);
  emit(`${zone} ${own}`, 1);
  emit(`${zone} distance ${bucket(page.distance[i]!)}`, 1);
  const about = Math.floor(Math.min(0.999, page.about(i)) * 6);
  emit(`about ${about}`, 1);
  emit(`${zone} about ${about}`, 1);

  wordsOf(plain, emit);
}

function zoneOf(page: Page, i: number): string {
  return i < page.first ? "head" : i > page.last ? "tail" : "middle";
}

/** The lines around it, and how far they are known to be furniture. */
export function describeCompany(page: Page, i: number, emit: Emit): void {
  const own = page.classAt(i);
  const zone = zoneOf(page, i);
  const at = (k: number) => page.verdicts[k] ?? (zone === "middle" ? 0 : 0.5);
  const [above, below] = [at(i - 1), at(i + 1)];
  emit("above", above);
  emit("below", below);
  emit("both", above * below);
  emit(`${zone} both`, above * below);
  emit("neither", (1 - above) * (1 - below));
  emit("second above", at(i - 2));
  emit("second below", at(i + 2));
  let [sum, weight] = [0, 0];
  for (let k = Math.max(0, i - AROUND); k <= Math.min(page.entries.length - 1, i + AROUND); k++) {
    if (k === i) continue;
    const near = 1 / Math.abs(k - i);
    sum += near * page.verdicts[k]!;
    weight += near;
  }
  emit("around", weight === 0 ? 0 : (2 * sum) / weight);
  emit(`above ${page.classAt(i - 1)}`, 0.5);
  emit(`below ${page.classAt(i + 1)}`, 0.5);
  if (below < 0.5 && /paragraph|sentence/.test(page.classAt(i + 1))) emit(`${own} over text`, 1);
  if (own === page.classAt(i - 1) || own === page.classAt(i + 1)) emit(`${own} in a row`, 1);
}

function wordsOf(plain: string, emit: Emit): void {
  const text = plain.replace(/\d+/g, "0").toLowerCase();
  for (const word of text.match(/[a-z]{2,}/g)?.slice(0, 8) ?? []) emit(`W${word}`, 0.6);
  const seen = new Set<string>();
  const pieces = text.length <= SHORT ? [text] : [text.slice(0, ENDS), text.slice(-ENDS)];
  for (const piece of pieces)
    for (let k = 0; k + 2 <= piece.length; k++) {
      const pair = piece.slice(k, k + 2);
      if (seen.has(pair) || !/^[\u4e00-\u9fa50]{2}$/.test(pair)) continue;
      seen.add(pair);
      emit(`P${pair}`, 0.6);
    }
  emit(`^${text.slice(0, 2)}`, 0.6);
  emit(`$${text.slice(-2)}`, 0.6);
  if (text.length <= 6) emit(`=${text}`, 1);
}

function sharesOf(text: string): { han: number; digits: number } {
  let [han, digits] = [0, 0];
  for (let k = 0; k < text.length; k++) {
    const c = text.charCodeAt(k);
    if (c >= 0x4e00 && c <= 0x9fff) han++;
    else if (c >= 0x30 && c <= 0x39) digits++;
  }
  const all = Math.max(1, text.length);
  return { han: han / all, digits: digits / all };
}

/** 0, 1, 2, 3, 4 – 5, 6 – 8, 9 – 12 …: about half as many again each. */
function bucket(n: number): number {
  return n < 4 ? n : Math.min(11, Math.floor(Math.log(n) / Math.log(1.5)) + 1);
}
