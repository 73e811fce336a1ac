/**
 * Readings of Chinese characters: whether `huì` is how 會 is read. Pages write the same reading in
 * many ways (`huì`, `HUI`, `hui4`, combining marks, `lü`, `lv`, `lyu`), so both sides are folded
 * to bare letters, with `v` for ü, before they are compared. Tones are not compared: tables that
 * annotate text pick the wrong one for characters with several.
 */
import { pinyin } from "pinyin-pro";

/** Marks that stand for a tone: grave, acute, macron, caron, and those mistaken for them (circumflex, tilde, breve, dot). */
const TONES = /[\u0300\u0301\u0304\u030c\u0302\u0303\u0306\u0307]/g;

/** One syllable of Mandarin in bare letters; looser than the true list, tight enough to tell it from English words. */
const SYLLABLE =
  /^(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|v|ve|van|vn)$|^(?:m|n|ng|hm|hng)$/;

/**
 * A reading as bare lower-case letters, ü as `v`; undefined if it is not one syllable.
 *
 * @param written at most some twenty letters; a tone digit may follow
 */
export function foldReading(written: string): string | undefined {
  const bare = written
    .trim()
    .normalize("NFKD")
    .toLowerCase()
    .replace(TONES, "")
    .replace(/[1-5]$/, "")
    .replaceAll("ɑ", "a")
    .replaceAll("ɡ", "g")
    .replace(/u\u0308|u:/g, "v")
    .replace(/^([nl])yu/, "$1v")
    .replace(/^([nl])ue$/, "$1ve")
    .replace(/^([jqxy])v/, "$1u");
  return SYLLABLE.test(bare) ? bare : undefined;
}

/** Whether a reading as written carries a tone: a mark over a letter, or a digit behind. */
export function hasTone(written: string): boolean {
  const apart = written.trim().normalize("NFD");
  return apart.search(TONES) >= 0 || /[1-5]$/.test(apart);
}

/** The tone of a reading as written, 1 … 4; 0 where none is written. */
export function toneOf(written: string): number {
  const apart = written.trim().normalize("NFD");
  const digit = /[1-4]$/.exec(apart);
  if (digit !== null) return Number(digit[0]);
  const marks = ["\u0304", "\u0301", "\u030c", "\u0300"];
  return marks.findIndex((m) => apart.includes(m)) + 1;
}

const known = new Map<string, ReadonlySet<string>>();
const tones = new Map<string, ReadonlySet<string>>();

/** Whether a character is read so in this very tone. */
export function hasToneReading(folded: string, tone: number, char: string): boolean {
  let written = tones.get(char);
  if (written === undefined) {
    const all = readingsOf(char).size > 0 ? pinyin(char, { multiple: true, type: "array" }) : [];
    written = new Set(all.map((r) => `${foldReading(r) ?? ""}${toneOf(r)}`));
    tones.set(char, written);
  }
  return written.has(`${folded}${tone}`);
}

/** All readings of one character, folded; empty for what is no Chinese character. Traditional forms are known as well. */
export function readingsOf(char: string): ReadonlySet<string> {
  let readings = known.get(char);
  if (readings === undefined) {
    const folded = new Set<string>();
    if (/^\p{Script=Han}$/u.test(char)) {
      for (const r of pinyin(char, { multiple: true, type: "array" })) {
        const bare = foldReading(r);
        if (bare !== undefined) folded.add(bare);
      }
    }
    readings = folded;
    known.set(char, readings);
  }
  return readings;
}

/** Whether a folded reading is one of a character's. A missing diaeresis (`lu` for 綠) is forgiven. */
export function isReadingOf(folded: string, char: string): boolean {
  const readings = readingsOf(char);
  if (readings.has(folded)) return true;
  return /^[nl]u/.test(folded) && readings.has(`${folded[0]}v${folded.slice(2)}`);
}
