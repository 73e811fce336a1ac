/** The lines of an article as this stage sees them, and what can be told of a line by itself. */
import type { Hint } from "../../article.ts";
import { fold } from "../../text/shingles.ts";
import { endsSentence, type Line, linesOf } from "../../text/text-lines.ts";
import type { TracedText } from "../../text/traced.ts";
import { halfWidth, undecorated } from "./furniture.ts";

export interface Entry extends Line {
  /** Half-width, without decoration: what rows are tried on. */
  readonly plain: string;
  readonly folded: string;
  readonly heading: boolean;
  /** Says an earlier line of the article again (the title, most often): not the page's, but the dedupe stage's. */
  readonly repeat: boolean;
  /** Row id of the furniture this line is, if any. */
  row?: string;
}

/** A line of at least so many characters that ends like a sentence is body text, and bounds head and tail. */
const BODY_LENGTH = 40;
/** Folded lines from this length on are told apart well enough to be known as repeats. */
const REPEAT_LENGTH = 8;
/** A longer line whose grams stand in the text above by this share is a reworded repeat. */
const REPEAT_SHARE = 0.6;
const REPEAT_GRAMS = 16;
const GRAM = 4;
/** An odd number that spreads its bits (Knuth's multiplicative hashing). */
const MIX = 0x9e3779b1;
/** Longer lines are compared word for word only. */
const LONGEST_COMPARED = 4_000;

export const ORDINAL =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[步章节部条]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、]\d{0,2})/;

/** A figure alone: of likes, of shares, of a price. */
const COUNT = /^[\d.,]{1,10}\s*[万千亿wWkK%+]{0,2}$/;

/** The number of a section, alone on its line. */
const SECTION = /^(?:0\d|PART\s*\.?\s*\d{1,2})$/i;

/** A heading that its author numbers by a word: 方法二, 误区1. */
export const RANKED = /^[\u4e00-\u9fa5]{1,2}[一二三四五六七八九十\d]{1,2}\s*[:：、.]\s*\S/;

/** A list item: a step of a path, perhaps, whatever word it consists of. */
export const LISTED = /^(?:[-–•*]\s|\d{1,2}[.、)])/;

/** Linear in the text's length. */
export function entriesOf(traced: TracedText, hints: readonly Hint[]): Entry[] {
  const headings = new Set(hints.filter((h) => h.role === "heading").map((h) => traced.currentOffset(h.at)));
  const seen = new Set<string>();
  const grams = new Set<number>();
  return linesOf(traced.text).map((line) => {
    const folded = fold(line.text);
    const own = gramsOf(folded);
    let known = 0;
    for (const gram of own) if (grams.has(gram)) known++;
    const repeat =
      folded.length >= REPEAT_LENGTH &&
      (seen.has(folded) || (own.length >= REPEAT_GRAMS && known >= REPEAT_SHARE * own.length));
    seen.add(folded);
    for (const gram of own) grams.add(gram);
    return {
      ...line,
      folded,
      repeat,
      plain: undecorated(halfWidth(line.text)),
      heading:
        headings.has(line.start) ||
        SECTION.test(line.text) ||
        (ORDINAL.test(line.text) && !COUNT.test(line.text)),
    };
  });
}

/** Hashes of every four characters: two that fall together move the share of a line by next to nothing. */
function gramsOf(folded: string): number[] {
  const out: number[] = [];
  if (folded.length > LONGEST_COMPARED) return out;
  for (let i = 0; i + GRAM <= folded.length; i++) {
    let hash = 0;
    for (let k = i; k < i + GRAM; k++) hash = (Math.imul(hash, MIX) + folded.charCodeAt(k)) | 0;
    out.push(hash);
  }
  return out;
}

export function isBody(entry: Entry): boolean {
  return (
    entry.text.length >= BODY_LENGTH &&
    /[。！？!?；;，,]/.test(entry.text) &&
    (endsSentence(entry.text) || !TRAIL.test(entry.text))
  );
}

/** A breadcrumb is no paragraph, however long the title it ends in. */
const TRAIL = /^[^。]{0,60}[>›»→▸].{1,60}[>›»→▸]/;

/** A label, a name, a title: nothing in it reads like a sentence, and no list or number announces it. */
export function isStub(entry: Entry, longest: number): boolean {
  return (
    entry.plain.length <= longest &&
    !endsSentence(entry.text) &&
    !/[,，。:：]/.test(entry.plain) &&
    !entry.heading &&
    !LISTED.test(entry.text)
  );
}

export type Ordinal = { readonly family: string; readonly n: number };

const HAN_DIGITS = "零一二三四五六七八九";

/** The number a line begins with, and how it is written; undefined without one. */
export function ordinalOf(text: string): Ordinal | undefined {
  const match =
    /^(?:([一二三四五六七八九十]{1,3})[、.．]|第([一二三四五六七八九十\d]{1,3})([步章节部条招])|[（(]([一二三四五六七八九十]{1,3})[)）]|(\d{1,2})[.．、)](?!\d))/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, han, ranked, unit, bracketed, arabic] = match;
  if (han !== undefined) return { family: "han", n: hanNumber(han) };
  if (ranked !== undefined)
    return { family: `第${unit}`, n: /\d/.test(ranked) ? Number(ranked) : hanNumber(ranked) };
  if (bracketed !== undefined) return { family: "()", n: hanNumber(bracketed) };
  return { family: "1", n: Number(arabic) };
}

function hanNumber(text: string): number {
  const ten = text.indexOf("十");
  if (ten < 0) return HAN_DIGITS.indexOf(text.at(-1)!);
  const tens = ten === 0 ? 1 : HAN_DIGITS.indexOf(text[0]!);
  return tens * 10 + (ten + 1 < text.length ? HAN_DIGITS.indexOf(text[ten + 1]!) : 0);
}

/** Pairs of characters an article is written with: by their share a title is told from what is not about it. */
export class Topic {
  readonly #lines = new Map<number, number>();
  constructor(entries: readonly Entry[]) {
    for (const { folded } of entries)
      for (const pair of pairsOf(folded)) this.#lines.set(pair, (this.#lines.get(pair) ?? 0) + 1);
  }
  /**
   * Share of the line's pairs that the article has, 0 … 1.
   *
   * @param own whether the line is one of the article's, which does not count for itself
   */
  share(folded: string, own: boolean): number {
    const pairs = pairsOf(folded);
    let known = 0;
    for (const pair of pairs) if ((this.#lines.get(pair) ?? 0) > (own ? 1 : 0)) known++;
    return pairs.size === 0 ? 0 : known / pairs.size;
  }
}

/** Two code units in one number: half the work of two-character strings. */
function pairsOf(folded: string): Set<number> {
  const out = new Set<number>();
  for (let i = 0; i + 2 <= folded.length; i++)
    out.add((folded.charCodeAt(i) << 16) | folded.charCodeAt(i + 1));
  return out;
}
