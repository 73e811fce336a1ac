/** `duplicates`: which articles repeat one another, and what they share, side by side. */
import { diffChars } from "diff";
import type { BuildResult, BuiltArticle } from "../result.ts";
import { type Passage, sharedPassages } from "../stages/dedupe/index.ts";
import { type BuildContent, mustBuild } from "./content.ts";
import { bold, dim, say } from "./print.ts";

export interface DuplicatesCommand {
  readonly raw: string;
  readonly subject?: string;
  readonly json?: boolean;
}

/** One article and those that repeat it. */
interface Group {
  readonly survivor: BuiltArticle;
  readonly copies: ReadonlyArray<{ readonly article: BuiltArticle; readonly similarity: number }>;
}

/** A passage in two articles that are not one text. */
interface Shared {
  readonly a: BuiltArticle;
  readonly b: BuiltArticle;
  readonly passage: Passage;
}

/**
 * List groups of near-duplicates and passages that stand-alone articles have in common.
 *
 * @returns 0
 */
export async function duplicates(options: DuplicatesCommand, buildContent: BuildContent): Promise<number> {
  const { raw, subject } = options;
  const result = await mustBuild(buildContent, { raw, ...(subject === undefined ? {} : { subject }) });
  const groups = groupsOf(result);
  const passages = passagesOf(result);
  if (options.json) {
    say([
      JSON.stringify({ groups: groups.map(groupRecord), passages: passages.map(passageRecord) }, null, 2),
    ]);
    return 0;
  }
  for (const { survivor, copies } of groups) {
    say([`${bold(survivor.record.source)}  ${dim(survivor.record.id)}`]);
    for (const { article, similarity } of copies) {
      say([`  repeated by ${article.record.source}  ${dim(article.record.id)}  similarity ${similarity}`]);
      say(sideBySide(survivor.record.text, article.record.text));
    }
    say([""]);
  }
  for (const { a, b, passage } of passages) {
    say([
      `${bold("shared passage")}  ${a.record.source} and ${b.record.source}`,
      ...differing(a.record.text.slice(...passage.a), b.record.text.slice(...passage.b)),
      "",
    ]);
  }
  const copies = groups.reduce((n, g) => n + g.copies.length, 0);
  say([`${groups.length} groups with ${copies} copies, ${passages.length} shared passages`]);
  return 0;
}

function groupsOf(result: BuildResult): Group[] {
  const byId = new Map([...result.articles].map((a) => [a.record.id, a]));
  const groups = new Map<string, Array<{ article: BuiltArticle; similarity: number }>>();
  for (const article of result.articles) {
    const { duplicateOf, similarity } = article.record;
    if (duplicateOf === undefined) continue;
    const copies = groups.get(duplicateOf) ?? [];
    copies.push({ article, similarity: similarity ?? 0 });
    groups.set(duplicateOf, copies);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, copies]) => ({ survivor: byId.get(id)!, copies }));
}

/** Passages that articles of different groups share. */
function passagesOf(result: BuildResult): Shared[] {
  const alone = [...result.articles].filter((a) => a.record.duplicateOf === undefined);
  const byId = new Map(alone.map((a) => [a.record.id, a]));
  return sharedPassages(alone.map(({ record }) => ({ id: record.id, text: record.text }))).map((passage) => ({
    a: byId.get(passage.aId)!,
    b: byId.get(passage.bId)!,
    passage,
  }));
}

function groupRecord({ survivor, copies }: Group) {
  return {
    survivor: { id: survivor.record.id, source: survivor.record.source },
    copies: copies.map(({ article, similarity }) => ({
      id: article.record.id,
      source: article.record.source,
      similarity,
    })),
  };
}

function passageRecord({ a, b, passage }: Shared) {
  return {
    a: { id: a.record.id, source: a.record.source, text: a.record.text.slice(...passage.a) },
    b: { id: b.record.id, source: b.record.source, text: b.record.text.slice(...passage.b) },
  };
}

/** Pairs of paragraphs shown of one pair of articles. */
const MOST_PAIRS = 6;

/** Paragraphs of two copies that correspond and differ. */
function sideBySide(a: string, b: string): string[] {
  const pairs = sharedPassages([
    { id: "a", text: a },
    { id: "b", text: b },
  ]).map((p) => [a.slice(...p.a), b.slice(...p.b)] as const);
  const differ = pairs.filter(([x, y]) => x !== y);
  const lines = differ.slice(0, MOST_PAIRS).flatMap(([x, y]) => [...differing(x, y), ""]);
  const more = differ.length > MOST_PAIRS ? `, ${differ.length - MOST_PAIRS} more differ` : "";
  return [...lines, dim(`    ${pairs.length - differ.length} paragraphs are equal${more}`)];
}

/** Two passages, one below the other; what only one of them has stands in [- -] and {+ +}. */
function differing(a: string, b: string): string[] {
  const parts = diffChars(a, b);
  const side = (skip: "added" | "removed", open: string, close: string) =>
    parts
      .filter((p) => !p[skip])
      .map((p) => (p.added || p.removed ? `${open}${p.value}${close}` : p.value))
      .join("");
  if (a === b) return [`    = ${a}`];
  return [`    < ${side("added", "[-", "-]")}`, `    > ${side("removed", "{+", "+}")}`];
}
