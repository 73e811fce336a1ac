/**
 * Pieces that an earlier build has written. A list of ten thousand records of which one has changed is
 * not made anew: what has the same key as before is copied from where it stands.
 */
import { createHash } from "node:crypto";

/** Tells whatever a piece is made of: another key wherever a byte of the piece could be another. */
export type Key = string;

/** What a file was found to be. */
export interface Sum {
  readonly sha256: string;
  readonly bytes: number;
}

/** A piece that need not be made where its key is known. */
export interface Keyed {
  readonly key: Key;
  readonly make: () => string | Uint8Array;
}

export type Piece = string | Uint8Array | Keyed;

/** A piece with a key, where there is one. The key is worked out when it is asked for. */
export function piece(key: (() => Key) | undefined, make: Keyed["make"]): Piece {
  if (key === undefined) return make();
  return {
    get key() {
      return key();
    },
    make,
  };
}

export const isKeyed = (piece: Piece): piece is Keyed =>
  typeof piece === "object" && !(piece instanceof Uint8Array);

/** What is known of a build before, and what is to be known of this one. */
export interface Reuse {
  /** The pieces of a file; the one before is ended. */
  file(path: string): ReusedFile;
  /** What a file was, as long as it was made of the same; what it is made of now is noted. */
  whole(path: string, key: Key): Sum | undefined;
}

export interface ReusedFile {
  /** Where a piece stands in the file as it was. */
  find(key: Key): { readonly start: number; readonly end: number } | undefined;
  /** A stretch of the file as it was. */
  read(start: number, end: number): Iterable<Uint8Array>;
  /** A piece stands from here on in the file as it is now. */
  note(key: Key, start: number, end: number): void;
}

/** Nothing to go by. */
export const NO_REUSE: Reuse = {
  file: () => ({ find: () => undefined, read: () => [], note: () => {} }),
  whole: () => undefined,
};

/** A key of several values, none of which may hold a line end but the last. */
export function keyOf(...values: readonly string[]): Key {
  return createHash("sha256").update(values.join("\n")).digest("base64url").slice(0, KEY_LENGTH);
}

/** 96 bits: against accidents, not against anybody. */
export const KEY_LENGTH = 16;
