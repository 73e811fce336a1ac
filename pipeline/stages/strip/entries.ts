/** The lines of an article as this stage sees them, and what can be told of a line by itself. */
import type { Hint } from "../../article.ts";
import { Numbering } from "../../text/numbering.ts";
import { fold } from "../../text/shingles.ts";
import { endsSentence, type Line, linesOf } from "../../text/text-lines.ts";
import type { TracedText } from "../../text/traced.ts";
import { halfWidth, undecorated } from "./furniture.ts";

export interface Entry extends Line {
  /** In half-width form, of the same length. */
  readonly half: string;
  /** Half-width, without decoration: what rows are tried on. */
  readonly plain: string;
  readonly folded: string;
  /** Pairs of characters of `folded`, each once, by numbers that the pairs of a page have in the order in which they come. */
  readonly pairs: readonly number[];
  readonly heading: boolean;
  /** Ends like a sentence. */
  readonly ends: boolean;
  /** A paragraph. */
  readonly body: boolean;
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
/** What the first character of a gram weighs in its hash. */
const LEAD = Math.imul(MIX, Math.imul(MIX, MIX));
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
  const headings = new Set<number>();
  for (const hint of hints) if (hint.role === "heading") headings.add(traced.currentOffset(hint.at));
  const seen = new Set<string>();
  const above = new Numbering(traced.text.length);
  const pairs = new Numbering(traced.text.length);
  // By number of a pair: the line that had it last.
  const last: number[] = [];
  return linesOf(traced.text).map((line, i) => {
    const folded = fold(line.text);
    const half = halfWidth(line.text);
    const ends = endsSentence(line.text);
    const known = seen.has(folded);
    // Grams are counted in any case: they are what the lines below are compared with.
    const reworded = restates(folded, above);
    seen.add(folded);
    return {
      start: line.start,
      end: line.end,
      next: line.next,
      text: line.text,
      folded,
      pairs: pairsOf(folded, i, pairs, last),
      repeat: folded.length >= REPEAT_LENGTH && (known || reworded),
      half,
      plain: undecorated(half),
      ends,
      body: isParagraph(line.text, ends),
      heading:
        headings.has(line.start) ||
        SECTION.test(line.text) ||
        (ORDINAL.test(line.text) && !COUNT.test(line.text)),
    };
  });
}

/**
 * Whether a line is made of what stands in the lines above, in other words than theirs perhaps. What is
 * compared is hashes of every four characters: two that fall together move the share by next to nothing.
 *
 * @param above grams of the lines above, to which those of the line are added
 */
function restates(folded: string, above: Numbering): boolean {
  const count = folded.length > LONGEST_COMPARED ? 0 : folded.length - GRAM + 1;
  const before = above.size;
  let known = 0;
  let hash = 0;
  for (let i = 0; i < count + GRAM - 1; i++) {
    if (i >= GRAM) hash = (hash - Math.imul(folded.charCodeAt(i - GRAM), LEAD)) | 0;
    hash = (Math.imul(hash, MIX) + folded.charCodeAt(i)) | 0;
    // A gram that the line itself has brought is none of the lines above.
    if (i >= GRAM - 1 && above.of(hash) < before) known++;
  }
  return count >= REPEAT_GRAMS && known >= REPEAT_SHARE * count;
}

function isParagraph(text: string, ends: boolean): boolean {
  return text.length >= BODY_LENGTH && /[。！？!?；;，,]/.test(text) && (ends || !TRAIL.test(text));
}

/** A breadcrumb is no paragraph, however long the title it ends in. */
const TRAIL = /^[^。]{0,60}[>›»→▸].{1,60}[>›»→▸]/;

/** A label, a name, a title: nothing in it reads like a sentence, and no list or number announces it. */
export function isStub(entry: Entry, longest: number): boolean {
  return (
    entry.plain.length <= longest &&
    !entry.ends &&
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

function pairsOf(folded: string, line: number, pairs: Numbering, last: number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i + 2 <= folded.length; i++) {
    const pair = pairs.of((folded.charCodeAt(i) << 16) | folded.charCodeAt(i + 1));
    if (last[pair] === line) continue;
    last[pair] = line;
    out.push(pair);
  }
  return out;
}

/**
 * Pairs of characters an article is written with: by their share a title is told from what is not about it.
 * Knows entries of one page only.
 */
export class Topic {
  /** By number of a pair, in how many of the lines it stands: 0, 1, or 2 for more. */
  readonly #lines: Uint8Array;

  constructor(entries: readonly Entry[]) {
    let most = -1;
    for (const { pairs } of entries) for (const pair of pairs) if (pair > most) most = pair;
    this.#lines = new Uint8Array(most + 1);
    for (const { pairs } of entries)
      for (const pair of pairs) if (this.#lines[pair]! < 2) this.#lines[pair]!++;
  }

  /**
   * Share of the line's pairs that the article has, 0 … 1.
   *
   * @param own whether the line is one of the article's, which does not count for itself
   */
  share({ pairs }: Entry, own: boolean): number {
    const least = own ? 1 : 0;
    let known = 0;
    for (const pair of pairs) if (this.#lines[pair]! > least) known++;
    return pairs.length === 0 ? 0 : known / pairs.length;
  }
}
