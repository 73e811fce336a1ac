/** Reads a build back: its documents and advice, and the raw texts they point into. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { AdviceFile } from "../../schemas/advice.ts";
import { type DocumentRecord, DocumentsFile } from "../../schemas/article.ts";
import { ContentError, UsageError } from "../faults.ts";
import { parseYaml } from "../lexicon/load.ts";

export interface StoredBuild {
  readonly documents: readonly DocumentRecord[];
  readonly items: AdviceFile["items"];
}

/**
 * @throws UsageError when the folder holds no build; ContentError when its files do not fit the schemas
 */
export async function readBuild(folder: string): Promise<StoredBuild> {
  const read = async <T>(path: string, schema: { parse: (value: unknown) => T }): Promise<T> => {
    const file = join(folder, path);
    const text = await readFile(file, "utf8").catch(() => {
      throw new UsageError(`${folder}: holds no build (${path} is missing)`);
    });
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      const message = `is not what a build writes: ${(error as Error).message}`;
      throw new ContentError([{ file, line: 1, column: 1, rule: "schema", message }]);
    }
  };
  const { documents } = await read("data/documents.json", DocumentsFile);
  const { items } = await read("data/advice.json", AdviceFile);
  return { documents, items };
}

/** Raw texts by document id, decoded as their documents say; a file that is not there is left out. */
export async function readRaw(
  folder: string,
  documents: readonly DocumentRecord[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  // Records of one container share one text.
  const files = new Map<string, string | undefined>();
  for (const { id, source, encoding, compression } of documents) {
    if (!files.has(source)) {
      const bytes = await readFile(join(folder, source)).catch(() => undefined);
      const plain = bytes && compression === "gzip" ? gunzipSync(bytes) : bytes;
      files.set(source, plain && new TextDecoder(encoding).decode(plain));
    }
    const text = files.get(source);
    if (text !== undefined) texts.set(id, text);
  }
  return texts;
}

/** A JSON or YAML file that must fit a schema; faults name line and column. */
export async function readChecked<S extends Parameters<typeof parseYaml>[1]>(file: string, schema: S) {
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`${file}: cannot be read`);
  });
  return parseYaml(text, schema, file);
}
