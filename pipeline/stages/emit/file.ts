/** A file of the bundle on its way to the disk, and the ledger of what went by: its size and hash, for the manifest. */
import { createHash } from "node:crypto";
import type { ManifestFile } from "../../../schemas/bundle.ts";

/** Text or bytes, as a whole or in pieces where the whole is too large to hold. */
export type Contents = string | Uint8Array | Iterable<string | Uint8Array>;

export interface EmittedFile {
  /** Below the output folder, `/` as separator. */
  readonly path: string;
  readonly contents: Contents;
  /** Records of a file that is a list of them. */
  readonly records?: number;
  /** Hash and size where they are known: then the contents need not be asked for. */
  readonly known?: { readonly sha256: string; readonly bytes: number };
}

type Entry = ManifestFile["files"][string];

/** Pieces of a file's contents, in order. */
export function piecesOf(contents: Contents): Iterable<string | Uint8Array> {
  return typeof contents === "string" || contents instanceof Uint8Array ? [contents] : contents;
}

/** Notes every file that is taken from it, once its last piece is; one whose hash is known, at once. */
export class Ledger {
  readonly entries: Array<[path: string, entry: Entry]> = [];

  *watch(files: Iterable<EmittedFile>): Generator<EmittedFile> {
    for (const file of files) {
      const before = this.entries.length;
      if (file.known) {
        const records = file.records === undefined ? {} : { records: file.records };
        this.entries.push([file.path, { ...file.known, ...records }]);
        yield file;
        continue;
      }
      yield { ...file, contents: this.#noted(file) };
      if (this.entries.length === before) throw new RangeError(`${file.path} was passed over before its end`);
    }
  }

  #noted(file: EmittedFile): Contents {
    const hash = createHash("sha256");
    let bytes = 0;
    const add = (piece: string | Uint8Array) => {
      hash.update(piece);
      bytes += typeof piece === "string" ? Buffer.byteLength(piece) : piece.length;
    };
    const close = () => {
      const size = { sha256: hash.digest("hex"), bytes };
      this.entries.push([file.path, file.records === undefined ? size : { ...size, records: file.records }]);
    };
    const { contents } = file;
    if (typeof contents === "string" || contents instanceof Uint8Array) {
      add(contents);
      close();
      return contents;
    }
    return (function* () {
      for (const piece of contents) {
        add(piece);
        yield piece;
      }
      close();
    })();
  }
}
