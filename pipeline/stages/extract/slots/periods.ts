/** Numbers of instalments: 12期, 三十六期, 分成6期, 最长60期. A number of months is a duration. */
import { parseNumeral } from "../../../text/numerals.ts";
import { WHOLE_NUMERAL as NUMERAL } from "./numerals.ts";

const PERIODS = new RegExp(`(${NUMERAL})\\s*期`, "gu");
/** 一期 and 每期 name one instalment, 首期 the first, 连续两期 and 逾期两期 missed ones; 第3期 is an issue. */
const NOT_BEFORE =
  /(?:[第每首上前后本当单各几]|(?<![签定谈批])下|连续|逾期(?:达到?|满|超过)?|达到?|拖欠|欠缴|断供|漏还)\s*$/;
const MISSED_AFTER = /^\s*(?:未|没|不还|逾期|断供)/;
const MOST = 480; // forty years of months

export function periodsOf(text: string): number[] {
  const found = new Set<number>();
  for (const match of text.matchAll(PERIODS)) {
    if (NOT_BEFORE.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    if (MISSED_AFTER.test(text.slice(match.index + match[0].length, match.index + match[0].length + 4)))
      continue;
    // 3期、6期或12期 and 3、6、12期: the numbers before share the unit.
    const list = /((?:\d{1,3}\s*[、,，/或和至到-]\s*)+)$/.exec(
      text.slice(Math.max(0, match.index - 24), match.index),
    );
    if (list) for (const n of list[1]!.matchAll(/\d{1,3}/g)) add(found, Number(n[0]));
    add(found, parseNumeral(match[1]!));
  }
  return [...found].sort((a, b) => a - b);
}

function add(found: Set<number>, n: number | undefined): void {
  if (n !== undefined && Number.isInteger(n) && n > 1 && n <= MOST) found.add(n);
}
