/**
 * Repeats inside one article: the title standing again between sections, the whole body twice, a
 * paragraph said again with words swapped. A line is compared with the lines before it; the first
 * one stays unless it is plainly the poorer copy.
 *
 * A line goes when it says an earlier one again *sentence by sentence*. A summary says the same
 * in new sentences and stays; so do two items of different lists that are only alike.
 */
import { Numbering } from "../../text/numbering.ts";
import { sentences } from "../../text/sentences.ts";
import { fold, shared, shingleHashes, winnow } from "../../text/shingles.ts";
import { commonLength, likeness } from "../../text/similarity.ts";
import { endsSentence, type Line, linesOf } from "../../text/text-lines.ts";
import type { Edit, TracedText } from "../../text/traced.ts";
import { sameFacts } from "./facts.ts";
import { better, type Copy, together } from "./survivor.ts";

export interface DedupeContext {
  /** The article's title, if known; else the first line is taken where it reads like one. */
  readonly title?: string;
  /** Names that tell two otherwise equal lines apart (lenders, products). */
  readonly names?: readonly string[];
}

/** Below this folded length only exact repeats count, and repeats within a run of repeats. */
const LONG = 40;
/** From this folded length on a line can be told from its like, if its neighbours say so too. */
const MEDIUM = 16;
const MEDIUM_RUN_LINES = 3;
const MEDIUM_RUN_LENGTH = 70;
/** Lines without a counterpart that may stand between two repeats of one run. */
const GAP = 4;
/** An exact repeat this long is no label any more. */
const EXACT = 20;
/** An exact repeat that ends like a sentence. */
const EXACT_SENTENCE = 12;
/** A sentence this long that stands in two paragraphs was copied; a shorter one may be a refrain. */
const SENTENCE_ELSEWHERE = 24;
/** Winnowing parameters and the share of fingerprints that makes a candidate (recall .98 at 30 % swapped words). */
const WINNOW_K = 5;
const WINNOW_W = 4;
const CANDIDATE = 0.15;
/** Earlier lines a line is aligned with at most, the likeliest first. */
const MOST_CANDIDATES = 6;
/** A fingerprint in more lines than this is a phrase of the subject, not a trace of copying. */
const COMMON_FINGERPRINT = 12;
const NO_PRINTS = new Uint32Array(0);
/** Likeness (LCS, Dice) from which a sentence says an earlier one again: spun copies measured .79 … 1, most look-alikes below .5. */
const SAME_SENTENCE = 0.68;
/** A sentence among such repeats may have been reworded this far. */
const REWORDED = 0.5;
/** Share of a paragraph's characters that must lie in sentences said again, and in those or reworded ones. */
const SAME_STRICTLY = 0.6;
const SAME_PARAGRAPH = 0.85;
/** Likeness of short lines at the places that correspond in a text given twice. */
const SAME_SHORT = 0.65;
/** Lines by which two copies of a run may drift apart from one repeat to the next. */
const DRIFT = 12;
/** A run of short repeats alone: so many lines with so many folded characters together. */
const SHORT_RUN_LINES = 4;
const SHORT_RUN_LENGTH = 40;
/** Titles are at most so long. */
const LONGEST_TITLE = 60;

interface Entry extends Line {
  readonly folded: string;
  /** Index of the earlier entry this one repeats. */
  of?: number;
  /** Index of the earlier entry this one would repeat, were its neighbours repeats too. */
  maybe?: number;
  rule?: string;
}

/**
 * Remove what the article says twice.
 *
 * @param traced the text without page furniture
 * @returns the text with every repeat removed: status `duplicate`, rule `dedupe/title`,
 *   `dedupe/exact`, `dedupe/near`, `dedupe/run` or `dedupe/sentence`, and `of` the raw offset at
 *   which the surviving copy begins
 */
export function dedupeInside(traced: TracedText, context: DedupeContext = {}): TracedText {
  const entries: Entry[] = linesOf(traced.text).map((line) => ({ ...line, folded: fold(line.text) }));
  repeatedTitle(entries, context.title);
  exactRepeats(entries);
  nearRepeats(entries, context.names ?? []);
  repeatedRuns(entries);
  shortRuns(entries);
  return traced.edit(editsOf(entries, traced, context.names ?? []));
}

/** The title again, word for word anywhere, or varied right below the title. */
function repeatedTitle(entries: Entry[], title: string | undefined): void {
  const first = entries[0];
  if (first === undefined) return;
  const folded = title === undefined ? "" : fold(title);
  const at = folded === "" ? -1 : entries.findIndex((e) => e.folded === folded);
  const index = at >= 0 ? at : isTitleLike(first) ? 0 : -1;
  if (index < 0) return;
  const head = entries[index]!;
  if (head.folded.length < 4) return;
  let below = true;
  for (let i = index + 1; i < entries.length; i++) {
    const entry = entries[i]!;
    const short = entry.text.length <= LONGEST_TITLE;
    if (
      short &&
      (entry.folded === head.folded ||
        withSite(entry.text, head.text) ||
        (below && withSite(head.text, entry.text)) ||
        (isTitleLike(entry) && withoutRemark(head, entry)) ||
        (isTitleLike(entry) && isVariant(entry.folded, head.folded, below)))
    ) {
      entry.of = index;
      entry.rule = "title";
    } else below = false;
  }
}

/** Whether the one title is the other with the name of the site (or a keyword) behind it. */
function withSite(long: string, short: string): boolean {
  return (
    short.length >= 6 &&
    long.startsWith(short) &&
    /^\s*[-_|—–｜·]+\s*\S.{0,24}$/.test(long.slice(short.length))
  );
}

/** Folded length, and share of the title, from which its beginning is the title again without a remark behind it. */
const TITLE_BEGINNING = 8;
const TITLE_SHARE = 0.5;

/** Whether a line is the title without the remark, year or name of a column behind it. */
function withoutRemark(title: Entry, line: Entry): boolean {
  return (
    line.folded.length >= Math.max(TITLE_BEGINNING, TITLE_SHARE * title.folded.length) &&
    title.text.startsWith(line.text) &&
    /^\s*[\s｜|（(【[_—–:：-]/.test(title.text.slice(line.text.length))
  );
}

function isTitleLike(entry: Entry): boolean {
  return (
    entry.text.length <= LONGEST_TITLE &&
    entry.folded.length >= 6 &&
    !/[。；;，,:：]$/.test(entry.text) &&
    !/^(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[步章节]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])/.test(
      entry.text,
    )
  );
}

/**
 * A title with words swapped. Right below the title a looser likeness will do; further down, a
 * section heading often grows out of the title's words, so it must be nearly the same and no longer.
 */
function isVariant(line: string, title: string, below: boolean): boolean {
  const difference = Math.abs(line.length - title.length);
  const alike = likeness(line, title);
  if (!sameFacts(line, title, alike, [])) return false;
  return below ? difference <= 4 && alike >= 0.78 : difference <= 1 && title.length >= 10 && alike >= 0.9;
}

/** Word for word the same, apart from punctuation. */
function exactRepeats(entries: Entry[]): void {
  const seen = new Map<string, number>();
  entries.forEach((entry, i) => {
    if (entry.rule !== undefined || entry.folded === "") return;
    const earlier = seen.get(entry.folded);
    if (earlier === undefined) seen.set(entry.folded, i);
    else if (
      (entry.folded.length >= EXACT && !/[:：]$/.test(entry.text)) ||
      (entry.folded.length >= EXACT_SENTENCE && endsSentence(entry.text))
    ) {
      entry.of = earlier;
      entry.rule = "exact";
    }
  });
}

/** Paragraphs said again with words swapped or punctuation lost. */
function nearRepeats(entries: Entry[], names: readonly string[]): void {
  const index = new Numbering(entries.reduce((n, e) => n + e.folded.length, 0) >> 1);
  // By number of a fingerprint: the line that had it first, and those that had it after.
  const firsts: number[] = [];
  const others = new Map<number, number[]>();
  const prints: Uint32Array[] = entries.map(() => NO_PRINTS);
  entries.forEach((entry, i) => {
    if (entry.rule !== undefined || entry.folded.length < MEDIUM) return;
    const own = winnow(shingleHashes(entry.folded, WINNOW_K), WINNOW_W);
    prints[i] = own;
    const candidates = new Set<number>();
    for (const print of own) {
      const number = index.of(print);
      const first = firsts[number];
      if (first === undefined) {
        firsts.push(i);
        continue;
      }
      candidates.add(first);
      const more = others.get(number);
      if (more === undefined) others.set(number, [i]);
      else {
        for (const j of more) candidates.add(j);
        if (more.length < COMMON_FINGERPRINT - 1) more.push(i);
      }
    }
    if (candidates.size === 0) return;
    const ranked = [...candidates]
      .map((j) => ({ j, score: shared(own, prints[j]!) / Math.min(own.length, prints[j]!.length) }))
      .filter(({ score }) => score >= CANDIDATE)
      .sort((a, b) => b.score - a.score || a.j - b.j)
      .slice(0, MOST_CANDIDATES);
    const copy = ranked.find(({ j }) => restates(entry, entries, j, names));
    if (copy === undefined) return;
    if (entry.folded.length >= LONG) {
      entry.of = copy.j;
      entry.rule = "near";
    } else {
      entry.maybe = copy.j;
    }
  });
  confirm(entries);
}

/**
 * A line of medium length may be like an earlier one by chance; several in a row that are like
 * several in a row are a copy.
 */
function confirm(entries: Entry[]): void {
  let run: Entry[] = [];
  let last: { i: number; j: number } | undefined;
  const close = () => {
    const length = run.reduce((n, e) => n + e.folded.length, 0);
    if (run.length >= MEDIUM_RUN_LINES && length >= MEDIUM_RUN_LENGTH) {
      for (const e of run) {
        if (e.rule !== undefined) continue;
        e.of = e.maybe!;
        e.rule = "near";
      }
    }
    run = [];
    last = undefined;
  };
  entries.forEach((entry, i) => {
    if (entry.rule === "title") return;
    const j = entry.of ?? entry.maybe;
    if (j === undefined) return;
    // Lines without a counterpart may stand between, in either copy; the order must be the same.
    if (last !== undefined && (i - last.i > GAP || j <= last.j || j - last.j > DRIFT)) close();
    run.push(entry);
    last = { i, j };
  });
  close();
}

/** Longer paragraphs are compared by their first characters only, so that one huge line costs no square. */
const COMPARED = 4_000;

/** Whether `entry` says the line at `j`, or that line and its neighbours, again sentence by sentence. */
function restates(entry: Entry, entries: readonly Entry[], j: number, names: readonly string[]): boolean {
  const earlier = entries[j]!;
  if (entry.folded === earlier.folded) return true;
  if (!sameLabel(entry.text, earlier.text)) return false;
  const around = [entries[j - 1], earlier, entries[j + 1]].filter(
    (e): e is Entry => e !== undefined && e !== entry && e.start < entry.start && e.rule === undefined,
  );
  const old = around.flatMap((e) => units(e.text));
  let total = 0;
  let same = 0;
  let reworded = 0;
  for (const unit of units(entry.text)) {
    total += unit.length;
    const alike = saidAlready(unit, old, names);
    if (alike >= SAME_SENTENCE) same += unit.length;
    else if (alike >= REWORDED) reworded += unit.length;
  }
  return total > 0 && same / total >= SAME_STRICTLY && (same + reworded) / total >= SAME_PARAGRAPH;
}

/** Folded sentences of a line. */
function units(text: string): string[] {
  return sentences(text.slice(0, COMPARED))
    .map(({ start, end }) => fold(text.slice(start, end)))
    .filter((s) => s !== "");
}

/**
 * How nearly a sentence is said by one of the earlier ones, or by two neighbours whose full stop
 * was lost in the copy; 0 where they state different facts.
 */
function saidAlready(unit: string, old: readonly string[], names: readonly string[]): number {
  let best = 0;
  for (let k = 0; k < old.length; k++) {
    const one = old[k]!;
    for (const earlier of k + 1 < old.length ? [one, one + old[k + 1]!] : [one]) {
      const [short, long] = [Math.min(unit.length, earlier.length), Math.max(unit.length, earlier.length)];
      if ((2 * short) / (short + long) <= best) continue;
      const alike = likeness(unit, earlier);
      if (alike > best && alike >= REWORDED && sameFacts(unit, earlier, alike, names)) best = alike;
    }
    // The copy may have kept only part of a long sentence, or split it.
    if (best < SAME_SENTENCE && unit.length >= PART_LENGTH && one.length > unit.length) {
      const alike = bestWindow(one, unit);
      if (alike >= SAME_PART && sameFacts(unit, one, alike, names)) best = alike;
    }
  }
  return best;
}

/** A part of a sentence must be this long, and this well found in the whole, to count as said. */
const PART_LENGTH = 12;
const SAME_PART = 0.8;

/** Share of `short` found, in order, in the stretch of `long` of about its length that fits best. */
function bestWindow(long: string, short: string): number {
  if (long.includes(short)) return 1;
  const size = Math.ceil(short.length * 1.25);
  let best = 0;
  for (let at = 0; at < long.length; at += Math.ceil(short.length / 4)) {
    best = Math.max(best, commonLength(long.slice(at, at + size), short) / short.length);
    if (at + size >= long.length) break;
  }
  return best;
}

/** Labels before a colon (花呗:…, 微粒贷:…) that differ tell two lines apart, however alike the rest. */
function sameLabel(a: string, b: string): boolean {
  const label = (text: string) => /^[^，,。；;！!？?“"]{1,14}(?=[:：])/.exec(text)?.[0];
  const [x, y] = [label(a), label(b)];
  if (x === undefined || y === undefined) return true;
  return likeness(fold(x), fold(y)) >= (Math.min(x.length, y.length) < 4 ? 0.6 : 0.5);
}

/**
 * A text given twice also repeats its short lines, with words swapped. Starting from a repeat
 * found by itself, the lines next to it are compared with the lines next to its earlier copy.
 */
function repeatedRuns(entries: Entry[]): void {
  const anchors = entries.filter((e) => e.rule === "exact" || e.rule === "near").length;
  if (anchors < 2) return;
  const step = (from: number, to: number, by: 1 | -1) => {
    // Where the line just passed stands in the earlier copy.
    let expected: number | undefined;
    for (let i = from; i !== to; i += by) {
      const entry = entries[i]!;
      if (entry.rule === "title") continue;
      if (entry.rule !== undefined) {
        expected = entry.of;
        continue;
      }
      if (expected === undefined) continue;
      const j = counterpart(entries, i, expected, by);
      if (j === undefined) {
        expected = undefined;
        continue;
      }
      entry.of = j;
      entry.rule = "run";
      expected = j;
    }
  };
  step(0, entries.length, 1);
  step(entries.length - 1, -1, -1);
}

function counterpart(entries: readonly Entry[], i: number, expected: number, by: 1 | -1): number | undefined {
  const entry = entries[i]!;
  if (entry.folded.length >= LONG || entry.folded === "") return undefined;
  for (let j = expected + by, n = 0; n < DRIFT && j >= 0 && j < i; j += by, n++) {
    const earlier = entries[j]!;
    if (earlier.rule !== undefined) continue;
    const alike = likeness(earlier.folded, entry.folded);
    if (
      alike >= SAME_SHORT &&
      sameLabel(entry.text, earlier.text) &&
      sameFacts(entry.folded, earlier.folded, alike, [])
    ) {
      return j;
    }
  }
  return undefined;
}

/** Several short lines in a row that stood in a row before: a list or a path given twice. */
function shortRuns(entries: Entry[]): void {
  const last = new Map<string, number>();
  let i = 0;
  while (i < entries.length) {
    const start = last.get(entries[i]!.folded);
    let n = 0;
    let length = 0;
    if (start !== undefined && entries[i]!.rule === undefined) {
      while (
        i + n < entries.length &&
        start + n < i &&
        entries[i + n]!.rule === undefined &&
        entries[start + n]!.folded === entries[i + n]!.folded
      ) {
        length += entries[i + n]!.folded.length;
        n++;
      }
    }
    if (n >= SHORT_RUN_LINES && length >= SHORT_RUN_LENGTH) {
      for (let k = 0; k < n; k++) {
        entries[i + k]!.of = start! + k;
        entries[i + k]!.rule = "run";
      }
      i += n;
    } else {
      if (entries[i]!.folded !== "" && start === undefined) last.set(entries[i]!.folded, i);
      i++;
    }
  }
}

function editsOf(entries: readonly Entry[], traced: TracedText, names: readonly string[]): Edit[] {
  // Follow chains to the first copy, then let the group choose who survives.
  const groups = new Map<number, number[]>();
  const root = (i: number): number => {
    let at = i;
    while (entries[at]!.of !== undefined) at = entries[at]!.of!;
    return at;
  };
  entries.forEach((entry, i) => {
    if (entry.of === undefined) return;
    const first = root(i);
    const members = groups.get(first);
    if (members === undefined) groups.set(first, [first, i]);
    else members.push(i);
  });
  const edits: Edit[] = [];
  const gone = groups.size === 0 ? NONE_GONE : repeatedLines(entries, groups, traced, edits);
  // One by one: there may be more sentences than a call takes arguments.
  for (const edit of repeatedSentences(
    entries.filter((_, i) => !gone.has(i)),
    traced,
    names,
  )) {
    edits.push(edit);
  }
  return edits;
}

const NONE_GONE: ReadonlySet<number> = new Set();

/**
 * Of each group of copies all but the one that stays.
 *
 * @param groups copies by the first of them
 * @param edits to which the removals are added
 * @returns indexes of the lines that go
 */
function repeatedLines(
  entries: readonly Entry[],
  groups: ReadonlyMap<number, readonly number[]>,
  traced: TracedText,
  edits: Edit[],
): ReadonlySet<number> {
  const gone = new Set<number>();
  const copies = new Copies(traced);
  const preferred = preferredCopies(entries, copies);
  for (const members of groups.values()) {
    const [first, ...later] = members;
    let survivor = first!;
    for (const i of later) {
      if (!preferred.has(i)) continue;
      if (survivor === first || better(copies.of(entries[i]!), copies.of(entries[survivor]!))) survivor = i;
    }
    const of = traced.rawRange(entries[survivor]!.start, entries[survivor]!.end).start;
    for (const i of members) {
      if (i === survivor) continue;
      const entry = entries[i]!;
      gone.add(i);
      const rule = `dedupe/${entry.rule ?? entries[survivor]!.rule ?? "near"}`;
      edits.push({ start: entry.start, end: entry.next, text: "", rule, status: "duplicate", of });
    }
  }
  return gone;
}

/**
 * The repeats that are clearly better than what they repeat. Repeats in a row of lines in a row are judged
 * together: the half of a text that stays must not be torn from the other half.
 */
function preferredCopies(entries: readonly Entry[], copies: Copies): Set<number> {
  const preferred = new Set<number>();
  let run: number[] = [];
  const close = () => {
    const later = together(run.map((i) => copies.of(entries[i]!)));
    const earlier = together(run.map((i) => copies.of(entries[entries[i]!.of!]!)));
    if (better(later, earlier)) for (const i of run) preferred.add(i);
    run = [];
  };
  entries.forEach((entry, i) => {
    if (entry.of === undefined || entry.rule === "title") return;
    const last = run.at(-1);
    if (last !== undefined) {
      const drift = entry.of - entries[last]!.of!;
      if (i - last > GAP || drift <= 0 || drift > DRIFT) close();
    }
    run.push(i);
  });
  if (run.length > 0) close();
  return preferred;
}

/** What speaks for and against copies. Made once a text: edits and remarks are looked up, not searched. */
class Copies {
  readonly #traced: TracedText;
  readonly #gaps: readonly number[];
  readonly #spun: readonly number[];
  readonly #inserted: readonly number[];

  constructor(traced: TracedText) {
    this.#traced = traced;
    const ascending = (places: number[]) => places.sort((a, b) => a - b);
    this.#gaps = ascending(traced.marks.filter((m) => m.flag === "text-gap").map((m) => m.at));
    this.#spun = ascending(traced.changes.filter((c) => c.rule.startsWith("spun/")).map((c) => c.start));
    this.#inserted = ascending(
      traced.changes.filter((c) => c.start === c.end && /^[，。、；]$/.test(c.after)).map((c) => c.start),
    );
  }

  of(entry: Entry): Copy {
    const { start, end } = this.#traced.rawRange(entry.start, entry.end);
    const marks = entry.text.match(/[，,、；;。！？!?：:]/g)?.length ?? 0;
    return {
      text: entry.text,
      length: entry.folded.length,
      gaps: within(this.#gaps, start, end + 1),
      spun: within(this.#spun, start, end),
      marks: marks - within(this.#inserted, start, end),
    };
  }
}

/** How many of these places, ascending, lie in `[start, end)`. */
function within(places: readonly number[], start: number, end: number): number {
  const below = (limit: number) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (places[middle]! < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return below(end) - below(start);
}

/**
 * A sentence that stands word for word twice: in one paragraph, or in two of which the later one is about
 * nothing the earlier one is not about (another lender, another label).
 */
function repeatedSentences(entries: readonly Entry[], traced: TracedText, names: readonly string[]): Edit[] {
  const seen = new Map<string, { readonly entry: Entry; readonly at: number }>();
  const edits: Edit[] = [];
  for (const entry of entries) {
    for (const { start, end } of sentences(entry.text)) {
      const folded = fold(entry.text.slice(start, end));
      if (folded.length < EXACT_SENTENCE) continue;
      const earlier = seen.get(folded);
      if (earlier === undefined) {
        seen.set(folded, { entry, at: entry.start + start });
        continue;
      }
      if (earlier.entry !== entry) {
        const told = folded.length >= SENTENCE_ELSEWHERE && endsSentence(entry.text.slice(start, end));
        if (!told || !sameSubject(entry, earlier.entry, names)) continue;
      }
      edits.push({
        start: entry.start + start,
        end: entry.start + end,
        text: "",
        rule: "dedupe/sentence",
        status: "duplicate",
        of: traced.rawRange(earlier.at, earlier.at).start,
      });
    }
  }
  return edits;
}

function sameSubject(later: Entry, earlier: Entry, names: readonly string[]): boolean {
  if (!sameLabel(later.text, earlier.text)) return false;
  return names.every((name) => !later.text.includes(name) || earlier.text.includes(name));
}
