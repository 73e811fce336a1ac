/** All rule tables of a run, read and compiled once, before anything is built. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  GapTable,
  PunctuationTable,
  ScriptTable,
  SpunTable,
  SubstitutionTable,
} from "../schemas/lexicon-words.ts";
import { ContentError, type Fault } from "./faults.ts";
import { loadYaml } from "./lexicon/load.ts";
import { loadSubject, type Subject } from "./lexicon/subject.ts";
import { type HtmlRules, loadHtml } from "./stages/ingest/html-rules.ts";
import { type BytesTables, loadBytesTables } from "./stages/repair/bytes/tables.ts";
import { compileWords, type WordRules } from "./stages/repair/words/index.ts";
import { compileScript, type ScriptRules } from "./stages/simplify/index.ts";
import { type Furniture, loadFurniture } from "./stages/strip/index.ts";

export interface Rules {
  readonly html: HtmlRules;
  readonly bytes: BytesTables;
  readonly script: ScriptRules;
  readonly words: WordRules;
  readonly furniture: Furniture;
  readonly subject: Subject;
  /** Table name → version, for the manifest. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The tables that come with the package. */
export const LEXICON = fileURLToPath(new URL("./lexicon/", import.meta.url));

/**
 * @param subject folder of tables under `subjects/`
 * @param lexicon folder of all tables
 * @throws ContentError with the faults of every table at fault, UsageError for an unknown subject
 */
export function loadRules(subject: string, lexicon = LEXICON): Rules {
  const common = join(lexicon, "common");
  const versions: Record<string, string> = {};
  const faults: Fault[] = [];
  // One run tells of every broken table, not only of the first.
  const collect = <T>(load: () => T): T | undefined => {
    try {
      return load();
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      faults.push(...error.faults);
      return undefined;
    }
  };
  const table = <S extends Parameters<typeof loadYaml>[1]>(name: string, schema: S) =>
    collect(() => {
      const loaded = loadYaml(join(common, `${name}.yaml`), schema);
      versions[`common/${name}`] = loaded.version;
      return loaded.value;
    });
  const bytes = collect(() => loadBytesTables(common));
  for (const [name, version] of Object.entries(bytes?.versions ?? {})) versions[`common/${name}`] = version;
  const script = table("script", ScriptTable);
  const substitutions = table("substitutions", SubstitutionTable);
  const spun = table("spun", SpunTable);
  const gaps = table("gaps", GapTable);
  const punctuation = table("punctuation", PunctuationTable);
  const html = collect(() => loadHtml(join(common, "html.yaml")));
  if (html) versions["common/html"] = html.version;
  const furniture = collect(() => loadFurniture(join(common, "furniture.yaml")));
  if (furniture) versions["common/furniture"] = furniture.version;
  const loadedSubject = collect(() => loadSubject(subject, join(lexicon, "subjects")));
  Object.assign(versions, loadedSubject?.versions);
  if (
    faults.length > 0 ||
    !bytes ||
    !script ||
    !substitutions ||
    !spun ||
    !gaps ||
    !punctuation ||
    !html ||
    !furniture ||
    !loadedSubject
  ) {
    throw new ContentError(faults);
  }
  return {
    html: html.value,
    bytes: bytes.tables,
    script: compileScript(script),
    words: compileWords({ substitutions, spun, gaps, punctuation }),
    furniture: furniture.value,
    subject: loadedSubject,
    versions: Object.fromEntries(Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
