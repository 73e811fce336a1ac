/**
 * Articles as the review page holds them. A page has room for so much text; those an editor most
 * needs to see come in first, the others are named and their evidence quoted.
 */
import type { AdviceItem } from "../../../../schemas/advice.ts";
import type { BuildResult, BuiltArticle, Cue } from "../../../result.ts";
import { shownChanges, shownRaw } from "../../../text/private.ts";
import { partsFor } from "../article.ts";
import { windowOf } from "../window.ts";
import { CONCERNS, urgency } from "./queue.ts";
import { replay } from "./replay.ts";
import { uncovered } from "./uncovered.ts";

/** UTF-8 bytes of raw and clean text that a page holds. */
export const TEXT_BUDGET = 20 * 1024 * 1024;

/** Where an item rests on an article. */
export interface Use {
  /** Index of the item. */
  readonly item: number;
  /** Index of the evidence in it. */
  readonly evidence: number;
  readonly start: number;
  readonly end: number;
}

/** Evidence by the id of its article. */
export function usesOf(items: readonly AdviceItem[]): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  items.forEach((item, i) => {
    item.evidence.forEach(({ document, start, end }, e) => {
      const own = uses.get(document) ?? [];
      if (own.length === 0) uses.set(document, own);
      own.push({ item: i, evidence: e, start, end });
    });
  });
  return uses;
}

/**
 * Indexes of the articles whose text the page holds: by what most needs looking at, as long as there is room.
 *
 * @param budget UTF-8 bytes
 */
export function chosen(
  { articles, advice }: BuildResult,
  uses: ReadonlyMap<string, readonly Use[]>,
  budget: number,
): ReadonlySet<number> {
  const wanted: Array<{ at: number; rank: number; bytes: number }> = [];
  let at = 0;
  for (const article of articles) {
    const { id } = article.record;
    const { flags, reviewBytes: bytes } = partsFor(article);
    const ranks = (uses.get(id) ?? []).map((use) => urgency(advice.items[use.item]!));
    // Behind those that items rest on come articles in which something is amiss, then all others.
    const rest = CONCERNS.length + (flags > 0 ? 1 : 2);
    wanted.push({ at: at++, rank: ranks.reduce((a, b) => Math.min(a, b), rest), bytes });
  }
  const held = new Set<number>();
  let room = budget;
  for (const article of wanted.sort((a, b) => a.rank - b.rank || a.at - b.at)) {
    if (article.bytes > room) continue;
    room -= article.bytes;
    held.add(article.at);
  }
  return held;
}

/** An article's line in the page's list of them. */
export function articleRow(article: BuiltArticle, uses: readonly Use[], missed: number | undefined) {
  const { record } = article;
  const { id, source, title, published, duplicateOf } = record;
  const { characters, flags } = partsFor(article);
  const { boilerplate, duplicate, damage } = characters.removed;
  return {
    id,
    source,
    record: record.record,
    title,
    published,
    duplicateOf,
    /** Characters that are not blank, by what became of them. */
    characters: { kept: characters.kept, boilerplate, duplicate, damage },
    items: new Set(uses.map((u) => u.item)).size,
    gaps: flags === 0 ? undefined : flags,
    /** Sentences with cues that no item covers; absent where the page does not hold the text. */
    missed,
  };
}

/** Gives a name its number, and the numbers their names. */
export class Names {
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  all(): string[] {
    return [...this.#numbers.keys()];
  }
}

const STATUSES = ["kept", "boilerplate", "duplicate", "damage"] as const;

/** An article's text and all that became of it. Offsets count from the beginning of the article's own part. */
export function articleText(article: BuiltArticle, uses: readonly Use[], cues: readonly Cue[], names: Names) {
  const { record, changes } = article;
  const window = windowOf(article);
  const base = window.start;
  const raw = shownRaw(article.raw, record.spans, window.start, window.end);
  const spans = record.spans.filter((s) => s.start >= window.start && s.end <= window.end);
  const replayed = replay(article.raw.slice(window.start, window.end), base, changes, spans, record.text);
  const evidence = uses.map(({ item, evidence: e, start, end }) => {
    const range = { start: start - base, end: end - base };
    const clean = replayed?.toClean(range);
    return [item, e, range.start, range.end, ...(clean ? [clean.start, clean.end] : [])];
  });
  const covered = evidence.flatMap(([, , , , start, end]) =>
    start === undefined || end === undefined ? [] : [{ start, end }],
  );
  const missed = (replayed ? uncovered(record.text, covered, cues) : []).flatMap((sentence) => {
    const range = replayed?.toRaw(sentence);
    const found = sentence.cues.map((cue) => names.number(cue));
    return range ? [[range.start, range.end, sentence.start, sentence.end, found]] : [];
  });
  return {
    base,
    raw,
    clean: record.text,
    spans: spans.map((s) => [
      s.start - base,
      s.end - base,
      STATUSES.indexOf(s.status),
      names.number(s.reason),
      ...(s.of === undefined ? [] : [s.of - base]),
    ]),
    // What stood there is left out where it is the raw text itself.
    changes: shownChanges(changes).map((c) => {
      const place = [c.start - base, c.end - base, names.number(c.rule), c.after];
      return c.before === raw.slice(c.start - base, c.end - base) ? place : [...place, c.before];
    }),
    gaps: record.flags.map((f) => [f.at - base, f.flag, names.number(f.rule)]),
    evidence,
    missed,
  };
}
