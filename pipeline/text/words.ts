/**
 * Words of Chinese text, by nodejieba with the project's own words added. The dictionary takes
 * about a second and 250 MB to load (measured, Node 20), so it is loaded at the first call only.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

interface Jieba {
  load(options: { userDict: string }): void;
  cut(text: string): string[];
}

let jieba: Jieba | undefined;

function loaded(): Jieba {
  if (jieba === undefined) {
    jieba = createRequire(import.meta.url)("nodejieba") as Jieba;
    // A missing user dictionary aborts the process, so the path is fixed and the file is part of the package.
    jieba.load({ userDict: fileURLToPath(new URL("../lexicon/common/words.txt", import.meta.url)) });
  }
  return jieba;
}

/** Cut text into words; joined, they are the text again. Unknown-word guessing (HMM) is off. */
export function cut(text: string): string[] {
  return text === "" ? [] : loaded().cut(text);
}
