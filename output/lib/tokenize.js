/**
 * How text and queries become search terms. The search index and the full-text table of the database
 * are made with this module, and the same file goes into the bundle, so that browser, server and
 * database look for the terms that were indexed.
 *
 * A run of Chinese characters becomes its overlapping pairs (协商还款 → 协商, 商还, 还款), for words have
 * no borders there; words of letters and numbers stay whole.
 */

const WORDS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;
const HAN = /^\p{Script=Han}/u;
const SINGLE = /^\p{Script=Han}$/u;

/** 400-820-5555 is looked for as 4008205555, too. */
const GROUPED = /(?<![0-9-])[0-9]{2,6}(?:-[0-9]{2,8}){1,3}(?![0-9-])/g;

/** 三个月 and 3 个月, 六十期 and 60期 are the same. */
const COUNTED =
  /(?:(?<![0-9.])([0-9]{1,6})|([零〇一二两三四五六七八九十百千]{1,8})) ?(个月|个工作日|工作日|小时|分钟|期|天|日|周|年|元|次|岁)/g;

const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const TENS = { 十: 10, 百: 100, 千: 1000 };
const SAME_UNIT = { 日: "天", 个工作日: "工作日" };

/**
 * @param {string} numeral
 * @returns {number | undefined} undefined for what is no single number: 三四 in 三四个月 is three or four
 */
function amount(numeral) {
  const characters = [...numeral];
  if (characters.length > 1 && characters.every((character) => character in DIGITS)) {
    return characters.length === 4
      ? Number(characters.map((character) => DIGITS[character]).join(""))
      : undefined;
  }
  let sum = 0;
  let digit = 0;
  for (const character of characters) {
    if (character in TENS) {
      sum += (digit || 1) * TENS[character];
      digit = 0;
    } else digit = DIGITS[character];
  }
  return sum + digit;
}

/**
 * One form for what is written in several: full-width and half-width, upper and lower case, Traditional
 * and Simplified.
 *
 * @param {string} text
 * @param {ReadonlyMap<string, string>} simplified Simplified character of each Traditional one
 */
export function fold(text, simplified) {
  let out = "";
  for (const character of text.normalize("NFKC").toLowerCase()) out += simplified.get(character) ?? character;
  return out;
}

/**
 * @param {string} from Traditional characters
 * @param {string} to the Simplified character of each, at the same place
 */
export function simplifiedOf(from, to) {
  const targets = [...to];
  return new Map([...from].map((character, i) => [character, targets[i]]));
}

/** @param {string} folded */
function numbers(folded) {
  const out = [];
  for (const [match] of folded.matchAll(GROUPED)) out.push(match.replaceAll("-", ""));
  for (const [, digits, numeral, unit] of folded.matchAll(COUNTED)) {
    const value = digits === undefined ? amount(numeral) : Number(digits);
    if (value !== undefined) out.push(value + (SAME_UNIT[unit] ?? unit));
  }
  return out;
}

/**
 * @param {string} folded
 * @param {boolean} last whether the last character of a run is a term
 */
function terms(folded, last) {
  const out = [];
  for (const [word] of folded.matchAll(WORDS)) {
    if (!HAN.test(word)) {
      out.push(word);
      continue;
    }
    const characters = [...word];
    for (let i = 1; i < characters.length; i++) out.push(characters[i - 1] + characters[i]);
    // The last character begins no pair; a query of one character looks for what begins with it.
    if (last || characters.length === 1) out.push(characters.at(-1));
  }
  return out.concat(numbers(folded));
}

/** @param {string} folded text to be found */
export const indexTerms = (folded) => terms(folded, true);

/** @param {string} folded what somebody looks for */
export const queryTerms = (folded) => [...new Set(terms(folded, false))];

/**
 * Whether a term of a query stands for everything that begins with it: one character, or letters and
 * digits, of which the rest may not have been typed yet.
 *
 * @param {string} term
 */
export const isPrefix = (term) => SINGLE.test(term) || /^[a-z0-9]{2,}$/.test(term);
