/**
 * Undoes decoding with the wrong encoding (mojibake), span by span: UTF-8 or GBK read as
 * Windows-1252 or Latin-1, and what is left of UTF-8 read as GBK. After ftfy (rspeer/python-ftfy):
 * a span is changed only if its bytes decode without a fault, the result is common Chinese, and
 * the span as it stands is not.
 */
import iconv from "iconv-lite";
import { FIRST_LEAD, gbkChar, gbkPair, gbkPairOf } from "../../../text/gbk.ts";
import type { Edit, TracedText } from "../../../text/traced.ts";
import { edit, HOLE } from "./holes.ts";
import { costOf, costOfText, joins } from "./plausibility.ts";
import type { BytesTables, HanFrequency } from "./tables.ts";

const RULE_LATIN_UTF8 = "repair/mojibake-utf8-latin1";
const RULE_LATIN_GBK = "repair/mojibake-gbk-latin1";
const RULE_GBK_UTF8 = "repair/mojibake-utf8-gbk";

/** Mean cost in bits a character under which Chinese counts as common; running text has 8 … 11. */
const COMMON = 13;

/** By UTF-16 code unit below U+2200: the byte it is in Windows-1252, Latin-1 filling the holes; 0 if none. */
const BYTES: Uint8Array = (() => {
  const bytes = new Uint8Array(0x2200);
  for (let b = 0x80; b <= 0xff; b++) bytes[b] = b;
  // Not by TextDecoder: some versions of Node decode `windows-1252` as Latin-1.
  const high = Buffer.from(Array.from({ length: 0x80 }, (_, i) => 0x80 + i));
  for (const [i, char] of [...iconv.decode(high, "win1252")].entries()) {
    if (char !== "\ufffd") bytes[char.charCodeAt(0)] = 0x80 + i;
  }
  return bytes;
})();

function latinByte(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < BYTES.length ? BYTES[code]! : 0;
}

interface Sequence {
  readonly char: string;
  readonly length: number;
}

/** The UTF-8 sequence of two to four bytes at a place, bytes given by `byteAt`. Overlong forms and surrogates are none. */
function utf8At(byteAt: (offset: number) => number): Sequence | undefined {
  const lead = byteAt(0);
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return undefined;
  let code = lead & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) {
    const b = byteAt(k);
    if ((b & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (b & 0x3f);
  }
  if (length === 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) return undefined;
  if (length === 4 && (code < 0x10000 || code > 0x10ffff)) return undefined;
  return { char: String.fromCodePoint(code), length };
}

/** Chinese characters and the punctuation of Chinese, or punctuation that word processors set. */
const EXPECTED_WIDE =
  /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2010-\u2026\u2030-\u203b\u20ac\u2190-\u2193\u2460-\u24ff\u25a0-\u25ff\u2605\u2606\u2713\u2714\ufeff]/u;
/** What two bytes may give: Latin letters with marks, pinyin among them, and signs. */
const EXPECTED_NARROW = /[\u00a0-\u024f]/;

/** What the first byte of UTF-8 is in Windows-1252: without one there is nothing to be decoded. */
const LATIN_LEAD = /[\u00c2-\u00f4]/;

/** So many sequences of three bytes in a row are UTF-8 and nothing else. */
const LONG_RUN = 3;

/** Runs of UTF-8 long enough to be certain, so that no other reading of their bytes is tried. */
function longUtf8AsLatin(text: string, han: HanFrequency): Edit[] {
  const edits: Edit[] = [];
  for (let i = 0; i < text.length; ) {
    const run: Edit[] = [];
    let cost = 0;
    let at = i;
    // A character cut into bytes ends a run, a letter or a digit between two does not.
    for (;;) {
      if (run.length > 0) {
        const from = at;
        while (at < text.length && at - from < 8 && text.charCodeAt(at) < 0x80 && text[at] !== "\n") at++;
      }
      const found = latinByte(text, at) >= 0xe2 ? utf8At((k) => latinByte(text, at + k)) : undefined;
      if (found === undefined || found.length !== 3 || !EXPECTED_WIDE.test(found.char)) break;
      run.push({ start: at, end: at + 3, text: found.char, rule: RULE_LATIN_UTF8 });
      cost += costOf(found.char, han);
      at += 3;
    }
    const last = run.at(-1);
    if (last !== undefined && run.length >= LONG_RUN && cost / run.length <= COMMON) edits.push(...run);
    i = Math.max(last?.end ?? i, i + 1);
  }
  return edits;
}

/** `æ”¯ä»˜å®` → `支付宝`, `cafÃ©` → `café`. */
function utf8AsLatin(text: string): Edit[] {
  const edits: Edit[] = [];
  let lineEnd = -1;
  let wideOnLine = false;
  for (let i = 0; i < text.length; ) {
    if (i > lineEnd) {
      lineEnd = text.indexOf("\n", i);
      if (lineEnd < 0) lineEnd = text.length;
      wideOnLine = false;
    }
    if (latinByte(text, i) < 0xc2) {
      i++;
      continue;
    }
    const found = utf8At((k) => latinByte(text, i + k));
    if (found === undefined) {
      i++;
      continue;
    }
    let good: boolean;
    if (found.length > 2) {
      good =
        found.length === 4
          ? /\p{Script=Han}|\p{Extended_Pictographic}/u.test(found.char)
          : EXPECTED_WIDE.test(found.char);
      wideOnLine ||= good;
    } else {
      // Â and Ã before a sign are in no language; other letters before a quotation mark are (`„Ä“`).
      const evident = /[ÂÃ]/.test(text[i]!) && !/[\p{L}\p{P}]/u.test(text[i + 1]!.replace(/[¡§«¶·»¿]/, ""));
      good = EXPECTED_NARROW.test(found.char) && (evident || wideOnLine);
    }
    if (good) edits.push({ start: i, end: i + found.length, text: found.char, rule: RULE_LATIN_UTF8 });
    i += good ? found.length : 1;
  }
  return edits;
}

/** The character of GBK whose bytes stand at a place, the second of which may be ASCII. */
function latinPair(text: string, at: number): string | undefined {
  const next = text.charCodeAt(at + 1);
  const trail = next < 0x80 ? next : at + 1 < text.length ? latinByte(text, at + 1) : 0;
  return gbkChar(latinByte(text, at), trail);
}

/** `Ö§¸¶±¦` → `支付宝`. */
function gbkAsLatin(text: string, han: HanFrequency): Edit[] {
  const edits: Edit[] = [];
  // A run begins at a high byte and ends where neither a pair nor ASCII goes on.
  for (let i = 0; i < text.length; ) {
    // Chinese quotation marks are such bytes as well, but no pair follows from them.
    if (latinByte(text, i) < FIRST_LEAD || latinPair(text, i) === undefined) {
      i++;
      continue;
    }
    const pairs: Array<{ at: number; char: string }> = [];
    let wide = 0;
    let hanCount = 0;
    let cost = 0;
    let words = 0;
    let j = i;
    let end = i;
    while (j < text.length && text[j] !== "\n") {
      const code = text.charCodeAt(j);
      if (code < 0x80) {
        // Latin text between two runs would be read over; a few letters or figures are part of one.
        if (j - end >= 24) break;
        j++;
        continue;
      }
      const char = latinPair(text, j);
      if (char === undefined) break;
      if (text.charCodeAt(j + 1) >= 0x80) wide++;
      if (/\p{Script=Han}/u.test(char)) {
        hanCount++;
        cost += costOf(char, han);
        const last = pairs.at(-1);
        if (last !== undefined && last.at + 2 === j && joins(last.char, char, han)) words++;
      }
      pairs.push({ at: j, char });
      j += 2;
      end = j;
    }
    const broken = j < text.length && latinByte(text, j) > 0 && text.charCodeAt(j) >= 0x80 && j === end;
    const mean = cost / Math.max(hanCount, 1);
    // Letters with marks stand one by one in Latin text; four high bytes in a row are no word.
    const good = hanCount >= 2 && wide * 2 >= pairs.length && mean <= COMMON && (words > 0 || hanCount >= 4);
    if (good && !(broken && hanCount < 4)) {
      for (const p of pairs) edits.push({ start: p.at, end: p.at + 2, text: p.char, rule: RULE_LATIN_GBK });
      i = end;
    } else i = pairs.length > 0 ? Math.max(end, i + 1) : i + 1;
  }
  return edits;
}

/** What decoders of GBK read the single byte 0x80 as. */
const EURO = "€";
/** What a decoder writes for bytes it cannot read. */
const LOST = /[?\ufffd]/;

/** Whether the bytes of GBK at a place may begin with three of UTF-8, the first E2 or more: of sound Chinese hardly any do. */
function beginsUtf8(text: string, at: number): boolean {
  const pair = gbkPairOf(text.charCodeAt(at));
  if (pair < 0xe200 || pair >= 0xf000 || (pair & 0xc0) !== 0x80 || at + 1 >= text.length) return false;
  return text[at + 1] === EURO || (gbkPairOf(text.charCodeAt(at + 1)) & 0xc000) === 0x8000;
}

/** `鏀粯瀹?` → `支付□`: three bytes of UTF-8 rarely come in even numbers, so the last are often lost. */
function utf8AsGbk(text: string, han: HanFrequency): Edit[] {
  const edits: Edit[] = [];
  for (let i = 0; i < text.length; ) {
    if (!beginsUtf8(text, i)) {
      i++;
      continue;
    }
    // Bytes of the run, and for each the code unit it belongs to.
    const bytes: number[] = [];
    const owner: number[] = [];
    let j = i;
    let last = i;
    let at = 0;
    const take = (): boolean => {
      const pair = j < text.length ? gbkPair(text[j]!) : 0;
      if (text[j] === EURO) {
        bytes.push(0x80);
        owner.push(j);
      } else if (pair > 0) {
        bytes.push(pair >> 8, pair & 0xff);
        owner.push(j, j);
      } else if (j < text.length && LOST.test(text[j]!)) {
        bytes.push(0);
        owner.push(j);
      } else return false;
      j++;
      return true;
    };
    const out: Edit[] = [];
    let decoded = "";
    let sourceCost = 0;
    let counted = i;
    const fill = (n: number) => {
      while (bytes.length < n && take());
    };
    for (;;) {
      fill(at + 4);
      const found = utf8At((k) => bytes[at + k] ?? 0);
      if (found !== undefined && found.length === 3 && EXPECTED_WIDE.test(found.char)) {
        decoded += found.char;
        at += 3;
        const end = owner[at - 1]! + 1;
        out.push({ start: last, end: Math.max(end, last), text: found.char, rule: RULE_GBK_UTF8 });
        last = Math.max(end, last);
        continue;
      }
      // Two bytes of a sequence, then the mark of a loss: the character had a third.
      const lead = bytes[at] ?? 0;
      const lostAt = [1, 2].find((k) => bytes[at + k] === 0 && owner[at + k] !== undefined);
      if (decoded !== "" && (lead & 0xf0) === 0xe0 && lostAt !== undefined) {
        const end = owner[at + lostAt]! + 1;
        // E3 80 begins the ideographic punctuation; at the end of a line that is the full stop.
        const stop =
          lead === 0xe3 && (bytes[at + 1] === 0x80 || lostAt === 1) && (text[end] ?? "\n") === "\n";
        out.push({ start: last, end, text: stop ? "。" : HOLE, rule: RULE_GBK_UTF8 });
        last = end;
        at += lostAt + 1;
        continue;
      }
      break;
    }
    // The last character may have taken half of a unit with it; the other half is what follows.
    if (at > 0 && owner[at] !== undefined && owner[at] === owner[at - 1] && out.length > 0) {
      const rest = bytes[at]! < 0x80 ? String.fromCharCode(bytes[at]!) : HOLE;
      const e = out.pop()!;
      out.push({ ...e, text: e.text + rest });
    }
    for (; counted < last; counted++) sourceCost += costOf(text[counted]!, han);
    const chinese = [...decoded].filter((c) => /\p{Script=Han}/u.test(c)).join("");
    const mean = costOfText(decoded, han) / Math.max(decoded.length, 1);
    const before = sourceCost / Math.max(last - i, 1);
    if (
      chinese.length >= 2 &&
      mean <= COMMON &&
      before >= mean + 3 &&
      [...chinese].length * 2 >= decoded.length
    ) {
      edits.push(...out);
      i = Math.max(last, i + 1);
    } else i = Math.max(last, i + 1);
  }
  return edits;
}

/** Decode every span that was read in the wrong encoding as what it is; what is lost for good is marked. */
export function repairMojibake(traced: TracedText, { han }: Pick<BytesTables, "han">): TracedText {
  // Long runs of UTF-8 can be nothing else; short ones can be pairs of GBK, so these go before them.
  let out = traced;
  if (LATIN_LEAD.test(out.text)) out = out.edit(longUtf8AsLatin(out.text, han));
  out = out.edit(gbkAsLatin(out.text, han));
  if (LATIN_LEAD.test(out.text)) out = out.edit(utf8AsLatin(out.text));
  return edit(out, utf8AsGbk(out.text, han), (e) => e.text.includes(HOLE));
}
