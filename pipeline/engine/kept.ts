/** How the work on a file is laid down in packs, and read back piece by piece. */
import type { DocumentRecord } from "../../schemas/article.ts";
import type { Totals } from "../../schemas/bundle.ts";
import type { Candidate } from "../advice.ts";
import type { Quarantined } from "../article.ts";
import type { Fault } from "../faults.ts";
import type { Outline } from "../outline.ts";
import type { ArticleFault } from "../result.ts";
import type { Signature } from "../stages/dedupe/index.ts";
import { type Change, type PackedText, TracedText } from "../text/traced.ts";
import type { Advice, ArticleWork, FileWork } from "../work.ts";
import type { Packs, PackWriter, Part, Place } from "./packs.ts";

/** What a record says but for its long fields. */
export type ShortRecord = Omit<DocumentRecord, "text" | "spans" | "flags" | "duplicateOf" | "similarity">;

/** What is known of an article without reading more than the head of its file's entry. */
export interface KeptArticle {
  readonly record: ShortRecord;
  readonly characters: Totals["characters"];
  readonly checked: readonly ArticleFault[];
  /** Hashes of its lines, to learn from what its site repeats. */
  readonly lines: readonly number[];
  readonly pageHash: string;
  readonly pageBytes: number;
  /** Where the text begins in its page, in bytes. */
  readonly bodyAt: number;
  readonly flags: number;
  readonly reviewBytes: number;
  readonly parts: {
    readonly json: Part;
    readonly line: Part;
    readonly report: Part;
    readonly section: Part;
    readonly page: Part;
    readonly signature: Part;
    readonly cleaned: Part;
    readonly changes: Part;
  };
}

/** Head of the entry of a file. */
export interface KeptFile {
  readonly found: number;
  readonly quarantined: readonly Quarantined[];
  readonly faults: readonly Fault[];
  readonly raw?: Part;
  readonly articles: readonly KeptArticle[];
}

/** Head of the entry of a file's advice: of each of its articles, in order. */
export interface KeptAdvice {
  readonly articles: ReadonlyArray<{
    readonly candidates: Part;
    readonly ungrounded: Advice["ungrounded"];
  }>;
}

/** Changes lie apart: they are most of it, and mostly asked for alone. */
interface KeptCleaned {
  readonly traced: Omit<PackedText, "changes">;
  readonly outline: Outline;
  readonly title?: string;
}

/** Cleaning and advice lie apart: what is cleaned holds while the subject's tables change. */
export interface KeptPlaces {
  readonly file: Place;
  readonly advice: Place;
}

export interface Writers {
  readonly files: PackWriter;
  readonly advice: PackWriter;
}

export interface Keys {
  readonly file: string;
  readonly advice: string;
}

/** Lay down what was made of a file, article after article as it is made. */
export function keepFile({ files, advice }: Writers, keys: Keys, work: FileWork): KeptPlaces {
  files.abandon();
  advice.abandon();
  const raw = work.raw === undefined ? undefined : files.add(JSON.stringify(work.raw));
  const quarantined = [...work.quarantined];
  const articles: KeptArticle[] = [];
  const advised: Array<KeptAdvice["articles"][number]> = [];
  for (const article of work.articles) {
    if ("reason" in article) {
      quarantined.push(article);
      continue;
    }
    articles.push(keepArticle(files, article));
    advised.push(keepAdvice(advice, article.advice));
  }
  const head: KeptFile = {
    found: work.found,
    quarantined,
    faults: work.faults,
    ...(raw !== undefined && { raw }),
    articles,
  };
  return { file: files.enter(keys.file, head), advice: advice.enter(keys.advice, { articles: advised }) };
}

function keepArticle(files: PackWriter, { built, processed, signature }: ArticleWork): KeptArticle {
  const { parts, checked, body } = built;
  const { text: _text, spans: _spans, flags: _flags, ...record } = built.record;
  const { traced, outline, title, lines } = processed;
  const { changes, ...packed } = traced.pack();
  const cleaned: KeptCleaned = { traced: packed, outline, ...(title !== undefined && { title }) };
  return {
    record,
    characters: parts.characters,
    checked,
    lines: [...lines],
    pageHash: parts.pageHash,
    pageBytes: parts.pageBytes,
    bodyAt: parts.pageBytes - Buffer.byteLength(body),
    flags: parts.flags,
    reviewBytes: parts.reviewBytes,
    parts: {
      json: files.add(parts.json),
      line: files.add(parts.line),
      report: files.add(parts.report),
      section: files.add(parts.section),
      page: files.add(parts.page),
      signature: files.add(JSON.stringify(signature)),
      cleaned: files.add(JSON.stringify(cleaned)),
      changes: files.add(JSON.stringify(changes)),
    },
  };
}

function keepAdvice(advice: PackWriter, { candidates, ungrounded }: Advice): KeptAdvice["articles"][number] {
  return { candidates: advice.add(JSON.stringify(candidates)), ungrounded };
}

/** Lay down advice that was worked out anew over what was kept of a file. */
export function keepAdviceOf(writer: PackWriter, key: string, advised: Iterable<Advice>): Place {
  writer.abandon();
  const articles: Array<KeptAdvice["articles"][number]> = [];
  for (const advice of advised) articles.push(keepAdvice(writer, advice));
  return writer.enter(key, { articles } satisfies KeptAdvice);
}

const json = (packs: Packs, place: Place, part: Part): unknown =>
  JSON.parse(packs.read(place, part).toString());

// What these give back was written by the functions above, and is read against its checksum.
export const readFile = (packs: Packs, place: Place) => packs.head(place) as KeptFile;
export const readAdvice = (packs: Packs, place: Place) => packs.head(place) as KeptAdvice;
export const readCandidates = (packs: Packs, place: Place, part: Part) =>
  json(packs, place, part) as Candidate[];
export const readSignature = (packs: Packs, place: Place, part: Part) =>
  json(packs, place, part) as Signature;
export const readRaw = (packs: Packs, place: Place, part: Part) => json(packs, place, part) as string;
export const readRecord = (packs: Packs, place: Place, part: Part) =>
  json(packs, place, part) as DocumentRecord;
export const readChanges = (packs: Packs, place: Place, part: Part) => json(packs, place, part) as Change[];
export const readPacked = (packs: Packs, place: Place, part: Part) => json(packs, place, part) as KeptCleaned;

/** A cleaned article, as extraction takes it. */
export function readCleaned(packs: Packs, place: Place, parts: KeptArticle["parts"], raw: string) {
  const { traced, ...rest } = readPacked(packs, place, parts.cleaned);
  const changes = readChanges(packs, place, parts.changes);
  return { ...rest, traced: TracedText.unpack(raw, { ...traced, changes }) };
}
