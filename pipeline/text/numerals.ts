/**
 * Chinese and Arabic numerals as numbers: 三十六 → 36, 两千三百 → 2300, 两千三 → 2300, 十二 → 12,
 * 二〇二五 → 2025, 半 → 0.5, 36 → 36. Own code because `nzh` reads 两千三百 as 300 (measured).
 */
const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** The characters a numeral may be written with, for use in patterns. */
export const NUMERAL = "(?:\\d+(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+|半)";

/** @returns the number, or undefined where the text is no numeral */
export function parseNumeral(text: string): number | undefined {
  const plain = text.normalize("NFKC").replaceAll(",", "");
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  if (plain === "半") return 0.5;
  if (plain === "") return undefined;
  if (/^[零〇一二三四五六七八九]{2,}$/.test(plain)) return Number([...plain].map((c) => DIGITS[c]).join(""));
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 1;
  for (const c of plain) {
    if (c in DIGITS) {
      digit = DIGITS[c]!;
      if (digit === 0) lastUnit = 10;
    } else if (c in UNITS) {
      lastUnit = UNITS[c]!;
      section += (digit ?? 1) * lastUnit;
      digit = undefined;
    } else if (c === "万" || c === "亿") {
      lastUnit = c === "万" ? 10_000 : 100_000_000;
      total = (total + section + (digit ?? 0)) * lastUnit;
      section = 0;
      digit = undefined;
    } else {
      return undefined;
    }
  }
  // 两千三 = 2300: a last digit without a unit belongs to the next lower one.
  const rest = digit === undefined ? 0 : lastUnit > 10 ? (digit * lastUnit) / 10 : digit;
  return total + section + rest;
}
