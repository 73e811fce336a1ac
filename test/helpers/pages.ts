/** The pages under `test/pages`, their gold, and how an extractor's text is scored against it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { ingest } from "../../pipeline/stages/ingest/index.ts";
import { defaultConfig } from "../../schemas/config.ts";

export interface GoldPage {
  readonly name: string;
  /** What kind of site the page copies the structure of. */
  readonly kind: string;
  /** Scored before any rule was fitted to it. */
  readonly heldOut?: boolean;
  readonly title: string;
  readonly published?: string;
  readonly url?: string;
  readonly bytes: Buffer;
  /** Title and paragraphs of the article, a line each. */
  readonly gold: string;
}

/** Folder of the pages as a build reads it. */
export const PAGES = fileURLToPath(new URL("../pages/raw/", import.meta.url));

export function goldPages(): GoldPage[] {
  const folder = new URL("../pages/", import.meta.url);
  const { pages } = parse(readFileSync(new URL("pages.yaml", folder), "utf8")) as {
    pages: Array<Omit<GoldPage, "bytes" | "gold">>;
  };
  return pages.map((page) => ({
    ...page,
    bytes: readFileSync(new URL(`raw/${page.name}.html`, folder)),
    gold: readFileSync(new URL(`gold/${page.name}.txt`, folder), "utf8"),
  }));
}

/** The article of a page as ingest alone gives it, and what it says of itself. */
export function ingested(page: GoldPage) {
  const { articles, quarantined } = ingest({ source: `${page.name}.html`, bytes: page.bytes }, defaultConfig);
  const [article] = articles;
  if (article === undefined || quarantined.length > 0) throw new Error(`${page.name} is not taken in`);
  return article;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Characters two texts have in common in the same order (longest common subsequence), as a share of
 * either. Blanks and the width of punctuation do not count.
 */
export function score(text: string, gold: string): Score {
  const [a, b] = [fold(text), fold(gold)];
  const common = commonLength(a, b);
  const precision = a.length === 0 ? 0 : common / a.length;
  const recall = b.length === 0 ? 0 : common / b.length;
  return { precision, recall, f1: common === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

export function mean(scores: readonly Score[]): Score {
  const of = (key: keyof Score) => scores.reduce((sum, s) => sum + s[key], 0) / scores.length;
  return { precision: of("precision"), recall: of("recall"), f1: of("f1") };
}

/** Without blanks and invisible characters, in compatibility forms. */
function fold(text: string): string {
  return text.normalize("NFKC").replace(/[\s\u200b-\u200f\ufeff]/g, "");
}

function commonLength(a: string, b: string): number {
  let before = new Uint32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const row = new Uint32Array(b.length + 1);
    for (let k = 0; k < b.length; k++) {
      row[k + 1] = a[i] === b[k] ? before[k]! + 1 : Math.max(before[k + 1]!, row[k]!);
    }
    before = row;
  }
  return before[b.length]!;
}
