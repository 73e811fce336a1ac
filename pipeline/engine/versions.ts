/** What a kept entry depends on besides the bytes of its file: code, rule tables, settings. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../../schemas/config.ts";
import { codeVersion } from "./code.ts";

export interface Versions {
  /** Of what is made of a file up to its clean text and outline. */
  readonly file: string;
  /** Of its advice, given that. */
  readonly advice: string;
}

const PIPELINE = fileURLToPath(new URL("../", import.meta.url));

/** The only table of a subject that cleaning looks at: names of products are no repeats. */
const CLEANING = "products.yaml";

/**
 * @param lexicon folder of all tables
 * @param module that does the work, where it is not the project's own
 */
export function versionsOf(lexicon: string, subject: string, config: Config, module?: string): Versions {
  const tables = join(lexicon, "subjects", subject);
  const entry = module ?? join(PIPELINE, `work${import.meta.url.slice(import.meta.url.lastIndexOf("."))}`);
  const cleaning = codeVersion(entry, [join(PIPELINE, "stages/extract/")]);
  return {
    file: digest(
      "file",
      cleaning,
      JSON.stringify(config),
      folderVersion(join(lexicon, "common")),
      fileVersion(join(tables, CLEANING)),
    ),
    advice: digest("advice", codeVersion(entry), folderVersion(tables)),
  };
}

/** Hash of the names and contents of all files below a folder; of nothing where there is none. */
export function folderVersion(folder: string): string {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true }) as string[];
  } catch {
    return "";
  }
  return digest(...names.sort().flatMap((name) => [name, fileVersion(join(folder, name))]));
}

/** Hash of a file's contents; empty where there is none to read. */
export function fileVersion(path: string): string {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return "";
  }
}

export function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);
}
