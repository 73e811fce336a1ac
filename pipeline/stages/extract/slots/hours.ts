/** Opening hours as HH:MM-HH:MM: 9:00-21:00, 早9点到晚9点, 上午八点半至下午五点, 全天24小时. */
import { NUMERAL, parseNumeral } from "../../../text/numerals.ts";

const PART = "(?:凌晨|早上|清晨|上午|早|中午|下午|傍晚|晚上|晚间|晚|夜间)?";
const TIME = `(${PART})\\s*(?:(\\d{1,2})\\s*[:：]\\s*(\\d{2})|(${NUMERAL})\\s*(?:点|时)(半|\\s*\\d{1,2}\\s*分|整|钟)?)`;
const RANGE = new RegExp(`${TIME}\\s*(?:至|到|[-—–~～]+)\\s*(?:次日|当日|当天)?${TIME}`, "u");
const ALL_DAY = /(?:全天候?|7\s*[×xX*]\s*24|24\s*小时|二十四小时|全天)\s*(?:24\s*小时|二十四小时)?/;
/** 24小时内回复 is a deadline, 过去24小时 a while. */
const NOT_ALL_DAY = /24\s*小时\s*(?:内|以内|之内|后|前)|(?:未来|过去|最近|冷静)\s*24/;

export function hoursOf(text: string): string | undefined {
  const range = RANGE.exec(text);
  if (range) {
    const opens = clock(range[1]!, range[2], range[3], range[4], range[5], false);
    const closes = clock(range[6]!, range[7], range[8], range[9], range[10], true);
    if (opens && closes && opens !== closes) return `${opens}-${closes}`;
  }
  const allDay = ALL_DAY.exec(text);
  if (allDay && !NOT_ALL_DAY.test(text) && /24|二十四|7\s*[×xX*]|候|(?:热线|电话|客服|服务|接听|在线)/.test(text)) {
    return "00:00-24:00";
  }
  return undefined;
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
