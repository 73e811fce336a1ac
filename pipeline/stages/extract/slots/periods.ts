/** Numbers of instalments: 12期, 三十六期, 分成6期, 最长60期. A number of months is a duration. */
import type { Subject } from "../../../lexicon/subject.ts";
import { perSubject } from "../../../lexicon/wording.ts";
import { parseNumeral } from "../../../text/numerals.ts";
import { WHOLE_NUMERAL as NUMERAL } from "./numerals.ts";

const PERIODS = new RegExp(`(${NUMERAL})\\s*期`, "gu");
/** 一期 and 每期 name one instalment, 首期 the first, 连续两期 and those the subject says are missed ones; 第3期 is an issue. */
const notPeriods = perSubject(({ wording }: Subject) => ({
  before: new RegExp(
    `(?:[第每首上前后本当单各几]|(?<![签定谈批])下|连续|达到?|${wording["missed-before"]})\\s*$`,
    "u",
  ),
  after: new RegExp(`^\\s*(?:未|没|${wording["missed-after"]})`, "u"),
}));
const MOST = 480; // forty years of months

export function periodsOf(text: string, subject: Subject): number[] {
  const not = notPeriods(subject);
  const found = new Set<number>();
  for (const match of text.matchAll(PERIODS)) {
    if (not.before.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    if (not.after.test(text.slice(match.index + match[0].length, match.index + match[0].length + 4)))
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
