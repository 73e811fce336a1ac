/** Lengths of time and windows: 逾期90天以上, 三到六个月, 一个月以上三年以内, 1-3个工作日. */
import type { Duration } from "../../../../schemas/advice.ts";
import type { Subject } from "../../../lexicon/subject.ts";
import { perSubject } from "../../../lexicon/wording.ts";
import { parseNumeral } from "../../../text/numerals.ts";
import { INSTALMENTS_BEFORE, WHOLE_NUMERAL as NUMERAL } from "./numerals.ts";
import { DURATION, signsOf } from "./signs.ts";

type Unit = Duration["unit"];

const UNITS: ReadonlyArray<readonly [RegExp, Unit, number]> = [
  [/^(?:个\s*)?工作[日天]|^个?自然[日天]|^天|^日/, "day", 1],
  [/^个?小时/, "day", 1 / 24],
  [/^(?:个\s*)?(?:星期|礼拜)|^周/, "week", 1],
  [/^个?多?月/, "month", 1],
  [/^年/, "year", 1],
  [/^个?季度/, "month", 3],
];
const UNIT =
  "(?:个\\s*)?(?:工作[日天]|自然[日天]|小时|星期|礼拜|季度|月|天|日|周(?!岁|[末边])|年(?![度代级龄终底初]))";
/** 三到六个月, 1-3个工作日, 一个月到三个月; 十多天, 两年半. The second unit stands only behind a second number. */
const SPAN = new RegExp(
  `(${NUMERAL})\\s*(个?半|多|来)?\\s*(?:(${UNIT})(半(?!个?月|年|天))?\\s*)?(?:(?:至|到|[-—–~～])\\s*(${NUMERAL})\\s*(${UNIT})(半)?)?`,
  "gu",
);
/** 两三天, 三五个月, 一两周: two neighbouring numerals are a range. */
const APPROXIMATE = /^(?:一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九)$/;
/** 一个月以上三年以内: two bounds of one window. */
/** What makes 一个月 by itself a length: 拉长一年, 满一个月, 长则一个月, 禁言一天. */
const ONE_BEFORE =
  /(?:拉长|延长|宽缓|满|迟足|长则|慢则|多则|拉黑|禁言|提早|通常|通常只有|暂停[^，。；]{0,4}|锁定|冻结|往后|[日期]的?前)\s*$/;
const ONE_AFTER =
  /^\s*(?:之内|以内)(?!的)|^\s*以后|^多(?!出|[了收还交一二三四五六七八九十\d])|^\s*、\s*[两二三2-9]/;
/** 一个工作日, 一个星期: nobody budgets by them, so one of them is a length. */
const ALWAYS_A_LENGTH = /工作|星期|礼拜|周/;
/** 15天往上一直到90天. */
const UP_TO = /^\s*(?:以上|往上|起)[，,]?\s*(?:一直)?[到至]\s*$/;
const WINDOW = /^\s*(?:以上|起|后)?\s*[，,、至到]?\s*(?:不满|不足|不超过|未满)?\s*$/u;
const MORE_THAN_BEFORE =
  /(?:(?<!没)(?:超过|超出)|拖过|[；;]过|满|不少于|不低于|不止|晚于|大于|多于|高于)\s*(?:了|约|近)?\s*$|(?:至少|起码|最少|最短|少说)[^，。；：]{0,12}$/;
const AT_LEAST_AFTER = /^\s*(?:及|或)?(?:以上|之上|往上|开外|起(?!诉)|以后|之后|后(?!续|来))/;
const AT_MOST_AFTER = /^\s*(?:及|或)?(?:以内|之内|以下|封顶|为限|里头|内(?!容|部))/;
/** 近三个月的流水, 过去一年: how far back a paper reaches, no term of the matter. */
const LOOKS_BACK =
  /(?:(?<!接)近|最近|过去|未来|接下来|往后|今后|此前|前面|连续交满?|(?<![等拖以加隔])上|前后)\s*$/;
/** 过去两年没有再次申请: a window in which something must not have been. */
const CLEAN_SINCE = /^\s*(?:以?内|里)?(?:不得有?|没有|未)(?!收入|进账|进项|上班|工作|开工)/;
/** 停工三个月, 两个月没有上班: how long a person's trouble lasted, in a story, is no length of the matter. */
const SUFFERED_BEFORE =
  /(?:停工|停业|停产|停课|失业|误工|住院|卧床|休养|休息|欠薪|(?:开|做|干|断|歇|躺|病|住|多|花|用)了|已还|办卡|整整)\s*$/;
/** 前两个月 of a story is when it was; of what is asked for, for how long. */
const BEFORE_THAT = /[前第]\s*$/;
const SUFFERED_AFTER =
  /^\s*(?:里(?!头)|(?:真|都|也|几乎|一点收入)?没|未|无法|黄了|的?活计?|以?后(?:她|他)?(?:全部|终于|被))/;
/** 三天两头, 十天半月: a manner of speaking. */
const IDIOM = /^(?:一[周星][期]?七天|三天两头|十天半个?月|三年五载|一天到晚|一年到头|一年四季)/;
/** 次日有结果: one day; 自次日起 is when something begins to run. */
const NEXT_DAY =
  /(?<![从自后期料本至到一二两三每此逐几多])次日(?!起|期|常|均|零|凌晨|开始|[一二三四五六七八九十\d]|[上中下]午|早|晚)/gu;
/** 逾期满60天 as the whole of a cell names the length the table is about. */
const CELL_END = /^(?:\s|\||$)/;
/** 快的七天，慢的二十天, 短则三天，长则十天: the two ends of one range. */
const SHORTEST_BEFORE = /(?:快|短|少|早)(?:的|则|也要|起来)?\s*$/;
const LONGEST_BETWEEN =
  /^\s*[，,、；]?\s*(?:最)?(?:慢|长|久|多|迟|晚)(?:的|则|起来)?(?:也要|要等?|得|到|是)?\s*$/;
/** 隔三天打一次 says how long to wait before the next. */
const WAITS = /(?:隔|隔上|隔了|过)\s*$/;
/** 到期前三天起: a place before a date, however it goes on. */
const BEFORE_DATE = /[日期]的?前\s*$/;
/** 半年一次, 三个月复盘一次: how often, not how long. */
const FREQUENCY = /^(?:[^，。；]{0,3}|以?内[^，。；]{0,6})(?:一次|一回|一趟)/;
/** 2025年3月7日, 9月, 每月5日, 今年 are dates, not lengths. */
const DATE_BEFORE = /(?:[每本上下当次今去前明同该]|\d\s*年|\d\s*月|[号年月])\s*$/;
/** What the subject's words say around a length. */
const aroundOf = perSubject(({ wording }: Subject) => ({
  atLeastBefore: new RegExp(`(?:${wording.lapse}|达到?)\\s*(?:了|约|近)?\\s*$`, "u"),
  atMostBefore: new RegExp(
    `(?:未超过|不超过|不满|未满|不足|不到|未到|没到|没满|不大于|(?<!不)少于|(?<!不)低于|小于|不得超过|(?<!有)没有超过|没超过|未达到?|不得长于|不长于)\\s*(?:可达|可以|可|为|达|了|约)?\\s*$|(?:最长|最多(?!的)|至多|最久|最晚|最迟|顶多)[^，。；：]{0,8}$|${wording.lapse}(?:的)?(?:头|前)\\s*$`,
    "u",
  ),
  inCell: new RegExp(`(?:^|[\\s|])(?:${wording.lapse})?满[ \\t]*$`, "u"),
  dayBefore: new RegExp(`(?:${wording.lapse}|超过|满|过了)\\s*$`, "u"),
  ofAPaper: new RegExp(`^\\s*(?:内|以内|以来)?(?:的)?${wording["paper-dated"]}`, "u"),
  measured: new RegExp(`${wording["measured-before"]}\\S{0,3}$`, "u"),
  measuredAfter: new RegExp(`^\\s*${wording["measured-after"]}`, "u"),
  // In stories what is asked for or granted is a length of the matter, whatever the trouble was.
  asked: new RegExp(`${wording["asked-before"]}[^，。]{0,2}$|(?:过了|隔了)\\s*$`, "u"),
  askedAfter: new RegExp(
    `^\\s*(?:${wording["asked-after"]}|(?:(?:以|之)?后[，,]?[^，。；]{0,4}?|便|就)?(?:批(?!评)|同意|拿到|接到回电|给了|获批))`,
    "u",
  ),
}));
type Around = ReturnType<typeof aroundOf>;

/** Of what is told or said, the lengths of the trouble itself do not count. */
export type Telling = "story" | "words";

/** @param telling where the text is a story, or words to say */
export function durationsOf(text: string, subject: Subject, telling?: Telling): Duration[] {
  if ((signsOf(text) & DURATION) === 0) return [];
  const around = aroundOf(subject);
  const found: Array<Duration & { readonly at: number; readonly end: number; readonly shortest: boolean }> =
    [];
  for (const match of text.matchAll(SPAN)) {
    const [whole, first, more, unitA, halfA, second, unitB, halfB] = match;
    if (unitA === undefined && unitB === undefined) continue;
    const unitText = (unitB ?? unitA)!.replace(/\s/g, "");
    const at = match.index;
    if (first === "万一" || isDate(text, at, whole.trimEnd(), first!, unitText, around)) continue;
    const before = text.slice(Math.max(0, at - 14), at);
    const after = text.slice(at + whole.trimEnd().length, at + whole.length + 14);
    if (IDIOM.test(text.slice(at, at + 6)) || (first === "半" && /天$/.test(before))) continue;
    if (LOOKS_BACK.test(before) && !around.atMostBefore.test(before) && !CLEAN_SINCE.test(after)) continue;
    if (around.ofAPaper.test(after) || (FREQUENCY.test(after) && !WAITS.test(before))) continue;
    if (/小时/.test(unitText) && !isDays(first!, second, before, after)) continue;
    if (
      telling !== undefined &&
      (SUFFERED_BEFORE.test(before) ||
        SUFFERED_AFTER.test(after) ||
        (telling === "story" && BEFORE_THAT.test(before))) &&
      !around.asked.test(before) &&
      !around.askedAfter.test(after)
    )
      continue;
    const range = rangeOf(first!, more, halfA, second, halfB, unitText, after);
    if (range === undefined) continue;
    const length = bounds(range.low, range.high, range.unit, before, after, around);
    // The whole of a cell.
    if (length.max === null && CELL_END.test(after) && around.inCell.test(before)) length.max = length.min;
    // 一个月 by itself is mostly "a month" of a budget; it counts where something measures by it.
    if (
      length.min === 1 &&
      length.max === 1 &&
      range.high === undefined &&
      !around.measured.test(before) &&
      !WAITS.test(before) &&
      !ONE_BEFORE.test(before) &&
      !ONE_AFTER.test(after) &&
      !around.measuredAfter.test(after) &&
      !ALWAYS_A_LENGTH.test(unitText)
    )
      continue;
    const last = found.at(-1);
    if (
      last?.shortest === true &&
      last.unit === length.unit &&
      LONGEST_BETWEEN.test(text.slice(last.end, at))
    ) {
      found[found.length - 1] = {
        ...last,
        max: length.max,
        end: at + whole.trimEnd().length,
        shortest: false,
      };
      continue;
    }
    if (
      last &&
      last.unit === length.unit &&
      last.max === null &&
      ((length.min === null && WINDOW.test(text.slice(last.end, at))) || UP_TO.test(text.slice(last.end, at)))
    ) {
      found[found.length - 1] = {
        ...last,
        max: length.max,
        end: at + whole.length,
      };
      continue;
    }
    found.push({
      ...length,
      at,
      end: at + whole.trimEnd().length,
      shortest: SHORTEST_BEFORE.test(before),
    });
  }
  if (telling !== "story")
    for (const { index } of text.matchAll(NEXT_DAY))
      found.push({ min: 1, max: 1, unit: "day", at: index, end: index + 2, shortest: false });
  const seen = new Set<string>();
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ min, max, unit }) => ({ min, max, unit }))
    .filter((d) => {
      const key = `${d.min} ${d.max} ${d.unit}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** 二十四小时内, 等四十八小时 are days; 24小时热线 is a desk that never shuts. */
function isDays(first: string, second: string | undefined, before: string, after: string): boolean {
  const hours = parseNumeral(second ?? first);
  if (second !== undefined || hours === undefined || hours < 24 || hours % 24 !== 0) return false;
  return (
    /^\s*(?:内|以内|之内|后|以后|之后|左右|没|未|不|再)/.test(after) ||
    /(?:等|过|满|超过)了?\s*$/.test(before)
  );
}

interface Range {
  readonly low: number;
  readonly high: number | undefined;
  readonly unit: Unit;
}

function rangeOf(
  first: string,
  more: string | undefined,
  halfA: string | undefined,
  second: string | undefined,
  halfB: string | undefined,
  unitText: string,
  after: string,
): Range | undefined {
  const unit = UNITS.find(([pattern]) => pattern.test(unitText));
  if (unit === undefined) return undefined;
  let low = APPROXIMATE.test(first) ? parseNumeral(first[0]!) : parseNumeral(first);
  let high =
    second === undefined
      ? APPROXIMATE.test(first)
        ? parseNumeral(first[1]!)
        : undefined
      : parseNumeral(second);
  if (low === undefined || (second !== undefined && high === undefined)) return undefined;
  // 一个半月, and 两年半: the half before and after the unit.
  if (more?.endsWith("半") || halfA === "半") low += 0.5;
  if (high === undefined && halfA === undefined && /^半(?!年|个?月|天)/.test(after)) low += 0.5;
  if (halfB === "半" && high !== undefined) high += 0.5;
  if (low <= 0) return undefined;
  let name = unit[1];
  let scale = unit[2];
  // Half a year is six months, half a month fifteen days: whole numbers are what readers compare.
  if (name === "year" && !Number.isInteger(low)) [name, scale] = ["month", 12];
  else if (name === "month" && !Number.isInteger(low)) [name, scale] = ["day", 30];
  low *= scale;
  if (high !== undefined) high *= scale;
  // 谈了半天 is a long while, no length.
  if (name === "day" && low < 1) return undefined;
  // 二十多年, 一年多: more than that.
  if ((more === "多" || /^多(?!出|[了收还交一二三四五六七八九十\d])/.test(after)) && high === undefined)
    high = Number.POSITIVE_INFINITY;
  return { low, high, unit: name };
}

function bounds(
  low: number,
  high: number | undefined,
  unit: Unit,
  before: string,
  after: string,
  around: Around,
): Duration {
  if (high === Number.POSITIVE_INFINITY) return { min: low, max: null, unit };
  if (high !== undefined) return { min: Math.min(low, high), max: Math.max(low, high), unit };
  if (
    (BEFORE_DATE.test(before) &&
      !AT_MOST_AFTER.test(after) &&
      !/(?:至少|起码|最少)[^，。；：]{0,12}$/.test(before)) ||
    /第$/.test(before)
  )
    return { min: low, max: low, unit };
  if (around.atMostBefore.test(before) || AT_MOST_AFTER.test(after)) return { min: null, max: low, unit };
  const behind = AT_LEAST_AFTER.test(after);
  if (
    MORE_THAN_BEFORE.test(before) ||
    (behind && (!/^\s*(?:及|或)?(?:以后|之后|后)/.test(after) || around.atLeastBefore.test(before)))
  ) {
    return { min: low, max: null, unit };
  }
  return { min: low, max: low, unit };
}

function isDate(
  text: string,
  at: number,
  whole: string,
  number: string,
  unit: string,
  around: Around,
): boolean {
  const before = text.slice(Math.max(0, at - 4), at);
  const after = text.slice(at + whole.length, at + whole.length + 3);
  if (unit === "年" && (/^\d{4}$/.test(number) || /^[一二三四五六七八九〇零]{4}$/.test(number))) return true;
  // 3月 without 个 is a month of the calendar; 两月 is not how it is written.
  if (unit === "月") return !/半/.test(whole);
  // 分12个月还 is a number of instalments.
  if (/月$/.test(unit) && INSTALMENTS_BEFORE.test(before)) return true;
  if (unit === "日")
    return (
      !(/^\s*(?:内|以内|之内|后|以上|的)/.test(after) || around.dayBefore.test(before)) ||
      DATE_BEFORE.test(before)
    );
  // 周二周三 are days of the week.
  if (/^(?:个\s*)?(?:星期|礼拜|周)/.test(unit) && /(?:周|星期|礼拜)$/.test(before)) return true;
  // 第七十天 counts the days so far; 第二天 is the next day.
  // 哪一周, 每隔两天; 几十个月 is no ten.
  if (/(?:哪|每隔|几)$/.test(before)) return true;
  // 一周七天 says when, not how long.
  if (unit === "天" && number === "七" && /一(?:周|星期)$/.test(before)) return true;
  if (/第$/.test(before)) return unit !== "天" || (parseNumeral(number) ?? 0) <= 2;
  // 晚一天 is being late at all.
  if (unit === "天" && number === "一" && /(?:晚|迟缴?)[了过]?$/.test(before)) return true;
  // A rate, not a length: 万分之五/天 and the like; 一年 in 一年期.
  if (/[每同]$/.test(before) || (/[周星礼]/.test(unit) && /那$/.test(before))) return true;
  if (unit === "年" && number === "两" && /这$/.test(before)) return true;
  // 大半年 and 前两天 are a good while and the other day.
  if (number === "半" && /大$/.test(before)) return true;
  if (unit === "天" && number === "两" && /(?:^|[，。；\s])前$/.test(before)) return true;
  if (unit === "天" && /(?:前几|这|那|整|今|明|昨|聊)$/.test(before)) return true;
  return false;
}
