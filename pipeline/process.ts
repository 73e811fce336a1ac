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
import { strip } from "./stages/strip/index.ts";
import { structure } from "./stages/structure/index.ts";
import { TracedText } from "./text/traced.ts";

export interface Processed {
  readonly article: Article;
  readonly script: Script;
  /** Repaired, Simplified, furniture and repeats gone. */
  readonly traced: TracedText;
  readonly tree: Root;
  readonly candidates: readonly Candidate[];
  readonly title?: string;
  readonly published?: string;
  readonly url?: string;
}

export interface Cleaned {
  readonly script: Script;
  readonly traced: TracedText;
  readonly outline: Outline;
  readonly tree: Root;
  readonly title?: string;
  readonly published?: string;
  readonly url?: string;
}

/** The article so far, for the report when a stage fails. */
interface Progress {
  stage: string;
}

/** Everything up to extraction: bytes and pinyin first, then script, then words (the order that undoes stacked damage); then what goes. */
export function cleanArticle(
  article: Article,
  rules: Rules,
  at: Progress = { stage: "" },
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
  });
  if (stripped.traced.text.trim() === "") {
    return refuse(
      article,
      at.stage,
      "only-furniture",
      "nothing but page furniture: no text of an article is left; check what was scraped",
    );
  }
  const stated = article.title ?? stripped.found.title;
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
  };
}

/** One article all the way, or the line in the report that says why not. */
export function processArticle(
  article: Article,
  rules: Rules,
  maxCharacters: number,
): Processed | Quarantined {
  const { length } = article.traced.text;
  if (length > maxCharacters) {
    const message = `${length} characters are more than maxArticleCharacters (${maxCharacters}); split it, or raise the limit in jinghua.config.yaml`;
    return refuse(article, "ingest", "too-long", message);
  }
  const at: Progress = { stage: "" };
  try {
    const cleaned = cleanArticle(article, rules, at);
    if ("reason" in cleaned) return cleaned;
    at.stage = "extract";
    const { outline, ...rest } = cleaned;
    const { traced, title } = cleaned;
    const candidates = extract(
      { document: article.id, traced, outline, ...(title !== undefined && { title }) },
      rules.subject,
    );
    return { article, ...rest, candidates };
  } catch (error) {
    const message = `the ${at.stage} stage failed: ${error instanceof Error ? error.message : String(error)}`;
    return refuse(article, at.stage, "stage-failed", message);
  }
}

function refuse(article: Article, stage: string, reason: string, message: string): Quarantined {
  return {
    source: article.source,
    ...(article.record !== undefined && { record: article.record }),
    stage,
    reason,
    message,
  };
}
