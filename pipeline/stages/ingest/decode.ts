/**
 * Bytes to text. Of the encodings Chinese pages come in, the right one is found by asking which
 * decoder's output reads most like Chinese: valid UTF-8 settles it; else every candidate's output is
 * scored by how probable its characters are, and the most probable reading of the same bytes wins.
 * Invalid bytes are improbable, not forbidden, so that a scrape with a few broken ones is still read.
 */
import { isUtf8 } from "node:buffer";
import { COMMON_SIMPLIFIED, COMMON_TRADITIONAL } from "./common-characters.ts";

export interface Decoded {
  /** WHATWG label; `text` is exactly what `new TextDecoder(encoding).decode(bytes)` returns. */
  readonly encoding: string;
  readonly text: string;
}

/** Encodings articles are read in. GBK and GB 2312 are read as their superset. */
const CANDIDATES = ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be"] as const;

/** Encodings that are recognized in order to be refused, with what speaks against each from the start. */
const DECOYS = ["windows-1252", "euc-jp", "shift_jis", "euc-kr"] as const;
const DECOY_HANDICAP = 12;

/** What a page's own declaration is worth: pages lie, but seldom about short and ambiguous texts. */
const HINT_BONUS = 8;

/** Bytes scored; more would not change the answer. */
const SAMPLE = 1 << 16;

/** UTF-16 without a byte order mark is rare, and reads any two bytes as some Han character. */
const UTF16_HANDICAP = 6;

/** A reading with more broken characters than this share of its non-ASCII ones is none; a cut at either end is forgiven. */
const MOST_BROKEN = 0.2;
const FORGIVEN = 2;

/** In Chinese of any kind more than this share of the characters is common; in noise read as Chinese, few are. */
const FEWEST_COMMON = 0.25;
/** Texts with fewer characters beyond ASCII are taken as they read: a name may be all rare ones. */
const TELLING_LENGTH = 20;

/** Log probability of characters by what they are: rough, but the sums lie far apart. */
const LOG_P = {
  ascii: -4.6,
  common: [-5.5, -7.2, -8.3],
  punctuation: -5.3,
  rareHan: -12.4,
  symbol: -11,
  latin: -9,
  kana: -10,
  hangul: -10,
  other: -14,
  privateUse: -18,
  control: -20,
  broken: -25,
} as const;
/** Ranks at which the bands of `LOG_P.common` end. */
const BANDS = [100, 400] as const;

const PUNCTUATION = "，。、：；？！“”‘’（）《》…—·「」『』【】　";

const scores = new Float32Array(0x10000).map((_, c) => {
  if (c < 0x20) return c === 0x09 || c === 0x0a || c === 0x0d ? LOG_P.ascii : LOG_P.control;
  if (c < 0x7f) return LOG_P.ascii;
  if (c < 0xa0) return LOG_P.control;
  if (c < 0x250) return LOG_P.latin;
  if (c >= 0x3041 && c <= 0x30ff) return LOG_P.kana;
  if (c >= 0x4e00 && c <= 0x9fff) return LOG_P.rareHan;
  if (c >= 0xac00 && c <= 0xd7a3) return LOG_P.hangul;
  if (c >= 0xe000 && c <= 0xf8ff) return LOG_P.privateUse;
  if (c >= 0xff01 && c <= 0xff5e) return LOG_P.punctuation - 2;
  if (c >= 0x2000 && c <= 0x27bf) return LOG_P.symbol;
  if (c === 0xfffd) return LOG_P.broken;
  return LOG_P.other;
});
for (const table of [COMMON_SIMPLIFIED, COMMON_TRADITIONAL]) {
  // A Traditional form has about the rank its Simplified one has; its table is shorter, so ranks are spread.
  const spread = COMMON_SIMPLIFIED.length / table.length;
  [...table].forEach((c, i) => {
    const rank = i * spread;
    scores[c.charCodeAt(0)] = LOG_P.common[rank < BANDS[0] ? 0 : rank < BANDS[1] ? 1 : 2];
  });
}
for (const c of PUNCTUATION) scores[c.charCodeAt(0)] = LOG_P.punctuation;

/**
 * Decode bytes whose encoding nobody knows.
 *
 * @param hint label the text declares for itself (`<meta charset>`)
 * @param forced label to use whatever the bytes look like
 * @returns undefined when no encoding of Chinese text explains the bytes
 */
export function decode(
  bytes: Uint8Array,
  { hint, forced }: { hint?: string | undefined; forced?: string | undefined } = {},
): Decoded | undefined {
  if (forced !== undefined) return read(bytes, forced);
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return read(bytes, marked);
  // UTF-16 of Latin letters is valid UTF-8 with NULs, so these must not settle it.
  if (isUtf8(bytes) && !bytes.includes(0)) return { encoding: "utf-8", text: utf8(bytes) };
  const encoding = mostProbable(bytes, hint === undefined ? undefined : canonical(hint));
  if (encoding === undefined) return undefined;
  const decoded = read(bytes, encoding);
  return isNoise(decoded.text) ? undefined : decoded;
}

/** The encoding an HTML or XML file declares in its first kilobytes. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})/i.exec(head)?.[1]?.toLowerCase();
}

function read(bytes: Uint8Array, encoding: string): Decoded {
  return { encoding, text: new TextDecoder(encoding).decode(bytes) };
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** What a decoder makes of valid UTF-8 without a byte order mark, in less time than one is made in. */
function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

/** The label of the superset that stands for a declared one; undefined for what is not read at all. */
function canonical(label: string): string | undefined {
  if (/^(x-)?gb/.test(label)) return "gb18030";
  if (/^(x-x-)?big5/.test(label)) return "big5";
  return CANDIDATES.find((c) => c === label);
}

function mostProbable(bytes: Uint8Array, hint: string | undefined): string | undefined {
  const sample = telling(bytes);
  let best: string | undefined;
  let most = Number.NEGATIVE_INFINITY;
  const consider = (encoding: string, bonus: number) => {
    const score = logProbability(new TextDecoder(encoding).decode(sample)) + bonus;
    if (score > most) [best, most] = [encoding, score];
  };
  for (const c of CANDIDATES) {
    consider(c, (c === hint ? HINT_BONUS : 0) - (c.startsWith("utf-16") ? UTF16_HANDICAP : 0));
  }
  for (const c of DECOYS) consider(c, -DECOY_HANDICAP);
  return CANDIDATES.find((c) => c === best);
}

/** A sample that begins shortly before the first byte that ASCII does not explain (pages begin with scripts). */
function telling(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  const first = bytes.findIndex((b) => b === 0 || b >= 0x80);
  const start = Math.max(0, Math.min(first - 16, bytes.length - SAMPLE));
  // Even, so that UTF-16 stays in step.
  return bytes.subarray(start - (start % 2), start + SAMPLE);
}

function logProbability(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += scores[text.charCodeAt(i)]!;
  return sum;
}

function isNoise(text: string): boolean {
  let broken = 0;
  let wide = 0;
  let common = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) continue;
    wide++;
    if (c === 0xfffd) broken++;
    else if (scores[c]! >= LOG_P.common[2] - 0.01) common++;
  }
  if (broken > FORGIVEN && broken > wide * MOST_BROKEN) return true;
  return wide >= TELLING_LENGTH && common < wide * FEWEST_COMMON;
}
