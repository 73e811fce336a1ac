/** Repair and simplify as one step: what an article goes through before anything is taken out of it. */
import type { Script } from "../../schemas/article.ts";
import type { Rules } from "../rules.ts";
import { repairBytes } from "../stages/repair/bytes/index.ts";
import { repairWords } from "../stages/repair/words/index.ts";
import { simplify } from "../stages/simplify/index.ts";
import type { TracedText } from "../text/traced.ts";

/** The tables that repair and simplify go by. */
export type RepairRules = Pick<Rules, "bytes" | "script" | "words">;

/** Bytes and pinyin first, then script, then words: the order that undoes stacked damage. */
export function repaired(traced: TracedText, rules: RepairRules): { traced: TracedText; script: Script } {
  const { traced: simplified, script } = simplify(repairBytes(traced, rules.bytes), rules.script);
  return { traced: repairWords(simplified, rules.words), script };
}
