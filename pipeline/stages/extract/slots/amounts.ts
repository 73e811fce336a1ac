/** Sums of money in yuan: 2.5万元, 3,000元, 两万五千块, 五万块钱, 八百元. What is no round figure of the text's own is left out. */
import { parseNumeral } from "../../../text/numerals.ts";
import { AMOUNT, signsOf } from "./signs.ts";

const HAN = "[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]";
/**
 * Figures with their thousands apart and a factor, or a numeral, and the name of the money. A figure
 * with 万 alone is a sum as well (欠了2.5万), where no other thing is counted by it.
 */
const SUM = new RegExp(
  `(?<![\\d.,，])(\\d{1,3}(?:[,，]\\d{3}){1,4}(?:\\.\\d{1,2})?|\\d{1,12}(?:\\.\\d{1,4})?)\\s{0,2}(?:([万千百亿])(?:多|来)?\\s?(?:元|块|人民币|(?=[，。；、！？\\s）)]|左右|上下|以[上下内]|$))|(?:多)?(?:元|块|人民币))` +
    `|(?<!${HAN})(${HAN}{1,12})(?:多|来)?(?:元|块(?!儿))`,
  "gu",
);
const FACTORS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
/** 每一块, 那一块, 头一块: a piece of something, or one yuan said of anything. */
const LEAST = 2;

/** @returns sums in yuan, each once, in the order in which they are stated */
export function amountsOf(text: string): number[] {
  if ((signsOf(text) & AMOUNT) === 0) return [];
  const found = new Set<number>();
  for (const [, figures, factor, numeral] of text.matchAll(SUM)) {
    const value =
      figures === undefined
        ? parseNumeral(numeral!)
        : Number(figures.replace(/[,，]/g, "")) * (factor === undefined ? 1 : FACTORS[factor]!);
    if (value === undefined || !Number.isFinite(value) || value < LEAST) continue;
    found.add(Math.round(value * 100) / 100);
  }
  return [...found];
}
