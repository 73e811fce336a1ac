/**
 * How likely a stretch of Chinese is as a row of words, in bits: the best way to cut it, by the
 * counts of jieba's dictionary. Sharper than characters side by side, and dear to load (some
 * 350,000 words), so it is asked only where readings of broken bytes compete.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isHan } from "../../../text/phrases.ts";
import { costOf, simplified } from "./plausibility.ts";
import type { HanFrequency } from "./tables.ts";

interface Words {
  readonly cost: ReadonlyMap<string, number>;
}

const LONGEST_WORD = 6;
/** What a character that is no word of the dictionary costs over its own frequency. */
const NO_WORD = 3;

let loaded: Words | undefined;

function words(): Words {
  if (loaded !== undefined) return loaded;
  const folder = dirname(createRequire(import.meta.url).resolve("nodejieba/package.json"));
  const source = readFileSync(join(folder, "submodules/cppjieba/dict/jieba.dict.utf8"), "utf8");
  const counts: Array<readonly [string, number]> = [];
  let total = 0;
  for (const line of source.split("\n")) {
    const space = line.indexOf(" ");
    const word = line.slice(0, space);
    if (space < 0 || word.length > LONGEST_WORD) continue;
    const count = Number.parseInt(line.slice(space + 1), 10);
    total += count;
    counts.push([word, count]);
  }
  loaded = { cost: new Map(counts.map(([w, n]) => [w, Math.log2(total / Math.max(n, 1))])) };
  return loaded;
}

/** Cost in bits of the cheapest way to cut `text` into words; marks and holes cost as characters. */
export function costOfWords(text: string, han: HanFrequency): number {
  const { cost } = words();
  const chars = [...text].map(simplified);
  const best = new Array<number>(chars.length + 1).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  for (let i = 0; i < chars.length; i++) {
    const single = cost.get(chars[i]!);
    const own = costOf(chars[i]!, han);
    best[i + 1] = Math.min(best[i + 1]!, best[i]! + (single ?? own + NO_WORD));
    let word = chars[i]!;
    if (!isHan(word.charCodeAt(0))) continue;
    for (let n = 2; n <= LONGEST_WORD && i + n <= chars.length; n++) {
      word += chars[i + n - 1]!;
      const known = cost.get(word);
      if (known !== undefined) best[i + n] = Math.min(best[i + n]!, best[i]! + known);
    }
  }
  return best[chars.length]!;
}
