/** One article through the stages it can go alone: a pure function of the article and the rules. */
import type { Root } from "mdast";
import type { Script } from "../schemas/article.ts";
import type { Candidate } from "./advice.ts";
import type { Article, Quarantined } from "./article.ts";
import type { Rules } from "./rules.ts";
import { dedupeInside } from "./stages/dedupe/index.ts";
import { extract } from "./stages/extract/index.ts";
import { repairBytes } from "./stages/repair/bytes/index.ts";
import { repairWords } from "./stages/repair/words/index.ts";
import { simplify } from "./stages/simplify/index.ts";
import { strip } from "./stages/strip/index.ts";
import { structure } from "./stages/structure/index.ts";
import type { TracedText } from "./text/traced.ts";

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

/** Bytes and pinyin first, then script, then words (the order that undoes stacked damage); then what goes, then what it says. */
export function processArticle(article: Article, rules: Rules, maxCharacters: number): Processed | Quarantined {
  const { length } = article.traced.text;
  if (length > maxCharacters) {
    const message = `${length} characters are more than maxArticleCharacters (${maxCharacters}); split it, or raise the limit in jinghua.config.yaml`;
    return refuse(article, "ingest", "too-long", message);
  }
  let stage = "repair";
  try {
    const bytes = repairBytes(article.traced, rules.bytes);
    stage = "simplify";
    const { traced: simplified, script } = simplify(bytes, rules.script);
    stage = "repair";
    const repaired = repairWords(simplified, rules.words);
    stage = "strip";
    const stripped = strip(repaired, rules.furniture, {
      hints: article.hints,
      ...(article.title !== undefined && { title: article.title }),
    });
    if (stripped.traced.text.trim() === "") {
      return refuse(article, stage, "only-furniture", "nothing but page furniture: no text of an article is left; check what was scraped");
    }
    const title = article.title ?? stripped.found.title;
    stage = "dedupe";
    const traced = dedupeInside(stripped.traced, {
      ...(title !== undefined && { title }),
      names: rules.subject.products.flatMap((p) => p.names),
    });
    stage = "structure";
    const { outline, tree } = structure(traced, article.hints);
    const heading = outline.title && traced.text.slice(outline.title.body, outline.title.end);
    const ownTitle = title ?? heading;
    stage = "extract";
    const candidates = extract({ document: article.id, traced, outline, ...(ownTitle !== undefined && { title: ownTitle }) }, rules.subject);
    const published = article.published ?? stripped.found.published;
    const url = article.url ?? stripped.found.url;
    return {
      article,
      script,
      traced,
      tree,
      candidates,
      ...(ownTitle !== undefined && { title: ownTitle }),
      ...(published !== undefined && { published }),
      ...(url !== undefined && { url }),
    };
  } catch (error) {
    return refuse(article, stage, "stage-failed", `the ${stage} stage failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuse(article: Article, stage: string, reason: string, message: string): Quarantined {
  return { source: article.source, ...(article.record !== undefined && { record: article.record }), stage, reason, message };
}
