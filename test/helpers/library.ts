/**
 * A folder of articles as a scraper leaves it, of any size and the same for the same seed: sentences of the
 * project's own articles put together anew, on the subject and off it, some damaged, some copied, some
 * as pages or in other encodings, all with the furniture of the sites they stand in.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import iconv from "iconv-lite";
import { annotateCharacters, annotationTable } from "./forward/pinyin.ts";
import { traditional } from "./forward/script.ts";
import { loseCommas } from "./forward/words.ts";
import { random } from "./random.ts";

const HERE = join(import.meta.dirname, "../..");
const ON = ["test/articles/develop/raw", "test/articles/train/raw", "raw"];
const OFF = ["test/articles/off-topic/raw"];

interface Pool {
  readonly titles: readonly string[];
  readonly headings: readonly string[];
  readonly sentences: readonly string[];
}

/** Bytes of an article's text in UTF-8, about. */
const BYTES = 2000;
const SITES = 40;

function poolOf(folders: readonly string[]): Pool {
  const titles: string[] = [];
  const headings = new Set<string>();
  const sentences = new Set<string>();
  for (const folder of folders) {
    for (const name of readdirSync(join(HERE, folder)).sort()) {
      if (!name.endsWith(".txt")) continue;
      const lines = readFileSync(join(HERE, folder, name), "utf8")
        .split(/\r?\n/)
        .filter((l) => l.trim() !== "");
      titles.push(lines[0]!.trim());
      for (const line of lines.slice(1)) {
        if (/^[一二三四五六七八九十]、|^（[一二三四五六]）/.test(line) && line.length < 30)
          headings.add(line.trim());
        else
          for (const s of line.match(/[^。！？\p{Cc}\p{Co}\ufffd]{8,}[。！？]/gu) ?? [])
            sentences.add(s.trim());
      }
    }
  }
  return { titles, headings: [...headings], sentences: [...sentences] };
}

export interface LibraryFile {
  readonly source: string;
  readonly bytes: Uint8Array;
  /** The text before it was encoded or put into a page. */
  readonly text: string;
}

/** File `i` of the library is the same whatever its size. */
export function* library(size: number, seed = 1): Generator<LibraryFile> {
  const [on, off] = [poolOf(ON), poolOf(OFF)];
  let last = "";
  for (let i = 0; i < size; i++) {
    const next = random(seed * 1_000_003 + i);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
    const pool = next() < 0.6 ? on : off;
    const copy = last !== "" && next() < 0.05;
    const article = copy ? last : compose(pool, pick, next);
    last = article;
    const site = Math.floor(next() * SITES);
    let text = `${furniture(site, i)}${article}\n\n上一篇：${pick(pool.titles)}\n下一篇：${pick(pool.titles)}\n本站所载文章由第${site}号站整理，仅供读者参考。\n`;
    text = damaged(text, next(), i);
    const folder = `site-${String(site).padStart(2, "0")}`;
    const source = `${folder}/${String(i).padStart(6, "0")}`;
    const form = next();
    if (form < 0.1) yield { source: `${source}.html`, bytes: Buffer.from(pageOf(text)), text };
    else if (form < 0.2) yield { source: `${source}.txt`, bytes: iconv.encode(text, "gb18030"), text };
    else yield { source: `${source}.txt`, bytes: Buffer.from(text), text };
  }
}

function compose(pool: Pool, pick: <T>(from: readonly T[]) => T, next: () => number): string {
  const lines = [pick(pool.titles), ""];
  let bytes = 0;
  while (bytes < BYTES - 300) {
    if (next() < 0.3 && pool.headings.length > 0) lines.push(pick(pool.headings), "");
    // Amounts and days differ from article to article, as they do.
    const paragraph = Array.from({ length: 2 + Math.floor(next() * 3) }, () =>
      pick(pool.sentences).replace(/\d{3,4}(?=元)/g, () => String(100 + Math.floor(next() * 9900))),
    ).join("");
    lines.push(paragraph, "");
    bytes += Buffer.byteLength(paragraph);
  }
  return lines.join("\n");
}

let readings: Map<string, string> | undefined;

/** An article in eight is in Traditional characters, has readings in it, or has lost commas. */
function damaged(text: string, chance: number, seed: number): string {
  if (chance < 0.04) return traditional(text);
  if (chance < 0.08) {
    readings ??= annotationTable();
    return annotateCharacters(traditional(text), readings);
  }
  return chance < 0.12 ? loseCommas(text, seed, 0.3) : text;
}

function furniture(site: number, i: number): string {
  return `首页 > 第${site}站 > 正文\n发布时间：2024-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")} 阅读：${100 + (i % 977)}\n\n`;
}

function pageOf(text: string): string {
  const [title = "", ...lines] = text.split("\n").filter((l) => l !== "");
  const body = lines.map((l) => `<p>${l.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`).join("\n");
  return `<!doctype html><html><head><title>${title}</title></head><body><article><h1>${title}</h1>\n${body}\n</article></body></html>\n`;
}

/** Put the library into a folder. @returns its bytes */
export function writeLibrary(folder: string, size: number, seed = 1): number {
  let bytes = 0;
  for (const file of library(size, seed)) {
    const path = join(folder, file.source);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.bytes);
    bytes += file.bytes.length;
  }
  return bytes;
}
