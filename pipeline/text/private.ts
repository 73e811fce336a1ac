/**
 * Contacts of private persons in raw text that is shown. Raw text is never changed, but what is shown
 * of it (the review page, the context of an annotation) must not hold a number that the clean text has
 * lost. Furniture and rests of containers went as whole lines, whatever number stood in them; so they
 * are looked through more strictly than the rows of the furniture table look through advice.
 */
import type { Change, RawSpan } from "./traced.ts";

type Fate = Pick<RawSpan, "start" | "end" | "status" | "reason">;

/** What stands for a character that is not shown. */
export const MASK = "×";
/** A contact is at most so long. */
const EDGE = 80;
/** Removals by this rule are private as a whole. */
const PRIVATE = "strip/private-";
/** Dates and times of day are nobody's. */
const DATED =
  /(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?/g;
/** Seven figures or numerals, a mail address, or an id behind the word that names it. */
const CONTACT =
  /(?:[\d０-９零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖][\s.·_–-]?){7,24}[Xx]?|[A-Za-z\d][\w.+-]{0,40}[@＠][\w.-]{1,40}|(?:微信|威信|薇|[vV]信|[vV][xX]|[wW][xX]|[qQ]{2}|ＱＱ|扣扣|[qQ]群|加\s?[vV]|号|[tT][gG]|[lL]ine|WhatsApp)[^\p{L}\p{N}]{0,4}[A-Za-z\d０-９][\w０-９ -]{4,20}/gu;

/** What a character may be of a contact: a figure or numeral, a letter or other part of an id, the sign of a mail address. */
const FIGURE = 1;
const PART = 2;
const AT = 4;
const KINDS = new Uint8Array(0x10000);
for (const c of "0123456789０１２３４５６７８９零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖")
  KINDS[c.charCodeAt(0)]! |= FIGURE;
for (const c of "０１２３４５６７８９_- ") KINDS[c.charCodeAt(0)]! |= PART;
for (let c = 0; c < 0x80; c++) if (/\w/.test(String.fromCharCode(c))) KINDS[c]! |= PART;
for (const c of "@＠") KINDS[c.charCodeAt(0)]! |= AT;
/** Figures of a number, and characters of an id, at least. */
const LEAST_FIGURES = 7;
const LEAST_PARTS = 5;

/** Whether a text has characters enough for a contact; most that is taken out or changed has not. */
function mayHoldContact(text: string): boolean {
  let figures = 0;
  let parts = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = KINDS[text.charCodeAt(i)]!;
    if (kind === 0) continue;
    if ((kind & AT) !== 0) return true;
    if ((kind & FIGURE) !== 0 && ++figures >= LEAST_FIGURES) return true;
    if ((kind & PART) !== 0 && ++parts >= LEAST_PARTS) return true;
  }
  return false;
}

/** Whether a text that was taken out may hold somebody's number, address or account. */
export function holdsContact(text: string): boolean {
  return mayHoldContact(text) && text.replace(DATED, "").search(CONTACT) >= 0;
}

/** A text of the same length in which what may be a contact cannot be read. */
export function maskContacts(text: string): string {
  if (!mayHoldContact(text)) return text;
  const dated = text.replace(DATED, (date) => "\u0000".repeat(date.length));
  let out = "";
  let at = 0;
  // By hand: `matchAll` makes a copy of the pattern for every text. A contact is never empty.
  CONTACT.lastIndex = 0;
  for (let match = CONTACT.exec(dated); match !== null; match = CONTACT.exec(dated)) {
    out += text.slice(at, match.index) + hidden(match[0]);
    at = match.index + match[0].length;
  }
  return out + text.slice(at);
}

function hidden(text: string): string {
  return text.replace(/\S/g, MASK);
}

/**
 * A part of an article's raw text as it may be shown: of the same length, with the same characters
 * where text was kept. Costs what the part costs.
 *
 * @param spans of the whole article, in order
 */
export function shownRaw(raw: string, spans: readonly Fate[], start: number, end: number): string {
  let out = "";
  let at = start;
  for (const span of spans) {
    if (span.status === "kept" || span.end <= start || span.start >= end) continue;
    const [from, to] = [Math.max(span.start, start), Math.min(span.end, end)];
    // A number that the edge cuts through is known by its whole.
    const [wide, past] = [Math.max(span.start, from - EDGE), Math.min(span.end, to + EDGE)];
    const whole = raw.slice(wide, past);
    const masked = span.reason.startsWith(PRIVATE) ? hidden(whole) : maskContacts(whole);
    out += raw.slice(at, from) + masked.slice(from - wide, to - wide);
    at = to;
  }
  return out + raw.slice(at, end);
}

/** Changes as they may be shown: masked like the raw text, whether they took a number out or only rewrote it. */
export function shownChanges(changes: readonly Change[]): Change[] {
  return changes.map((c) => {
    const mask = c.rule.startsWith(PRIVATE) ? hidden : maskContacts;
    const [before, after] = [mask(c.before), mask(c.after)];
    return before === c.before && after === c.after ? c : { ...c, before, after };
  });
}
