/**
 * Many files through a few processes. Small files go in batches, for each errand costs something; large
 * ones alone. A process that stays too long in one stage of an article, or dies of it, is ended; the
 * article that was at work is tried once more by itself and then quarantined, everything else goes on.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Tinypool from "tinypool";
import type { Quarantined } from "../article.ts";
import { UsageError } from "../faults.ts";
import { refuse } from "../process.ts";
import { type Batch, type BatchDone, type Done, type Unit, whereWas, workOnBatch } from "../worker.ts";

/** Modules run as they were written, or as they were compiled. */
export const ENDING = import.meta.url.slice(import.meta.url.lastIndexOf("."));
/** What a process needs to be told to run them. */
export const RUN: readonly string[] = ENDING === ".ts" ? ["--import", import.meta.resolve("tsx")] : [];

export interface PoolOptions {
  /** Processes; 0 does all work in this one, without limits. */
  readonly workers: number;
  /** Milliseconds in one stage of one article. */
  readonly timeLimit: number;
  /** MiB of memory of a process for its objects. */
  readonly memoryLimit: number;
}

/** What all batches of a run have in common. */
export type Errand = Omit<Batch, "units" | "whereabouts" | "log">;

export const LIMITS = { timeLimit: 60_000, memoryLimit: 1024 } as const;

/** More than this is not sent at once: bytes, files. */
const BATCH_BYTES = 64 << 10;
const BATCH_FILES = 24;

/** A process may take so many milliseconds to get ready for its first article. */
const START = 120_000;

/** How often to look whether a process gets on, in milliseconds. */
const LOOK = 500;

/** Further milliseconds for each byte of a file: a book takes longer than a page, in any stage. */
const TIME_A_BYTE = 0.05;

/** An article is tried so often before it is given up. */
const TRIES = 2;

/** Records of one file that may end a process before the whole file is given up. */
const MOST_RECORDS = 8;

export interface Finished {
  readonly unit: Unit;
  readonly done: Done | { readonly unreadable: string };
}

interface Sent {
  readonly finished: readonly Finished[];
  /** To be sent once more. */
  readonly again: ReadonlyArray<readonly Unit[]>;
}

export class Pool {
  readonly #options: PoolOptions;
  readonly #pool: Tinypool | undefined;
  readonly #folder: string;
  /** Milliseconds by stage, of all processes together. */
  readonly stages: Record<string, number> = {};

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#folder = mkdtempSync(join(tmpdir(), "jinghua-work-"));
    process.once("exit", this.#end);
    if (options.workers === 0) return;
    this.#pool = new Tinypool({
      runtime: "child_process",
      filename: fileURLToPath(new URL(`../worker${ENDING}`, import.meta.url)),
      minThreads: options.workers,
      maxThreads: options.workers,
      execArgv: [...RUN, `--max-old-space-size=${options.memoryLimit}`],
      env: process.env as Record<string, string>,
    });
    // A process that ends between two errands is replaced at the next.
    this.#pool.on("error", () => {});
  }

  /** What became of each unit, as it is done. */
  async *run(units: Iterable<Unit>, errand: Errand): AsyncGenerator<Finished> {
    const batches = inBatches(units);
    const again: Array<readonly Unit[]> = [];
    const free = Array.from({ length: Math.max(1, this.#options.workers) }, (_, i) => i);
    const busy = new Map<number, Promise<Sent & { seat: number }>>();
    while (true) {
      while (free.length > 0) {
        const next = again.shift() ?? batches.next().value;
        if (next === undefined) break;
        const seat = free.pop()!;
        busy.set(
          seat,
          this.#send(seat, next, errand).then((sent) => ({ ...sent, seat })),
        );
      }
      if (busy.size === 0) return;
      const sent = await Promise.race(busy.values());
      busy.delete(sent.seat);
      free.push(sent.seat);
      again.push(...sent.again);
      yield* sent.finished;
    }
  }

  /** Have a process get ready before there is work. */
  async warm(errand: Errand): Promise<void> {
    await this.#send(-1, [], errand);
  }

  async close(): Promise<void> {
    process.removeListener("exit", this.#end);
    await this.#pool?.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #end = () => {
    for (const { threadId } of this.#pool?.threads ?? []) {
      try {
        process.kill(threadId, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(this.#folder, { recursive: true, force: true });
  };

  async #send(seat: number, units: readonly Unit[], common: Errand): Promise<Sent> {
    const whereabouts = join(this.#folder, `at-${seat}`);
    const log = join(this.#folder, `log-${seat}`);
    rmSync(whereabouts, { force: true });
    const errand: Batch = { ...common, units, whereabouts, log };
    const watch = this.#watch(whereabouts, units);
    try {
      const run = this.#pool?.run(errand, { signal: watch.signal }) ?? workOnBatch(errand);
      const { units: done, stages } = (await run) as BatchDone;
      for (const [stage, ms] of Object.entries(stages)) this.stages[stage] = (this.stages[stage] ?? 0) + ms;
      return { finished: units.map((unit, i) => ({ unit, done: done[i]! })), again: [] };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOSPC" || code === "EDQUOT") {
        const message =
          "no space is left for what is worked out; make room, or name another folder with --cache";
        throw new UsageError(`${common.folder}: ${message}`);
      }
      // An error that a process reports and goes on from is a defect of the program.
      if (!watch.late() && !/exited unexpectedly|Terminating worker/i.test(String(error))) throw error;
      return this.#afterEnd(units, whereabouts, watch.late(), log);
    } finally {
      watch.end();
    }
  }

  /** Aborts an errand that stays in one place for longer than it may. */
  #watch(whereabouts: string, units: readonly Unit[]) {
    const { timeLimit } = this.#options;
    const stop = new AbortController();
    let late: string | undefined;
    let last = "";
    let since = Date.now();
    const look = () => {
      const now = contentsOf(whereabouts);
      if (now !== last) {
        last = now;
        since = Date.now();
        return;
      }
      const where = whereWas(whereabouts);
      const { size = 0 } = units[where?.unit ?? 0] ?? {};
      const limit = where === undefined ? START : timeLimit + size * TIME_A_BYTE;
      if (Date.now() - since <= limit) return;
      late = `${Math.ceil(limit / 1000)} s`;
      stop.abort();
    };
    const timer = setInterval(look, Math.min(LOOK, timeLimit));
    return { signal: stop.signal, late: () => late, end: () => clearInterval(timer) };
  }

  /** The process has ended: the article it was at is tried alone, or given up; the others are sent again. */
  #afterEnd(units: readonly Unit[], whereabouts: string, late: string | undefined, log: string): Sent {
    const where = whereWas(whereabouts) ?? { unit: 0, record: 0, stage: "ingest" };
    const guilty = units[where.unit] ?? units[0]!;
    const others = units.filter((unit) => unit !== guilty);
    const tries = others.length > 0 ? 0 : (guilty.tries ?? 0) + 1;
    if (tries < TRIES) {
      return { finished: [], again: [...(others.length > 0 ? [others] : []), [{ ...guilty, tries }]] };
    }
    const memory = /out of memory|allocation failed/i.test(contentsOf(log));
    const why = this.#quarantined(guilty.source, where, late, memory);
    const ended = [...(guilty.ended ?? []), [where.record, why] as const];
    const { record: _record, ...whole } = why;
    const { kept: _kept, ...unit } = guilty;
    // Many bad records in one file: the file is what is bad. The others of its records get one try each.
    const given: Unit["ended"] = ended.length > MOST_RECORDS ? [[0, whole]] : ended;
    return { finished: [], again: [[{ ...unit, tries: TRIES - 1, ended: given }]] };
  }

  #quarantined(
    source: string,
    { record, stage }: { record: number; stage: string },
    late: string | undefined,
    memory: boolean,
  ): Quarantined {
    const article = { source, ...(record > 0 && { record }) };
    const todo = "take the article out, or split it";
    if (late !== undefined) {
      return refuse(article, stage, "time-limit", `the ${stage} stage did not end within ${late}; ${todo}`);
    }
    const message = memory
      ? `the ${stage} stage asked for more than ${this.#options.memoryLimit} MiB of memory; ${todo}`
      : `the ${stage} stage ended its process; ${todo}`;
    return refuse(article, stage, memory ? "memory-limit" : "process-ended", message);
  }
}

function contentsOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function* inBatches(units: Iterable<Unit>): Generator<Unit[], undefined> {
  let batch: Unit[] = [];
  let bytes = 0;
  for (const unit of units) {
    if (batch.length > 0 && (bytes + unit.size > BATCH_BYTES || batch.length >= BATCH_FILES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(unit);
    bytes += unit.size;
  }
  if (batch.length > 0) yield batch;
}
