/** Rates of interest and of fees: 日利率万分之五, 年化利率24%, 百分之二十四的年利率, 月费率0.6%. */
import type { Rate } from "../../../../schemas/advice.ts";
import { parseNumeral } from "../../../text/numerals.ts";
import { RATE, signsOf } from "./signs.ts";

const HAN = "[零〇一二两三四五六七八九十百点]";
/** 24%, 0.05％, 百分之二十四, 万分之五, 千分之零点五. */
const SHARE = new RegExp(
  `(?<![\\d.])(\\d{1,4}(?:\\.\\d{1,5})?)\\s?([%％‰])|([百千万])分之(\\d{1,4}(?:\\.\\d{1,4})?|${HAN}{1,8})`,
  "gu",
);
const PARTS: Readonly<Record<string, number>> = { 百: 1, 千: 10, 万: 100 };
/** A share is a rate only where a word of interest or of a fee stands right before or behind it. */
const BEFORE =
  /(日|每日|每天|按日|一天|月|每月|按月|年|年化|每年)?(?:的)?(?:综合)?(?:利率|费率|息率|息|违约金|手续费|服务费|成本|化)[^，。；、]{0,8}$/u;
const BEHIND = /^[^，。；、]{0,4}(?:的)?(日|月|年)?(?:化)?(?:利率|费率|息|违约金)/u;
const PER: ReadonlyArray<readonly [RegExp, NonNullable<Rate["per"]>]> = [
  [/年/u, "year"],
  [/月/u, "month"],
  [/日|天/u, "day"],
];
/** How far a word that tells the time it is counted by may stand away. */
const NEAR = 14;

/** @returns rates in percent, each once, in the order in which they are stated; `per` is null where the text does not say */
export function ratesOf(text: string): Rate[] {
  if ((signsOf(text) & RATE) === 0) return [];
  const found = new Map<string, Rate>();
  for (const match of text.matchAll(SHARE)) {
    const percent =
      match[1] === undefined
        ? spoken(match[4]!) / PARTS[match[3]!]!
        : Number(match[1]) / (match[2] === "‰" ? 10 : 1);
    const before = text.slice(Math.max(0, match.index - NEAR), match.index).replace(/^.*[，。；]/su, "");
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + NEAR);
    const said = BEFORE.exec(before) ?? BEHIND.exec(behind);
    if (said === null || !Number.isFinite(percent) || percent <= 0) continue;
    const around = `${before}${said[0]}`;
    const per = PER.find(([word]) => word.test(around))?.[1] ?? null;
    const rate: Rate = { percent: Math.round(percent * 1e6) / 1e6, per };
    found.set(JSON.stringify(rate), rate);
  }
  return [...found.values()];
}

/** 二十四 → 24, 零点五 → 0.5. */
function spoken(text: string): number {
  const [whole, part] = text.split("点");
  const number = parseNumeral(whole === "" ? "零" : whole!) ?? Number.NaN;
  if (part === undefined) return number;
  const digits = [...part].map((digit) => parseNumeral(digit) ?? Number.NaN);
  return number + digits.reduce((sum, digit, i) => sum + digit / 10 ** (i + 1), 0);
}
