/**
 * The work on a batch of files, wherever it is done: in a process of its own, which can be ended when
 * an article keeps it too long or takes too much memory, or in this one. Tables are loaded once.
 */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Config } from "../schemas/config.ts";
import type { Quarantined } from "./article.ts";
import {
  type KeptPlaces,
  type Keys,
  keepAdviceOf,
  keepFile,
  readCleaned,
  readFile,
  readRaw,
  readRecord,
  type Writers,
} from "./engine/kept.ts";
import { Packs, PackWriter, type Place } from "./engine/packs.ts";
import { loadRules, type Rules } from "./rules.ts";
import type { Advice, At } from "./work.ts";

/** A file to work on. */
export interface Unit {
  readonly source: string;
  readonly path: string;
  readonly size: number;
  /** What was kept of it, and the hash of its bytes, where only its advice is wanted. */
  readonly kept?: { readonly place: Place; readonly sha256: string };
  /** Lines that the sites of its articles repeat, by record (0 where the file is one article). */
  readonly learnt?: Learnt;
  /** Articles that ended a process, likewise: not to be tried again. */
  readonly ended?: ReadonlyArray<readonly [record: number, why: Quarantined]>;
  /** How often a process has ended over it, all by itself. */
  readonly tries?: number;
}

export type Learnt = ReadonlyArray<readonly [record: number, lines: readonly number[]]>;

export interface Batch {
  readonly units: readonly Unit[];
  readonly folder: string;
  readonly subject: string;
  readonly lexicon: string;
  readonly config: Config;
  /** What keys are made of: the versions of all that makes an entry. */
  readonly versions: { readonly file: string; readonly advice: string };
  /** Where to say what is being done, for whoever has to tell why the process ended. */
  readonly whereabouts?: string;
  /** Where what the engine of the language complains of goes. */
  readonly log?: string;
  /** A module that works in place of `work.ts`. */
  readonly module?: string;
}

export interface Done {
  readonly sha256: string;
  readonly places: KeptPlaces;
  /** Milliseconds. */
  readonly took: number;
}

export interface BatchDone {
  /** One for each unit; `unreadable` is the code of the system's error. */
  readonly units: ReadonlyArray<Done | { readonly unreadable: string }>;
  /** Milliseconds by stage. */
  readonly stages: Readonly<Record<string, number>>;
}

/** Keys of what is kept of a file. */
export function keysOf(
  versions: Batch["versions"],
  source: string,
  sha256: string,
  learnt: Learnt = [],
): Keys {
  const site = learnt.length > 0 ? `\n${JSON.stringify(learnt)}` : "";
  const key = (version: string) =>
    createHash("sha256").update(`${version}\n${sha256}\n${source}${site}`).digest("hex").slice(0, 32);
  return { file: key(versions.file), advice: key(`${versions.file} ${versions.advice}`) };
}

let rules: { readonly of: string; readonly rules: Rules } | undefined;
const writers = new Map<string, Writers>();
let alone = false;

function rulesOf({ subject, lexicon, versions }: Batch): Rules {
  // Tables may change between two batches of a process that lives on.
  const of = `${subject}\n${lexicon}\n${versions.file}\n${versions.advice}`;
  if (rules?.of !== of) rules = { of, rules: loadRules(subject, lexicon) };
  return rules.rules;
}

function writersOf(folder: string): Writers {
  let own = writers.get(folder);
  if (own === undefined) {
    own = { files: new PackWriter(folder), advice: new PackWriter(folder) };
    writers.set(folder, own);
  }
  return own;
}

/** Let go of a folder: nothing more is written into it by this process. */
export function leave(folder: string): void {
  const own = writers.get(folder);
  own?.files.close();
  own?.advice.close();
  writers.delete(folder);
}

/** The entry of a process of a pool. */
export default async function inProcess(batch: Batch): Promise<BatchDone> {
  if (!alone) {
    alone = true;
    dieWithParent();
    if (batch.log !== undefined) redirectComplaints(batch.log);
  }
  return workOnBatch(batch);
}

export async function workOnBatch(batch: Batch): Promise<BatchDone> {
  const work = (await import(batch.module ?? "./work.ts")) as typeof import("./work.ts");
  const at = new Whereabouts(batch.whereabouts);
  const packs = new Packs(batch.folder, false);
  const own = writersOf(batch.folder);
  try {
    const desk: Desk = { work, batch, at, packs, writers: own, rules: rulesOf(batch) };
    const units = batch.units.map((unit, i) => {
      at.unit = i;
      at.record = 0;
      const began = performance.now();
      const done = (unit.kept && adviceAnew(unit, unit.kept, desk)) ?? all(unit, desk);
      return "unreadable" in done ? done : { ...done, took: performance.now() - began };
    });
    return { units, stages: at.stages };
  } finally {
    at.close();
    packs.close();
    own.files.flush();
    own.advice.flush();
  }
}

interface Desk {
  readonly work: typeof import("./work.ts");
  readonly batch: Batch;
  readonly at: Whereabouts;
  readonly packs: Packs;
  readonly writers: Writers;
  readonly rules: Rules;
}

function all(unit: Unit, desk: Desk): Omit<Done, "took"> | { unreadable: string } {
  const { work, batch, at, rules } = desk;
  const { source, learnt, ended } = unit;
  at.stage = "read";
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(unit.path);
  } catch (error) {
    return { unreadable: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const keys = keysOf(batch.versions, source, sha256, learnt);
  const settings = { rules, config: batch.config };
  const made = work.workOn({ source, bytes }, settings, at, {
    ...(ended && { ended: new Map(ended) }),
    ...(learnt && { learnt: new Map(learnt.map(([record, lines]) => [record, new Set(lines)])) }),
  });
  return { sha256, places: keepFile(desk.writers, keys, made) };
}

/** Extraction alone; undefined where that fails: done from the start, it comes right or is quarantined. */
function adviceAnew(
  unit: Unit,
  { place, sha256 }: NonNullable<Unit["kept"]>,
  { work, batch, at, packs, writers: own, rules }: Desk,
): Omit<Done, "took"> | undefined {
  const advised = function* (): Generator<Advice> {
    const file = readFile(packs, place);
    const raw = file.raw === undefined ? "" : readRaw(packs, place, file.raw);
    for (const { record, parts } of file.articles) {
      at.record = record.record ?? 0;
      const { spans } = readRecord(packs, place, parts.json);
      yield work.adviseOn(record.id, readCleaned(packs, place, parts, raw), spans, rules, at);
    }
  };
  try {
    const keys = keysOf(batch.versions, unit.source, sha256, unit.learnt);
    return { sha256, places: { file: place, advice: keepAdviceOf(own.advice, keys.advice, advised()) } };
  } catch {
    return undefined;
  }
}

/** Bytes of the line that tells where the work is. */
const LINE = 64;

/** Keeps the time of the stages, and says in a file where the work is. */
class Whereabouts implements At {
  readonly stages: Record<string, number> = {};
  unit = 0;
  record = 0;
  readonly #file: number | undefined;
  #stage = "";
  #since = performance.now();
  #count = 0;

  constructor(path: string | undefined) {
    this.#file = path === undefined ? undefined : openSync(path, "w");
  }

  get stage(): string {
    return this.#stage;
  }

  set stage(stage: string) {
    this.#lap();
    this.#stage = stage;
    if (this.#file === undefined) return;
    // The count tells two articles in the same stage apart from one that stays there.
    const line = `${this.unit} ${this.record} ${++this.#count} ${stage}`;
    writeSync(this.#file, `${line.padEnd(LINE - 1)}\n`, 0);
  }

  close(): void {
    this.#lap();
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #lap(): void {
    const now = performance.now();
    if (this.#stage !== "") this.stages[this.#stage] = (this.stages[this.#stage] ?? 0) + now - this.#since;
    this.#since = now;
  }
}

/** Where the work of a process stood when it ended; undefined when it had not begun. */
export function whereWas(path: string): { unit: number; record: number; stage: string } | undefined {
  let line: string;
  try {
    line = readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
  const [, unit, record, stage] = /^(\d+) (\d+) \d+ (\S+)/.exec(line) ?? [];
  return stage === undefined ? undefined : { unit: Number(unit), record: Number(record), stage };
}

/** A process whose parent was killed in the middle of an endless loop would go on for ever: a thread looks out. */
function dieWithParent(): void {
  const look = `const parent = process.ppid; setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), 1000)`;
  new Worker(look, { eval: true, execArgv: [], stdout: true, stderr: true }).unref();
}

/** The last words of a process that runs out of memory are for the log of the build, not for its reader. */
function redirectComplaints(log: string): void {
  if (process.platform === "win32") return;
  closeSync(2);
  openSync(log, "w");
}
