/** Opening hours as HH:MM-HH:MM: 9:00-21:00, 早9点到晚9点, 上午八点半至下午五点, 全天24小时. */
import { parseNumeral } from "../../../text/numerals.ts";
import { WHOLE_NUMERAL as NUMERAL } from "./numerals.ts";
import { HOURS, signsOf } from "./signs.ts";

const PART = "(?:凌晨|早上|清晨|上午|早|中午|下午|傍晚|晚上|晚间|晚|夜间|夜里)?";
const TIME = `(${PART})\\s*(?:(\\d{1,2})\\s*[:：]\\s*(\\d{2})|(${NUMERAL})\\s*(?:点|时)(半|\\s*\\d{1,2}\\s*分|整|钟)?)`;
const RANGE = new RegExp(
  `${TIME}\\s*(?:至|到|(?:一直)?[守开忙]到|一直到|延续到|[-—–~～－]+)\\s*(?:次日|第二天|当日|当天)?${TIME}`,
  "gu",
);
/** 上午九点开始有人，晚上六点下班. */
const OPENS_AND_SHUTS = new RegExp(
  `${TIME}\\s*(?:开始|起|开门|开线|接线|开工|上班|上线|就有人|有人)[^，。；]{0,10}[，,]?${TIME}\\s*(?:下班|下线|结束|关门|收工|收线|打烊|停止|为止|没人|就没)`,
  "u",
);
/** 早九晚五, 朝九晚九, 早9晚6. */
const FROM_TO = new RegExp(`[早朝]\\s*(${NUMERAL})\\s*晚\\s*(${NUMERAL})(?!\\s*(?:点|时|[:：]))`, "u");
const ALL_DAY =
  /全天候|不分昼夜|任何时段都|(?:昼夜|日夜)(?=.{0,6}(?:有人|服务|接听|值守|在线))|7\s*[×xX*✕乘]\s*24|(?:24|二十四)\s*小时|(?<=[\s|｜])全天(?=[ \t]*[|｜]|\s)|全天(?=.{0,6}(?:都[行能可]|均可|可|受理|服务|接听|在线|在岗|都在|人工|开放|有人|值守|营业|开通|打|拨)|[ \t]*(?:\n|$))/gu;
/** 24小时内回复 is a deadline, 过去24小时 a while. */
const DEADLINE = /^\s*(?:内|以内|之内|后|前|以上|左右|没|未)/;
const A_WHILE = /(?:未来|过去|最近|冷静|超过|提前|等待?|再等|不到)\s*$/;
/** 早九点晚六点: the second end with its part of the day and no word between. */
const PARTED = new RegExp(
  `([早朝]上?)\\s*(${NUMERAL})\\s*点(半)?\\s*[，,、]?\\s*(晚上?|下午)\\s*(${NUMERAL})\\s*点(半)?`,
  "u",
);
const SERVICE = /热线|电话|客服|服务|接听|在线|坐席|值守|值班|人工|机器人|有人|\d{5}|\d{3,4}-\d{3,4}/;
/** 十二点到一点别打: when not to call; 上午十点到十一点坐席最清闲: when best to. */
const SHUT =
  /^[ \t]*(?:之间|这段|期间)?(?:时间)?(?:都|最好|就|是|为)?(?:别(?!的|打[^，。；\n]{0,4}(?:短信|那种|这种))|不要|避开|休息|午休|午餐|高峰)|^\s*(?:坐席|人)?(?:最|比较)(?:清闲|空闲|少|好打|容易)/;

/** @returns the hours a desk is open, or undefined where the text states none */
export function hoursOf(text: string): string | undefined {
  if ((signsOf(text) & HOURS) === 0) return undefined;
  for (const range of text.matchAll(RANGE)) {
    if (SHUT.test(text.slice(range.index + range[0].length, range.index + range[0].length + 10))) continue;
    const opens = clock(range[1]!, range[2], range[3], range[4], range[5], false);
    let closes = clock(range[6]!, range[7], range[8], range[9], range[10], true);
    // 下午一点到五点, 早9点到9点: what closes before it opens closes in the afternoon.
    if (opens && closes && range[6] === "" && closes <= opens && !/次日|第二天/.test(range[0]))
      closes = later(closes);
    if (opens && closes && opens !== closes) return `${opens}-${closes}`;
  }
  const apart = OPENS_AND_SHUTS.exec(text);
  if (apart) {
    const opens = clock(apart[1]!, apart[2], apart[3], apart[4], apart[5], false);
    const closes = clock(apart[6]!, apart[7], apart[8], apart[9], apart[10], true);
    if (opens && closes && opens < closes) return `${opens}-${closes}`;
  }
  const parted = PARTED.exec(text);
  if (
    parted &&
    !SHUT.test(text.slice(parted.index + parted[0].length, parted.index + parted[0].length + 10))
  ) {
    const opens = clock("早", undefined, undefined, parted[2], parted[3], false);
    const closes = clock(parted[4]!, undefined, undefined, parted[5], parted[6], true);
    if (opens && closes && opens < closes) return `${opens}-${closes}`;
  }
  const short = FROM_TO.exec(text);
  if (short) {
    const opens = clock("早", undefined, undefined, short[1], undefined, false);
    const closes = clock("晚", undefined, undefined, short[2], undefined, true);
    if (opens && closes && opens !== closes) return `${opens}-${closes}`;
  }
  for (const all of text.matchAll(ALL_DAY)) {
    const before = text.slice(Math.max(0, all.index - 4), all.index);
    const after = text.slice(all.index + all[0].length, all.index + all[0].length + 4);
    if (!DEADLINE.test(after) && !A_WHILE.test(before) && SERVICE.test(text)) return "00:00-24:00";
  }
  return undefined;
}

function later(time: string): string {
  const hour = Number(time.slice(0, 2));
  return hour < 12 ? `${String(hour + 12).padStart(2, "0")}${time.slice(2)}` : time;
}

function clock(
  part: string,
  hourDigits: string | undefined,
  minuteDigits: string | undefined,
  hourText: string | undefined,
  rest: string | undefined,
  closing: boolean,
): string | undefined {
  let hour = hourDigits === undefined ? parseNumeral(hourText ?? "") : Number(hourDigits);
  if (hour === undefined || !Number.isInteger(hour)) return undefined;
  const minute = minuteDigits === undefined ? minutesOf(rest) : Number(minuteDigits);
  const afternoon = /下午|傍晚|晚|夜/.test(part) || (part === "中午" && hour < 11);
  if (afternoon && hour < 12) hour += 12;
  if (hour > 24 || minute > 59 || (hour === 24 && (minute > 0 || !closing))) return undefined;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function minutesOf(rest: string | undefined): number {
  if (rest === undefined || rest === "整" || rest === "钟") return 0;
  if (rest === "半") return 30;
  return Number(/\d+/.exec(rest)?.[0] ?? 0);
}
