/** One article through the stages it can go alone: a pure function of the article and the rules. */
import type { Root } from "mdast";
import type { Script } from "../schemas/article.ts";
import type { Candidate } from "./advice.ts";
import type { Article, Quarantined } from "./article.ts";
import type { Outline } from "./outline.ts";
import type { Rules } from "./rules.ts";
import { dedupeInside } from "./stages/dedupe/index.ts";
import { extract } from "./stages/extract/index.ts";
import { repairBytes } from "./stages/repair/bytes/index.ts";
import { repairWords } from "./stages/repair/words/index.ts";
import { simplify } from "./stages/simplify/index.ts";
import { siteLines, strip } from "./stages/strip/index.ts";
import { structure } from "./stages/structure/index.ts";
import { TracedText } from "./text/traced.ts";

export interface Cleaned {
  readonly script: Script;
  /** Repaired, Simplified, furniture and repeats gone. */
  readonly traced: TracedText;
  readonly outline: Outline;
  readonly tree: Root;
  readonly title?: string;
  readonly published?: string;
  readonly url?: string;
  /** Hashes of the lines that are left of the page, to learn from what its site repeats. */
  readonly lines: Uint32Array;
}

export interface Processed extends Cleaned {
  readonly article: Article;
  readonly candidates: readonly Candidate[];
}

/**
 * The rules that cleaning may ask. Nothing else of the subject: what is cleaned is kept while the
 * subject's tables change, and only what is named here is looked at to tell whether it still holds.
 */
export type CleaningRules = Pick<Rules, "bytes" | "script" | "words" | "furniture"> & {
  readonly subject: { readonly products: ReadonlyArray<{ readonly names: readonly string[] }> };
};

/** The article so far, for the report when a stage fails, and for whoever measures. */
export interface Progress {
  stage: string;
}

/**
 * Everything up to extraction: bytes and pinyin first, then script, then words (the order that undoes stacked damage); then what goes.
 *
 * @param site lines the article's site repeats, where they have been learnt
 */
export function cleanArticle(
  article: Article,
  rules: CleaningRules,
  at: Progress = { stage: "" },
  site?: ReadonlySet<number>,
): Cleaned | Quarantined {
  at.stage = "repair";
  const bytes = repairBytes(article.traced, rules.bytes);
  at.stage = "simplify";
  const { traced: simplified, script } = simplify(bytes, rules.script);
  at.stage = "repair";
  const repaired = repairWords(simplified, rules.words);
  at.stage = "strip";
  const stripped = strip(repaired, rules.furniture, {
    hints: article.hints,
    ...(article.title !== undefined && { title: article.title }),
    ...(site && { site }),
  });
  if (stripped.traced.text.trim() === "") {
    return refuse(
      article,
      at.stage,
      "only-furniture",
      "nothing but page furniture: no text of an article is left; check what was scraped",
    );
  }
  const stated = stripped.found.title ?? article.title;
  at.stage = "dedupe";
  const traced = dedupeInside(stripped.traced, {
    ...(stated !== undefined && { title: stated }),
    names: rules.subject.products.flatMap((p) => p.names),
  });
  at.stage = "structure";
  const { outline, tree } = structure(traced, article.hints);
  const heading = outline.title && traced.text.slice(outline.title.body, outline.title.end);
  // Container titles have not been through the stages above.
  const title = stated === undefined ? heading : simplify(TracedText.of(stated), rules.script).traced.text;
  const published = article.published ?? stripped.found.published;
  const url = article.url ?? stripped.found.url;
  return {
    script,
    traced,
    outline,
    tree,
    ...(title !== undefined && { title }),
    ...(published !== undefined && { published }),
    ...(url !== undefined && { url }),
    lines: siteLines(stripped.traced.text),
  };
}

/** The advice of a cleaned article. */
export function extractFrom(
  document: string,
  { traced, outline, title }: Pick<Cleaned, "traced" | "outline" | "title">,
  rules: Pick<Rules, "subject">,
  at: Progress = { stage: "" },
): readonly Candidate[] {
  at.stage = "extract";
  return extract({ document, traced, outline, ...(title !== undefined && { title }) }, rules.subject);
}

/**
 * One article all the way, or the line in the report that says why not.
 *
 * @param site lines the article's site repeats, where they have been learnt
 */
export function processArticle(
  article: Article,
  rules: Rules,
  maxCharacters: number,
  at: Progress = { stage: "" },
  site?: ReadonlySet<number>,
): Processed | Quarantined {
  const { length } = article.traced.text;
  if (length > maxCharacters) {
    const message = `${length} characters are more than maxArticleCharacters (${maxCharacters}); split it, or raise the limit in jinghua.config.yaml`;
    return refuse(article, "ingest", "too-long", message);
  }
  try {
    const cleaned = cleanArticle(article, rules, at, site);
    if ("reason" in cleaned) return cleaned;
    return { article, ...cleaned, candidates: extractFrom(article.id, cleaned, rules, at) };
  } catch (error) {
    return failed(article, at.stage, error);
  }
}

/** What a stage threw, as a reason for quarantine. */
export function failed(
  article: Pick<Article, "source" | "record">,
  stage: string,
  error: unknown,
): Quarantined {
  const message = `the ${stage} stage failed: ${error instanceof Error ? error.message : String(error)}`;
  return refuse(article, stage, "stage-failed", message);
}

/** An article that is not built, with the stage that gave it up. */
export function refuse(
  article: Pick<Article, "source" | "record">,
  stage: string,
  reason: string,
  message: string,
): Quarantined {
  return {
    source: article.source,
    ...(article.record !== undefined && { record: article.record }),
    stage,
    reason,
    message,
  };
}
