/** Compiles the furniture table into matchers. Knows regular expressions, nothing of texts' layout. */

import { type FurnitureRow, FurnitureTable } from "../../../schemas/lexicon-strip.ts";
import { loadYaml } from "../../lexicon/load.ts";

export interface Matcher {
  readonly row: FurnitureRow;
  /** Anchored at both ends for lines and runs, sticky for fields, global for fragments. */
  readonly pattern: RegExp;
  readonly unless?: RegExp;
}

export interface Furniture {
  readonly lines: readonly Matcher[];
  readonly fields: readonly Matcher[];
  readonly sentences: readonly Matcher[];
  readonly fragments: readonly Matcher[];
  readonly runs: readonly Matcher[];
}

/** @throws SyntaxError for a pattern that is no regular expression, RangeError for an unknown «part» */
export function compileFurniture(table: FurnitureTable): Furniture {
  const parts = table.parts;
  const resolve = (source: string, depth = 0): string =>
    source.replace(/«([a-z-]+)»/g, (_, name: string) => {
      const part = parts[name];
      if (part === undefined || depth > 4) throw new RangeError(`furniture table: unknown part «${name}»`);
      return `(?:${resolve(part, depth + 1)})`;
    });
  const compile = (row: FurnitureRow): Matcher => {
    const source = resolve(row.pattern);
    const pattern =
      row.scope === "field"
        ? new RegExp(source, "iuy")
        : row.scope === "fragment"
          ? new RegExp(source, "giu")
          : row.scope === "sentence"
            ? new RegExp(source, "iu")
            : new RegExp(`^(?:${source})$`, "iu");
    return { row, pattern, ...(row.unless ? { unless: new RegExp(resolve(row.unless), "iu") } : {}) };
  };
  const all = table.rows.map(compile);
  const of = (scope: FurnitureRow["scope"]) => all.filter((m) => m.row.scope === scope);
  return {
    lines: of("line"),
    fields: of("field"),
    sentences: of("sentence"),
    fragments: of("fragment"),
    runs: of("run"),
  };
}

/**
 * Read and compile the furniture table.
 *
 * @param file path of `furniture.yaml`
 * @throws ContentError when the table is at fault
 */
export function loadFurniture(
  file: string,
  shown = file,
): { value: Furniture; table: FurnitureTable; version: string } {
  const { value: table, version } = loadYaml(file, FurnitureTable, shown);
  return { value: compileFurniture(table), table, version };
}

const DECORATION =
  /^(?:[\s>*·•▼▲▶►●○◆◇■□★☆♥♡➤→丨|~_=\-—✦✧◎※]|(?![©®™])\p{Extended_Pictographic}|\u{FE0F}|\u{200D}|[\u{1F3FB}-\u{1F3FF}])$/u;

/** Full-width ASCII forms and blanks to half-width, one code unit each, so that offsets hold. */
export function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2002-\u200a]/g, " ");
}

/** Without the stars, arrows and pictograms a page puts around a line. */
export function undecorated(line: string): string {
  const characters = [...line.replace(/^#{1,6}\s+/, "")];
  let start = 0;
  let end = characters.length;
  while (start < end && DECORATION.test(characters[start]!)) start++;
  while (end > start && DECORATION.test(characters[end - 1]!)) end--;
  return characters.slice(start, end).join("");
}

/** First of the matchers that holds for the whole line (or sentence). */
export function firstMatch(
  matchers: readonly Matcher[],
  line: string,
): { matcher: Matcher; groups: Record<string, string | undefined> } | undefined {
  for (const matcher of matchers) {
    if (line.length > matcher.row.longest) continue;
    const match = matcher.pattern.exec(line);
    if (match === null || matcher.unless?.test(line)) continue;
    return { matcher, groups: match.groups ?? {} };
  }
  return undefined;
}

const SEPARATOR =
  /(?:[\s|丨·・•●○▲△▼★☆♥♡➤►▶›»/,，、()（）[\]【】:-]|(?![©®™])\p{Extended_Pictographic}|\u{FE0F})+/uy;
const WORD = /[^\s|丨·・•●▲★♥➤。！？!?,，;；:：]{1,12}(?=$|[\s|丨·・•●▲★♥➤])/uy;
/** A line of fields has at most this many characters. */
const LONGEST_FIELDS = 140;

/**
 * A line that consists of nothing but fields (dates, authors, counters, buttons) and what separates
 * them. Read from left to right without going back, the longest field first.
 *
 * @returns the field that names the line, all captured groups, and whether the line is furniture
 *   wherever it stands; undefined when anything else is in it
 */
export function fieldsOf(
  fields: readonly Matcher[],
  line: string,
): { matcher: Matcher; groups: Record<string, string | undefined>; sure: boolean } | undefined {
  if (line.length > LONGEST_FIELDS) return undefined;
  const groups: Record<string, string | undefined> = {};
  const seen: Matcher[] = [];
  let unknown = 0;
  let at = 0;
  while (at < line.length) {
    SEPARATOR.lastIndex = at;
    const gap = SEPARATOR.exec(line);
    if (gap) {
      at += gap[0].length;
      continue;
    }
    let best: { matcher: Matcher; match: RegExpExecArray } | undefined;
    for (const matcher of fields) {
      matcher.pattern.lastIndex = at;
      const match = matcher.pattern.exec(line);
      if (match && match[0].length > (best?.match[0].length ?? 0)) best = { matcher, match };
    }
    if (best) {
      for (const [name, value] of Object.entries(best.match.groups ?? {})) groups[name] ??= value;
      seen.push(best.matcher);
      at += best.match[0].length;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(line);
    if (word === null || ++unknown > 3) return undefined;
    at += word[0].length;
  }
  const strong = seen.filter((m) => m.row.strong);
  const names = strong[0] ?? seen.find((m) => !m.row.weak) ?? seen[0];
  if (names === undefined) return undefined;
  if (unknown > 0 && new Set(strong.map((m) => m.row.id)).size < 2) return undefined;
  if (seen.some((m) => m.unless?.test(line))) return undefined;
  return { matcher: names, groups, sure: seen.length > 1 || !names.row.weak };
}
