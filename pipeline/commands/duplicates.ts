/** `duplicates`: which articles repeat one another, and what they share, side by side. */
import { diffChars } from "diff";
import type { DocumentRecord } from "../../schemas/article.ts";
import { type Passage, sharedPassages } from "../stages/dedupe/index.ts";
import { inColumns } from "./columns.ts";
import { type BuildContent, mustBuild } from "./content.ts";
import { bold, dim, say } from "./print.ts";

export interface DuplicatesCommand {
  readonly raw: string;
  readonly subject?: string;
  readonly json?: boolean;
  /** Columns of the terminal; default: those of standard output, or one text under the other where it is none. */
  readonly width?: number;
}

/** What is held of an article: its raw text and edits are not. */
type Told = Pick<DocumentRecord, "id" | "source" | "text" | "duplicateOf" | "similarity">;

/** One article and those that repeat it. */
interface Group {
  readonly survivor: Told;
  readonly copies: readonly Told[];
}

/** A passage in two articles that are not one text. */
interface Shared {
  readonly a: Told;
  readonly b: Told;
  readonly passage: Passage;
}

/**
 * List groups of near-duplicates and passages that stand-alone articles have in common.
 *
 * @returns 0
 */
export async function duplicates(options: DuplicatesCommand, buildContent: BuildContent): Promise<number> {
  const { raw, subject, width = process.stdout.columns ?? 0 } = options;
  const result = await mustBuild(buildContent, { raw, ...(subject === undefined ? {} : { subject }) });
  const articles = Array.from(result.articles, ({ record }) => told(record));
  const groups = groupsOf(articles);
  const passages = passagesOf(articles);
  if (options.json) {
    say([
      JSON.stringify({ groups: groups.map(groupRecord), passages: passages.map(passageRecord) }, null, 2),
    ]);
    return 0;
  }
  for (const { survivor, copies } of groups) {
    say([`${bold(survivor.source)}  ${dim(survivor.id)}`]);
    for (const { source, id, text, similarity } of copies) {
      say([`  repeated by ${source}  ${dim(id)}  similarity ${similarity}`]);
      say(correspondence(survivor.text, text, width));
    }
    say([""]);
  }
  for (const { a, b, passage } of passages) {
    say([
      `${bold("shared passage")}  ${a.source} and ${b.source}  ${dim(`alike ${passage.alike.toFixed(2)}`)}`,
      ...difference(a.text.slice(...passage.a), b.text.slice(...passage.b), width),
      "",
    ]);
  }
  const copies = groups.reduce((n, g) => n + g.copies.length, 0);
  say([`${groups.length} groups with ${copies} copies, ${passages.length} shared passages`]);
  return 0;
}

function told({ id, source, text, duplicateOf, similarity }: DocumentRecord): Told {
  return { id, source, text, ...(duplicateOf !== undefined && { duplicateOf, similarity: similarity ?? 0 }) };
}

function groupsOf(articles: readonly Told[]): Group[] {
  const byId = new Map(articles.map((a) => [a.id, a]));
  const groups = new Map<string, Told[]>();
  for (const article of articles) {
    if (article.duplicateOf === undefined) continue;
    const copies = groups.get(article.duplicateOf);
    if (copies === undefined) groups.set(article.duplicateOf, [article]);
    else copies.push(article);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, copies]) => ({ survivor: byId.get(id)!, copies }));
}

/** Passages that articles of different groups share. */
function passagesOf(articles: readonly Told[]): Shared[] {
  const alone = articles.filter((a) => a.duplicateOf === undefined);
  const byId = new Map(alone.map((a) => [a.id, a]));
  return sharedPassages(alone).map((passage) => ({
    a: byId.get(passage.aId)!,
    b: byId.get(passage.bId)!,
    passage,
  }));
}

/** Offsets of the passages that correspond, in `text` of the two documents (`data/documents.json`). */
function groupRecord({ survivor, copies }: Group) {
  return {
    survivor: { id: survivor.id, source: survivor.source },
    copies: copies.map(({ id, source, similarity, text }) => ({
      id,
      source,
      similarity,
      passages: twoTexts(survivor.text, text).map(({ a, b, alike }) => ({
        survivor: a,
        copy: b,
        alike: rounded(alike),
      })),
    })),
  };
}

function passageRecord({ a, b, passage }: Shared) {
  return { a: place(a, passage.a), b: place(b, passage.b), alike: rounded(passage.alike) };
}

function place({ id, source, text }: Told, [start, end]: readonly [number, number]) {
  return { id, source, start, end, text: text.slice(start, end) };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

function twoTexts(a: string, b: string): Passage[] {
  return sharedPassages([
    { id: "a", text: a },
    { id: "b", text: b },
  ]);
}

/** Passages shown of one pair of articles. */
const MOST_PAIRS = 6;

/** Passages of two copies that correspond and differ. */
function correspondence(a: string, b: string, width: number): string[] {
  const pairs = twoTexts(a, b).map((p) => [a.slice(...p.a), b.slice(...p.b)] as const);
  const differ = pairs.filter(([x, y]) => x !== y);
  const lines = differ.slice(0, MOST_PAIRS).flatMap(([x, y]) => [...difference(x, y, width), ""]);
  const more = differ.length > MOST_PAIRS ? `, ${differ.length - MOST_PAIRS} more differ` : "";
  return [...lines, dim(`    ${pairs.length - differ.length} passages are equal${more}`)];
}

/** Columns from which two texts stand beside one another: two of twenty Chinese characters and what is between. */
const WIDE_ENOUGH = 90;
const INDENT = "    ";

/** Two passages beside or below one another; what only one of them has stands in [- -] and {+ +}. */
function difference(a: string, b: string, width: number): string[] {
  if (a === b) return [`${INDENT}= ${oneLine(a)}`];
  const parts = diffChars(oneLine(a), oneLine(b));
  const side = (skip: "added" | "removed", open: string, close: string) =>
    parts
      .filter((p) => !p[skip])
      .map((p) => (p.added || p.removed ? `${open}${p.value}${close}` : p.value))
      .join("");
  const [left, right] = [side("added", "[-", "-]"), side("removed", "{+", "+}")];
  if (width < WIDE_ENOUGH) return [`${INDENT}< ${left}`, `${INDENT}> ${right}`];
  return inColumns(left, right, width - INDENT.length).map((line) => INDENT + line);
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
