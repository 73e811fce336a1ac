/** A subject's tables, read once and compiled: everything extraction and merging know about it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import {
  type ClaimRow,
  ClaimTable,
  type CueRow,
  CueTable,
  type MaterialRow,
  MaterialTable,
  type OptionRow,
  OptionTable,
  type PhaseRow,
  PhaseTable,
  type ProductRow,
  ProductTable,
  SubjectFile,
  type TopicRow,
  TopicTable,
  type ZoneRow,
  ZoneTable,
} from "../../schemas/lexicon-extract.ts";
import { type WordingRow, WordingTable } from "../../schemas/lexicon-wording.ts";
import { LinearModel } from "../../schemas/linear.ts";
import { ContentError, type Fault, UsageError } from "../faults.ts";
import { loadYaml, versionOf } from "./load.ts";
import { type Compiled, compile } from "./pattern.ts";
import { type Wording, wordingOf } from "./wording.ts";

export interface Subject {
  readonly about: SubjectFile;
  readonly cues: ReadonlyArray<Compiled<CueRow>>;
  readonly phases: ReadonlyArray<Compiled<PhaseRow>>;
  readonly zones: ReadonlyArray<Compiled<ZoneRow>>;
  readonly products: readonly ProductRow[];
  readonly options: ReadonlyArray<Compiled<OptionRow>>;
  readonly materials: ReadonlyArray<Compiled<MaterialRow>>;
  readonly topics: ReadonlyArray<Compiled<TopicRow>>;
  readonly claims: ReadonlyArray<Compiled<ClaimRow>>;
  /** Words by the part they play, those of the language and its own together. */
  readonly wording: Wording;
  /** Frozen linear models; absent for a subject that has none, which goes by its cue rows alone. */
  readonly models?: KindModels;
  /** Table name → version. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface KindModels {
  /** Whether an article is on the subject at all. */
  readonly gate: LinearModel;
  readonly section: LinearModel;
  readonly passage: LinearModel;
  readonly sentence: LinearModel;
  readonly boundary: LinearModel;
  /** Kinds that follow one another in prose: a feature is the kind of the sentence before, its weights log-ratios to chance. */
  readonly order: LinearModel;
  readonly phase: LinearModel;
}

const ModelsFile = z.strictObject({
  about: z.string(),
  gate: LinearModel,
  section: LinearModel,
  passage: LinearModel,
  sentence: LinearModel,
  boundary: LinearModel,
  order: LinearModel,
  phase: LinearModel,
});

/** Folder of the tables that hold for every subject. */
const COMMON = "common";
const SUBJECTS = fileURLToPath(new URL("./subjects/", import.meta.url));

/**
 * @param name folder below `pipeline/lexicon/subjects/`
 * @throws UsageError for a subject that does not exist, ContentError for a table at fault
 */
export function loadSubject(name: string, root = SUBJECTS): Subject {
  const folder = join(root, name);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(join(folder, "subject.yaml"))) {
    throw new UsageError(
      `no subject '${name}': there is no ${join("pipeline/lexicon/subjects", name, "subject.yaml")}`,
    );
  }
  const versions: Record<string, string> = {};
  const shown = (file: string) => `pipeline/lexicon/subjects/${name}/${file}`;
  const about = loadYaml(join(folder, "subject.yaml"), SubjectFile, shown("subject.yaml"));
  versions[`${name}/subject`] = about.version;
  const faults: Fault[] = [];
  const rows = <T>(file: string, schema: Parameters<typeof loadYaml>[1], from = name): T[] => {
    const common = from === COMMON;
    const path = common ? join(root, "..", COMMON, file) : join(folder, file);
    try {
      const loaded = loadYaml(path, schema, common ? `pipeline/lexicon/${COMMON}/${file}` : shown(file));
      versions[`${from}/${file.replace(/\.yaml$/, "")}`] = loaded.version;
      return (loaded.value as { rows: T[] }).rows;
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      faults.push(...error.faults);
      return [];
    }
  };
  /** The language's rows, but where the subject has one of the same id. */
  const both = <T extends { readonly id: string }>(
    file: string,
    schema: Parameters<typeof loadYaml>[1],
  ): T[] => {
    const own = rows<T>(file, schema);
    return [...rows<T>(file, schema, COMMON).filter((c) => !own.some((o) => o.id === c.id)), ...own];
  };
  const models = loadModels(join(folder, "models.json"), shown("models.json"));
  if (models) versions[`${name}/models`] = models.version;
  const subject: Subject = {
    ...(models && { models: models.value }),
    about: about.value,
    cues: both<CueRow>("cues.yaml", CueTable).map(compile),
    phases: rows<PhaseRow>("phases.yaml", PhaseTable).map(compile),
    zones: both<ZoneRow>("zones.yaml", ZoneTable).map(compile),
    products: rows<ProductRow>("products.yaml", ProductTable),
    options: rows<OptionRow>("options.yaml", OptionTable).map(compile),
    materials: rows<MaterialRow>("materials.yaml", MaterialTable).map(compile),
    topics: rows<TopicRow>("topics.yaml", TopicTable).map(compile),
    claims: rows<ClaimRow>("claims.yaml", ClaimTable).map(compile),
    wording: wordingOf(both<WordingRow>("wording.yaml", WordingTable)),
    versions,
  };
  if (faults.length > 0) throw new ContentError(faults);
  return subject;
}

/** Products whose hotline a number is, by the table. */
export function ownersOf(phone: string, rows: readonly ProductRow[]): ProductRow[] {
  const digits = phone.replaceAll("-", "");
  return rows.filter((r) => r.hotlines.some((h) => h.replaceAll("-", "") === digits));
}

function loadModels(file: string, shown: string): { value: KindModels; version: string } | undefined {
  if (!existsSync(file)) return undefined;
  const source = readFileSync(file, "utf8");
  return { value: parseModels(source, shown), version: versionOf(source) };
}

function parseModels(source: string, shown: string): KindModels {
  const fault = (message: string, at = 0) => {
    const before = source.slice(0, at).split("\n");
    const place = { line: before.length, column: before.at(-1)!.length + 1 };
    return new ContentError([
      { file: shown, ...place, rule: "models", message: `${message}; train the models anew (npm run train)` },
    ]);
  };
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    throw fault((error as Error).message, at === undefined ? source.length : Number(at));
  }
  const parsed = ModelsFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = String(issue?.path[0] ?? "");
  throw fault(`${issue?.path.join(".")}: ${issue?.message}`, Math.max(0, source.indexOf(`"${key}"`)));
}
