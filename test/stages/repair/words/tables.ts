/** The real tables, loaded once for the tests of this folder. */
import { fileURLToPath } from "node:url";
import { loadYaml } from "../../../../pipeline/lexicon/load.ts";
import { compileWords } from "../../../../pipeline/stages/repair/words/index.ts";
import { compileScript } from "../../../../pipeline/stages/simplify/index.ts";
import {
  GapTable,
  PunctuationTable,
  ScriptTable,
  SpunTable,
  SubstitutionTable,
} from "../../../../schemas/lexicon-words.ts";

const at = (name: string) =>
  fileURLToPath(new URL(`../../../../pipeline/lexicon/common/${name}.yaml`, import.meta.url));

export const script = loadYaml(at("script"), ScriptTable).value;
export const substitutions = loadYaml(at("substitutions"), SubstitutionTable).value;
export const spun = loadYaml(at("spun"), SpunTable).value;
export const gaps = loadYaml(at("gaps"), GapTable).value;
export const punctuation = loadYaml(at("punctuation"), PunctuationTable).value;

export const scriptRules = compileScript(script);
export const wordRules = compileWords({ substitutions, spun, gaps, punctuation });
