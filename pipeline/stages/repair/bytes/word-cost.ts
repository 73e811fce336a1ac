/**
 * How likely a stretch of Chinese is as a row of words, in bits: the best way to cut it, by the
 * counts of jieba's dictionary. Sharper than characters side by side, and dear to load (some
 * 350,000 words), so it is asked only where readings of broken bytes compete.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isHan } from "../../../text/phrases.ts";
import { costOf, simplified } from "./plausibility.ts";
import type { HanFrequency } from "./tables.ts";

const LONGEST_WORD = 6;
/** What a character that is no word of the dictionary costs over its own frequency. */
const NO_WORD = 3;

const SPACE = 0x20;
const NEWLINE = 0x0a;

/**
 * The words of a dictionary by open addresses, each as the place where it stands in the dictionary's
 * own text: a string for each word would take longer to make than most builds need to repair bytes.
 */
export class Words {
  readonly #source: string;
  readonly #mask: number;
  /** Where a word begins, plus 1; 0 where there is none. */
  readonly #starts: Int32Array;
  readonly #lengths: Uint8Array;
  readonly #counts: Float64Array;
  #total = 0;

  /** @param source lines of a word, a blank, its count, and what else there is; later lines overrule earlier ones */
  constructor(source: string) {
    this.#source = source;
    let lines = 1;
    for (let i = source.indexOf("\n"); i >= 0; i = source.indexOf("\n", i + 1)) lines++;
    let size = 16;
    while (size < 2 * lines) size *= 2;
    this.#mask = size - 1;
    this.#starts = new Int32Array(size);
    this.#lengths = new Uint8Array(size);
    this.#counts = new Float64Array(size);
    for (let start = 0; start < source.length; ) {
      let hash = 0;
      let end = start;
      let code = source.charCodeAt(end);
      while (end - start <= LONGEST_WORD && end < source.length && code !== SPACE && code !== NEWLINE) {
        hash = mixed(hash, code);
        code = source.charCodeAt(++end);
      }
      if (end - start <= LONGEST_WORD && code === SPACE) {
        const count = numberAt(source, end + 1);
        this.#total += count;
        const at = this.#find(hash, source, start, end - start);
        this.#starts[at] = start + 1;
        this.#lengths[at] = end - start;
        this.#counts[at] = count;
      }
      const newline = source.indexOf("\n", end);
      start = newline < 0 ? source.length : newline + 1;
    }
  }

  /**
   * Hand over the cost in bits of every word of two code units and more that begins at a place, with
   * its length, shortest first; and give back the cost of the first code unit, if it is a word.
   */
  costs(text: string, start: number, each: (length: number, cost: number) => void): number | undefined {
    let hash = 0;
    let single: number | undefined;
    for (let n = 1; n <= LONGEST_WORD && start + n <= text.length; n++) {
      hash = mixed(hash, text.charCodeAt(start + n - 1));
      const at = this.#find(hash, text, start, n);
      if (this.#starts[at] !== 0) {
        const cost = Math.log2(this.#total / Math.max(this.#counts[at]!, 1));
        if (n === 1) single = cost;
        else each(n, cost);
      }
      if (n === 1 && !isHan(text.charCodeAt(start))) break;
    }
    return single;
  }

  /** The place of a word, or the free place where it would stand. */
  #find(hash: number, text: string, start: number, length: number): number {
    for (let at = scatter(hash) & this.#mask; ; at = (at + 1) & this.#mask) {
      const known = this.#starts[at]! - 1;
      if (known < 0 || (this.#lengths[at] === length && same(this.#source, known, text, start, length)))
        return at;
    }
  }
}

function same(one: string, i: number, two: string, j: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (one.charCodeAt(i + k) !== two.charCodeAt(j + k)) return false;
  return true;
}

function mixed(hash: number, code: number): number {
  return (Math.imul(hash, 0x01000193) ^ code) | 0;
}

function scatter(hash: number): number {
  const h = Math.imul(hash, 0x9e3779b1);
  return h ^ (h >>> 15);
}

function numberAt(source: string, at: number): number {
  let number = 0;
  for (let i = at; i < source.length; i++) {
    const digit = source.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) break;
    number = number * 10 + digit;
  }
  return number;
}

let loaded: Words | undefined;

function words(): Words {
  if (loaded !== undefined) return loaded;
  const folder = dirname(createRequire(import.meta.url).resolve("nodejieba/package.json"));
  loaded = new Words(readFileSync(join(folder, "submodules/cppjieba/dict/jieba.dict.utf8"), "utf8"));
  return loaded;
}

/**
 * Cost in bits of the cheapest way to cut `text` into words; marks and holes cost as characters.
 *
 * @param text characters of one code unit each, as are all of GBK
 */
export function costOfWords(text: string, han: HanFrequency): number {
  const known = words();
  let plain = "";
  for (let i = 0; i < text.length; i++) plain += simplified(text[i]!);
  const best = new Float64Array(plain.length + 1).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  for (let i = 0; i < plain.length; i++) {
    const here = best[i]!;
    const single = known.costs(plain, i, (n, cost) => {
      best[i + n] = Math.min(best[i + n]!, here + cost);
    });
    best[i + 1] = Math.min(best[i + 1]!, here + (single ?? costOf(plain[i]!, han) + NO_WORD));
  }
  return best[plain.length]!;
}
