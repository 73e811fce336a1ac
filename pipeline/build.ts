/**
 * The build, from a folder of raw articles to a validated result: the page to read first.
 *
 *   files → [ingest → repair → simplify → repair words → strip → dedupe → structure → extract] each file alone
 *         → near-duplicates across articles → what sites repeat, and such articles once more
 *         → merge → decisions → validate
 *
 * What is done on a file alone is done in `work.ts`, by as many processes as there are, and kept; what
 * needs all articles is done here, over short facts of each. Nothing of the output is written here:
 * `commands/build.ts` emits what this returns.
 */
import type { AdviceFile, Evidence } from "../schemas/advice.ts";
import type { Candidate } from "./advice.ts";
import type { Quarantined } from "./article.ts";
import { applyDecisions } from "./decisions.ts";
import { loadConfig } from "./engine/config.ts";
import { readDecisions } from "./engine/decisions.ts";
import { listFiles } from "./engine/files.ts";
import { nearDuplicates } from "./engine/near-duplicates.ts";
import type { Pool } from "./engine/pool.ts";
import { type StoredArticle, StoredArticles } from "./engine/stored.ts";
import { digest, type Versions, versionsOf } from "./engine/versions.ts";
import { type Made, type Wanted, Workshop } from "./engine/workshop.ts";
import { ContentError, type Fault } from "./faults.ts";
import { labelsOf } from "./lexicon/labels.ts";
import type { BuildResult, Cue } from "./result.ts";
import { LEXICON, loadRules, type Rules } from "./rules.ts";
import { learntLines } from "./sites.ts";
import { type DuplicateOf, Sieves } from "./stages/dedupe/index.ts";
import { distinguish } from "./stages/ingest/index.ts";
import { merge } from "./stages/merge/index.ts";
import { validate } from "./stages/validate/index.ts";

export interface BuildOptions {
  readonly raw: string;
  /** Which subject's tables; default: the configuration's. */
  readonly subject?: string;
  /** Folder of the rule tables; default: those of the package. */
  readonly lexicon?: string;
  /** Folder in which what is worked out is kept for the next build; default: it is not. */
  readonly cache?: string;
  /** Processes that work on files; default: as many as the machine has cores. 0: none but this one, and no limits. */
  readonly workers?: number;
  /** Milliseconds one stage may take over one article. */
  readonly timeLimit?: number;
  /** MiB one process may take for its objects. */
  readonly memoryLimit?: number;
  /** Path of a module that works on files in place of `work.ts`. */
  readonly module?: string;
  /** Processes that outlive the build; default: its own. */
  readonly pool?: Pool;
  readonly onProgress?: (done: number, total: number, source: string) => void;
  readonly onTimings?: (timings: Timings) => void;
}

/** Where the time went, in milliseconds. */
export interface Timings {
  /** Of all processes together. */
  readonly stages: Readonly<Record<string, number>>;
  /** Of this process, one after the other. */
  readonly steps: Readonly<Record<string, number>>;
  /** Files worked on that took longest, longest first. */
  readonly slowest: ReadonlyArray<{ readonly source: string; readonly took: number }>;
  /** Files worked on; the others were kept from an earlier build. */
  readonly worked: number;
}

/**
 * @throws UsageError for a folder or subject that does not exist
 * @throws ContentError for configuration, rule tables or front matter at fault: before anything is built
 */
export async function buildContent(
  options: BuildOptions,
): Promise<BuildResult & { readonly faults: readonly Fault[] }> {
  const step = stopwatch();
  const config = loadConfig([options.raw]);
  const lexicon = options.lexicon ?? LEXICON;
  const subject = options.subject ?? config.subject;
  const listing = await listFiles(options.raw, config);
  const decisions = await readDecisions(options.raw);
  const versions = versionsOf(lexicon, subject, config, options.module);
  const workshop = new Workshop({ ...options, lexicon, subject, config, versions });
  step.done("list");
  try {
    // Processes start while the tables are read here; a table at fault comes before whatever they say.
    const working = workshop.workOn(listing.files.map((file) => ({ file })));
    working.catch(() => {});
    const rules = rulesOf(subject, lexicon, versions);
    step.done("tables");
    const first = await working;
    step.done("articles");
    const faults = first.made.flatMap(({ kept }) => [...kept.faults]);
    if (faults.length > 0) throw new ContentError(faults);

    const mend = (article: StoredArticle) => workshop.mend(article);
    let made = first.made;
    let stored = storedArticles(made);
    // Before anything is read: what turns out to be spoiled is replaced, and no longer the one it was.
    let advised = adviceOf(made, stored);
    let articles = new StoredArticles(workshop.packs, stored, mend);
    const index = (pass: string) => workshop.file(`near-${digest(options.raw, pass)}-${versions.file}`);
    const sieves = new Sieves();
    let duplicates = duplicatesAmong(articles, stored, index("1"), sieves);
    step.done("near-duplicates");
    const again = learnt(made, stored, duplicates);
    if (again.length > 0) {
      const second = new Map((await workshop.workOn(again)).made.map((m) => [m.file, m]));
      made = made.map((m) => second.get(m.file) ?? m);
      stored = storedArticles(made);
      advised = adviceOf(made, stored);
      articles = new StoredArticles(workshop.packs, stored, mend);
      duplicates = duplicatesAmong(articles, stored, index("2"), sieves);
      step.done("sites");
    }
    await workshop.rest();
    for (const article of stored) {
      const duplicate = duplicates.get(article.id);
      if (duplicate !== undefined) article.duplicate = duplicate;
    }
    const merged = mergeAdvice(stored, advised, duplicates, rules.subject);
    const decided = applyDecisions(merged.items, decisions);
    step.done("merge");
    const refused = [...listing.quarantined, ...first.quarantined];
    const result: BuildResult = {
      articles,
      advice: { ...merged, items: decided.items },
      quarantined: [...refused, ...made.flatMap(({ kept }) => [...kept.quarantined])].sort(byPlace),
      articlesIn: refused.length + made.reduce((sum, { kept }) => sum + kept.found, 0),
      tables: rules.versions,
      labels: labelsOf(rules.subject),
      cues: sentenceCues(rules.subject),
      decisions: decided.account,
    };
    const wrong = validate(result, options.raw, (evidence) => isGrounded(evidence, advised));
    step.done("validate");
    options.onTimings?.({ ...workshop.timings(), steps: step.steps });
    return { ...result, faults: wrong };
  } finally {
    await workshop.close();
  }
}

let lastRules: { readonly of: string; readonly rules: Rules } | undefined;

/** The tables, read again only where they have changed: a process may build more than once. */
function rulesOf(subject: string, lexicon: string, versions: Versions): Rules {
  const of = [subject, lexicon, versions.file, versions.advice].join("\n");
  if (lastRules?.of !== of) lastRules = { of, rules: loadRules(subject, lexicon) };
  return lastRules.rules;
}

/** Articles of all files, each with an id of its own, in the order of source and record. */
function storedArticles(made: readonly Made[]): StoredArticle[] {
  const all = made.flatMap(({ place, kept }) =>
    kept.articles.map((article) => {
      const { id, source, record } = article.record;
      const name = { id, source, ...(record !== undefined && { record }) };
      return { ...name, place, raw: kept.raw!, kept: article };
    }),
  );
  return distinguish(all).map(({ id, place, raw, kept }) => ({ id, place, raw, kept }));
}

/** Near-duplicates among the articles; with an index, only what changed since it was written is compared. */
function duplicatesAmong(
  articles: StoredArticles,
  stored: readonly StoredArticle[],
  index: string | undefined,
  sieves: Sieves,
): Map<string, DuplicateOf> {
  const byId = new Map(stored.map((article) => [article.id, article]));
  const stamped = stored.map((article) => ({
    id: article.id,
    // Checksum of the clean text and its origins.
    stamp: article.kept.parts.cleaned[2],
    signature: () => articles.signature(article),
  }));
  return nearDuplicates(stamped, {
    textOf: (id) => articles.text(byId.get(id)!),
    sieves,
    ...(index !== undefined && { index }),
  }).duplicates;
}

/** Files with articles that hold lines their site repeats, and the lines. */
function learnt(
  made: readonly Made[],
  stored: readonly StoredArticle[],
  duplicates: ReadonlyMap<string, DuplicateOf>,
): Wanted[] {
  const lines = learntLines(
    stored.map(({ id, kept: { lines, record } }) => ({
      source: record.source,
      ...(record.record !== undefined && { record: record.record }),
      ...(record.url !== undefined && { url: record.url }),
      lines,
      group: duplicates.get(id)?.duplicateOf ?? id,
    })),
  );
  return made.flatMap(({ file }) => {
    const own = lines.get(file.source);
    return own === undefined ? [] : [{ file, learnt: own }];
  });
}

interface Advised {
  readonly candidates: readonly Candidate[];
  readonly ungrounded: ReadonlySet<number>;
}

/** Advice by id of its article. */
function adviceOf(made: readonly Made[], stored: readonly StoredArticle[]): Map<string, Advised> {
  const byArticle = new Map(
    made.flatMap(({ kept, advice }) => kept.articles.map((article, i) => [article, advice[i]!] as const)),
  );
  return new Map(
    stored.map(({ id, kept }) => {
      const { candidates, ungrounded } = byArticle.get(kept)!;
      const own = id === kept.record.id ? candidates : candidates.map((c) => ({ ...c, document: id }));
      return [id, { candidates: own, ungrounded: new Set(ungrounded.map((u) => u.candidate)) }];
    }),
  );
}

function mergeAdvice(
  stored: readonly StoredArticle[],
  advised: ReadonlyMap<string, Advised>,
  duplicates: ReadonlyMap<string, DuplicateOf>,
  subject: ReturnType<typeof loadRules>["subject"],
): AdviceFile {
  const group = new Map([...duplicates].map(([id, d]) => [id, d.duplicateOf]));
  const published = new Map<string, string>();
  let newest: string | undefined;
  for (const { id, kept } of stored) {
    const { published: date } = kept.record;
    if (date === undefined) continue;
    published.set(id, date);
    const day = date.slice(0, 10);
    if (newest === undefined || day > newest) newest = day;
  }
  const candidates = stored.flatMap(({ id }) => advised.get(id)!.candidates);
  const items = merge(candidates, { group, published }, subject);
  return { disclaimer: subject.about.disclaimer, ...(newest !== undefined && { newest }), items };
}

/** Whether evidence is a quote that was held against its article when it was made. */
function isGrounded(evidence: Evidence, advised: ReadonlyMap<string, Advised>): boolean {
  const own = advised.get(evidence.document);
  return (
    own?.candidates.some(
      (c, i) =>
        c.rawStart === evidence.start &&
        c.rawEnd === evidence.end &&
        c.quote === evidence.quote &&
        !own.ungrounded.has(i),
    ) === true
  );
}

/** Rows that can be asked of a sentence alone. */
function sentenceCues({ cues }: ReturnType<typeof loadRules>["subject"]): Cue[] {
  return cues.flatMap(({ row, test }) =>
    row.scope === "first" || row.scope === "body"
      ? [{ id: `cues/${row.id}`, kind: row.kind, weight: row.weight, test }]
      : [],
  );
}

function byPlace(a: Quarantined, b: Quarantined): number {
  return (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || (a.record ?? 0) - (b.record ?? 0);
}

/** How long each step took, for whoever wants to know: nothing that is built depends on it. */
function stopwatch() {
  const steps: Record<string, number> = {};
  let last = performance.now();
  return {
    steps,
    done(step: string) {
      const now = performance.now();
      steps[step] = now - last;
      last = now;
    },
  };
}
