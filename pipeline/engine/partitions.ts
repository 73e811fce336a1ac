/**
 * Piles of numbers on disk, for passes over more articles than fit in memory. Reading and writing wait for
 * the disk: pieces are large, lie in the page cache, and a pass has nothing else to do meanwhile.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MakePile, Pile } from "../text/piles.ts";

/** Numbers held back before they are written, for each pile; 16 kB. */
const WRITTEN_AT_ONCE = 4_096;
/** Numbers read at once; 256 kB. */
const READ_AT_ONCE = 65_536;

export interface DiskPiles {
  readonly make: MakePile;
  /** Close and delete everything. Call it in `finally`. */
  remove(): void;
}

/**
 * A folder of its own for piles.
 *
 * @param parent an existing folder in which it is made; default: the system's for temporary files
 * @throws errors of the file system
 */
export function diskPiles(parent = tmpdir()): DiskPiles {
  const folder = mkdtempSync(join(parent, "jinghua-piles-"));
  const open = new Set<number>();
  let made = 0;
  return {
    make: (name) => diskPile(join(folder, `${made++}-${name}`), open),
    remove() {
      for (const file of open) closeSync(file);
      open.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function diskPile(path: string, open: Set<number>): Pile {
  const pending = new Uint32Array(WRITTEN_AT_ONCE);
  let held = 0;
  let written = 0;
  let file: number | undefined;
  const flush = () => {
    if (held === 0) return;
    if (file === undefined) {
      file = openSync(path, "wx+");
      open.add(file);
    }
    const bytes = new Uint8Array(pending.buffer, 0, held * 4);
    for (let at = 0; at < bytes.length; )
      at += writeSync(file, bytes, at, bytes.length - at, written * 4 + at);
    written += held;
    held = 0;
  };
  return {
    push(value) {
      pending[held++] = value;
      if (held === WRITTEN_AT_ONCE) flush();
    },
    get length() {
      return written + held;
    },
    *pieces() {
      flush();
      if (file === undefined) return;
      const piece = new Uint32Array(Math.min(READ_AT_ONCE, written));
      const bytes = new Uint8Array(piece.buffer);
      for (let at = 0; at < written; ) {
        const wanted = Math.min(piece.length, written - at) * 4;
        let got = 0;
        while (got < wanted) {
          const n = readSync(file, bytes, got, wanted - got, at * 4 + got);
          if (n === 0) throw new Error(`${path}: ends before what was written to it`);
          got += n;
        }
        yield piece.subarray(0, wanted / 4);
        at += wanted / 4;
      }
    },
    drop() {
      held = 0;
      written = 0;
      if (file === undefined) return;
      closeSync(file);
      open.delete(file);
      rmSync(path);
      file = undefined;
    },
  };
}
