/**
 * Telephone numbers of institutions. Short codes (95xxx, 100xx, 123xx) are recognized by form and
 * checked against a table where one is certain; 400/800 and landline numbers by libphonenumber-js;
 * transcripts of speech spell them out.
 * Mobile numbers belong to persons and are never a slot.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { PHONE, signsOf } from "./signs.ts";

/** Numbers of mainland service operators: 95xxx(xxx) banks, insurers, platforms; 100xx carriers; 123xx government lines; 96xxx regional; 111xx/118xx delivery and carriers. */
const SHORT =
  /(?<![\d.-])(?:95\d{3}(?:\d{1,3})?|96\d{3,4}|100\d{2}|101\d{2}|1010[-\s]?\d{4}|12[34]\d{2}|123\d{2}|12378|111\d{2}|118\d{2})(?:-\d{1,2}(?![\d-]))?(?![\d.%-]|\s*[元块万年期天个人次])/g;
/** 400/800 numbers however they are grouped (400-820-8788, 40088-95558), and landline numbers with their area code. */
const LONG =
  /(?<![\d.-])[48]00(?:[-—–\s]?\d){7}(?!-?\d| \d(?!\d?\s*[:：点时]))|(?<![\d.-])\(?0\d{2,3}\)?[-\s]\d{7,8}(?!\d)|(?<![\d.-])(?:0\d{1,3}-\d{3,4}-\d{4}|0[2-8]-\d{7,8}|0\d{2,3}[- ]\d{4}[- ]\d{4}|0800-\d{3}-\d{3}|412-\d{4})(?![\d-])/g;
/** Eight digits of Hong Kong in two groups, only where a word just before calls them an institution's line: persons have such numbers too. */
const EIGHT =
  /(?<=(?:热线|专线|客服|客户服务|服务电话|致电|总机)[^，。；\d]{0,6})(?<![\d.-])[23]\d{3}[ -]?\d{4}(?![\d-])/g;
/** +86-10-95588, +86 571 2688 6000: as it is dialled from abroad; a person's begins with 1. */
const ABROAD = /(?<=(?<![\d.-])(?:\+|00))86(?:[-\s](?!1[3-9]\d)\d{2,5}){2,3}(?![\d-])/g;
/** 110 is called, not counted. */
const POLICE = /(?<=(?:拨打|打|拨))110(?![\d.%-])/g;

/** 九五一八八, 四零零…: numbers as they are spoken, figure by figure. */
const SPOKEN =
  /(?<![零〇一二两三四五六七八九十百千万亿])(?:九五[零〇一二三四五六七八九]{3,6}|一二三(?!四五)[零〇一二三四五六七八九]{2}|四[零〇]{2}[零〇一二三四五六七八九]{7})(?![零〇一二两三四五六七八九十百千万亿元块年期])/gu;
const SPOKEN_FIGURES = "零一二三四五六七八九";

/** 不是95188，而是95118 and 冒充95188 name a number not to call. */
const NOT_TO_CALL =
  /(?:不是|并非|别打|不要(?:再)?(?:打|拨打)|勿拨|切勿拨打|冒充|假冒|伪装成?|仿冒)(?:的)?[“"]?\s*$/u;

export function phonesOf(text: string): string[] {
  if ((signsOf(text) & PHONE) === 0) return [];
  const found: Array<{ at: number; end: number; value: string }> = [];
  const written = text.normalize("NFKC");
  const plain = written.length === text.length ? written : text;
  for (const match of plain.matchAll(ABROAD)) {
    found.push({
      at: match.index,
      end: match.index + match[0].length,
      value: match[0].replace(/\s/g, "-"),
    });
  }
  for (const match of plain.matchAll(LONG)) {
    const digits = match[0].replace(/[^\d]/g, "");
    const valid =
      /^[48]00/.test(digits) ||
      ["CN", "TW"].some((c) => parsePhoneNumberFromString(digits, c as "CN" | "TW")?.isValid()) ||
      /^412-/.test(match[0]);
    const value = match[0].replace(/[()]/g, "").replace(/[\s—–]+/g, "-");
    if (valid && !found.some((f) => match.index >= f.at && match.index < f.end))
      found.push({
        at: match.index,
        end: match.index + match[0].length,
        value,
      });
  }
  for (const match of plain.matchAll(EIGHT)) {
    const value = `${match[0].slice(0, 4)}-${match[0].slice(-4)}`;
    if (parsePhoneNumberFromString(value, "HK")?.isValid())
      found.push({ at: match.index, end: match.index + match[0].length, value });
  }
  for (const match of [...plain.matchAll(SHORT), ...plain.matchAll(POLICE)]) {
    if (!found.some((f) => match.index >= f.at && match.index < f.end)) {
      found.push({
        at: match.index,
        end: match.index + match[0].length,
        value: match[0].replace(/\s/g, ""),
      });
    }
  }
  for (const match of plain.matchAll(SPOKEN)) {
    const value = match[0].replace(/./gu, (c) => `${SPOKEN_FIGURES.indexOf(c === "〇" ? "零" : c)}`);
    found.push({ at: match.index, end: match.index + match[0].length, value });
  }
  return [
    ...new Set(
      found
        .filter((f) => !NOT_TO_CALL.test(plain.slice(Math.max(0, f.at - 10), f.at)))
        .sort((a, b) => a.at - b.at)
        .map((f) => f.value),
    ),
  ];
}
