/**
 * Of which pieces the files of the last build are made, so that the next copies what has not changed.
 * Kept beside the cache; whatever is wrong with it, or with a file it speaks of, it is as if it were
 * not there.
 */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { KEY_LENGTH, type Key, type Reuse, type ReusedFile, type Sum } from "../stages/emit/reuse.ts";
import { codeVersion } from "./code.ts";
import { writeWhole } from "./hashes.ts";
import { holds, type Seals } from "./output.ts";
import { digest } from "./versions.ts";

/** The pieces of one file in order, each as its key and the number of its bytes. */
interface Row {
  readonly keys: readonly Key[];
  readonly lengths: readonly number[];
}

/** What is known of a build. */
export interface KnownPieces {
  readonly version: string;
  /** Lists, by their path: bytes ahead of the first piece, and the pieces with what stands between them. */
  readonly rows: Readonly<Record<string, Row>>;
  /** What whole files were made of, by their path. */
  readonly wholes: Readonly<Record<string, Key>>;
}

/** Bytes read at once. */
const AT_ONCE = 1 << 20;

/** The code that makes pieces, and the build they are of: its manifest holds the hash of every file. */
function versionOf(seals: Seals): string {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const entry = (path: string) => codeVersion(fileURLToPath(new URL(`${path}${ending}`, import.meta.url)));
  const build = seals["data/manifest.json"]?.sha256 ?? "";
  return digest(entry("../stages/emit/index"), entry("./stored"), build);
}

/** Follows a build as its files are made. Call `close` at its end. */
export class Pieces implements Reuse {
  readonly #folder: string;
  readonly #seals: Seals;
  readonly #before: KnownPieces | undefined;
  readonly #rows: Record<string, Row> = {};
  readonly #wholes: Record<string, Key> = {};
  #open: OldFile | undefined;

  /**
   * @param folder of the last build
   * @param seals of its files, as it left them
   * @param before what was known of it
   */
  constructor(folder: string, seals: Seals, before?: KnownPieces) {
    this.#folder = folder;
    this.#seals = seals;
    this.#before = before?.version === versionOf(seals) ? before : undefined;
  }

  file(path: string): ReusedFile {
    this.close();
    const row = this.#before?.rows[path];
    const here = join(this.#folder, path);
    const old = row && holds(here, this.#seals[path]) ? new OldFile(here, row) : undefined;
    this.#open = old;
    const keys: Key[] = [];
    const lengths: number[] = [];
    let end = 0;
    this.#rows[path] = { keys, lengths };
    return {
      find: (key) => old?.find(key),
      read: (from, to) => old?.read(from, to) ?? [],
      note: (key, from, to) => {
        // What stands between two pieces is a piece that nobody finds.
        if (from > end) {
          keys.push(NOBODY);
          lengths.push(from - end);
        }
        keys.push(key);
        lengths.push(to - from);
        end = to;
      },
    };
  }

  whole(path: string, key: Key): Sum | undefined {
    this.#wholes[path] = key;
    const seal = this.#before?.wholes[path] === key ? this.#seals[path] : undefined;
    return seal && { sha256: seal.sha256, bytes: seal.bytes };
  }

  /**
   * What is known of the build that was followed.
   *
   * @param seals of its files
   */
  known(seals: Seals): KnownPieces {
    return { version: versionOf(seals), rows: this.#rows, wholes: this.#wholes };
  }

  close(): void {
    this.#open?.close();
    this.#open = undefined;
  }
}

const NOBODY = " ".repeat(KEY_LENGTH);

/** Pieces ahead that are looked at before all are. */
const AHEAD = 16;

class OldFile {
  readonly #file: number;
  readonly #row: Row;
  readonly #starts: number[];
  #next = 0;
  #places: Map<Key, number> | undefined;

  constructor(path: string, row: Row) {
    this.#file = openSync(path, "r");
    this.#row = row;
    let at = 0;
    this.#starts = row.lengths.map((length) => {
      at += length;
      return at - length;
    });
  }

  find(key: Key): { start: number; end: number } | undefined {
    const { keys, lengths } = this.#row;
    let i = this.#next;
    // Pieces mostly stand in the order they stood in.
    while (i < this.#next + AHEAD && i < keys.length && keys[i] !== key) i++;
    if (keys[i] !== key) {
      this.#places ??= new Map(keys.map((known, at) => [known, at]));
      const found = this.#places.get(key);
      if (found === undefined) return undefined;
      i = found;
    }
    this.#next = i + 1;
    const start = this.#starts[i]!;
    return { start, end: start + lengths[i]! };
  }

  *read(start: number, end: number): Generator<Uint8Array> {
    for (let at = start; at < end; ) {
      const piece = Buffer.allocUnsafe(Math.min(AT_ONCE, end - at));
      const read = readSync(this.#file, piece, 0, piece.length, at);
      // It was as it had been left when it was opened.
      if (read === 0) throw new Error("a file of the last build was cut short while it was read");
      yield piece.subarray(0, read);
      at += read;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** @returns undefined where there is nothing that can be used */
export function readPieces(file: string): KnownPieces | undefined {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(DIGEST);
    if (!createHash("sha256").update(body).digest().equals(bytes.subarray(0, DIGEST))) return undefined;
    const end = body.indexOf(10);
    const { version, counts, wholes } = JSON.parse(body.toString("utf8", 0, end)) as Head;
    let at = end + 1;
    const rows: Record<string, Row> = {};
    for (const [path, count] of counts) {
      const text = body.toString("latin1", at, at + count * KEY_LENGTH);
      at += count * KEY_LENGTH;
      const keys = Array.from({ length: count }, (_, i) => text.slice(i * KEY_LENGTH, (i + 1) * KEY_LENGTH));
      const lengths = Array.from({ length: count }, (_, i) => body.readUInt32LE(at + i * 4));
      at += count * 4;
      rows[path] = { keys, lengths };
    }
    return { version, rows, wholes };
  } catch {
    return undefined;
  }
}

interface Head {
  readonly version: string;
  readonly counts: ReadonlyArray<readonly [path: string, count: number]>;
  readonly wholes: Readonly<Record<string, Key>>;
}

const DIGEST = 32;

/** Write what `readPieces` reads, whole or not at all. */
export function writePieces(file: string, { version, rows, wholes }: KnownPieces): void {
  const entries = Object.entries(rows).filter(([, { keys }]) => keys.length > 0);
  const head: Head = { version, counts: entries.map(([path, { keys }]) => [path, keys.length]), wholes };
  const parts = [Buffer.from(`${JSON.stringify(head)}\n`)];
  for (const [, { keys, lengths }] of entries) {
    parts.push(Buffer.from(keys.join(""), "latin1"), Buffer.from(Uint32Array.from(lengths).buffer));
  }
  const body = Buffer.concat(parts);
  writeWhole(file, Buffer.concat([createHash("sha256").update(body).digest(), body]));
}
