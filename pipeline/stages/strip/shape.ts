/**
 * What the line model sees of a line that no row knows: its form, its place on the page, the verdicts
 * on its neighbours, and the words in it. No single feature decides.
 */
import { literalsOf } from "../../lexicon/literals.ts";
import { LiteralIndex } from "../../text/literal-index.ts";
import { announces } from "../../text/text-lines.ts";
import { type Entry, LISTED, RANKED, Topic } from "./entries.ts";

/** Takes features with their values. */
export interface Features {
  add(name: string, value: number): void;
  /** Two characters side by side, by their code units: there are too many of them to name each by a string. */
  addPair(first: number, second: number, value: number): void;
}

/** The name of a feature that is a pair. */
export function pairName(first: number, second: number): string {
  return `P${String.fromCharCode(first, second)}`;
}

const ZONES = ["head", "middle", "tail"] as const;
type ZoneName = (typeof ZONES)[number];

/** The form of a line, with the features that are named after it: names are made once, and not for each line. */
interface Form {
  readonly own: string;
  readonly above: string;
  readonly below: string;
  readonly overText: string;
  readonly inARow: string;
  readonly in: Readonly<Record<ZoneName, string>>;
  /** Reads like text. */
  readonly isText: boolean;
}

function formOf(name: string, isText = false): Form {
  return {
    own: `class ${name}`,
    above: `above ${name}`,
    below: `below ${name}`,
    overText: `${name} over text`,
    inARow: `${name} in a row`,
    in: { head: `head ${name}`, middle: `middle ${name}`, tail: `tail ${name}` },
    isText,
  };
}

const NOTHING = formOf("nothing");
const FIGURES = formOf("figures");
const PARAGRAPH = formOf("paragraph", true);
const SHORT_SENTENCE = formOf("short sentence", true);
const SENTENCE = formOf("sentence", true);
const OPENS = formOf("opens");
const TINY = formOf("tiny");
const SHORT_LINE = formOf("short");
const MIDDLE_LINE = formOf("middle");
const LONG_LINE = formOf("long");

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
  /** The form of a line; that of nothing outside the page. */
  readonly formAt: (i: number) => Form;
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
  const paragraph = entries.map((e) => e.row === undefined && e.body);
  const first = paragraph.indexOf(true);
  if (first < 0) return undefined;
  const distance = new Int32Array(entries.length).fill(entries.length);
  const step = (i: number, from: number) => {
    distance[i] = paragraph[i] ? 0 : Math.min(distance[i]!, (distance[from] ?? entries.length) + 1);
  };
  for (let i = 0; i < entries.length; i++) step(i, i - 1);
  for (let i = entries.length - 1; i >= 0; i--) step(i, i + 1);
  // Most pages ask for few of them.
  const forms: Form[] = [];
  const formAt = (i: number) => {
    const e = entries[i];
    if (e === undefined) return NOTHING;
    forms[i] ??= lineForm(e);
    return forms[i];
  };
  let topic: Topic | undefined;
  return {
    entries,
    first,
    last: paragraph.lastIndexOf(true),
    distance,
    verdicts: Float64Array.from(entries, (e) => (e.row === undefined ? 0 : 1)),
    formAt,
    about: (i) => {
      topic ??= new Topic(entries.filter(isSaid));
      return topic.share(entries[i]!, isSaid(entries[i]!));
    },
  };
}

function isSaid(e: Entry): boolean {
  return e.row === undefined && (e.body || e.ends);
}

function lineForm(e: Entry): Form {
  const { length } = e.plain;
  if (!/\p{L}/u.test(e.plain)) return FIGURES;
  if (e.body) return PARAGRAPH;
  if (e.ends) return length < 16 ? SHORT_SENTENCE : SENTENCE;
  if (announces(e.text)) return OPENS;
  return length <= 4 ? TINY : length <= 9 ? SHORT_LINE : length <= 18 ? MIDDLE_LINE : LONG_LINE;
}

/** Signs that tell something of a line, whatever its words. */
const SIGNS: ReadonlyArray<readonly [name: string, form: RegExp]> = [
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

/** Which of the signs a line may show at all. */
const MAY_SHOW = new LiteralIndex(SIGNS.map(([, form]) => literalsOf(form.source, form.ignoreCase)));

/** Names of features that are counted: `length 0`, `length 1` … */
function counted(name: string, most: number): readonly string[] {
  return Array.from({ length: most + 1 }, (_, n) => `${name} ${n}`);
}

const LENGTHS = counted("length", 11);
const HAN = counted("han", 4);
const DIGITS = counted("digits", 4);
const WORDS = counted("words", 5);
const ABOUT = counted("about", 5);
const byZone = <T>(of: (zone: ZoneName) => T) =>
  Object.fromEntries(ZONES.map((zone) => [zone, of(zone)])) as Record<ZoneName, T>;
const ZONE_DISTANCES = byZone((zone) => counted(`${zone} distance`, 11));
const ZONE_ABOUT = byZone((zone) => counted(`${zone} about`, 5));
const ZONE_BOTH = byZone((zone) => `${zone} both`);

/** Tell everything of line `i`. */
export function describe(page: Page, i: number, features: Features): void {
  describeLine(page, i, features);
  describeCompany(page, i, features);
}

/** What does not change with the verdicts on its neighbours: form, place and words. */
export function describeLine(page: Page, i: number, features: Features): void {
  const e = page.entries[i]!;
  const { plain } = e;
  const own = page.formAt(i);
  features.add(own.own, 1);
  features.add(LENGTHS[bucket(plain.length)]!, 1);
  const may = MAY_SHOW.marks(e.text);
  for (let k = 0; k < SIGNS.length; k++) {
    const [name, form] = SIGNS[k]!;
    if (may[k] === 1 && form.test(e.text)) features.add(name, 1);
  }
  const { han, digits } = sharesOf(plain);
  features.add(HAN[Math.floor(han * 4.99)]!, 1);
  features.add(DIGITS[Math.floor(digits * 4.99)]!, 1);
  const words = plain.split(/\s+/).length;
  if (words > 1) features.add(WORDS[Math.min(5, words)]!, 1);
  if (e.heading) features.add("heading", 1);
  if (LISTED.test(e.text)) features.add("listed", 1);
  if (RANKED.test(e.plain)) features.add("ranked", 1);

  const zone = zoneOf(page, i);
  features.add(zone, 1);
  features.add(own.in[zone], 1);
  features.add(ZONE_DISTANCES[zone][bucket(page.distance[i]!)]!, 1);
  const about = Math.floor(Math.min(0.999, page.about(i)) * 6);
  features.add(ABOUT[about]!, 1);
  features.add(ZONE_ABOUT[zone][about]!, 1);

  describeWords(plain, features);
}

function zoneOf(page: Page, i: number): ZoneName {
  return i < page.first ? "head" : i > page.last ? "tail" : "middle";
}

/** The lines around it, and how far they are known to be furniture. */
export function describeCompany(page: Page, i: number, features: Features): void {
  const own = page.formAt(i);
  const zone = zoneOf(page, i);
  const { verdicts } = page;
  const outside = zone === "middle" ? 0 : 0.5;
  const above = verdicts[i - 1] ?? outside;
  const below = verdicts[i + 1] ?? outside;
  features.add("above", above);
  features.add("below", below);
  features.add("both", above * below);
  features.add(ZONE_BOTH[zone], above * below);
  features.add("neither", (1 - above) * (1 - below));
  features.add("second above", verdicts[i - 2] ?? outside);
  features.add("second below", verdicts[i + 2] ?? outside);
  let [sum, weight] = [0, 0];
  for (let k = Math.max(0, i - AROUND); k <= Math.min(page.entries.length - 1, i + AROUND); k++) {
    if (k === i) continue;
    const near = 1 / Math.abs(k - i);
    sum += near * verdicts[k]!;
    weight += near;
  }
  features.add("around", weight === 0 ? 0 : (2 * sum) / weight);
  const [over, under] = [page.formAt(i - 1), page.formAt(i + 1)];
  features.add(over.above, 0.5);
  features.add(under.below, 0.5);
  if (below < 0.5 && under.isText) features.add(own.overText, 1);
  if (own === over || own === under) features.add(own.inARow, 1);
}

function describeWords(plain: string, features: Features): void {
  const text = plain.replace(/\d+/g, "0").toLowerCase();
  for (const word of text.match(/[a-z]{2,}/g)?.slice(0, 8) ?? []) features.add(`W${word}`, 0.6);
  // No more than a few dozen: a set would cost more than to look through them.
  const seen: number[] = [];
  const last = text.length - 2;
  for (let k = 0; k <= last; k++) {
    // Of a long line the words at its ends.
    if (k === ENDS - 1 && text.length > SHORT) k = text.length - ENDS;
    const [a, b] = [text.charCodeAt(k), text.charCodeAt(k + 1)];
    if (!(isWordly(a) && isWordly(b)) || seen.includes((a << 16) | b)) continue;
    seen.push((a << 16) | b);
    features.addPair(a, b, 0.6);
  }
  features.add(`^${text.slice(0, 2)}`, 0.6);
  features.add(`$${text.slice(-2)}`, 0.6);
  if (text.length <= 6) features.add(`=${text}`, 1);
}

/** A Chinese character, or the digit that stands for all figures. */
function isWordly(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fa5) || code === 0x30;
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
