/**
 * The index of near-duplicates on disk: for each article a stamp of its text, its signature and its
 * group. A build that changes nothing reads stamps and groups; one that changes little goes on from the
 * signatures. It is a cache: whatever is wrong with it, it is as if it were not there.
 */
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { type DuplicateOf, SIGNATURE_VERSION, type Signature } from "../stages/dedupe/index.ts";
import type { Pile } from "../text/piles.ts";

/**
 * The file: header, columns of 32-bit numbers, keys, ids, and the SHA-256 of all that. Numbers stand as the
 * machine holds them; on one that holds them the other way round the mark does not match.
 */
const MARK = 0x4a_48_4e_44;
const VERSION = 1;
const HEADER = ["mark", "version", "signature version", "articles", "keys"] as const;
const COLUMNS = [
  "stamp",
  "stampLow",
  "hash",
  "hashLow",
  "length",
  "form",
  "formLow",
  "keys",
  "survivor",
  "similarity",
] as const;
const DIGEST = 32;
/** A similarity in ten-thousandths. */
const SCALE = 1e4;

type Column = (typeof COLUMNS)[number];

/** 64 bits of any string, in two halves. */
export function stampOf(text: string): readonly [number, number] {
  const digest = createHash("sha256").update(text).digest();
  return [digest.readUInt32BE(0), digest.readUInt32BE(4)];
}

/** An index as it was stored. */
export class StoredIndex {
  readonly ids: readonly string[];
  readonly #columns: Record<Column, Uint32Array>;
  readonly #keys: Uint32Array;

  private constructor(ids: readonly string[], columns: Record<Column, Uint32Array>, keys: Uint32Array) {
    this.ids = ids;
    this.#columns = columns;
    this.#keys = keys;
  }

  /** @returns undefined where there is none, or none that can be used */
  static read(path: string): StoredIndex | undefined {
    let bytes: Uint8Array;
    try {
      bytes = Uint8Array.from(readFileSync(path));
    } catch {
      return undefined;
    }
    const body = bytes.subarray(0, -DIGEST);
    if (body.length < HEADER.length * 4) return undefined;
    if (!createHash("sha256").update(body).digest().equals(bytes.subarray(-DIGEST))) return undefined;
    const [mark, version, signatures, articles = 0, keys = 0] = new Uint32Array(
      bytes.buffer,
      0,
      HEADER.length,
    );
    if (mark !== MARK || version !== VERSION || signatures !== SIGNATURE_VERSION) return undefined;
    let at = HEADER.length * 4;
    const take = (n: number) => {
      const column = new Uint32Array(bytes.buffer, at, n);
      at += n * 4;
      return column;
    };
    const columns = Object.fromEntries(COLUMNS.map((name) => [name, take(articles)])) as Record<
      Column,
      Uint32Array
    >;
    const allKeys = take(keys);
    const names = Buffer.from(bytes.buffer, at, body.length - at).toString("utf8");
    const ids = articles === 0 ? [] : names.split("\n");
    return ids.length === articles ? new StoredIndex(ids, columns, allKeys) : undefined;
  }

  /** Whether an article stands here with this stamp. */
  has(i: number, [high, low]: readonly [number, number]): boolean {
    return this.#columns.stamp[i] === high && this.#columns.stampLow[i] === low;
  }

  stamp(i: number): readonly [number, number] {
    return [this.#columns.stamp[i]!, this.#columns.stampLow[i]!];
  }

  /** Of each article, in the order of `ids`. */
  signatures(): Signature[] {
    const { hash, hashLow, length, form, formLow, keys } = this.#columns;
    let at = 0;
    return this.ids.map((_, i) => {
      const from = at;
      at += keys[i]!;
      return {
        hash: hex(hash[i]!, 8) + hex(hashLow[i]!, 8),
        length: length[i]!,
        keys: this.#keys.subarray(from, at),
        ...((form[i] !== 0 || formLow[i] !== 0) && { form: hex(form[i]!, 5) + hex(formLow[i]!, 8) }),
      };
    });
  }

  duplicates(): Map<string, DuplicateOf> {
    const { survivor, similarity } = this.#columns;
    const out: Array<[string, DuplicateOf]> = [];
    this.ids.forEach((id, i) => {
      if (survivor[i] === i) return;
      out.push([id, { duplicateOf: this.ids[survivor[i]!]!, similarity: similarity[i]! / SCALE }]);
    });
    return new Map(out.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Collects what an index holds, article by article, and writes it when the groups are known. */
export class IndexWriter {
  readonly #ids: string[] = [];
  readonly #rows: Pile;
  readonly #keys: Pile;

  /** @param makePile where to put the signatures until the groups are known */
  constructor(makePile: (name: string) => Pile) {
    this.#rows = makePile("index-rows");
    this.#keys = makePile("index-keys");
  }

  add(id: string, [high, low]: readonly [number, number], { hash, length, keys, form }: Signature): void {
    this.#ids.push(id);
    const digits = form ?? "";
    for (const value of [
      high,
      low,
      Number.parseInt(hash.slice(0, 8), 16),
      Number.parseInt(hash.slice(8), 16),
      length,
      Number.parseInt(digits.slice(0, 5) || "0", 16),
      Number.parseInt(digits.slice(5) || "0", 16),
      keys.length,
    ]) {
      this.#rows.push(value);
    }
    for (const key of keys) this.#keys.push(key);
  }

  /**
   * Write the index, whole or not at all.
   *
   * @throws errors of the file system
   */
  write(path: string, duplicates: ReadonlyMap<string, DuplicateOf>): void {
    mkdirSync(dirname(path), { recursive: true });
    const unfinished = `${path}.${process.pid}.new`;
    const file = openSync(unfinished, "w");
    const digest = createHash("sha256");
    const put = (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    };
    const write = (values: Uint32Array | Uint8Array) => {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      digest.update(bytes);
      put(bytes);
    };
    try {
      write(Uint32Array.of(MARK, VERSION, SIGNATURE_VERSION, this.#ids.length, this.#keys.length));
      for (const column of this.#columns(duplicates)) write(column);
      for (const piece of this.#keys.pieces()) write(piece);
      write(Buffer.from(this.#ids.join("\n")));
      put(digest.digest());
      closeSync(file);
      renameSync(unfinished, path);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  }

  #columns(duplicates: ReadonlyMap<string, DuplicateOf>): Uint32Array[] {
    const columns = COLUMNS.map(() => new Uint32Array(this.#ids.length));
    const stored = COLUMNS.length - 2;
    let at = 0;
    for (const piece of this.#rows.pieces()) {
      for (const value of piece) {
        columns[at % stored]![Math.floor(at / stored)] = value;
        at++;
      }
    }
    const place = new Map(this.#ids.map((id, i) => [id, i]));
    this.#ids.forEach((id, i) => {
      const duplicate = duplicates.get(id);
      columns[stored]![i] = duplicate === undefined ? i : place.get(duplicate.duplicateOf)!;
      columns[stored + 1]![i] = duplicate === undefined ? 0 : Math.round(duplicate.similarity * SCALE);
    });
    return columns;
  }
}

function hex(n: number, digits: number): string {
  return n.toString(16).padStart(digits, "0");
}
