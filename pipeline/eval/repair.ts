/**
 * How well damage is repaired: character error rate after repair, for each kind of damage and over
 * all, with every place that still differs. The width of marks does not count.
 */
import { diffChars } from "diff";

/** A sound text and what some damage made of it. */
export interface RepairPair {
  /** Kind of damage. */
  readonly kind: string;
  readonly name: string;
  readonly damaged: string;
  readonly clean: string;
  /** Counted in a figure of its own as well, because this kind is lossy. */
  readonly apart?: boolean;
}

export interface RepairScore {
  readonly pairs: number;
  /** Characters of the sound texts. */
  readonly characters: number;
  /** Characters inserted, deleted or replaced before and after repair. */
  readonly before: number;
  readonly after: number;
}

export interface Difference {
  readonly kind: string;
  readonly name: string;
  /** `…before[wanted→got]after…` */
  readonly place: string;
}

export interface RepairScores {
  readonly overall: RepairScore;
  /** Without the kinds counted apart. */
  readonly withoutApart: RepairScore;
  readonly perKind: Readonly<Record<string, RepairScore>>;
  readonly differences: readonly Difference[];
}

/** @param repair damaged text → repaired text */
export function scoreRepair(pairs: readonly RepairPair[], repair: (damaged: string) => string): RepairScores {
  const perKind: Record<string, RepairScore> = {};
  const found: Difference[] = [];
  let overall = NOTHING;
  let withoutApart = NOTHING;
  for (const { kind, name, damaged, clean, apart } of pairs) {
    const rest = compare(clean, repair(damaged));
    const one = {
      pairs: 1,
      characters: clean.length,
      before: compare(clean, damaged).errors,
      after: rest.errors,
    };
    perKind[kind] = plus(perKind[kind] ?? NOTHING, one);
    overall = plus(overall, one);
    if (!apart) withoutApart = plus(withoutApart, one);
    found.push(...rest.places.map((place) => ({ kind, name, place })));
  }
  return { overall, withoutApart, perKind, differences: found };
}

const NOTHING: RepairScore = { pairs: 0, characters: 0, before: 0, after: 0 };

function plus(a: RepairScore, b: RepairScore): RepairScore {
  return {
    pairs: a.pairs + b.pairs,
    characters: a.characters + b.characters,
    before: a.before + b.before,
    after: a.after + b.after,
  };
}

/** Error rate after repair, 0 … 1. */
export const errorRate = ({ after, characters }: RepairScore): number => after / Math.max(1, characters);

/** Marks in one width, quotation marks in one form. */
const WIDTHS: Readonly<Record<string, string>> = {
  "。": ".",
  "、": ",",
  "“": '"',
  "”": '"',
  "「": '"',
  "」": '"',
};

export function foldWidth(text: string): string {
  return text.replace(/[。“”「」\uff01-\uff5e]/g, (c) =>
    c >= "\uff01" && c <= "\uff5e" ? String.fromCharCode(c.charCodeAt(0) - 0xfee0) : WIDTHS[c]!,
  );
}

/** Errors between two texts and where they stand; as many as the longer side of each place has characters. */
export function compare(wanted: string, got: string): { errors: number; places: string[] } {
  const places: string[] = [];
  let errors = 0;
  const [a, b] = [foldWidth(wanted), foldWidth(got)];
  if (a === b) return { errors, places };
  // Lines answer each other, so that the costly comparison is of short texts.
  const [linesA, linesB] = [a.split("\n"), b.split("\n")];
  const blocks =
    linesA.length === linesB.length ? linesA.map((l, i) => [l, linesB[i]!] as const) : [[a, b] as const];
  for (const [one, two] of blocks) {
    if (one === two) continue;
    const found = charDifferences(one, two);
    errors += found.errors;
    places.push(...found.places);
  }
  return { errors, places };
}

/** Character by character, nothing folded: `…before[wanted→got]after…` for each place that differs. */
export function charDifferences(wanted: string, got: string): { errors: number; places: string[] } {
  const parts = diffChars(wanted, got);
  const places: string[] = [];
  let errors = 0;
  for (let i = 0; i < parts.length; i++) {
    if (!parts[i]!.added && !parts[i]!.removed) continue;
    let lost = "";
    let came = "";
    let j = i;
    for (; j < parts.length && (parts[j]!.added || parts[j]!.removed); j++) {
      if (parts[j]!.removed) lost += parts[j]!.value;
      else came += parts[j]!.value;
    }
    errors += Math.max(lost.length, came.length);
    places.push(
      `…${parts[i - 1]?.value.slice(-8) ?? ""}[${lost}→${came}]${parts[j]?.value.slice(0, 8) ?? ""}…`,
    );
    i = j - 1;
  }
  return { errors, places };
}
