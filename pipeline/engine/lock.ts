/** A lock beside a folder, so that two builds never write into one output. */
import { basename, dirname, join } from "node:path";
import { lock } from "proper-lockfile";
import { UsageError } from "../faults.ts";

/** A lock nobody has touched for this long was left by a process that was killed. */
const STALE_MS = 10_000;

/** Waiting outlasts a stale lock, and a writing build, which takes well under this. */
const RETRIES = { retries: 60, factor: 1, minTimeout: 200, maxTimeout: 200 };

/**
 * Run `work` while holding the lock of a folder, which need not exist (its parent must).
 *
 * @throws UsageError when another process holds the lock for good
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, retries = RETRIES): Promise<T> {
  const release = await lock(folder, {
    lockfilePath: join(dirname(folder), `.${basename(folder)}.lock`),
    realpath: false,
    stale: STALE_MS,
    retries,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ELOCKED") throw new UsageError(`${folder}: another build is writing into it`);
    throw error;
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
