/**
 * How likely a stretch of Chinese is, in bits: what repairs are chosen by, and the reason not to
 * repair. Characters cost by their frequency, and less where they continue a word.
 */
import * as ToTraditional from "opencc-js/cn2t";
import * as ToSimplified from "opencc-js/t2cn";
import type { HanFrequency } from "./tables.ts";

/** What a character outside the table costs: rarer than anything in it. */
export const UNKNOWN_COST = 24;
/** What the second of two characters that stand side by side inside words saves, and the most it then costs. */
const WORD_BONUS = 5;
const IN_WORD = 6;
/** Particles that words, which the table is counted over, hold too rarely. */
const PARTICLES: Readonly<Record<string, number>> = { 的: 5, 了: 6, 是: 6, 在: 6 };
/** Punctuation and letters have no counts in the table; rough shares in running text. */
const PUNCTUATION: Readonly<Record<string, number>> = {
  "，": 5,
  "。": 6,
  "、": 8,
  "“": 8,
  "”": 8,
  "：": 8,
  "；": 11,
  "？": 9,
  "！": 10,
  "（": 9,
  "）": 9,
  "《": 10,
  "》": 10,
  "‘": 12,
  "’": 12,
  "…": 11,
  "—": 11,
  "·": 11,
  "【": 12,
  "】": 12,
  "「": 12,
  "」": 12,
  "\u3000": 12,
};

const simplify = ToSimplified.Converter({ from: "t", to: "cn" });
/** By UTF-16 code unit: the code unit of its Simplified form; 0 where not yet asked. */
const folded = new Uint16Array(0x10000);

function foldedCode(char: string): number {
  if (char.length !== 1) return 0;
  const code = char.charCodeAt(0);
  const known = folded[code]!;
  if (known !== 0) return known;
  const form: string = simplify(char);
  const found = form.length === 1 ? form.charCodeAt(0) : code;
  folded[code] = found;
  return found;
}

/** The Simplified form of one character, by which Traditional characters are counted. */
export function simplified(char: string): string {
  const code = foldedCode(char);
  return code === 0 ? char : String.fromCharCode(code);
}

const traditionalize = ToTraditional.Converter({ from: "cn", to: "t" });
const simplifiedOnly = new Map<string, boolean>();

/** Whether a character is a Simplified form that text in Traditional characters writes otherwise. */
export function isSimplifiedOnly(char: string): boolean {
  let known = simplifiedOnly.get(char);
  if (known === undefined) {
    known = traditionalize(char) !== char && simplified(char) === char;
    simplifiedOnly.set(char, known);
  }
  return known;
}

const costs = new WeakMap<HanFrequency, Map<string, number>>();

/** Cost in bits of one character, out of context. */
export function costOf(char: string, han: HanFrequency): number {
  let known = costs.get(han);
  if (known === undefined) {
    known = new Map();
    costs.set(han, known);
  }
  let cost = known.get(char);
  if (cost === undefined) {
    cost = look(char, han);
    known.set(char, cost);
  }
  return cost;
}

function look(char: string, han: HanFrequency): number {
  const particle = PARTICLES[char];
  if (particle !== undefined) return particle;
  const own = han.cost.get(char);
  const as = han.cost.get(simplified(char));
  if (own !== undefined || as !== undefined) return Math.min(own ?? UNKNOWN_COST, as ?? UNKNOWN_COST);
  if (char < "\u0080") return 10;
  return PUNCTUATION[char] ?? UNKNOWN_COST;
}

/** The pairs of a table by open addresses: asked a thousand times for one broken byte, as a set they would cost most of it. */
class PairSet {
  readonly #pairs: Uint32Array;

  constructor(pairs: ReadonlySet<number>) {
    let size = 16;
    while (size < 2 * pairs.size) size *= 2;
    this.#pairs = new Uint32Array(size);
    for (const pair of pairs) {
      let at = scatter(pair) & (size - 1);
      while (this.#pairs[at] !== 0) at = (at + 1) & (size - 1);
      this.#pairs[at] = pair;
    }
  }

  has(first: number, second: number): boolean {
    const pair = ((first << 16) | second) >>> 0;
    const last = this.#pairs.length - 1;
    for (let at = scatter(pair) & last; ; at = (at + 1) & last) {
      const found = this.#pairs[at]!;
      if (found === pair) return true;
      if (found === 0) return false;
    }
  }
}

function scatter(pair: number): number {
  const h = Math.imul(pair, 0x9e3779b1);
  return h ^ (h >>> 15);
}

const pairSets = new WeakMap<HanFrequency, PairSet>();

function pairsOf(han: HanFrequency): PairSet {
  let set = pairSets.get(han);
  if (set === undefined) {
    set = new PairSet(han.pairs);
    pairSets.set(han, set);
  }
  return set;
}

/** Whether two characters stand side by side inside words, in either script. */
export function joins(first: string, second: string, han: HanFrequency): boolean {
  const a = foldedCode(first);
  const b = foldedCode(second);
  return a > 0 && b > 0 && pairsOf(han).has(a, b);
}

/** Cost in bits of `char` after `before`. */
export function costAfter(before: string, char: string, han: HanFrequency): number {
  const alone = costOf(char, han);
  return before !== "" && joins(before, char, han) ? Math.min(alone - WORD_BONUS, IN_WORD) : alone;
}

/** Cost in bits of a whole string after `before`. */
export function costOfText(text: string, han: HanFrequency, before = ""): number {
  let cost = 0;
  let last = before;
  for (const char of text) {
    cost += costAfter(last, char, han);
    last = char;
  }
  return cost;
}
