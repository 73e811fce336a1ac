/** Repair and simplify as one step: what an article goes through before anything is taken out of it. */
import { join } from "node:path";
import type { Script } from "../../schemas/article.ts";
import {
  GapTable,
  PunctuationTable,
  ScriptTable,
  SpunTable,
  SubstitutionTable,
} from "../../schemas/lexicon-words.ts";
import { loadYaml } from "../lexicon/load.ts";
import { LEXICON, type Rules } from "../rules.ts";
import { loadBytesTables, repairBytes } from "../stages/repair/bytes/index.ts";
import { compileWords, repairWords } from "../stages/repair/words/index.ts";
import { compileScript, simplify } from "../stages/simplify/index.ts";
import type { TracedText } from "../text/traced.ts";

/** The tables that repair and simplify go by. */
export type RepairRules = Pick<Rules, "bytes" | "script" | "words">;

/** Bytes and pinyin first, then script, then words: the order that undoes stacked damage. */
export function repaired(traced: TracedText, rules: RepairRules): { traced: TracedText; script: Script } {
  const { traced: simplified, script } = simplify(repairBytes(traced, rules.bytes), rules.script);
  return { traced: repairWords(simplified, rules.words), script };
}

/**
 * The tables of repair and simplify alone: no subject is asked for, because damage is the same in all.
 *
 * @param lexicon folder of all tables
 * @throws ContentError when a table is at fault
 */
export function loadRepairRules(lexicon: string = LEXICON): RepairRules {
  const common = join(lexicon, "common");
  const at = (name: string) => join(common, `${name}.yaml`);
  return {
    bytes: loadBytesTables(common).tables,
    script: compileScript(loadYaml(at("script"), ScriptTable).value),
    words: compileWords({
      substitutions: loadYaml(at("substitutions"), SubstitutionTable).value,
      spun: loadYaml(at("spun"), SpunTable).value,
      gaps: loadYaml(at("gaps"), GapTable).value,
      punctuation: loadYaml(at("punctuation"), PunctuationTable).value,
    }),
  };
}
