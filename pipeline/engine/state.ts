/**
 * What the last build of a folder into another was made of and what it wrote: when nothing of that has
 * changed there is nothing to do, and files that nobody touched need not be read to be known.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CONFIG_FILE, loadConfig } from "./config.ts";
import { DECISIONS_FILE } from "./decisions.ts";
import { listFiles } from "./files.ts";
import { Hashes, writeWhole } from "./hashes.ts";
import type { Seals } from "./output.ts";
import { digest, fileVersion, folderVersion } from "./versions.ts";

export interface LastBuild<Account> {
  /** Of everything the build was made of. */
  readonly inputs: string;
  readonly seals: Seals;
  /** What was said of it. */
  readonly account: Account;
}

export interface Place {
  readonly cache: string;
  readonly raw: string;
  readonly out: string;
  readonly subject?: string;
}

const HERE = fileURLToPath(new URL("../", import.meta.url));

/** Version of everything a build is made of: the program with its tables, the settings, every file. */
export async function inputsOf({ cache, raw, subject = "" }: Place): Promise<string> {
  const config = loadConfig([raw]);
  const { files, quarantined } = await listFiles(raw, config);
  const hashes = new Hashes(hashesFile(cache, raw));
  const contents = files.map((file) => `${file.source}\n${hashes.of(file)}`);
  const settings = [CONFIG_FILE, DECISIONS_FILE].map((name) => fileVersion(join(raw, name)));
  return digest(
    process.version,
    folderVersion(HERE),
    folderVersion(join(HERE, "../schemas")),
    fileVersion(join(HERE, "../package.json")),
    subject,
    ...settings,
    JSON.stringify(quarantined),
    ...contents,
  );
}

/** Where hashes of the files of a folder are kept. */
export const hashesFile = (cache: string, raw: string) => join(cache, `hashes-${digest(resolve(raw))}.json`);

const stateFile = ({ cache, raw, out, subject = "" }: Place) =>
  join(cache, `build-${digest(resolve(raw), resolve(out), subject)}.json`);

export function readState<Account>(place: Place): LastBuild<Account> | undefined {
  try {
    const [sum, text] = readFileSync(stateFile(place), "utf8").split("\n", 2);
    return text !== undefined && digest(text) === sum ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Where the pieces of the files of a build are kept. */
export const piecesFile = ({ cache, raw, out, subject = "" }: Place) =>
  join(cache, `pieces-${digest(resolve(raw), resolve(out), subject)}`);

export function writeState<Account>(place: Place, state: LastBuild<Account>): void {
  const text = JSON.stringify(state);
  writeWhole(stateFile(place), `${digest(text)}\n${text}`);
}
