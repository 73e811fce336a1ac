/**
 * Readings of Chinese characters: whether `huì` is how 會 is read. Pages write the same reading in
 * many ways (`huì`, `HUI`, `hui4`, combining marks, `lü`, `lv`, `lyu`), so both sides are folded
 * to bare letters, with `v` for ü, before they are compared. Tones are not compared: tables that
 * annotate text pick the wrong one for characters with several.
 */
import { polyphonic } from "pinyin-pro";

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

/** Readings of the table, folded: it has no more of them than there are syllables with their tones. */
const folds = new Map<string, string | undefined>();

function folded(reading: string): string | undefined {
  if (!folds.has(reading)) folds.set(reading, foldReading(reading));
  return folds.get(reading);
}

/** All readings of one character as the table writes them; nothing is cut into words for it. */
function tableReadings(char: string): readonly string[] {
  return polyphonic(char, { type: "array" })[0] ?? [];
}

const known = new Map<string, ReadonlySet<string>>();
const tones = new Map<string, ReadonlySet<string>>();

/** Whether a character is read so in this very tone. */
export function hasToneReading(reading: string, tone: number, char: string): boolean {
  let written = tones.get(char);
  if (written === undefined) {
    const all = readingsOf(char).size > 0 ? tableReadings(char) : [];
    written = new Set(all.map((r) => `${folded(r) ?? ""}${toneOf(r)}`));
    tones.set(char, written);
  }
  return written.has(`${reading}${tone}`);
}

/** All readings of one character, folded; empty for what is no Chinese character. Traditional forms are known as well. */
export function readingsOf(char: string): ReadonlySet<string> {
  let readings = known.get(char);
  if (readings === undefined) {
    const bare = new Set<string>();
    if (/^\p{Script=Han}$/u.test(char)) {
      for (const r of tableReadings(char)) {
        const one = folded(r);
        if (one !== undefined) bare.add(one);
      }
    }
    readings = bare;
    known.set(char, readings);
  }
  return readings;
}

/** Whether a folded reading is one of a character's. A missing diaeresis (`lu` for 綠) is forgiven. */
export function isReadingOf(reading: string, char: string): boolean {
  const own = readingsOf(char);
  if (own.has(reading)) return true;
  // Most characters asked about have no reading to forgive.
  if (own.size === 0 || reading[1] !== "u" || (reading[0] !== "n" && reading[0] !== "l")) return false;
  return own.has(`${reading[0]}v${reading.slice(2)}`);
}
