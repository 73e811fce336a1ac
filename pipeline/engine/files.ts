/**
 * The raw folder as the build sees it: which files are articles, in an order that depends on nothing
 * but their names. A file that cannot be read is one line in the report; only a
 * folder that is not there is the caller's fault.
 */
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Quarantined } from "../article.ts";
import { UsageError } from "../faults.ts";
import { CONFIG_FILE } from "./config.ts";

/** Beside articles, a raw folder may hold settings, an editor's decisions and a word to the reader. */
const NOT_ARTICLES: ReadonlySet<string> = new Set([CONFIG_FILE, "decisions.jsonl"]);

/** What is asked of the file system, so that its failures can be tried. */
export interface Disk {
  readdir(path: string): Promise<string[]>;
  lstat(path: string): Promise<FileKind>;
  stat(path: string): Promise<FileKind>;
  realpath(path: string): Promise<string>;
}

export interface FileKind {
  readonly size: number;
  readonly mtimeMs?: number;
  readonly ctimeMs?: number;
  readonly ino?: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** Asked one after the other: a question to the system costs less than to wait for its answer aside. */
export const disk: Disk = {
  readdir: async (path) => readdirSync(path),
  lstat: async (path) => lstatSync(path),
  stat: async (path) => statSync(path),
  realpath: async (path) => realpathSync(path),
};

export interface FoundFile {
  /** Path below the raw folder, `/` as separator. */
  readonly source: string;
  /** Path to open. */
  readonly path: string;
  readonly size: number;
  /** Size, times and number of the file: while they stay, so do its bytes. */
  readonly stamp: string;
}

export interface Listing {
  /** In code unit order of `source`. */
  readonly files: readonly FoundFile[];
  readonly quarantined: readonly Quarantined[];
}

/**
 * All articles below a folder, subfolders included. Names that begin with a dot, READMEs and the
 * collection's own settings are passed over.
 *
 * @throws UsageError when `root` is no folder that can be read
 */
export async function listFiles(
  root: string,
  { maxFileBytes }: { readonly maxFileBytes: number },
  on: Disk = disk,
): Promise<Listing> {
  const files: FoundFile[] = [];
  const quarantined: Quarantined[] = [];
  const refuse = (source: string, reason: string, message: string) =>
    quarantined.push({ source, stage: "ingest", reason, message });

  const home = await on.realpath(root).catch(() => {
    throw new UsageError(`no folder ${root}: give the folder of raw articles with --raw`);
  });
  const below = (real: string) => real === home || real.startsWith(home.endsWith(sep) ? home : home + sep);

  /** Folders yet to be listed; `inside` are the real paths of a folder and those above it. */
  const folders: Array<{ prefix: string; path: string; inside: ReadonlySet<string> }> = [
    { prefix: "", path: root, inside: new Set([home]) },
  ];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { prefix, path, inside } = folder;
    let names: string[];
    try {
      names = await on.readdir(path);
    } catch (error) {
      if (prefix === "") throw new UsageError(`${root} cannot be listed as a folder (${codeOf(error)})`);
      refuse(prefix.slice(0, -1), "unreadable", `the folder cannot be listed (${codeOf(error)})`);
      continue;
    }
    for (const name of names) {
      if (name.startsWith(".") || NOT_ARTICLES.has(name) || /^readme(\.|$)/i.test(name)) continue;
      const source = prefix + name;
      const here = join(path, name);
      try {
        const found = await on.lstat(here);
        const linked = found.isSymbolicLink();
        const real = linked ? await on.realpath(here) : "";
        if (linked && !below(real)) {
          refuse(source, "link-outside", "a link that leads out of the raw folder; copy the file in");
          continue;
        }
        const kind = linked ? await on.stat(here) : found;
        if (kind.isDirectory()) {
          const own = linked ? real : await on.realpath(here);
          if (inside.has(own)) refuse(source, "link-loop", "a link to a folder that holds it; remove it");
          else folders.push({ prefix: `${source}/`, path: here, inside: new Set([...inside, own]) });
        } else if (!kind.isFile()) {
          refuse(source, "not-a-file", "neither file nor folder; remove it");
        } else if (kind.size > maxFileBytes) {
          const message = `${kind.size} bytes are more than maxFileBytes (${maxFileBytes}); split it, or raise the limit in ${CONFIG_FILE}`;
          refuse(source, "too-large", message);
        } else files.push({ source, path: here, size: kind.size, stamp: stampOf(kind) });
      } catch (error) {
        refuse(source, ...whyUnreadable(error));
      }
    }
  }
  files.sort(bySource);
  quarantined.sort(bySource);
  return { files, quarantined };
}

const stampOf = ({ size, mtimeMs, ctimeMs, ino }: FileKind) => `${size} ${mtimeMs} ${ctimeMs} ${ino}`;

/** A file that could not be read, by the code of the system's error. */
export function unreadable(source: string, code: string): Quarantined {
  const [reason, message] = whyUnreadable({ code });
  return { source, stage: "ingest", reason, message };
}

function whyUnreadable(error: unknown): [reason: string, message: string] {
  const code = codeOf(error);
  if (code === "ELOOP") return ["link-loop", "a link that leads to itself; remove it"];
  if (code === "ENOENT") return ["unreadable", "gone, or a link that leads nowhere (ENOENT)"];
  if (code === "EACCES" || code === "EPERM") {
    return ["unreadable", `not allowed to read it (${code}); give read permission`];
  }
  return ["unreadable", `cannot be read (${code})`];
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException)?.code ?? String(error);

function bySource(a: { source: string }, b: { source: string }): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}
