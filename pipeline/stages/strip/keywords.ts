/**
 * A keyword pushed into sentences for search engines. It stands where no grammar has room for it, so
 * the two characters beside it belong together: the article has them side by side elsewhere. Only
 * where that holds for most of many places is the keyword taken out, and only at those places.
 */
import type { Entry } from "./entries.ts";

/** A keyword has so many characters. */
const SHORTEST = 4;
const LONGEST = 16;
/** It stands inside sentences at least so often, and at this share of the places its neighbours belong together. */
const LEAST_PLACES = 4;
const LEAST_SHARE = 0.6;
const HAN = /\p{Script=Han}/u;

/** A place in a line, in code units of its text. */
export interface Pushed {
  readonly start: number;
  readonly end: number;
}

/**
 * @param sources lines that name what the page is to be found by: title, tags, keyword lists
 * @param lines what is left of the article
 * @returns for each line with pushed-in keywords, their places in order
 */
export function pushedKeywords(
  sources: readonly string[],
  lines: readonly Entry[],
): Map<Entry, readonly Pushed[]> {
  const out = new Map<Entry, Pushed[]>();
  for (const keyword of keywordsOf(sources)) {
    const places = placesOf(keyword, lines);
    if (places.length < LEAST_PLACES) continue;
    const pairs = pairsWithout(keyword, lines);
    const sure = places.filter(({ line, start, end }) => pairs.has(line.text[start - 1]! + line.text[end]!));
    if (sure.length < LEAST_PLACES || sure.length < LEAST_SHARE * places.length) continue;
    for (const { line, start, end } of sure) {
      const before = out.get(line) ?? [];
      if (before.some((p) => start < p.end && end > p.start)) continue;
      out.set(line, [...before, { start, end }]);
    }
  }
  return out;
}

/** Longer ones first, so that a keyword is not taken for a part of itself. */
function keywordsOf(sources: readonly string[]): string[] {
  const words = sources.flatMap((s) => [
    ...s.split(/[\s,，、|_#:：;；?？!！。()（）【】]+/),
    ...s.split(/[\s,，、|_#:：;；?？!！。()（）【】]+|怎么|如何|怎样|吗|的|多久|会/),
  ]);
  return [...new Set(words)]
    .filter((w) => w.length >= SHORTEST && w.length <= LONGEST && /^[\p{L}\p{N}]+$/u.test(w))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Where it stands with a Chinese character on either side. */
function placesOf(keyword: string, lines: readonly Entry[]) {
  const places: Array<Pushed & { line: Entry }> = [];
  for (const line of lines) {
    for (let at = line.text.indexOf(keyword); at >= 0; at = line.text.indexOf(keyword, at + keyword.length)) {
      const end = at + keyword.length;
      if (at > 0 && end < line.text.length && HAN.test(line.text[at - 1]!) && HAN.test(line.text[end]!))
        places.push({ line, start: at, end });
    }
  }
  return places;
}

/** Pairs of neighbouring characters of the article, the keyword's own and its neighbours' left out. */
function pairsWithout(keyword: string, lines: readonly Entry[]): Set<string> {
  const pairs = new Set<string>();
  for (const { text } of lines) {
    for (const piece of text.split(keyword))
      for (let i = 0; i + 2 <= piece.length; i++) pairs.add(piece.slice(i, i + 2));
  }
  return pairs;
}
