/**
 * Dates as pages state them, reduced to ISO 8601: only what is stated, no zone, nothing filled in.
 * Arithmetic is in UTC throughout, so that a build does not depend on where it runs.
 */

const FORM =
  /(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?(?:\s*[T ]?\s*(\d{1,2})(?:[:：时]\s*(\d{1,2}))(?:[:：分]\s*(\d{1,2}))?(?!\d))?/;

/** `20250307`, optionally with the time of day, as file names and some feeds have it. */
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2}))?)?Z?$/;

/** An epoch number names an instant, not a day; Chinese pages show it in China's time, which has no summer time. */
const CHINA_OFFSET_SECONDS = 8 * 3600;

/** Epoch seconds from 1990 to 2100; milliseconds are a thousand times as many. */
const EPOCH = [631_152_000, 4_102_444_800] as const;

/**
 * The first date a text or number states, as `2025-03-07` or with the time as stated.
 *
 * @param value text such as `发布于2025年3月7日 9:05`, or epoch seconds or milliseconds (number or digits)
 * @returns undefined when none is stated, or it is not in the calendar
 */
export function statedDate(value: string | number): string | undefined {
  const text = String(value).trim();
  const compact = COMPACT.exec(text);
  if (compact) {
    const date = iso(compact);
    if (date !== undefined) return date;
  }
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return fromEpoch(Number(text));
  const match = FORM.exec(text);
  return match ? iso(match) : undefined;
}

function iso(match: RegExpExecArray): string | undefined {
  const [year, month, day, hour, minute, second] = match.slice(1).map((s) => (s ? Number(s) : undefined));
  const days = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
  if (month! < 1 || month! > 12 || day! < 1 || day! > days) return undefined;
  const date = `${year}-${two(month!)}-${two(day!)}`;
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return date;
  return `${date}T${two(hour)}:${two(minute)}${second === undefined || second > 59 ? "" : `:${two(second)}`}`;
}

function fromEpoch(number: number): string | undefined {
  const seconds = Math.floor(number >= EPOCH[0] * 1000 ? number / 1000 : number);
  if (seconds < EPOCH[0] || seconds >= EPOCH[1]) return undefined;
  return new Date((seconds + CHINA_OFFSET_SECONDS) * 1000).toISOString().slice(0, 19);
}

const two = (n: number) => String(n).padStart(2, "0");
