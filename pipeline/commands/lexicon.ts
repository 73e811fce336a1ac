/** `lexicon`: what every row of the tables does on real articles. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { GoldFile } from "../../schemas/gold.ts";
import type { Article } from "../article.ts";
import { readChecked } from "../engine/bundle.ts";
import { loadConfig } from "../engine/config.ts";
import { listFiles } from "../engine/files.ts";
import { type KnownRow, type RowName, type RowUsage, type Usage, usageOf } from "../eval/usage.ts";
import { UsageError } from "../faults.ts";
import { LEXICON, loadRules, type Rules } from "../rules.ts";
import { distinguish, ingest } from "../stages/ingest/index.ts";
import { requireFolder } from "./content.ts";
import { say } from "./print.ts";

export interface LexiconCommand {
  /** Folders of raw articles. */
  readonly raw: readonly string[];
  /** Folders of annotations, one for each raw folder, in their order; fewer are allowed. */
  readonly gold?: readonly string[];
  readonly subject?: string;
  readonly json?: boolean;
}

const CLUSTERS = "clusters.json";

/**
 * @returns 0
 * @throws UsageError when a folder is missing, ContentError when a table or an annotation is at fault
 */
export async function lexicon(options: LexiconCommand): Promise<number> {
  const { raw, gold = [] } = options;
  if (gold.length > raw.length)
    throw new UsageError(
      `${gold.length} folders of annotations, but ${raw.length} raw folders: name each --raw`,
    );
  const config = loadConfig([raw[0]!]);
  const subject = options.subject ?? config.subject;
  const rules = loadRules(subject);
  const docs = [];
  for (const [i, folder] of raw.entries()) {
    await requireFolder(folder, "the raw folder");
    const golds = gold[i] === undefined ? [] : await readGold(gold[i]);
    for (const article of await articlesOf(folder, rules.html))
      docs.push({ article, gold: goldOf(article, golds) });
  }
  const usage = usageOf(docs, rules, knownRows(subject));
  say(options.json ? JSON.stringify(usage, null, 1) : lines(usage));
  return 0;
}

async function articlesOf(raw: string, html: Rules["html"]): Promise<Article[]> {
  const config = loadConfig([raw]);
  const { files } = await listFiles(raw, config);
  return distinguish(
    files.flatMap(
      ({ source }) => ingest({ source, bytes: readFileSync(join(raw, source)) }, config, html).articles,
    ),
  );
}

async function readGold(folder: string): Promise<GoldFile[]> {
  await requireFolder(folder, "the folder of annotations");
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".json") && name !== CLUSTERS)
    .sort();
  const out: GoldFile[] = [];
  for (const name of names) out.push(await readChecked(join(folder, name), GoldFile));
  return out;
}

function goldOf(article: Article, golds: readonly GoldFile[]): GoldFile | undefined {
  return golds.find(
    (g) =>
      (g.document === article.source || article.source.endsWith(`/${g.document}`)) &&
      (g.record === undefined || g.record === article.record),
  );
}

/** Rows of the common tables and the subject's; a subject's row stands in place of the common one of its id. */
function knownRows(subject: string): KnownRow[] {
  const read = (folder: string, name: string): KnownRow[] =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".yaml"))
      .sort()
      .flatMap((file) => {
        const { rows } = parse(readFileSync(join(folder, file), "utf8")) as { rows?: KnownRow[] };
        const table = `${name}/${file.replace(/\.yaml$/, "")}`;
        return (rows ?? []).map((row) => ({ ...row, table }));
      });
  const own = read(join(LEXICON, "subjects", subject), subject);
  const taken = new Set(own.map((row) => `${row.table.split("/")[1]}/${row.id}`));
  const common = read(join(LEXICON, "common"), "common");
  return [...common.filter((row) => !taken.has(`${row.table.split("/")[1]}/${row.id}`)), ...own];
}

function lines({ articles, annotated, rows, together }: Usage): string[] {
  const tables = [...new Set(rows.map((r) => r.table))];
  const silent = rows.filter((r) => r.fired === 0);
  return [
    `${articles} articles, ${annotated} annotated; ${rows.length} rows`,
    ...tables.flatMap((table) => [
      "",
      `${table.padEnd(40)}  fired  articles  precision`,
      ...rows.filter((r) => r.table === table && r.fired > 0).map(rowLine),
    ]),
    "",
    `never fired: ${silent.length}`,
    ...tables.flatMap((table) => {
      const own = silent.filter((r) => r.table === table).map((r) => r.id);
      return own.length === 0 ? [] : [`  ${table}: ${own.join(", ")}`];
    }),
    "",
    `always together: ${together.length}`,
    ...together.map((same) => `  ${same.map((r: RowName) => `${r.table}/${r.id}`).join(" = ")}`),
  ];
}

function rowLine({ id, fired, documents, precision, judged }: RowUsage): string {
  const share = precision === undefined ? "" : `${(100 * precision).toFixed(1).padStart(9)} of ${judged}`;
  return `  ${id.padEnd(38)}${String(fired).padStart(7)}${String(documents).padStart(10)}${share}`;
}
