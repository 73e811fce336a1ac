/**
 * Which part of the clean text stands for which part of the raw text. A build hands on the changes of
 * an article but not its traced text; played again over the raw characters they give the clean ones,
 * and the result is checked against the clean text before anything is made of it.
 */
import type { DocumentSpan } from "../../../../schemas/article.ts";
import { isBlank } from "../../../text/places.ts";
import type { Change, RawRange } from "../../../text/traced.ts";

/** Ranges of the raw text (counted from the window's start) and of the clean text, each for each. */
export interface Replay {
  toClean(range: RawRange): RawRange | undefined;
  toRaw(range: RawRange): RawRange | undefined;
}

/**
 * @param raw the article's own part of the raw text
 * @param base raw offset at which that part begins: `spans` and `changes` count from the raw text's start
 * @returns undefined where the changes do not lead to `clean`
 */
export function replay(
  raw: string,
  base: number,
  changes: readonly Change[],
  spans: readonly DocumentSpan[],
  clean: string,
): Replay | undefined {
  const pieces = new Pieces(raw);
  for (const change of changes) if (!apply(pieces, change, base)) return undefined;
  const kept = new Uint8Array(raw.length);
  for (const s of spans) if (s.status === "kept") kept.fill(1, s.start - base, s.end - base);
  /** Clean offset of each character that is not blank, in order. */
  const places: number[] = [];
  for (let i = 0; i < clean.length; i++) if (!isBlank(clean.charCodeAt(i))) places.push(i);
  /** How many such characters stand for the raw text before an offset. */
  const before = new Uint32Array(raw.length + 1);
  let count = 0;
  for (let i = 0; i < raw.length; i++) {
    if (kept[i]) {
      const piece = pieces.at(i);
      for (let k = 0; k < piece.length; k++) {
        const code = piece.charCodeAt(k);
        if (isBlank(code)) continue;
        if (count === places.length || clean.charCodeAt(places[count]!) !== code) return undefined;
        count++;
      }
    }
    before[i + 1] = count;
  }
  if (count !== places.length) return undefined;

  const rangeOf = (first: number, past: number): RawRange | undefined =>
    first < past ? { start: places[first]!, end: places[past - 1]! + 1 } : undefined;
  return {
    toClean: ({ start, end }) => rangeOf(before[start]!, before[end]!),
    toRaw: ({ start, end }) => {
      const first = firstAtLeast(places, start);
      const past = firstAtLeast(places, end);
      if (first >= past) return undefined;
      // The character that stands for number n is the first after which n + 1 are counted.
      return { start: firstAtLeast(before, first + 1) - 1, end: firstAtLeast(before, past) };
    },
  };
}

/** A text character by character, each of which may come to be another text. */
class Pieces {
  readonly #raw: string;
  /** Those that have changed: the others are not worth a string each. */
  readonly #changed: Array<string | undefined>;

  constructor(raw: string) {
    this.#raw = raw;
    this.#changed = new Array(raw.length);
  }

  /** What stands for a character; nothing for one beyond the end. */
  at(i: number): string {
    return this.#changed[i] ?? this.#raw.charAt(i);
  }

  put(i: number, text: string): void {
    this.#changed[i] = text;
  }

  clear(start: number, end: number): void {
    this.#changed.fill("", start, end);
  }

  slice(start: number, end: number): string {
    let out = "";
    for (let i = start; i < end; i++) out += this.at(i);
    return out;
  }
}

/** Put one change into the characters it was made to; false where they are not what it found. */
function apply(pieces: Pieces, change: Change, base: number): boolean {
  const { before, after } = change;
  const end = change.end - base;
  let start = change.start - base;
  let now = pieces.slice(start, end);
  // What was put in between two characters stands with the first of them.
  if (!now.includes(before) && start > 0) now = pieces.at(--start) + now;
  const oneToOne = before.length === after.length && before.length === end - start && now === before;
  if (oneToOne) {
    for (let k = 0; k < after.length; k++) {
      if (pieces.at(start + k) !== after[k]) pieces.put(start + k, after[k]!);
    }
    return true;
  }
  if (before === "") {
    // Inserted: with the character before it, which nothing done to the one behind it takes along.
    const host = start < end ? start : Math.max(0, start - 1);
    const first = start >= end && start === 0;
    pieces.put(host, first ? after + pieces.at(host) : pieces.at(host) + after);
    return true;
  }
  const at = now.indexOf(before);
  if (at < 0) return false;
  pieces.put(start, now.slice(0, at) + after + now.slice(at + before.length));
  pieces.clear(start + 1, Math.max(start + 1, end));
  return true;
}

/** Index of the first of some never decreasing numbers that is at least `least`. */
function firstAtLeast(numbers: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}
