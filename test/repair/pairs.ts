/**
 * Damaged and sound versions of this project's own articles, a pair for every kind of damage an
 * article can take. The damaged side is made by the forward models, seeded, so that it is the same
 * at every run; the evaluation repairs it and compares.
 *
 *     npx tsx pipeline/cli.ts eval --repair test/repair/pairs.ts
 */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { RepairPair } from "../../pipeline/eval/repair.ts";
import { loadYaml } from "../../pipeline/lexicon/load.ts";
import { simplified } from "../../pipeline/stages/repair/bytes/plausibility.ts";
import { gbkChar, gbkPair } from "../../pipeline/text/gbk.ts";
import { readingsOf } from "../../pipeline/text/readings.ts";
import { escapeSome, everyThirdLine, strewUnseen, stutter, widen } from "../helpers/forward/marks.ts";
import {
  gbkAsLatin1,
  gbkAsWindows1252,
  utf8AsLatin1,
  utf8AsWindows1252,
} from "../helpers/forward/mojibake.ts";
import {
  ANNOTATED,
  annotate,
  annotateCharacters,
  annotationTable,
  fitsGbk,
} from "../helpers/forward/pinyin.ts";
import { cheque, inHongKong, inTaiwan, machineMade, traditional } from "../helpers/forward/script.ts";
import { cutSilently, cutWords, loseCommas, narrow, spin, substitute } from "../helpers/forward/words.ts";
import { random } from "../helpers/random.ts";

const Articles = z.array(z.strictObject({ id: z.string(), text: z.string() }));

/** The articles one by one. */
export const ARTICLES = loadYaml(fileURLToPath(new URL("articles.yaml", import.meta.url)), Articles).value;

/** Pages as long as those of the genre, some thousand characters: an article and the next two. */
export const PAGES = ARTICLES.filter((_, i) => i % 2 === 0).map(({ id }, k) => ({
  id,
  text: [0, 1, 2].map((n) => ARTICLES[(2 * k + n) % ARTICLES.length]!.text).join("\n"),
}));

const FULL = annotationTable();
const SPARSE = annotationTable([...ANNOTATED].filter((_, i) => i % 5 === 0).join(""));
const PLAIN = annotationTable(
  "为说会时这来们个学国长发后开进经现动还实样问题处点关业产种间将无与从机电费务协议认证际达计户导几应当号请选择联系",
);

/** A page as such tools leave it; what GBK cannot hold goes through untouched in its Simplified form. */
function annotated(text: string, table: ReadonlyMap<string, string>): string {
  const page = [...traditional(text)].map((c, i) => (fitsGbk(c) ? c : [...text][i]!)).join("");
  return annotate(page, table);
}

/** The table, and some characters that lie across two others of the text, as a larger table would have them. */
function straddling(text: string, seed: number, most = 4): string {
  const page = traditional(text);
  const next = random(seed);
  const found = new Set<string>();
  for (let i = 1; i < page.length; i++) {
    const char = gbkChar(gbkPair(page[i - 1]!) & 0xff, gbkPair(page[i]!) >> 8);
    // Tables hold characters that Simplified writes otherwise.
    if (char !== undefined && simplified(char) !== char && readingsOf(char).size > 0) found.add(char);
  }
  const some = [...found].sort(() => next() - 0.5).slice(0, most);
  return annotated(text, annotationTable(some.join("") + ANNOTATED));
}

/** Kind of damage → what it does to an article; a seed for what is done at random. */
export const KINDS: Readonly<Record<string, (text: string, seed: number) => string>> = {
  "pinyin, dense": (t) => annotated(t, FULL),
  "pinyin, sparse": (t) => annotated(t, SPARSE),
  "pinyin on Simplified": (t) => annotateCharacters(t, PLAIN),
  "pinyin across bytes": (t, seed) => straddling(t, seed),
  "UTF-8 as Windows-1252": utf8AsWindows1252,
  "UTF-8 as Latin-1": utf8AsLatin1,
  "GBK as Windows-1252": gbkAsWindows1252,
  "GBK as Latin-1": gbkAsLatin1,
  "mojibake, some lines": (t, seed) => everyThirdLine(t, seed % 2 ? utf8AsWindows1252 : gbkAsWindows1252),
  entities: escapeSome,
  "invisible characters": strewUnseen,
  "half-width marks": narrow,
  "full-width letters": widen,
  "doubled marks": stutter,
  "Traditional, machine-made": (t) => cheque(machineMade(t)),
  "Traditional, Taiwan": inTaiwan,
  "Traditional, Hong Kong": inHongKong,
  substitutions: substitute,
  "spun, half": (t, seed) => spin(t, seed, 0.5),
  "spun, nearly all": (t, seed) => spin(t, seed, 0.9),
  "deleted, with gap": cutWords,
  "deleted, no gap": cutSilently,
  "lost commas, some": (t, seed) => loseCommas(t, seed, 0.35),
  "lost commas, most": (t, seed) => loseCommas(t, seed, 0.8),
  "stacked: spun, half-width, cut": (t, seed) => cutWords(substitute(narrow(spin(t, seed, 0.7)))),
  "stacked: Traditional, pinyin, spun": (t, seed) => annotated(spin(t, seed, 0.6), FULL),
  "stacked: all but pinyin": (t, seed) =>
    strewUnseen(escapeSome(narrow(machineMade(substitute(spin(t, seed, 0.6)))), seed, 0.01), seed, 0.02),
};

/** Every pair whose damage shows. */
export const pairs: readonly RepairPair[] = Object.entries(KINDS).flatMap(([kind, damage], k) =>
  PAGES.flatMap(({ id, text }, i) => {
    const damaged = damage(text, k * 100 + i + 1);
    return damaged === text
      ? []
      : [{ kind, name: id, damaged, clean: text, apart: kind.startsWith("lost commas") }];
  }),
);
