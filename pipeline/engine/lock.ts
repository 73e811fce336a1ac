/** A lock beside a folder, so that two builds never write into one output. */
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UsageError } from "../faults.ts";

/** How long to wait for another build, and how often to look, in milliseconds. */
export interface Patience {
  readonly wait: number;
  readonly every: number;
}

/** A writing build takes well under this. */
const PATIENCE: Patience = { wait: 12_000, every: 100 };

/** A lock from another machine that nobody has touched for this long was left behind. */
const STALE_MS = 10_000;

/**
 * Run `work` while holding the lock of a folder, which need not exist (its parent must). The lock of a
 * process that is gone is taken over at once.
 *
 * @throws UsageError when another process holds the lock for good
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, patience = PATIENCE): Promise<T> {
  const file = join(dirname(folder), `.${basename(folder)}.lock`);
  const until = Date.now() + patience.wait;
  while (!take(file)) {
    if (isLeft(file)) {
      breakLock(file);
      continue;
    }
    if (Date.now() >= until) {
      const hint = `if none is, delete ${basename(file)} beside it`;
      throw new UsageError(`${folder}: another build is writing into it (${hint})`);
    }
    await sleep(patience.every);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Gone with the folder it stood in: the work will say so.
    }
  }, STALE_MS / 5).unref();
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener("exit", release);
    release();
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, `${process.pid} ${hostname()}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Whether the process that took it is known to be gone. */
function isLeft(file: string): boolean {
  let owner: string;
  let touched: number;
  try {
    owner = readFileSync(file, "utf8");
    touched = statSync(file).mtimeMs;
  } catch {
    return false;
  }
  const [, pid, host] = /^(\d+) (.*)\n$/.exec(owner) ?? [];
  if (pid === undefined || host !== hostname()) return Date.now() - touched > STALE_MS;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Of several that break a lock at once, one gets it away; one that took hold of a new lock gives it back. */
function breakLock(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (!isLeft(aside)) linkSync(aside, file);
  } catch {
    // Another was faster: what stands there now is looked at again.
  }
  rmSync(aside, { force: true });
}
