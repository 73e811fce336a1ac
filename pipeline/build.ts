/**
 * The build, from a folder of raw articles to a validated result: the page to read first.
 *
 *   files → ingest → [repair → simplify → repair words → strip → dedupe → structure → extract] each article alone
 *         → near-duplicates across articles → merge → validate
 *
 * Nothing is written here; `commands/build.ts` emits what this returns.
 */
import type { AdviceFile } from "../schemas/advice.ts";
import type { DocumentRecord } from "../schemas/article.ts";
import type { Article, Quarantined } from "./article.ts";
import { loadConfig } from "./engine/config.ts";
import { listFiles, readAll } from "./engine/files.ts";
import { ContentError, type Fault } from "./faults.ts";
import { type Processed, processArticle } from "./process.ts";
import type { BuildResult, BuiltArticle } from "./result.ts";
import { loadRules } from "./rules.ts";
import { type DuplicateOf, groupNearDuplicates, signature } from "./stages/dedupe/index.ts";
import { articleBody } from "./stages/emit/index.ts";
import { distinguish, ingest } from "./stages/ingest/index.ts";
import { merge } from "./stages/merge/index.ts";
import { validate } from "./stages/validate/index.ts";

export interface BuildOptions {
  readonly raw: string;
  /** Which subject's tables; default: the configuration's. */
  readonly subject?: string;
  /** Folder of the rule tables; default: those of the package. */
  readonly lexicon?: string;
  readonly onProgress?: (done: number, total: number, source: string) => void;
}

/**
 * @throws UsageError for a folder or subject that does not exist
 * @throws ContentError for configuration, rule tables or front matter at fault: before anything is built
 */
export async function buildContent(
  options: BuildOptions,
): Promise<BuildResult & { readonly faults: readonly Fault[] }> {
  const config = loadConfig([options.raw]);
  const rules = loadRules(options.subject ?? config.subject, options.lexicon);
  const listing = await listFiles(options.raw, config);
  const quarantined: Quarantined[] = [...listing.quarantined];
  const taken: Article[] = [];
  const faults: Fault[] = [];
  for await (const file of readAll(listing.files)) {
    if (!("bytes" in file)) {
      quarantined.push(file);
      continue;
    }
    const found = ingest(file, config);
    taken.push(...found.articles);
    quarantined.push(...found.quarantined);
    faults.push(...found.faults);
  }
  if (faults.length > 0) throw new ContentError(faults);

  const articles = distinguish(taken);
  const processed: Processed[] = [];
  articles.forEach((article, i) => {
    const done = processArticle(article, rules, config.maxArticleCharacters);
    if ("reason" in done) quarantined.push(done);
    else processed.push(done);
    options.onProgress?.(i + 1, articles.length, article.source);
  });

  const duplicates = groupNearDuplicates(
    processed.map((p) => ({ id: p.article.id, signature: signature(p.traced.text), text: p.traced.text })),
  );
  const advice = mergeAdvice(processed, duplicates, rules.subject);
  const result: BuildResult = {
    articles: processed.map((p) => builtArticle(p, duplicates.get(p.article.id))),
    advice,
    quarantined: quarantined.sort(byPlace),
    articlesIn:
      articles.length +
      quarantined.filter((q) => !articles.some((a) => a.source === q.source && a.record === q.record)).length,
    tables: rules.versions,
  };
  return { ...result, faults: validate(result, options.raw) };
}

function mergeAdvice(
  processed: readonly Processed[],
  duplicates: ReadonlyMap<string, DuplicateOf>,
  subject: ReturnType<typeof loadRules>["subject"],
): AdviceFile {
  const group = new Map([...duplicates].map(([id, d]) => [id, d.duplicateOf]));
  const published = new Map(
    processed.flatMap((p) => (p.published === undefined ? [] : [[p.article.id, p.published] as const])),
  );
  const items = merge(
    processed.flatMap((p) => p.candidates),
    { group, published },
    subject,
  );
  const newest = [...published.values()]
    .map((d) => d.slice(0, 10))
    .sort()
    .at(-1);
  return { disclaimer: subject.about.disclaimer, ...(newest !== undefined && { newest }), items };
}

function builtArticle(p: Processed, duplicate: DuplicateOf | undefined): BuiltArticle {
  const { article, traced } = p;
  const record: DocumentRecord = {
    id: article.id,
    source: article.source,
    ...(article.record !== undefined && { record: article.record }),
    sha256: article.sha256,
    encoding: article.encoding,
    ...(article.compression !== undefined && { compression: article.compression }),
    script: p.script,
    ...(p.title !== undefined && { title: p.title }),
    ...(p.published !== undefined && { published: p.published }),
    ...(p.url !== undefined && { url: p.url }),
    text: paragraphs(traced.text),
    spans: traced.spans(),
    flags: traced.marks.map((m) => ({ at: m.at, flag: m.flag, rule: m.rule })),
    ...(duplicate && {
      duplicateOf: duplicate.duplicateOf,
      similarity: Math.round(duplicate.similarity * 1000) / 1000,
    }),
  };
  return { record, raw: traced.raw, body: articleBody(p.tree, record), changes: traced.changes };
}

/** Paragraphs separated by one blank line. */
function paragraphs(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n\n");
}

function byPlace(a: Quarantined, b: Quarantined): number {
  return (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || (a.record ?? 0) - (b.record ?? 0);
}
