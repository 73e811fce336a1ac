/**
 * The work on one file, from its bytes to everything later steps ask of its articles. A pure function
 * of the file, the rules and the settings: it can be done anywhere, in any order, and kept.
 */
import type { DocumentRecord } from "../schemas/article.ts";
import type { Config } from "../schemas/config.ts";
import type { Candidate } from "./advice.ts";
import type { Article, Quarantined } from "./article.ts";
import type { Fault } from "./faults.ts";
import { extractFrom, failed, type Processed, type Progress, processArticle } from "./process.ts";
import type { ArticleParts, BuiltArticle } from "./result.ts";
import type { Rules } from "./rules.ts";
import { type Signature, signature } from "./stages/dedupe/index.ts";
import { articleParts } from "./stages/emit/article.ts";
import { articleBody } from "./stages/emit/article-page.ts";
import { ingest, type RawFile } from "./stages/ingest/index.ts";
import { articleFaults, groundingFault } from "./stages/validate/index.ts";

export interface Settings {
  readonly rules: Rules;
  readonly config: Config;
}

/** What is known of articles of the file beforehand, by record: 0 where the file is one article. */
export interface Beforehand {
  /** Not to be worked on, and why. */
  readonly ended?: ReadonlyMap<number, Quarantined>;
  /** Lines that the site of the article repeats. */
  readonly learnt?: ReadonlyMap<number, ReadonlySet<number>>;
}

/** What was found in a file. */
export interface FileWork {
  /** The decoded file; absent where there is no article in it. */
  readonly raw?: string;
  /** Articles in it, taken in or not. */
  readonly found: number;
  /** Not taken in. */
  readonly quarantined: readonly Quarantined[];
  /** To be mended before anything is built. */
  readonly faults: readonly Fault[];
  /** Those taken in, worked on as they are asked for. */
  readonly articles: Iterable<ArticleWork | Quarantined>;
}

/** What became of one article. */
export interface ArticleWork {
  readonly processed: Pick<Processed, "traced" | "outline" | "title" | "lines">;
  readonly built: BuiltArticle & Required<Pick<BuiltArticle, "parts" | "checked">>;
  readonly signature: Signature;
  readonly advice: Advice;
}

/** The advice of an article. */
export interface Advice {
  readonly candidates: readonly Candidate[];
  /** Candidates whose quote is not the very text it points at, or rests on text that was removed. */
  readonly ungrounded: ReadonlyArray<{
    readonly candidate: number;
    readonly rule: string;
    readonly text: string;
  }>;
}

/** As work goes on: the stage, and the record of a container it is at. */
export interface At extends Progress {
  record?: number;
}

/** Never throws for what a file holds. */
export function workOn(file: RawFile, settings: Settings, at: At, beforehand: Beforehand = {}): FileWork {
  const whole = beforehand.ended?.get(0);
  if (whole) return { found: 1, quarantined: [whole], faults: [], articles: [] };
  at.stage = "ingest";
  let taken: ReturnType<typeof ingest>;
  try {
    taken = ingest(file, settings.config, settings.rules.html);
  } catch (error) {
    return { found: 1, quarantined: [failed(file, "ingest", error)], faults: [], articles: [] };
  }
  const { articles, quarantined, faults } = taken;
  const raw = articles[0]?.traced.raw;
  return {
    ...(raw !== undefined && { raw }),
    found: articles.length + quarantined.length,
    quarantined,
    faults,
    articles: each(articles, settings, at, beforehand),
  };
}

function* each(
  articles: readonly Article[],
  settings: Settings,
  at: At,
  { ended, learnt }: Beforehand,
): Generator<ArticleWork | Quarantined> {
  for (const article of articles) {
    const record = article.record ?? 0;
    at.record = record;
    yield ended?.get(record) ?? workOnArticle(article, settings, at, learnt?.get(record));
  }
}

function workOnArticle(
  article: Article,
  { rules, config }: Settings,
  at: At,
  site: ReadonlySet<number> | undefined,
): ArticleWork | Quarantined {
  const processed = processArticle(article, rules, config.maxArticleCharacters, at, site);
  if ("reason" in processed) return processed;
  try {
    at.stage = "dedupe";
    const own = signature(processed.traced.text);
    at.stage = "emit";
    const record = recordOf(processed);
    const { raw, changes } = processed.traced;
    const plain = { record, raw, body: articleBody(processed.tree, record), changes };
    const checked = articleFaults(plain);
    // What does not fit its schema is a fault of the build, told by validation; it has no parts.
    const parts = checked.some((f) => f.rule === "schema") ? NO_PARTS : articleParts({ ...plain, checked });
    return {
      processed,
      built: { ...plain, checked, parts },
      signature: own,
      advice: grounded(processed.candidates, plain),
    };
  } catch (error) {
    return failed(article, at.stage, error);
  }
}

const NOTHING = new Uint8Array();
const NO_PARTS: ArticleParts = {
  json: NOTHING,
  line: NOTHING,
  report: NOTHING,
  section: NOTHING,
  page: NOTHING,
  pageHash: "",
  pageBytes: 0,
  characters: { in: 0, kept: 0, removed: { boilerplate: 0, duplicate: 0, damage: 0 } },
  flags: 0,
  reviewBytes: 0,
};

/** Extraction alone, over an article cleaned before. */
export function adviseOn(
  id: string,
  cleaned: Pick<Processed, "traced" | "outline" | "title">,
  spans: DocumentRecord["spans"],
  rules: Rules,
  at: Progress,
): Advice {
  return grounded(extractFrom(id, cleaned, rules, at), { raw: cleaned.traced.raw, record: { spans } });
}

function grounded(
  candidates: readonly Candidate[],
  article: { readonly raw: string; readonly record: Pick<DocumentRecord, "spans"> },
): Advice {
  const ungrounded = candidates.flatMap(({ rawStart, rawEnd, quote }, candidate) => {
    const fault = groundingFault({ start: rawStart, end: rawEnd, quote }, article);
    return fault ? [{ candidate, ...fault }] : [];
  });
  return { candidates, ungrounded };
}

function recordOf({ article, traced, script, title, published, url }: Processed): DocumentRecord {
  return {
    id: article.id,
    source: article.source,
    ...(article.record !== undefined && { record: article.record }),
    sha256: article.sha256,
    encoding: article.encoding,
    ...(article.compression !== undefined && { compression: article.compression }),
    script,
    ...(title !== undefined && { title }),
    ...(published !== undefined && { published }),
    ...(url !== undefined && { url }),
    text: paragraphs(traced.text),
    spans: traced.spans(),
    flags: traced.marks.map((m) => ({ at: m.at, flag: m.flag, rule: m.rule })),
  };
}

/** Paragraphs separated by one blank line. */
function paragraphs(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n\n");
}
