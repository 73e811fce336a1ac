/**
 * Telephone numbers of institutions. Short codes (95xxx, 100xx, 123xx) are recognized by form and
 * checked against a table where one is certain; 400/800 and landline numbers by libphonenumber-js.
 * Mobile numbers belong to persons and are never a slot.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Numbers of mainland service operators: 95xxx(xxx) banks, insurers, platforms; 100xx carriers; 123xx government lines; 96xxx regional; 111xx/118xx delivery and carriers. */
const SHORT = /(?<![\d.-])(?:95\d{3}(?:\d{1,3})?|96\d{3,4}|100\d{2}|101\d{2}|1010[-\s]?\d{4}|12[34]\d{2}|123\d{2}|12378|111\d{2}|118\d{2})(?![\d.%-]|\s*[元块万年期天个人次])/g;
const LONG = /(?<![\d.])(?:400|800)[-\s]?\d{3,4}[-\s]?\d{3,4}(?:[-\s]?\d)?(?!\d)|(?<![\d.])\(?0\d{2,3}\)?[-\s]\d{7,8}(?!\d)/g;

export function phonesOf(text: string): string[] {
  const found: Array<{ at: number; value: string }> = [];
  for (const match of text.matchAll(LONG)) {
    const digits = match[0].replace(/[^\d]/g, "");
    const valid = /^[48]00/.test(digits)
      ? digits.length === 10
      : (parsePhoneNumberFromString(digits, "CN")?.isValid() ?? false);
    if (valid) found.push({ at: match.index, value: match[0].replace(/[()]/g, "").replace(/\s+/g, "-") });
  }
  for (const match of text.matchAll(SHORT)) {
    if (!found.some((f) => match.index >= f.at && match.index < f.at + f.value.length)) {
      found.push({ at: match.index, value: match[0].replace(/\s/g, "") });
    }
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map((f) => f.value))];
}
