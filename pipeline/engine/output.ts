/**
 * Writes a bundle as one step: a folder is either the old build or the new one, never half of each.
 * The new one is made beside the target and put in its place by renaming. What a build did not
 * write is never deleted: a folder that is no build is refused, foreign files in a build move along.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { chmod, mkdir, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
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
  /** Of every file of the build as it now stands. */
  readonly seals: Seals;
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

/** A file of the new build: text or bytes, as a whole or in pieces where the whole is too large to hold. */
export interface FileToWrite {
  /** Below the folder, `/` as separator. */
  readonly path: string;
  readonly contents: string | Uint8Array | Iterable<string | Uint8Array>;
  /** Hash and size where they are known: then contents are asked for only if they are not there already. */
  readonly known?: Known;
  /** Hash and size of contents in pieces, where who makes them knows when the last was taken. */
  readonly sum?: () => Known;
}

interface Known {
  readonly sha256: string;
  readonly bytes: number;
}

/** What a file was found to be, and how to tell that it still is without reading it. */
export interface Seal {
  readonly sha256: string;
  readonly bytes: number;
  readonly modified: number;
  readonly inode: number;
}

export type Seals = Readonly<Record<string, Seal>>;

/**
 * Replace a folder by the given files, each of which is taken to its end before the next.
 *
 * @param seals of the files as the last build left them, where it said so
 * @throws UsageError when the folder is not to be written, or another build is at it
 */
export async function writeOutput(
  folder: string,
  files: Iterable<FileToWrite>,
  seals: Seals = {},
): Promise<Written> {
  const target = await real(folder);
  await mkdir(dirname(target), { recursive: true }).catch(explain(folder));
  return withLock(target, () => replace(target, files, seals)).catch(explain(folder));
}

/** Whether a folder holds all files that were sealed, unchanged. */
export function isSealed(folder: string, seals: Seals): boolean {
  return Object.entries(seals).every(([path, seal]) => holds(join(folder, path), seal));
}

/** Whether a file is as it was sealed. */
export function holds(file: string, seal: Seal | undefined): boolean {
  if (seal === undefined) return false;
  const found = statSync(file, { throwIfNoEntry: false });
  return (
    found?.isFile() === true &&
    found.size === seal.bytes &&
    found.mtimeMs === seal.modified &&
    found.ino === seal.inode
  );
}

async function replace(target: string, files: Iterable<FileToWrite>, seals: Seals): Promise<Written> {
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
    const { fresh, ...filled } = await fill(building, target, files, seals);
    if (old) await keepForeign(building, target, old, filled.seals);
    await settle(building, fresh);
    // One right after the other: whoever is killed in between leaves the old build aside, whole.
    if (old) renameSync(target, previous);
    renameSync(building, target);
    settleFolder(dirname(target));
    return filled;
  } finally {
    restore();
    for (const signal of signals) process.removeListener(signal, stop);
  }
}

/** After so many bytes or files others get a turn: timers, signals, the lock's heartbeat. */
const BYTES_A_TURN = 4 << 20;
const FILES_A_TURN = 128;

async function fill(
  building: string,
  target: string,
  files: Iterable<FileToWrite>,
  old: Seals,
): Promise<Written & { readonly fresh: readonly string[] }> {
  const seals: Record<string, Seal> = {};
  const fresh: string[] = [];
  const folders = new Set<string>();
  let taken = 0;
  let bytes = 0;
  // Contents are not to be asked for before they are needed: they may have to be read from elsewhere.
  for (const file of files) {
    const { path } = file;
    const to = join(building, path);
    if (!inside(to, building)) throw new RangeError(`${path} leads out of the output folder`);
    if (!folders.has(dirname(to))) mkdirSync(dirname(to), { recursive: true });
    folders.add(dirname(to));
    const from = join(target, path);
    // A file that stands there is read only if nobody has vouched for it.
    const vouched = holds(from, old[path]) ? old[path]!.sha256 : undefined;
    const stands = (made: Known) =>
      vouched === undefined ? hashOfFile(from, made.bytes) === made.sha256 : vouched === made.sha256;
    let made = file.known ?? hashOfWhole(file.contents);
    const kept = made !== undefined && stands(made);
    if (made === undefined || !kept) {
      made = write(to, file.contents, made ?? file.sum);
      bytes += made.bytes;
    }
    if (kept || stands(made)) {
      if (!kept) rmSync(to);
      carry(from, to);
    } else fresh.push(path);
    const { size, mtimeMs, ino } = statSync(to);
    seals[path] = { sha256: made.sha256, bytes: size, modified: mtimeMs, inode: ino };
    taken++;
    if (bytes > BYTES_A_TURN || taken % FILES_A_TURN === 0) {
      bytes = 0;
      await turn();
    }
  }
  return { written: fresh.length, unchanged: taken - fresh.length, seals, fresh };
}

function hashOfWhole(contents: FileToWrite["contents"]): Known | undefined {
  if (typeof contents !== "string" && !(contents instanceof Uint8Array)) return undefined;
  return {
    sha256: createHash("sha256").update(contents).digest("hex"),
    bytes: Buffer.byteLength(contents),
  };
}

/** Hash of a file of so many bytes; undefined where there is none, or one of another size. */
function hashOfFile(path: string, bytes: number): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== bytes) return undefined;
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(Math.min(bytes, PIECE) || 1);
    for (let n = readSync(file, buffer); n > 0; n = readSync(file, buffer))
      hash.update(buffer.subarray(0, n));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

/** Bytes written or read at once. */
const PIECE = 1 << 18;

/** @param sum what the contents are, where somebody else says so at their end */
function write(path: string, contents: FileToWrite["contents"], sum?: Known | (() => Known)): Known {
  const hash = sum === undefined ? createHash("sha256") : undefined;
  const file = openSync(path, "wx");
  let held: Buffer[] = [];
  let size = 0;
  let bytes = 0;
  const flush = () => {
    const all = held.length === 1 ? held[0]! : Buffer.concat(held);
    hash?.update(all);
    for (let at = 0; at < all.length; ) at += writeSync(file, all, at);
    bytes += all.length;
    held = [];
    size = 0;
  };
  try {
    const pieces = typeof contents === "string" || contents instanceof Uint8Array ? [contents] : contents;
    for (const piece of pieces) {
      const own =
        typeof piece === "string"
          ? Buffer.from(piece)
          : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      held.push(own);
      size += own.length;
      if (size >= PIECE) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
  return hash ? { sha256: hash.digest("hex"), bytes } : typeof sum === "function" ? sum() : sum!;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** So many files are brought to the disk one by one; beyond, the whole file system at once is faster. */
const FEW = 64;

/** Bring files and their folders to the disk, so that what is renamed into place is there after a power cut. */
async function settle(folder: string, paths: readonly string[]): Promise<void> {
  if (paths.length > FEW && (await synced(folder))) return;
  for (const path of paths) settleFile(join(folder, path));
  for (const below of new Set(paths.map((path) => dirname(join(folder, path))))) settleFolder(below);
  settleFolder(folder);
}

/** `sync -f`, where the system has it. */
function synced(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile("sync", ["-f", folder], (error) => resolve(error === null));
  });
}

function settleFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Not every system lets a folder be opened; those that do not keep names by themselves. */
function settleFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL"].includes(code ?? "")) throw error;
  }
}

/** Files that neither this build nor the one before wrote. */
async function keepForeign(
  building: string,
  target: string,
  old: ReadonlySet<string>,
  files: Seals,
): Promise<void> {
  for (const path of await filesIn(target)) {
    if (old.has(path) || Object.hasOwn(files, path)) continue;
    const to = join(building, path);
    // A folder of the new build may stand where the file did; then the build comes first.
    if (existsSync(to)) continue;
    await mkdir(dirname(to), { recursive: true });
    carry(join(target, path), to);
  }
}

/** The same file under another name; where the file system has no links, a copy. */
function carry(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    // The time goes along: a file that did not change is no news to whoever watches it.
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
  }
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
  ENOSPC: "no space is left on the device; what was there is as it was",
  EDQUOT: "the quota of the disk is used up; what was there is as it was",
};

/** Turns what a file system refuses into a fault of the call, for that is what has to change. */
function explain(folder: string) {
  return (error: NodeJS.ErrnoException): never => {
    const reason = error.code === undefined ? undefined : REFUSED[error.code];
    throw reason === undefined ? error : new UsageError(`${folder}: ${reason}`);
  };
}
