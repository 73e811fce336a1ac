/**
 * Lines made of entries: dates, names, counters, buttons, and what separates them. Read from left to
 * right without going back, the longest entry first.
 */
import { type Matcher, marksOf } from "./furniture.ts";

/** Blanks, bars, brackets, arrows, pictograms; and single letters, which icon fonts leave behind. */
const SEPARATOR =
  /(?:[\s|丨│┊¦·・•●○▲△▼▽★☆♥♡❤♪➤►▶▸›»«<>≪≫/\\,，、()（）[\]【】「」《》:;→←↑↓∧∨×✉✎✔+＋*~^_=…-]|\.{2,}|(?![©®™])\p{Extended_Pictographic}|\u{FE0F}|\u{200B}|\u{200C}|\u{200D}|\u{2060}|\u{20E3}|[\u{E000}-\u{F8FF}]|(?<![\p{L}\p{N}])(?:[\u00c0-\u00ff](?![A-Za-z\u00c0-\u00ff])|[A-Za-z](?=\s|$)))+/uy;
/** A token that is no known entry: a name, as far as can be told. */
const WORD = /[^\s|丨│┊·・•●▲▼★☆♥♡➤›»。！？!?,，;；:：()[\]【】]{1,16}/uy;
/** A line of entries has at most this many characters. */
const LONGEST = 140;

/** What a line consists of. */
export interface FieldLine {
  /** The entry that names the line. */
  readonly matcher: Matcher;
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly rows: ReadonlySet<string>;
  /** Entries of how many strong rows. */
  readonly strong: number;
  /** Entries that are furniture by themselves. */
  readonly certain: number;
  /** Bare words of a page (furniture in company only), numbers left out. */
  readonly words: number;
  readonly unknown: readonly string[];
  /** Characters of entries. */
  readonly known: number;
  /** Number of entries. */
  readonly count: number;
}

/** A page's lines are read several times over; so many of them are remembered. */
const REMEMBERED = 512;
const memory = new WeakMap<readonly Matcher[], Map<string, FieldLine | undefined>>();

/** @returns undefined for a line that holds a sentence, is too long, or has no entry at all */
export function readFields(fields: readonly Matcher[], line: string): FieldLine | undefined {
  if (line.length > LONGEST) return undefined;
  let known = memory.get(fields);
  if (known === undefined || known.size >= REMEMBERED) {
    known = new Map();
    memory.set(fields, known);
  }
  if (known.has(line)) return known.get(line);
  const read = readLine(fields, line);
  known.set(line, read);
  return read;
}

function readLine(fields: readonly Matcher[], line: string): FieldLine | undefined {
  const marks = marksOf(fields, line);
  const possible = fields.filter((matcher) => marks[matcher.at] === 1);
  // Whatever separators and words it is made of: without an entry it is no line of entries.
  if (possible.length === 0) return undefined;
  const groups: Record<string, string | undefined> = {};
  const seen: Matcher[] = [];
  const unknown: string[] = [];
  let known = 0;
  let words = 0;
  let at = 0;
  while (at < line.length) {
    SEPARATOR.lastIndex = at;
    const gap = SEPARATOR.exec(line);
    if (gap) {
      at += gap[0].length;
      continue;
    }
    let best: { matcher: Matcher; match: RegExpExecArray } | undefined;
    for (const matcher of possible) {
      matcher.pattern.lastIndex = at;
      const match = matcher.pattern.exec(line);
      if (match && match[0].length > (best?.match[0].length ?? 0)) best = { matcher, match };
    }
    if (best) {
      for (const [name, value] of Object.entries(best.match.groups ?? {})) groups[name] ??= value;
      seen.push(best.matcher);
      known += best.match[0].length;
      if (best.matcher.row.weak && /\p{L}/u.test(best.match[0])) words++;
      at += best.match[0].length;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(line);
    if (word === null || unknown.length > 5) return undefined;
    unknown.push(word[0]);
    at += word[0].length;
  }
  const strong = seen.filter((m) => m.row.strong);
  const matcher = strong[0] ?? seen.find((m) => !m.row.weak) ?? seen[0];
  if (matcher === undefined || seen.some((m) => m.unless?.test(line))) return undefined;
  return {
    matcher,
    groups,
    rows: new Set(seen.map((m) => m.row.id)),
    strong: new Set(strong.map((m) => m.row.id)).size,
    certain: seen.filter((m) => !m.row.weak).length,
    words,
    unknown,
    known,
    count: seen.length,
  };
}

/**
 * A line that consists of entries alone, or of two strong ones with a few names.
 *
 * @returns the line, and whether it is furniture wherever it stands
 */
export function fieldsOf(
  fields: readonly Matcher[],
  line: string,
): (FieldLine & { sure: boolean }) | undefined {
  const read = readFields(fields, line);
  if (read === undefined) return undefined;
  const names = read.unknown.filter((w) => w.length <= 12).length;
  if (names < read.unknown.length || names > 3) return undefined;
  if (names > 0 && read.strong < 2 && !(names === 1 && read.certain >= 2 && read.words > 0)) return undefined;
  return { ...read, sure: read.certain > 0 || read.words > 1 };
}

/** Characters of names a line above or below the article may hold beside its entries. */
const MOST_UNKNOWN = 30;

/**
 * The same above and below an article, where less will do: one strong entry, or several buttons,
 * among a few names.
 */
export function marginFields(fields: readonly Matcher[], line: string): FieldLine | undefined {
  const read = readFields(fields, line);
  if (read === undefined) return undefined;
  const unknown = read.unknown.join("").length;
  if (read.unknown.length > 4 || unknown > MOST_UNKNOWN) return undefined;
  if (unknown === 0 && read.count >= 3) return read;
  if (read.strong > 0 && unknown <= Math.max(16, 2 * read.known)) return read;
  if (read.certain > 0 && read.unknown.length <= 2 && unknown <= Math.max(10, read.known)) return read;
  if (read.words >= 2 && read.unknown.length <= Math.min(2, read.words - 1)) return read;
  return undefined;
}
