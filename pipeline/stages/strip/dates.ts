/** Dates as articles state them, to ISO 8601. No clock, no time zone: what is written is what is kept. */

const DATE =
  /(?<!\d)(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})(?!\d)\s*日?(?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d))?/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * @param text holds a stated date such as `2025年3月7日 21:31`
 * @returns `2025-03-07`, with `T21:31` or `T21:31:08` where stated; undefined without a possible date
 */
export function statedDate(text: string): string | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1990 || year > 2099 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!)
    return undefined;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0)))
    return undefined;
  const date = `${match[1]}-${two(month)}-${two(day)}`;
  if (match[4] === undefined || Number(match[4]) > 23 || Number(match[5]) > 59) return date;
  const seconds = match[6] === undefined || Number(match[6]) > 59 ? "" : `:${match[6]}`;
  return `${date}T${two(Number(match[4]))}:${match[5]}${seconds}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
