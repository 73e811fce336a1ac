/** Lengths of time and windows: 逾期90天以上, 三到六个月, 一个月以上三年以内, 1-3个工作日. */
import type { Duration } from "../../../../schemas/advice.ts";
import { NUMERAL, parseNumeral } from "../../../text/numerals.ts";

type Unit = Duration["unit"];

const UNITS: ReadonlyArray<readonly [RegExp, Unit, number]> = [
  [/^(?:个\s*)?工作日|^个?自然日|^天|^日/, "day", 1],
  [/^(?:个\s*)?(?:星期|礼拜)|^周/, "week", 1],
  [/^个\s*月|^月/, "month", 1],
  [/^年/, "year", 1],
  [/^个?季度/, "month", 3],
];
const UNIT = "(?:个\\s*)?(?:工作日|自然日|星期|礼拜|季度|月|天|日|周|年)";
const SPAN = new RegExp(
  `(${NUMERAL})(半)?\\s*(${UNIT})?\\s*(?:(?:至|到|[-—–~～])\\s*(${NUMERAL})\\s*)?(?:(${UNIT})(半)?)?`,
  "gu",
);
const AT_LEAST_BEFORE = /(?:超过|超出|满|达到?|至少|不少于|不低于|大于|多于|逾期)\s*(?:了|约|近)?\s*$/;
const MORE_THAN_BEFORE = /(?:超过|超出|满|至少|不少于|不低于|大于|多于)\s*(?:了|约|近)?\s*$/;
const AT_MOST_BEFORE = /(?:未超过|不超过|不满|未满|不足|最长|最多|至多|不大于|少于|低于|小于|不得超过|没有超过|未达到?)\s*(?:可达|可以|可|为|达|了|约)?\s*$/;
const AT_LEAST_AFTER = /^\s*(?:及|或)?(?:以上|之上|往上|开外|起|以后|之后|后(?!续|来))/;
const AT_MOST_AFTER = /^\s*(?:及|或)?(?:以内|之内|以下|内(?!容|部))/;
/** 近三个月的流水, 过去一年: how far back a paper reaches, no term of the matter. */
const LOOKS_BACK = /(?:近|最近|过去|前|此前|前面|连续交满?|上)\s*$/;
const MEASURED = /(?:逾期|延|宽限|推迟|延后|缓|每隔|隔|提前|再等|等|约|大约|推|晚|最多|至少|冷静)\S{0,3}$/;
const MEASURED_AFTER = /^\s*(?:左右|的?(?:宽限|冷静|延期|缓冲)|再|后)/;
/** 2025年3月7日, 9月, 每月5日, 今年 are dates, not lengths. */
const DATE_BEFORE = /(?:[每本上下当次今去前明同该]|\d\s*年|\d\s*月|[号年月])\s*$/;

export function durationsOf(text: string): Duration[] {
  const found: Duration[] = [];
  for (const match of text.matchAll(SPAN)) {
    const [whole, first, , unitA, second, unitB, half] = match;
    if (unitA === undefined && unitB === undefined) continue;
    const unitText = (unitB ?? unitA)!.replace(/\s/g, "");
    const numberText = first!;
    if (isDate(text, match.index, whole, numberText, unitText)) continue;
    const unit = UNITS.find(([pattern]) => pattern.test(unitText));
    let low = parseNumeral(numberText);
    if (unit === undefined || low === undefined) continue;
    if (match[2] === "半") low += 0.5;
    let high = second === undefined ? undefined : parseNumeral(second);
    if (second !== undefined && high === undefined) continue;
    // 两年半: the half after the unit.
    if (half === "半" || /^半(?!年|个?月|天)/.test(text.slice(match.index + whole.length))) {
      if (high === undefined) low += 0.5;
      else high += 0.5;
    }
    let name = unit[1];
    const factor = unit[2];
    let scale = factor;
    // Half a year is six months, half a month fifteen days: whole numbers are what readers compare.
    if (name === "year" && !Number.isInteger(low)) [name, scale] = ["month", 12];
    else if (name === "month" && !Number.isInteger(low) && low < 1) [name, scale] = ["day", 30];
    low *= scale;
    if (high !== undefined) high *= scale;
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    if (LOOKS_BACK.test(before)) continue;
    const after = text.slice(match.index + whole.length, match.index + whole.length + 4);
    const length = bounds(low, high, name, before, after);
    // 一个月 by itself is mostly "a month" of a budget; it counts where something measures by it.
    if (length.min === 1 && length.max === 1 && high === undefined && !MEASURED.test(before) && !MEASURED_AFTER.test(after)) continue;
    found.push(length);
  }
  const seen = new Set<string>();
  return found.filter((d) => {
    const key = `${d.min} ${d.max} ${d.unit}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function bounds(low: number, high: number | undefined, unit: Unit, before: string, after: string): Duration {
  if (high !== undefined) return { min: Math.min(low, high), max: Math.max(low, high), unit };
  if (AT_MOST_BEFORE.test(before) || AT_MOST_AFTER.test(after)) return { min: null, max: low, unit };
  if (MORE_THAN_BEFORE.test(before) || (AT_LEAST_AFTER.test(after) && (!/后/.test(after) || AT_LEAST_BEFORE.test(before)))) {
    return { min: low, max: null, unit };
  }
  return { min: low, max: low, unit };
}

function isDate(text: string, at: number, whole: string, number: string, unit: string): boolean {
  const before = text.slice(Math.max(0, at - 4), at);
  const after = text.slice(at + whole.length, at + whole.length + 3);
  if (unit === "年" && (/^\d{4}$/.test(number) || /^[一二三四五六七八九〇零]{4}$/.test(number))) return true;
  // 3月 without 个 is a month of the calendar; 两月 is not how it is written.
  if (unit === "月") return true;
  if (unit === "日") return !/^\s*(?:内|以内|之内|后|以上|的)/.test(after) || DATE_BEFORE.test(before);
  // A rate, not a length: 万分之五/天 and the like; 一年 in 一年期.
  if (/[第每]$/.test(before)) return true;
  if (unit === "天" && /(?:前几|这|那|整|今|明|昨|聊)$/.test(before)) return true;
  return false;
}
