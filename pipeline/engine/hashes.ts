/** Hashes of files already read, by what tells that a file is still the same: most need not be read again. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { FoundFile } from "./files.ts";

/** A file that changed within so many milliseconds before it was looked at may have changed since without a trace. */
const GRAIN = 100;

type Known = Record<string, readonly [stamp: string, sha256: string]>;

export class Hashes {
  readonly #file: string | undefined;
  readonly #known: Readonly<Known>;
  readonly #next: Known = {};
  readonly #looking = Date.now();

  /** @param file where they are kept; absent where they are not */
  constructor(file?: string) {
    this.#file = file;
    this.#known = read(file);
  }

  /** Hash of the bytes of a file, read only if it has to be. @throws errors of the file system */
  of(file: FoundFile): string {
    const entry = Object.hasOwn(this.#known, file.source) ? this.#known[file.source] : undefined;
    const sha256 =
      entry?.[0] === file.stamp
        ? entry[1]
        : createHash("sha256").update(readFileSync(file.path)).digest("hex");
    this.note(file, sha256);
    return sha256;
  }

  /** The hash of a file that was read elsewhere, after it was found. */
  note({ source, stamp }: FoundFile, sha256: string): void {
    const [, modified, changed] = stamp.split(" ").map(Number);
    // Too fresh to be told apart from what may be written a moment later.
    if (Math.max(modified!, changed!) > this.#looking - GRAIN) return;
    this.#next[source] = [stamp, sha256];
  }

  save(): void {
    if (this.#file !== undefined) writeWhole(this.#file, JSON.stringify(this.#next));
  }
}

function read(file: string | undefined): Known {
  if (file === undefined) return {};
  try {
    const known = JSON.parse(readFileSync(file, "utf8"));
    return typeof known === "object" && known !== null ? known : {};
  } catch {
    return {};
  }
}

/** Write a file so that it is the old one or the new one, whenever the process ends. */
export function writeWhole(file: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, contents);
  renameSync(aside, file);
}
