/** Numbers of instalments: 12期, 三十六期, 分成6期, 分12个月还, 最长60期. Any other number of months is a duration. */
import type { Subject } from "../../../lexicon/subject.ts";
import { perSubject } from "../../../lexicon/wording.ts";
import { parseNumeral } from "../../../text/numerals.ts";
import { INSTALMENTS_BEFORE, WHOLE_NUMERAL as NUMERAL } from "./numerals.ts";
import { PERIOD, signsOf } from "./signs.ts";

const PERIODS = new RegExp(`(${NUMERAL})\\s*(期|个月|份(?!文件|材料|证明))`, "gu");
/** 切成十八份, 拆成12份: parts that a debt is cut into are its instalments. */
const CUT = /(?:切|拆|分|摊|劈)(?:成|作|为|到)?(?:约|大约)?\s*$/u;
/** 三十六期没给: refused; 两期没还: missed. */
const REFUSED = /^\s*(?:没|未)(?:有)?(?:给|批|同意|通过|谈下)/u;
/** 3期、6期或12期 and 三至十二期: the numbers before share the unit. */
const LISTED = /((?:(?:\d{1,3}|[一二两三四五六七八九十百]{1,5})\s*[、,，/或和至到-]\s*){1,6})$/;
/** 一期 and 每期 name one instalment, 首期 the first, 连续两期 and those the subject says are missed ones; 第3期 is an issue. */
const notPeriods = perSubject(({ wording }: Subject) => ({
  before: new RegExp(
    `(?:第|(?<!基)本|[每首前当单各几头这近断欠漏]|(?<!线)上|(?<![之以])后|[断欠漏]的|连着|近[一二两三]到|不满|还[了清]|还清了|(?<![签定谈批线])下|连续|(?<!可)达到?|断掉的|放|挪|缺|已还满|还满|补上?|${wording["missed-before"]})\\s*$`,
    "u",
  ),
  after: new RegExp(`^\\s*(?:未|没|${wording["missed-after"]})`, "u"),
}));
const MOST = 480; // forty years of months

export function periodsOf(text: string, subject: Subject): number[] {
  if ((signsOf(text) & PERIOD) === 0) return [];
  const not = notPeriods(subject);
  const found = new Set<number>();
  for (const match of text.matchAll(PERIODS)) {
    if (
      match[2] === "个月" &&
      !INSTALMENTS_BEFORE.test(text.slice(Math.max(0, match.index - 12), match.index).replace(LISTED, ""))
    )
      continue;
    if (not.before.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    // What the next line or cell says is said of something else.
    const after = text
      .slice(match.index + match[0].length, match.index + match[0].length + 5)
      .split("\n")[0]!;
    if (not.after.test(after) && !REFUSED.test(after)) continue;
    if (
      match[2] === "份" &&
      !CUT.test(text.slice(Math.max(0, match.index - 24), match.index).replace(LISTED, ""))
    )
      continue;
    const list = LISTED.exec(text.slice(Math.max(0, match.index - 24), match.index));
    if (list)
      for (const n of list[1]!.matchAll(/\d{1,3}|[一二两三四五六七八九十百]+/g))
        add(found, parseNumeral(n[0]));
    add(found, parseNumeral(match[1]!));
  }
  return [...found].sort((a, b) => a - b);
}

function add(found: Set<number>, n: number | undefined): void {
  if (n !== undefined && Number.isInteger(n) && n > 1 && n <= MOST) found.add(n);
}
