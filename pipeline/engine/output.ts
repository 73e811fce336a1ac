/**
 * Writes a bundle as one step: a folder is either the old build or the new one, never half of each.
 * The new one is made beside the target and put in its place by renaming. What a build did not
 * write is never deleted: a folder that is no build is refused, foreign files in a build move along.
 */
import { existsSync, renameSync, rmSync } from "node:fs";
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { GENERATOR } from "../../schemas/bundle.ts";
import { UsageError } from "../faults.ts";
import { withLock } from "./lock.ts";

const MANIFEST = "data/manifest.json";

/** All that is needed to know a folder for a build, of this version or another. */
const AnyManifest = z.looseObject({
  generator: z.literal(GENERATOR),
  files: z.record(z.string(), z.unknown()),
});

export interface Written {
  /** Files whose contents are new or have changed. */
  readonly written: number;
  /** Files kept as they were, with their times. */
  readonly unchanged: number;
}

/**
 * Check, before any work is done, that a folder may be written.
 *
 * @param raw folder of the articles, which must not lie in the output nor the other way round
 * @throws UsageError when the folder is neither empty nor a previous build, or overlaps `raw`
 */
export async function checkOutput(folder: string, raw: string): Promise<void> {
  const [out, from] = [await real(folder), await real(raw)];
  if (out === from || inside(out, from) || inside(from, out)) {
    throw new UsageError(`${folder}: the output must not overlap the raw folder ${raw}`);
  }
  await filesOfBuild(folder);
}

/** A file of the new build: text or bytes, or text in pieces where the whole is too large to hold. */
export interface FileToWrite {
  /** Below the folder, `/` as separator. */
  readonly path: string;
  readonly contents: string | Uint8Array | Iterable<string>;
}

/**
 * Replace a folder by the given files, each of which is taken to its end before the next.
 *
 * @throws UsageError when the folder is not to be written, or another build is at it
 */
export async function writeOutput(folder: string, files: Iterable<FileToWrite>): Promise<Written> {
  const target = await real(folder);
  await mkdir(dirname(target), { recursive: true }).catch(explain(folder));
  return withLock(target, () => replace(target, files)).catch(explain(folder));
}

async function replace(target: string, files: Iterable<FileToWrite>): Promise<Written> {
  // The names are fixed: what a killed build left behind is found and cleared by the next.
  const building = join(dirname(target), `.${basename(target)}.building`);
  const previous = join(dirname(target), `.${basename(target)}.previous`);
  const restore = () => {
    if (existsSync(previous) && !existsSync(target)) renameSync(previous, target);
    rmSync(building, { recursive: true, force: true });
    if (existsSync(target)) rmSync(previous, { recursive: true, force: true });
  };
  restore();
  const signals = ["SIGINT", "SIGTERM"] as const;
  const numbers = { SIGINT: 2, SIGTERM: 15 };
  const stop = (signal: keyof typeof numbers) => {
    restore();
    process.exit(128 + numbers[signal]);
  };
  for (const signal of signals) process.once(signal, stop);
  try {
    const old = await filesOfBuild(target);
    await mkdir(building);
    if (old) await chmod(building, (await stat(target)).mode);
    const { paths, ...written } = await fill(building, target, files);
    if (old) {
      await keepForeign(building, target, old, paths);
      await rename(target, previous);
    }
    await rename(building, target);
    return written;
  } finally {
    restore();
    for (const signal of signals) process.removeListener(signal, stop);
  }
}

async function fill(
  building: string,
  target: string,
  files: Iterable<FileToWrite>,
): Promise<Written & { readonly paths: ReadonlySet<string> }> {
  const paths = new Set<string>();
  let unchanged = 0;
  for (const { path, contents } of files) {
    const to = join(building, path);
    if (!inside(to, building)) throw new RangeError(`${path} leads out of the output folder`);
    await mkdir(dirname(to), { recursive: true });
    const from = join(target, path);
    const whole = typeof contents === "string" || contents instanceof Uint8Array;
    await writeFile(to, whole ? contents : Readable.from(contents, { objectMode: true }));
    if (await sameContents(from, to)) {
      await rm(to);
      await carry(from, to);
      unchanged++;
    }
    paths.add(path);
  }
  return { written: paths.size - unchanged, unchanged, paths };
}

/** Whether two files hold the same bytes; false where either is missing. */
async function sameContents(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => stat(path).catch(() => undefined)));
  if (!one?.isFile() || !other || one.size !== other.size) return false;
  const [x, y] = await Promise.all([readFile(a), readFile(b)]);
  return x.equals(y);
}

/** Files that neither this build nor the one before wrote. */
async function keepForeign(
  building: string,
  target: string,
  old: ReadonlySet<string>,
  files: ReadonlySet<string>,
): Promise<void> {
  for (const path of await filesIn(target)) {
    if (old.has(path) || files.has(path)) continue;
    const to = join(building, path);
    // A folder of the new build may stand where the file did; then the build comes first.
    if (existsSync(to)) continue;
    await mkdir(dirname(to), { recursive: true });
    await carry(join(target, path), to);
  }
}

/** The same file under another name; where the file system has no links, a copy. */
async function carry(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

/**
 * Paths a previous build wrote; empty for an empty folder, undefined where there is none yet.
 * A folder counts as empty with nothing in it but hidden files and logs.
 */
async function filesOfBuild(folder: string): Promise<Set<string> | undefined> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    if (error.code === "ENOTDIR") throw new UsageError(`${folder}: is not a folder`);
    return explain(folder)(error);
  });
  if (entries === undefined) return undefined;
  const telling = entries.filter((name) => !isAside(name));
  if (telling.length === 0) return new Set();
  const text = await readFile(join(folder, MANIFEST), "utf8").catch(() => "null");
  const manifest = AnyManifest.safeParse(parse(text));
  if (!manifest.success) {
    throw new UsageError(
      `${folder}: holds ${telling.sort()[0]} and is no previous build (its ${MANIFEST} cannot be read as one: perhaps a merge conflict is left in it); give another folder, or delete this one to build it anew`,
    );
  }
  return new Set([MANIFEST, ...Object.keys(manifest.data.files)]);
}

/** Whether a top-level entry of an output folder is nobody's content: a hidden file or a log. */
export function isAside(name: string): boolean {
  return name.startsWith(".") || name === "log" || name.endsWith(".log");
}

/** Every file below a folder, as paths with `/`, sorted by code units; empty where there is no folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** Absolute, links followed as far as the path exists: a link to a folder stays one. */
async function real(path: string): Promise<string> {
  const absolute = resolve(path);
  if (absolute === dirname(absolute)) return absolute;
  return realpath(absolute).catch(async () => join(await real(dirname(absolute)), basename(absolute)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

const REFUSED: Readonly<Record<string, string>> = {
  EACCES: "no permission to write there",
  EPERM: "no permission to write there",
  EROFS: "the file system is read-only",
  EBUSY: "the folder cannot be replaced (a mount point, or in use)",
  ENOTDIR: "part of the path is a file",
  EEXIST: "part of the path is a file",
};

/** Turns what a file system refuses into a fault of the call, for that is what has to change. */
function explain(folder: string) {
  return (error: NodeJS.ErrnoException): never => {
    const reason = error.code === undefined ? undefined : REFUSED[error.code];
    throw reason === undefined ? error : new UsageError(`${folder}: ${reason}`);
  };
}
