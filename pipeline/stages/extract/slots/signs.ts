/**
 * What a text cannot do without to state a slot, seen in one walk over its characters: figures before a
 * unit, arrows, marks of quotation. Most sentences state nothing, and the readers' patterns are dear. A
 * sign that is missing is certain; one that is there only says that it is worth reading. Whoever widens
 * a reader's patterns widens its sign: the tests hold the two against each other.
 */
import { isBlank } from "../../../text/places.ts";

/** Three figures in a row, or a character that may stand for some. */
export const PHONE = 1;
/** Two times of day, 早 or 朝 before a numeral, or words for the whole day. */
export const HOURS = 2;
/** A numeral before 期, 份 or 个月. */
export const PERIOD = 4;
/** A numeral before a unit of time, or 次日. */
export const DURATION = 8;
/** A numeral before the name of money, or figures before 百, 千, 万, 亿. */
export const AMOUNT = 16;
/** A sign of percent, or 分之. */
export const RATE = 32;
/** An arrow of any kind. */
export const ARROW = 64;
/** A dash, hyphen or upright stroke. */
export const DASH = 128;
/** A mark that opens a quotation. */
export const QUOTE = 256;

// What a character is to the walk.
const BLANK = 1;
const FIGURE = 2;
const NUMERAL = 4;
const UNIT = 8;
/** May stand between a numeral and its unit. */
const BETWEEN = 16;
const OTHER = 32;

const kinds = new Uint8Array(0x10000);
const enter = (chars: string, kind: number) => {
  for (const c of chars) kinds[c.charCodeAt(0)]! |= kind;
};
for (let code = 0; code < 0x10000; code++) if (isBlank(code)) kinds[code] = BLANK;
enter("0123456789", FIGURE | NUMERAL);
enter("零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟半", NUMERAL);
enter("工自小星礼季月天日周年", UNIT);
enter("个多来", BETWEEN);
enter('万千百亿元块人期份点时:：夜全早朝之%％‰→➜➔➡➤▶⇒›＞>»》└👉☞—–-－|｜“"「『【‘', OTHER);
enter("０１２３４５６７８９", OTHER);

/**
 * Code units that are no figure in any form, nor become one when compatibility characters are written
 * out (①, ²): ASCII but for figures, Chinese characters, and the marks of Chinese and English text.
 */
const plain = new Uint8Array(0x10000);
const enterPlain = (from: number, to: number) => plain.fill(1, from, to + 1);
enterPlain(0x00, 0x7f);
enterPlain(0xb7, 0xb7);
enterPlain(0xd7, 0xd7);
enterPlain(0x2010, 0x2027);
enterPlain(0x2190, 0x21ff);
enterPlain(0x3000, 0x30ff);
enterPlain(0x3400, 0x4dbf);
enterPlain(0x4e00, 0x9fff);
enterPlain(0xff01, 0xff5e);
for (let code = 0; code < 0x10000; code++) if (plain[code] === 0) kinds[code]! |= OTHER;

/** So many figures in a row make a number that can be called: 110. */
const LEAST_FIGURES = 3;
/** 九五一八八: a number that is spelt out has so many. */
const LEAST_SPOKEN = 5;

let last = "";
let seen = 0;

/** The signs of a text; the last text is remembered, because every reader asks. */
export function signsOf(text: string): number {
  if (text !== last) {
    seen = walk(text);
    last = text;
  }
  return seen;
}

function walk(text: string): number {
  let signs = 0;
  let times = 0;
  /** Kinds of the last character that is no blank. */
  let before = 0;
  /** That character, and the one that stands right before the present one. */
  let solid = 0;
  let next = 0;
  /** Whether a numeral stands before, with nothing but blanks and what may stand between. */
  let counted = false;
  /** A numeral, then 个. */
  let pieces = false;
  let figures = 0;
  let spoken = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = kinds[code]!;
    if (kind === 0) {
      before = 0;
      solid = code;
      next = code;
      counted = false;
      pieces = false;
      figures = 0;
      spoken = 0;
      continue;
    }
    if ((kind & BLANK) !== 0) {
      next = code;
      figures = 0;
      spoken = 0;
      pieces = false;
      continue;
    }
    const numbered = (before & NUMERAL) !== 0;
    if ((kind & UNIT) !== 0) {
      if (counted || (code === DAY && next === TIMES_ORDER)) signs |= DURATION;
      if (pieces && code === MONTH) signs |= PERIOD;
      // 全天: see below.
      if (code === SKY && next === WHOLE) signs |= HOURS;
    }
    let figure = (kind & FIGURE) !== 0;
    if ((kind & OTHER) !== 0) {
      switch (code) {
        case 0x5143: // 元
        case 0x5757: // 块
          if (counted) signs |= AMOUNT;
          break;
        case 0x4eba: // 人
          if (counted && text.startsWith("人民币", i)) signs |= AMOUNT;
          break;
        case 0x4e07: // 万
        case 0x5343: // 千
        case 0x767e: // 百
        case 0x4ebf: // 亿
          if ((before & FIGURE) !== 0) signs |= AMOUNT;
          break;
        case 0x671f: // 期
        case 0x4efd: // 份
          if (numbered) signs |= PERIOD;
          break;
        case 0x70b9: // 点
        case 0x65f6: // 时
        case 0x3a:
        case 0xff1a:
          if (numbered) times++;
          break;
        case 0x591c: // 夜
          if (next === 0x663c || next === DAY) signs |= HOURS;
          break;
        case 0x4e4b: // 之
          if (next === 0x5206) signs |= RATE;
          break;
        case 0x25:
        case 0xff05:
        case 0x2030:
          signs |= RATE;
          break;
        case 0x2014:
        case 0x2013:
        case 0x2d:
        case 0xff0d:
        case 0x7c:
        case 0xff5c:
          signs |= DASH;
          break;
        case 0x201c:
        case 0x22:
        case 0x300c:
        case 0x300e:
        case 0x3010:
        case 0x2018:
          signs |= QUOTE;
          break;
        case WHOLE:
        case 0x65e9: // 早
        case 0x671d: // 朝
          break;
        default:
          if (plain[code] === 0) signs |= PHONE;
          if (ARROWS.has(code)) signs |= ARROW;
          if (code >= 0xff10 && code <= 0xff19) figure = true;
      }
    }
    if ((kind & NUMERAL) !== 0) {
      // 早九晚五; 24 and 二十四 are hours of a day.
      if (solid === 0x65e9 || solid === 0x671d) signs |= HOURS;
      if ((code === 0x34 && next === 0x32) || (code === 0x56db && next === 0x5341)) signs |= HOURS;
      counted = true;
      if (++spoken >= LEAST_SPOKEN) signs |= PHONE;
    } else if ((kind & BETWEEN) === 0) counted = false;
    if ((kind & NUMERAL) === 0) spoken = 0;
    pieces = code === 0x4e2a && numbered;
    if (figure) {
      if (++figures >= LEAST_FIGURES) signs |= PHONE;
    } else figures = 0;
    before = kind;
    solid = code;
    next = code;
  }
  return times >= 2 ? signs | HOURS : signs;
}

const DAY = 0x65e5; // 日
const SKY = 0x5929; // 天
const MONTH = 0x6708; // 月
const WHOLE = 0x5168; // 全
const TIMES_ORDER = 0x6b21; // 次
const ARROWS: ReadonlySet<number> = new Set([..."→➜➔➡➤▶⇒›＞>»》└👉☞"].map((c) => c.charCodeAt(0)));
