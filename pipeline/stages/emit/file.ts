/** A file of the bundle on its way to the disk, and the ledger of what went by: its size and hash, for the manifest. */
import { createHash } from "node:crypto";
import type { ManifestFile } from "../../../schemas/bundle.ts";
import { isKeyed, type Key, NO_REUSE, type Piece, type Reuse, type Sum } from "./reuse.ts";

/** Text or bytes, as a whole or in pieces where the whole is too large to hold. */
export type Contents = string | Uint8Array | Iterable<string | Uint8Array>;

/** A file as a format makes it. */
export interface MadeFile {
  /** Below the output folder, `/` as separator. */
  readonly path: string;
  readonly contents: string | Uint8Array | Iterable<Piece>;
  /** Records of a file that is a list of them. */
  readonly records?: number;
  /** Tells whatever the file is made of: one that was made of the same need not be made again. */
  readonly key?: Key;
  /** Hash and size where they are known: then the contents need not be asked for. */
  readonly known?: Sum;
}

export interface EmittedFile {
  readonly path: string;
  readonly contents: Contents;
  /** As `MadeFile.known`; always there where the contents are a whole. */
  readonly known?: Sum;
  /** Hash and size of contents in pieces, once the last of them was taken. */
  readonly sum?: () => Sum;
}

/** Bytes. */
const AT_ONCE = 1 << 18;

type Entry = ManifestFile["files"][string];

/** Pieces of a file's contents, in order. */
export function piecesOf(contents: Contents): Iterable<string | Uint8Array> {
  return typeof contents === "string" || contents instanceof Uint8Array ? [contents] : contents;
}

/** Notes every file that is taken from it, once its last piece is; one whose hash is known, at once. */
export class Ledger {
  readonly entries: Array<[path: string, entry: Entry]> = [];
  readonly #reuse: Reuse;

  constructor(reuse = NO_REUSE) {
    this.#reuse = reuse;
  }

  *watch(files: Iterable<MadeFile>): Generator<EmittedFile> {
    for (const file of files) {
      const known = this.#known(file);
      if (known) {
        this.#enter(file, known);
        yield {
          path: file.path,
          known,
          get contents() {
            return file.contents as Contents;
          },
        };
        continue;
      }
      let sum: Sum | undefined;
      const contents = this.#noted(file, (taken) => {
        sum = taken;
        this.#enter(file, taken);
      });
      yield { path: file.path, contents, sum: () => sum! };
      if (sum === undefined) throw new RangeError(`${file.path} was passed over before its end`);
    }
  }

  #known(file: MadeFile): Sum | undefined {
    if (file.known) return file.known;
    if (this.#reuse !== NO_REUSE && file.key !== undefined) {
      const known = this.#reuse.whole(file.path, file.key);
      if (known) return known;
    }
    const { contents } = file;
    if (typeof contents !== "string" && !(contents instanceof Uint8Array)) return undefined;
    return {
      sha256: createHash("sha256").update(contents).digest("hex"),
      bytes: Buffer.byteLength(contents),
    };
  }

  #enter({ path, records }: MadeFile, { sha256, bytes }: Sum): void {
    this.entries.push([path, records === undefined ? { sha256, bytes } : { sha256, bytes, records }]);
  }

  *#noted({ path, contents }: MadeFile, done: (sum: Sum) => void): Generator<string | Uint8Array> {
    const hash = createHash("sha256");
    const reused = this.#reuse !== NO_REUSE;
    const file = this.#reuse.file(path);
    let bytes = 0;
    /** A stretch of the file as it was that is to be taken over. */
    let start = 0;
    let end = 0;
    /** Small pieces are handed on together. */
    let held: Uint8Array[] = [];
    let size = 0;
    const hold = (piece: Uint8Array) => {
      held.push(piece);
      size += piece.length;
      return size >= AT_ONCE;
    };
    const taken = () => {
      const all = held.length === 1 ? held[0]! : Buffer.concat(held, size);
      hash.update(all);
      held = [];
      size = 0;
      return all;
    };
    for (const piece of contents as Iterable<Piece>) {
      const key = reused && isKeyed(piece) ? piece.key : undefined;
      const place = key === undefined ? undefined : file.find(key);
      if (start < end && place?.start !== end) {
        for (const old of file.read(start, end)) if (hold(old)) yield taken();
        start = end;
      }
      const from = bytes;
      if (place) {
        if (start === end) start = place.start;
        end = place.end;
        bytes += place.end - place.start;
      } else {
        const made = bytesOf(isKeyed(piece) ? piece.make() : piece);
        bytes += made.length;
        if (hold(made)) yield taken();
      }
      if (key !== undefined) file.note(key, from, bytes);
    }
    if (start < end) for (const old of file.read(start, end)) if (hold(old)) yield taken();
    if (size > 0) yield taken();
    done({ sha256: hash.digest("hex"), bytes });
  }
}

/** UTF-8 of a piece. */
export const bytesOf = (piece: string | Uint8Array): Uint8Array =>
  typeof piece === "string" ? Buffer.from(piece) : piece;
