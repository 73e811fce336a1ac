/** The upper limit an item states (最多60期, 最长不超过五年), and of what. */
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { parseNumeral } from "../../text/numerals.ts";

export interface Limit {
  /** What is limited: a number of instalments, or the length of one arrangement. */
  readonly of: string;
  /** In instalments, or in days. */
  readonly most: number;
}

const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 个月: 30, 月: 30, 年: 365 };

const statement = perSubject(
  ({ wording }: Subject) =>
    new RegExp(
      `${wording.limit}[^。；，、]{0,8}?(\\d{1,3}|[一二三四五六七八九十百两]{1,4})\\s{0,2}(期|天|个月|年)`,
      "gu",
    ),
);

/** @returns undefined where the item states no limit, or two */
export function limitOf(item: Candidate, subject: Subject): Limit | undefined {
  const found = new Map<string, Limit>();
  for (const [, number, unit] of item.text.matchAll(statement(subject))) {
    const n = parseNumeral(number!);
    if (n === undefined) continue;
    const arrangements = [...(item.slots.options ?? [])].sort().join("+");
    // A length limits something only if the item says what.
    if (unit !== "期" && arrangements === "") continue;
    const limit =
      unit === "期" ? { of: "instalments", most: n } : { of: arrangements, most: n * DAYS[unit!]! };
    found.set(`${limit.of} ${limit.most}`, limit);
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}
