/**
 * Finds readings in brackets, `協(xié)`, and decides whether a page is one on which they are
 * damage. A reading in brackets is a legitimate gloss too (rare characters, characters with
 * several readings), so a page is judged as a whole.
 */
import { gbkChar, gbkPair } from "../../../text/gbk.ts";
import {
  foldReading,
  hasTone,
  hasToneReading,
  isReadingOf,
  readingsOf,
  toneOf,
} from "../../../text/readings.ts";
import { costOf, simplified } from "./plausibility.ts";
import type { BytesTables } from "./tables.ts";

export interface Annotation {
  /** Where it begins: at its bracket, or at the `?` that swallowed the bracket. */
  readonly start: number;
  readonly end: number;
  /** The reading, folded. */
  readonly reading: string;
  /** The reading carries a tone: a mark, or a digit. */
  readonly toned: boolean;
  /** Which, 1 … 4; 0 if none can be told. */
  readonly tone: number;
  /** The opening bracket is gone: a byte before it joined it, and a `?` stands for both. */
  readonly headless: boolean;
}

const TOKEN =
  /([(（][ \u00a0\u3000]{0,2}|[?\uFFFD])((?:\p{Script=Latin}|\p{Mn}|:){1,14}[1-5]?)[ \u00a0\u3000]{0,2}[)）]/gu;

/** All annotations of a text, in order. */
export function findAnnotations(text: string): Annotation[] {
  const out: Annotation[] = [];
  for (const m of text.matchAll(TOKEN)) {
    const reading = foldReading(m[2]!);
    if (reading === undefined) continue;
    const headless = !/[(（]/.test(m[1]!);
    out.push({
      start: m.index,
      end: m.index + m[0].length,
      reading,
      toned: hasTone(m[2]!),
      tone: toneOf(m[2]!),
      headless,
    });
  }
  return out;
}

/** Bits that a wrong tone speaks against a character, and that being annotated so elsewhere on the page speaks for it. */
const WRONG_TONE = 10;
const SEEN_ON_PAGE = 4;
/** What `misfit` gives at least. */
export const LEAST_MISFIT = -SEEN_ON_PAGE;

/** Characters that a page annotates, each with the readings it gives them: `協xie`. */
export function annotatedOn(text: string, found: readonly Annotation[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const a of found) {
    const host = text[a.start - 1];
    if (!a.headless && host !== undefined && isReadingOf(a.reading, host)) seen.add(host + a.reading);
  }
  return seen;
}

/** How little it fits that `char` was annotated so, in bits; undefined if it is not read so at all. */
export function misfit(char: string, a: Annotation, seen: ReadonlySet<string>): number | undefined {
  if (!isReadingOf(a.reading, char)) return undefined;
  const tone = a.tone === 0 || hasToneReading(a.reading, a.tone, char) ? 0 : WRONG_TONE;
  return tone - (seen.has(char + a.reading) ? SEEN_ON_PAGE : 0);
}

/** Answers of `straddled`: there are no more readings than syllables, so it stays small. */
const straddlers = new Map<string, readonly number[]>();

/** Lead bytes that, after `trail`, make a character with this reading: what a straddling match may have swallowed. */
export function straddled(trail: number, reading: string): readonly number[] {
  const key = `${trail}${reading}`;
  const known = straddlers.get(key);
  if (known !== undefined) return known;
  const bytes: number[] = [];
  for (let b = 0x40; b <= 0xfe; b++) {
    const char = gbkChar(trail, b);
    if (char !== undefined && isReadingOf(reading, char)) bytes.push(b);
  }
  straddlers.set(key, bytes);
  return bytes;
}

/** Rarer characters are glossed in sound text. */
const COMMON_CHARACTER = 17;
/** Nobody glosses a character as common as this that has one reading only. */
const EVERYDAY_CHARACTER = 12;
/** Sum of weights from which readings in brackets are damage. */
const DAMAGED = 2;
/** The same on a page that talks about pronunciation. */
const DAMAGED_IN_SPITE = 6;

/**
 * Whether the readings in brackets of a text are damage. Each annotated character speaks once:
 *
 * | character                                         | weight |
 * | ------------------------------------------------- | ------ |
 * | a `?` that hides half a character with the reading | 2      |
 * | common, Traditional, with tone                     | 2      |
 * | everyday, one reading, with tone                   | 2      |
 * | common, one reading, with tone                     | 1      |
 * | common, several readings or no tone                | 0.7    |
 * | rare, or the reading is one letter (list labels)   | 0.3    |
 */
export function isAnnotatedPage(text: string, found: readonly Annotation[], tables: BytesTables): boolean {
  if (found.length === 0) return false;
  const limit = tables.pronunciation.test(text) ? DAMAGED_IN_SPITE : DAMAGED;
  const seen = new Set<string>();
  let weight = 0;
  for (const a of found) {
    const host = text[a.start - 1];
    if (host === undefined) continue;
    if (a.headless) {
      const trail = gbkPair(host) & 0xff;
      const key = `?${host}${a.reading}`;
      if (a.toned && trail >= 0x81 && !seen.has(key) && straddled(trail, a.reading).some((b) => b >= 0x81)) {
        seen.add(key);
        weight += 2;
      }
    } else if (!seen.has(host) && isReadingOf(a.reading, host)) {
      seen.add(host);
      const cost = costOf(host, tables.han);
      if (cost > COMMON_CHARACTER) weight += 0.3;
      else if (!a.toned) weight += a.reading.length === 1 ? 0.3 : 0.7;
      else if (limit === DAMAGED && simplified(host) !== host) weight += 2;
      else if (readingsOf(host).size > 1) weight += 0.7;
      else weight += limit === DAMAGED && cost <= EVERYDAY_CHARACTER ? 2 : 1;
    }
    if (weight >= limit) return true;
  }
  return false;
}
