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

function foldedCode(code: number): number {
  const known = folded[code]!;
  if (known !== 0) return known;
  const form: string = simplify(String.fromCharCode(code));
  const found = form.length === 1 ? form.charCodeAt(0) : code;
  folded[code] = found;
  return found;
}

/** The Simplified form of one character, by which Traditional characters are counted. */
export function simplified(char: string): string {
  return char.length === 1 ? String.fromCharCode(foldedCode(char.charCodeAt(0))) : char;
}

const traditionalize = ToTraditional.Converter({ from: "cn", to: "t" });
/** By UTF-16 code unit: 1 for a Simplified form, 2 for any other character; 0 where not yet asked. */
const simplifiedOnly = new Uint8Array(0x10000);

/** Whether a character is a Simplified form that text in Traditional characters writes otherwise. */
export function isSimplifiedOnly(char: string): boolean {
  const code = char.charCodeAt(0);
  if (simplifiedOnly[code] === 0) {
    simplifiedOnly[code] = traditionalize(char) !== char && simplified(char) === char ? 1 : 2;
  }
  return simplifiedOnly[code] === 1;
}

/** Cost in bits of one character, out of context. */
export function costOf(char: string, han: HanFrequency): number {
  return char.length === 1 ? scales(han).alone(char.charCodeAt(0)) : look(char, han);
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
  /** By first code unit 256 bits, one of them set for each second: most questions are answered by these few bytes. */
  readonly #seconds = new Uint32Array(0x10000 * 8);

  constructor(pairs: ReadonlySet<number>) {
    let size = 16;
    while (size < 2 * pairs.size) size *= 2;
    this.#pairs = new Uint32Array(size);
    for (const pair of pairs) {
      this.#seconds[8 * Math.floor(pair / 0x10000) + ((pair >> 5) & 7)]! |= 1 << (pair & 31);
      let at = scatter(pair) & (size - 1);
      while (this.#pairs[at] !== 0) at = (at + 1) & (size - 1);
      this.#pairs[at] = pair;
    }
  }

  has(first: number, second: number): boolean {
    if (((this.#seconds[8 * first + ((second >> 5) & 7)]! >>> (second & 31)) & 1) === 0) return false;
    const pair = ((first << 16) | second) >>> 0;
    const last = this.#pairs.length - 1;
    for (let at = scatter(pair) & last; ; at = (at + 1) & last) {
      const found = this.#pairs[at]!;
      if (found === 0) return false;
      if (found === pair) return true;
    }
  }
}

function scatter(pair: number): number {
  const h = Math.imul(pair, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/**
 * A table's costs by code unit. One broken byte asks for thousands of them, nearly always of the same
 * few thousand characters, so each is worked out once.
 */
export class Scales {
  readonly #han: HanFrequency;
  /** By code unit; NaN where not yet asked. */
  readonly #alone = new Float64Array(0x10000).fill(Number.NaN);
  readonly #pairs: PairSet;
  /** What any character costs at least, wherever it stands. */
  readonly lowest: number;

  constructor(han: HanFrequency) {
    this.#han = han;
    this.#pairs = new PairSet(han.pairs);
    let lowest = Math.min(...Object.values(PARTICLES), ...Object.values(PUNCTUATION));
    for (const cost of han.cost.values()) lowest = Math.min(lowest, cost);
    this.lowest = Scales.least(lowest);
  }

  /** Cost in bits of one code unit, out of context. */
  alone(code: number): number {
    const known = this.#alone[code]!;
    if (!Number.isNaN(known)) return known;
    const cost = look(String.fromCharCode(code), this.#han);
    this.#alone[code] = cost;
    return cost;
  }

  /** Whether two code units stand side by side inside words, in either script. */
  joins(first: number, second: number): boolean {
    return this.#pairs.has(foldedCode(first), foldedCode(second));
  }

  /** Cost in bits of `code` after `before`. */
  after(before: number, code: number): number {
    const alone = this.alone(code);
    return this.joins(before, code) ? Math.min(alone - WORD_BONUS, IN_WORD) : alone;
  }

  /** The least that a code unit which costs `alone` out of context may cost after another. */
  static least(alone: number): number {
    return Math.min(alone - WORD_BONUS, IN_WORD, alone);
  }
}

const known = new WeakMap<HanFrequency, Scales>();
let last: { readonly han: HanFrequency; readonly scales: Scales } | undefined;

/** The costs of a table. */
export function scales(han: HanFrequency): Scales {
  if (last?.han === han) return last.scales;
  let own = known.get(han);
  if (own === undefined) {
    own = new Scales(han);
    known.set(han, own);
  }
  last = { han, scales: own };
  return own;
}

/** Whether two characters stand side by side inside words, in either script. */
export function joins(first: string, second: string, han: HanFrequency): boolean {
  if (first.length !== 1 || second.length !== 1) return false;
  return scales(han).joins(first.charCodeAt(0), second.charCodeAt(0));
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
