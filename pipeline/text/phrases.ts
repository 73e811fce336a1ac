/**
 * Phrase rules: words swapped by the collocation they stand in, found in one pass.
 *
 * Words are indexed by their first code unit; what surrounds a hit is looked up in a window of
 * bounded width. So the time is linear in the text however often a word repeats.
 */
import type { PhraseContext } from "../../schemas/lexicon-words.ts";
import type { Edit } from "./traced.ts";

/** What a rule is compiled from: the columns that all phrase tables share. */
export interface PhraseSource {
  readonly id: string;
  readonly swap: Readonly<Record<string, string>>;
  readonly where?: readonly PhraseContext[] | undefined;
  readonly except?: readonly string[] | undefined;
}

export interface PhraseHit<Row> {
  readonly row: Row;
  readonly start: number;
  readonly end: number;
  /** What should stand there. */
  readonly text: string;
}

export interface FindOptions<Row> {
  /** Non-zero where nothing may be touched, e.g. inside quotes. */
  readonly closed?: Uint8Array;
  /** Whether a row may fire at a place; default yes. */
  readonly accept?: (row: Row, at: number) => boolean;
}

export interface PhraseRules<Row> {
  /** Hits from left to right, not overlapping: at one place the longest word wins, then the earlier row. */
  find(text: string, options?: FindOptions<Row>): Array<PhraseHit<Row>>;
}

/** Marks at which a clause ends; no collocation reaches across them. The enumeration comma is not among them. */
const BREAKS = '，。；：！？,;:!?…\n\r“”‘’「」『』"()（）【】[]《》<>|—';
/** By code unit: 1 for a mark of `BREAKS`. */
const breaks = new Uint8Array(0x10000);
for (const c of BREAKS) breaks[c.charCodeAt(0)] = 1;

export const isClauseBreak = (code: number): boolean => breaks[code] === 1;

/** Blanks inside a line: space, tab, no-break space, ideographic space. */
export const isBlank = (code: number): boolean =>
  code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000;

/** A Han character of the basic block, extension A, or 〇. */
export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;

export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const NONE: readonly never[] = [];

/** Code units that stand for each other where a word has a blank. */
const BLANKS = [0x20, 0x09, 0xa0, 0x3000];

/** Places of a code unit's groups in their table, the last one unused. */
const STRIDE = 4;

/** Words by first code unit (longest first), each with what it carries. */
class WordIndex<T> {
  readonly #byFirst = new Map<number, Array<{ word: string; value: T }>>();
  /**
   * By code unit and place, a bit for each of 32 groups of words: some word of the group has it in its
   * first, second, third place. Where the three have no bit in common no word stands, which is nearly
   * everywhere. What is known of one code unit lies together, because it is asked for together.
   */
  readonly #groups = new Uint32Array(0x10000 * STRIDE);
  /** Groups with a word that has no second, no third place. */
  #noSecond = 0;
  #noThird = 0;

  constructor(entries: ReadonlyArray<readonly [word: string, value: T]>) {
    for (const [word, value] of entries) {
      const first = word.charCodeAt(0);
      const list = this.#byFirst.get(first);
      if (list) list.push({ word, value });
      else this.#byFirst.set(first, [{ word, value }]);
    }
    let group = 0;
    for (const [first, list] of this.#byFirst) {
      // A stable sort: rows keep their order among words of one length.
      list.sort((a, b) => b.word.length - a.word.length);
      const bit = 1 << (group++ % 32);
      this.#groups[first * STRIDE]! |= bit;
      for (const { word } of list) {
        if (word.length < 2) this.#noSecond |= bit;
        if (word.length < 3) this.#noThird |= bit;
        for (let k = 1; k < Math.min(word.length, 3); k++) {
          const code = word.charCodeAt(k);
          for (const c of code === 0x20 ? BLANKS : [code]) this.#groups[c * STRIDE + k]! |= bit;
        }
      }
    }
  }

  /** The first place from `i` on where a word may stand; the text's length if there is none. */
  next(text: string, i: number): number {
    const all = this.#groups;
    const [noSecond, noThird] = [this.#noSecond, this.#noThird];
    const last = text.length - 2;
    let at = i;
    for (; at < last; at++) {
      const groups = all[text.charCodeAt(at) * STRIDE]!;
      if (groups === 0) continue;
      const both = groups & (all[text.charCodeAt(at + 1) * STRIDE + 1]! | noSecond);
      if (both !== 0 && (both & (all[text.charCodeAt(at + 2) * STRIDE + 2]! | noThird)) !== 0) return at;
    }
    for (; at < text.length; at++) if (all[text.charCodeAt(at) * STRIDE] !== 0) return at;
    return at;
  }

  at(text: string, i: number): ReadonlyArray<{ word: string; value: T }> {
    return this.#byFirst.get(text.charCodeAt(i)) ?? NONE;
  }
}

/** `text` has `word` at `i`; a blank in the word stands for a blank of any kind. */
function standsAt(text: string, word: string, i: number): boolean {
  if (!word.includes(" ")) return text.startsWith(word, i);
  if (i < 0 || i + word.length > text.length) return false;
  for (let k = 0; k < word.length; k++) {
    const a = text.charCodeAt(i + k);
    const b = word.charCodeAt(k);
    if (b === 0x20 ? !isBlank(a) : a !== b) return false;
  }
  return true;
}

type Test = (text: string, at: number) => boolean;

function neighbour(words: readonly string[], side: "after" | "before"): Test {
  const plain: string[] = [];
  const special: Test[] = [];
  for (const word of words) {
    const look = side === "after" ? -1 : 0;
    const edge = side === "after" ? "<start>" : "<end>";
    if (word === edge) special.push((t, at) => atEdge(t, at, look));
    else if (word === "<eol>") special.push((t, at) => at >= t.length || "\r\n".includes(t[at]!));
    else if (word === "<han>") special.push((t, at) => isHan(t.charCodeAt(at + look)));
    else if (word === "<digit>") special.push((t, at) => isDigit(t.charCodeAt(at + look)));
    else plain.push(word);
  }
  const byBorder = new Map<number, string[]>();
  for (const word of plain) {
    const border = word.charCodeAt(side === "after" ? word.length - 1 : 0);
    byBorder.set(border, [...(byBorder.get(border) ?? []), word]);
  }
  return (text, at) => {
    const candidates = byBorder.get(text.charCodeAt(side === "after" ? at - 1 : at));
    if (candidates?.some((w) => standsAt(text, w, side === "after" ? at - w.length : at))) return true;
    return special.some((test) => test(text, at));
  };
}

/** The clause ends here: nothing but blanks up to a break or to the end of the text. */
function atEdge(text: string, at: number, look: -1 | 0): boolean {
  const step = look === -1 ? -1 : 1;
  let i = at + look;
  // Blanks in number are no clause: past a few the answer is yes, and the time stays bounded.
  for (let n = 0; n < 8 && i >= 0 && i < text.length && isBlank(text.charCodeAt(i)); n++) i += step;
  return i < 0 || i >= text.length || isClauseBreak(text.charCodeAt(i)) || isBlank(text.charCodeAt(i));
}

function contextTest(context: PhraseContext): (text: string, start: number, end: number) => boolean {
  const reach = context.reach ?? 0;
  const after = context.after && neighbour(context.after, "after");
  const before = context.before && neighbour(context.before, "before");
  return (text, start, end) => {
    if (after && !within(after, text, start, reach, -1)) return false;
    if (before && !within(before, text, end, reach, 1)) return false;
    return true;
  };
}

function within(test: Test, text: string, from: number, reach: number, step: -1 | 1): boolean {
  for (let n = 0, at = from; n <= reach; n++, at += step) {
    if (at < 0 || at > text.length) return false;
    if (test(text, at)) return true;
    const crossed = text.charCodeAt(step === 1 ? at : at - 1);
    if (Number.isNaN(crossed) || isClauseBreak(crossed)) return false;
  }
  return false;
}

/** Places of a word inside the phrases that protect it. */
function protectors(word: string, phrases: readonly string[]): Array<{ phrase: string; offset: number }> {
  const out: Array<{ phrase: string; offset: number }> = [];
  for (const phrase of phrases) {
    for (let at = phrase.indexOf(word); at >= 0; at = phrase.indexOf(word, at + 1)) {
      out.push({ phrase, offset: at });
    }
  }
  return out;
}

/**
 * Compile rows into one matcher.
 *
 * @param rows in order of precedence
 */
export function compilePhrases<Row extends PhraseSource>(rows: readonly Row[]): PhraseRules<Row> {
  const index = new WordIndex(
    rows.flatMap((row) => {
      const contexts = row.where?.map(contextTest);
      return Object.entries(row.swap).map(([from, to]) => {
        const keep = protectors(from, row.except ?? []);
        return [from, { row, to, contexts, keep }] as const;
      });
    }),
  );
  return {
    find(text, { closed, accept } = {}) {
      const hits: Array<PhraseHit<Row>> = [];
      scan: for (let i = index.next(text, 0); i < text.length; i = index.next(text, i)) {
        for (const { word, value } of index.at(text, i)) {
          const end = i + word.length;
          if (!standsAt(text, word, i)) continue;
          if (closed && (closed[i] || closed[end - 1])) continue;
          if (accept && !accept(value.row, i)) continue;
          if (value.contexts && !value.contexts.some((holds) => holds(text, i, end))) continue;
          if (value.keep.some((k) => standsAt(text, k.phrase, i - k.offset))) continue;
          hits.push({ row: value.row, start: i, end, text: value.to });
          i = end;
          continue scan;
        }
        i++;
      }
      return hits;
    },
  };
}

/** The edits that carry out hits; each names its row as `<table>/<id>`. */
export function editsOf(hits: ReadonlyArray<PhraseHit<PhraseSource>>, table: string): Edit[] {
  return hits.map((h) => ({ start: h.start, end: h.end, text: h.text, rule: `${table}/${h.row.id}` }));
}
