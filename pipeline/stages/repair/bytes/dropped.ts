/**
 * Pairs of bytes that a decoder dropped: it drops what GBK leaves to its users, so in text out of step
 * two characters vanish of which one byte each is still there. A page asks for them a thousand times
 * over, and each time some thousand pairs of characters are possible: what the bytes alone decide is
 * kept, and a pair is only looked at closely if it could still be among the best.
 */
import { FIRST_LEAD, FIRST_TRAIL, gbkChar, LAST_LEAD, LAST_TRAIL } from "../../../text/gbk.ts";
import { isReadingOf } from "../../../text/readings.ts";
import { Scales, scales } from "./plausibility.ts";
import type { HanFrequency } from "./tables.ts";

/** Bytes that begin a character. */
export const LEADS: readonly number[] = range(FIRST_LEAD, LAST_LEAD);
const SECOND_BYTES = range(FIRST_TRAIL, LAST_TRAIL);

/** Cost from which on a character is not supposed to be one of a dropped pair. */
const RAREST = 18;
/** Pairs kept for one place. */
const BEST = 6;

/** Two characters. */
type Pair = readonly [one: string, two: string];

/** Pairs for one place, the likeliest first. */
export interface Pairs {
  readonly pairs: readonly Pair[];
  /** None is missing that costs so many bits or less, unless others are likelier. */
  readonly most: number;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * The likeliest pairs of characters that stand where a pair of bytes was dropped.
 *
 * @param lead first byte of the first character
 * @param before the character before it, or ""
 * @param trail second byte of the second character, where it is known
 * @param reading reading of the second character, where it is known
 * @param most pairs that cost more bits need not be found
 */
export function droppedPairs(
  han: HanFrequency,
  lead: number,
  before: string,
  trail: number | undefined,
  reading: string | undefined,
  most: number,
): Pairs {
  const costs = scales(han);
  const dearest = Math.min(most, RAREST * 2);
  const found: Array<{ readonly one: number; readonly two: number; readonly cost: number }> = [];
  // A pair must cost less than this to be among the best; of equals the first ones are kept.
  let limit = Number.POSITIVE_INFINITY;
  for (const { byte, seconds } of undecodable()) {
    const one = codeOf(lead, byte);
    if (one === 0) continue;
    const cost = before === "" ? costs.alone(one) : costs.after(before.charCodeAt(0), one);
    if (cost > RAREST || cost + costs.lowest > dearest) continue;
    const { codes, starts } = trail === undefined ? readSo(reading ?? "") : endingIn(trail);
    for (const d2 of seconds) {
      const past = starts[d2 - FIRST_LEAD + 1]!;
      for (let k = starts[d2 - FIRST_LEAD]!; k < past; k++) {
        const two = codes[k]!;
        // The cheap question first: nearly every pair is out by it.
        const least = cost + Scales.least(costs.alone(two));
        if (least > dearest || least >= limit) continue;
        const both = cost + costs.after(one, two);
        if (both > dearest || both >= limit) continue;
        const heard =
          trail === undefined || reading === undefined || isReadingOf(reading, String.fromCharCode(two));
        if (!heard) continue;
        let place = found.length;
        while (place > 0 && found[place - 1]!.cost > both) place--;
        found.splice(place, 0, { one, two, cost: both });
        if (found.length > BEST) found.pop();
        if (found.length === BEST) limit = found[BEST - 1]!.cost;
      }
    }
  }
  return {
    pairs: found.map(({ one, two }) => [String.fromCharCode(one), String.fromCharCode(two)]),
    most: found.length === BEST ? Number.POSITIVE_INFINITY : most,
  };
}

/** The character of two bytes as a code unit; 0 where there is none. */
function codeOf(lead: number, trail: number): number {
  return gbkChar(lead, trail)?.charCodeAt(0) ?? 0;
}

/** Characters by their first byte: those that begin with `LEADS[i]` stand from `starts[i]` up to `starts[i + 1]`. */
interface ByLead {
  readonly codes: Uint16Array;
  readonly starts: Uint16Array;
}

function byLead(charsOf: (lead: number) => readonly string[]): ByLead {
  const codes: number[] = [];
  const starts = [0];
  for (const lead of LEADS) {
    for (const char of charsOf(lead)) codes.push(char.charCodeAt(0));
    starts.push(codes.length);
  }
  return { codes: Uint16Array.from(codes), starts: Uint16Array.from(starts) };
}

/** By second byte, each made when first asked for. */
const ending: Array<ByLead | undefined> = [];

function endingIn(byte: number): ByLead {
  ending[byte] ??= byLead((lead) => second(lead, byte));
  return ending[byte];
}

/** By reading, each made when first asked for: there are no more of them than syllables. */
const reads = new Map<string, ByLead>();

function readSo(reading: string): ByLead {
  let known = reads.get(reading);
  if (known === undefined) {
    known = byLead((lead) => seconds(lead, undefined, reading));
    reads.set(reading, known);
  }
  return known;
}

/** Characters a lead byte can make: with a known second byte, or else by their reading. */
export function seconds(
  lead: number,
  byte: number | undefined,
  reading: string | undefined,
): readonly string[] {
  if (byte !== undefined) return second(lead, byte);
  if (reading === undefined) return [];
  const key = `${lead}${reading}`;
  let found = read.get(key);
  if (found === undefined) {
    found = SECOND_BYTES.flatMap((b) => second(lead, b)).filter((c) => isReadingOf(reading, c));
    read.set(key, found);
  }
  return found;
}

function second(lead: number, byte: number): readonly string[] {
  const char = gbkChar(lead, byte);
  return char === undefined ? [] : [char];
}

/** Answers of `seconds` by lead and reading; what a character is read never changes. */
const read = new Map<string, readonly string[]>();

interface Undecodable {
  readonly byte: number;
  readonly seconds: readonly number[];
}

let lost: readonly Undecodable[] | undefined;

/** Pairs of bytes that GBK leaves to users or without a character, both of which can be in text out of step. */
function undecodable(): readonly Undecodable[] {
  // 0x80 begins no character: browsers show it alone (€), other decoders drop it with the byte behind it.
  lost ??= SECOND_BYTES.filter((b) => b >= 0x80)
    .map((byte) => ({ byte, seconds: LEADS.filter((d2) => gbkChar(byte, d2) === undefined) }))
    .filter((p) => p.seconds.length > 0);
  return lost;
}
