/**
 * Packs: files that are only ever appended to, each by one process, holding what was made of one
 * article after another. Beside each stands its index, one line an entry. Nothing in a pack is trusted:
 * every part is read against its checksum, so that a torn or spoiled one is as good as absent.
 *
 * An entry is a row of parts and, last, its head: JSON that says what it holds and where.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** Place of a part: offset from the begin of its entry, bytes, checksum. */
export type Part = readonly [offset: number, length: number, sum: string];

/** Where an entry is to be found. */
export interface Place {
  readonly pack: string;
  /** Begin of the entry in its pack. */
  readonly base: number;
  readonly head: Part;
}

/** What was read is not what was written. */
export class SpoiledError extends Error {
  constructor(pack: string) {
    super(`${pack}: an entry is not what was written`);
    this.name = "SpoiledError";
  }
}

/** First digits of the SHA-256: against accidents, not against anybody. */
const sumOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("base64url").slice(0, 12);

/** Written at once. */
const HELD = 1 << 20;

/** Appends entries to a pack of its own, made at the first of them. */
export class PackWriter {
  readonly #folder: string;
  readonly #name = randomUUID();
  #files: readonly [pack: number, index: number] | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #lines = "";
  #end = 0;
  #base = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Add a part to the entry that is being made. */
  add(bytes: Uint8Array | string): Part {
    const piece =
      typeof bytes === "string"
        ? Buffer.from(bytes)
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const part: Part = [this.#end - this.#base, piece.length, sumOf(piece)];
    this.#held.push(piece);
    this.#heldBytes += piece.length;
    this.#end += piece.length;
    if (this.#heldBytes > HELD) this.#write();
    return part;
  }

  /** End the entry with its head. It can be found once `flush` was called. */
  enter(key: string, head: unknown): Place {
    const place = { pack: this.#name, base: this.#base, head: this.add(JSON.stringify(head)) };
    this.#lines += lineOf(key, place);
    this.#base = this.#end;
    return place;
  }

  /** An entry of another pack, as it stands. @throws SpoiledError */
  copy(key: string, from: Packs, place: Place): void {
    const [offset, length] = place.head;
    this.add(from.bytes(place, 0, offset + length));
    this.#lines += lineOf(key, { pack: this.#name, base: this.#base, head: place.head });
    this.#base = this.#end;
  }

  /** Parts of an entry that came to nothing are left where they are: nobody finds them. */
  abandon(): void {
    this.#base = this.#end;
  }

  flush(): void {
    this.#write();
    if (this.#lines === "") return;
    writeAll(this.#open()[1], Buffer.from(this.#lines));
    this.#lines = "";
  }

  close(): void {
    this.flush();
    for (const file of this.#files ?? []) closeSync(file);
    this.#files = undefined;
  }

  #write(): void {
    if (this.#heldBytes === 0) return;
    const [pack] = this.#open();
    writeAll(pack, this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held));
    this.#held = [];
    this.#heldBytes = 0;
  }

  #open(): readonly [pack: number, index: number] {
    if (this.#files === undefined) {
      mkdirSync(this.#folder, { recursive: true });
      const path = join(this.#folder, this.#name);
      this.#files = [openSync(`${path}.pack`, "ax"), openSync(`${path}.index`, "ax")];
    }
    return this.#files;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

const lineOf = (key: string, { base, head: [offset, length, sum] }: Place) =>
  `${key} ${base} ${offset} ${length} ${sum}\n`;

/** Packs open at once, which must do with few: systems give a process 256 files, or less. */
const OPEN = 48;

/** Reads packs of a folder: those that were there when it was opened, and those it is told places in. */
export class Packs {
  readonly #folder: string;
  readonly #files = new Map<string, number>();
  readonly #entries = new Map<string, Place>();

  /** @param indexed whether entries are to be found by their keys; else only by their places */
  constructor(folder: string, indexed = true) {
    this.#folder = folder;
    if (!indexed) return;
    for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
      if (!name.endsWith(".index")) continue;
      const pack = name.slice(0, -".index".length);
      for (const [key, place] of placesIn(join(folder, name), pack)) this.#entries.set(key, place);
    }
  }

  find(key: string): Place | undefined {
    return this.#entries.get(key);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** @throws SpoiledError */
  head(place: Place): unknown {
    return JSON.parse(this.read(place, place.head).toString());
  }

  /** @throws SpoiledError */
  read(place: Place, [offset, length, sum]: Part): Buffer {
    const bytes = this.bytes(place, offset, length);
    if (sumOf(bytes) !== sum) throw new SpoiledError(place.pack);
    return bytes;
  }

  /** A stretch of an entry, not checked. @throws SpoiledError where the pack ends before it does, or is gone */
  bytes({ pack, base }: Place, offset: number, length: number): Buffer {
    const file = this.#opened(pack);
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let got = 0; got < length; ) {
      const n = readSync(file, bytes, got, length - got, base + offset + got);
      if (n === 0) throw new SpoiledError(pack);
      got += n;
    }
    return bytes;
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  /** @throws SpoiledError where another build has cleared the pack away */
  #opened(pack: string): number {
    let file = this.#files.get(pack);
    if (file !== undefined) {
      // Put behind the others: the first is the one that goes when too many are open.
      this.#files.delete(pack);
    } else {
      for (const [name, longest] of this.#files) {
        if (this.#files.size < OPEN) break;
        closeSync(longest);
        this.#files.delete(name);
      }
      try {
        file = openSync(join(this.#folder, `${pack}.pack`), "r");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new SpoiledError(pack);
        throw error;
      }
    }
    this.#files.set(pack, file);
    return file;
  }
}

const LINE = /^(\S+) (\d+) (\d+) (\d+) ([\w-]{12})$/;

function* placesIn(file: string, pack: string): Generator<[key: string, place: Place]> {
  let text: string;
  try {
    text = readFileSync(file, "latin1");
  } catch {
    return;
  }
  // A line without its end was being written when the process was killed.
  for (const line of text.slice(0, text.lastIndexOf("\n") + 1).split("\n")) {
    const [, key, base, offset, length, sum] = LINE.exec(line) ?? [];
    if (sum === undefined) continue;
    yield [key!, { pack, base: Number(base), head: [Number(offset), Number(length), sum] }];
  }
}

export interface CacheLimits {
  /** Packs nobody has used for so long go, in milliseconds. */
  readonly age: number;
  /** Beyond so many bytes the packs least recently used go. */
  readonly bytes: number;
  /** Beyond so many packs, what is in use of them is put together in one. */
  readonly packs: number;
  /** A pack written to within so many milliseconds may still be: it is left alone. */
  readonly rest: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const CACHE_LIMITS: CacheLimits = { age: 30 * DAY, bytes: 8 * 2 ** 30, packs: 24, rest: 10 * MINUTE };

/**
 * Clear away what is old or too much, and put scattered entries together.
 *
 * @param used entries of the build that is at its end
 */
export function clearPacks(
  folder: string,
  packs: Packs,
  used: Iterable<readonly [key: string, place: Place]>,
  limits: CacheLimits = CACHE_LIMITS,
  now = new Date(),
): void {
  const inUse = new Map<string, Array<readonly [key: string, place: Place]>>();
  for (const entry of used) {
    const own = inUse.get(entry[1].pack);
    if (own) own.push(entry);
    else inUse.set(entry[1].pack, [entry]);
  }
  const found: Array<{ name: string; bytes: number; unused: number; resting: boolean }> = [];
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    if (!file.endsWith(".pack")) continue;
    const name = file.slice(0, -".pack".length);
    const path = join(folder, file);
    try {
      const { size, atime, mtime } = statSync(path);
      // The time of the last use is kept as that of access; that of writing stays what it is.
      if (inUse.has(name)) utimesSync(path, now, mtime);
      const since = inUse.has(name) ? 0 : now.getTime() - Math.max(atime.getTime(), mtime.getTime());
      found.push({
        name,
        bytes: size,
        unused: since,
        resting: now.getTime() - mtime.getTime() > limits.rest,
      });
    } catch {
      // Another build has cleared it away.
    }
  }
  found.sort((a, b) => a.unused - b.unused || (a.name < b.name ? -1 : 1));
  let total = 0;
  const staying = found.filter(({ name, bytes, unused, resting }) => {
    total += bytes;
    const goes = resting && !inUse.has(name) && (unused > limits.age || total > limits.bytes);
    if (goes) removePack(folder, name);
    return !goes;
  });
  const scattered = staying.filter(({ resting }) => resting);
  if (scattered.length <= limits.packs) return;
  const writer = new PackWriter(folder);
  try {
    for (const { name } of scattered) {
      for (const [key, place] of inUse.get(name) ?? []) writer.copy(key, packs, place);
    }
    writer.close();
  } catch (error) {
    if (error instanceof SpoiledError) return;
    throw error;
  }
  for (const { name } of scattered) removePack(folder, name);
}

function removePack(folder: string, name: string): void {
  // The index first: a pack without one is found by nobody, an index without its pack finds nothing.
  rmSync(join(folder, `${name}.index`), { force: true });
  rmSync(join(folder, `${name}.pack`), { force: true });
}
