/**
 * Files in, what was made of each out: looked up where it was made before, else made by the processes of
 * a pool. What is made is kept in packs; with a cache they stay for the next build.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../../schemas/config.ts";
import type { Candidate } from "../advice.ts";
import type { Quarantined } from "../article.ts";
import { UsageError } from "../faults.ts";
import { type Batch, type BatchDone, type Done, keysOf, type Learnt, leave, type Unit } from "../worker.ts";
import { type FoundFile, unreadable } from "./files.ts";
import { Hashes } from "./hashes.ts";
import { type KeptAdvice, type KeptFile, readAdvice, readCandidates, readFile } from "./kept.ts";
import { clearPacks, Packs, type Place, SpoiledError } from "./packs.ts";
import { ENDING, type Errand, LIMITS, Pool, RUN } from "./pool.ts";
import { Shared } from "./shared.ts";
import { hashesFile } from "./state.ts";
import type { StoredArticle } from "./stored.ts";
import type { Versions } from "./versions.ts";

export interface WorkshopOptions {
  readonly raw: string;
  readonly config: Config;
  readonly subject: string;
  readonly lexicon: string;
  readonly versions: Versions;
  readonly cache?: string;
  readonly workers?: number;
  readonly timeLimit?: number;
  readonly memoryLimit?: number;
  readonly module?: string;
  /** Processes that outlive the workshop; default: its own. */
  readonly pool?: Pool;
  readonly onProgress?: (done: number, total: number, source: string) => void;
}

/** What was made of a file. */
export interface Made {
  readonly file: FoundFile;
  readonly sha256: string;
  readonly place: Place;
  readonly kept: KeptFile;
  /** Of each of its articles, in order. */
  readonly advice: ReadonlyArray<{
    readonly candidates: readonly Candidate[];
    readonly ungrounded: KeptAdvice["articles"][number]["ungrounded"];
  }>;
}

/** A file that is wanted, with what was learnt since it was found. */
export interface Wanted {
  readonly file: FoundFile;
  readonly learnt?: Learnt;
}

/** Files among the slowest that are named. */
const SLOWEST = 10;

/** One process for so many bytes: fewer are not worth the time it takes to start. */
const BYTES_A_PROCESS = 256 << 10;

export class Workshop {
  readonly packs: Packs;
  readonly #options: WorkshopOptions;
  readonly #folder: string;
  readonly #hashes: Hashes;
  readonly #used = new Map<string, Place>();
  readonly #wanted = new Map<string, Wanted>();
  readonly #shared = new Shared();
  #pool: Pool | undefined;
  #resting = false;
  #slowest: Array<{ source: string; took: number }> = [];
  #worked = 0;

  constructor(options: WorkshopOptions) {
    this.#options = options;
    const { cache, raw } = options;
    if (cache === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), "jinghua-packs-"));
      process.once("exit", this.#remove);
    } else this.#folder = join(resolve(cache), "packs");
    this.packs = new Packs(this.#folder);
    this.#hashes = new Hashes(cache === undefined ? undefined : hashesFile(cache, raw));
  }

  /** What was made of each file that can be read, in the order they are given. */
  async workOn(wanted: readonly Wanted[]): Promise<{ made: Made[]; quarantined: Quarantined[] }> {
    const made = new Map<string, Made>();
    const quarantined: Quarantined[] = [];
    const missing: Unit[] = [];
    for (const one of wanted) {
      this.#wanted.set(one.file.source, one);
      const found = this.#lookUp(one);
      if ("reason" in found) quarantined.push(found);
      else if ("unit" in found) missing.push(found.unit);
      else made.set(one.file.source, found);
    }
    let done = made.size + quarantined.length;
    if (missing.length > 0) {
      this.#pool ??= this.#options.pool ?? this.#open(missing);
      for await (const { unit, done: result } of this.#pool.run(missing, this.#errand())) {
        if ("unreadable" in result) quarantined.push(unreadable(unit.source, result.unreadable));
        else made.set(unit.source, this.#note(this.#wanted.get(unit.source)!, result));
        this.#options.onProgress?.(++done, wanted.length, unit.source);
      }
    }
    // Processes that outlive this build can get ready for the next.
    else if (this.#options.pool) this.#options.pool.warm(this.#errand()).catch(() => {});
    this.#hashes.save();
    return { made: wanted.flatMap(({ file }) => made.get(file.source) ?? []), quarantined };
  }

  /** A file of the cache; undefined without one. */
  file(name: string): string | undefined {
    return this.#options.cache === undefined ? undefined : join(this.#options.cache, name);
  }

  /** Milliseconds by stage, of all processes together; the files that took longest; how many there were. */
  timings() {
    this.#rank();
    return { stages: { ...this.#pool?.stages }, slowest: this.#slowest, worked: this.#worked };
  }

  /**
   * Work on an article's file again, while everything waits: what was kept of it is spoiled.
   *
   * @throws UsageError when it is another file by now
   */
  mend(article: StoredArticle): void {
    const { source, record, sha256 } = article.kept.record;
    const wanted = this.#wanted.get(source)!;
    const errand: Batch = { ...this.#errand(), units: [unitOf(wanted)] };
    const program = fileURLToPath(new URL(`../errand${ENDING}`, import.meta.url));
    const out = execFileSync(process.execPath, [...RUN, program], {
      input: JSON.stringify(errand),
      maxBuffer: 1 << 28,
    });
    const [done] = (JSON.parse(out.toString()) as BatchDone).units;
    if (done !== undefined && !("unreadable" in done) && done.sha256 === sha256) {
      const made = this.#note(wanted, done);
      const again = made.kept.articles.find((a) => a.record.record === record);
      if (again !== undefined && made.kept.raw !== undefined) {
        article.place = made.place;
        article.raw = made.kept.raw;
        article.kept = again;
        return;
      }
    }
    throw new UsageError(`${wanted.file.path}: changed while it was being built; build again`);
  }

  /** End the processes, when all files have been worked on: what they hold is wanted for the corpus. */
  async rest(): Promise<void> {
    if (this.#resting || this.#pool === this.#options.pool) return;
    this.#resting = true;
    await this.#pool?.close();
  }

  /** End the processes and let go of what is not needed any more; articles can still be read. */
  async close(): Promise<void> {
    await this.rest();
    leave(this.#folder);
    if (this.#options.cache !== undefined) {
      clearPacks(this.#folder, this.packs, this.#used);
      return;
    }
    process.removeListener("exit", this.#remove);
    this.#remove();
  }

  #remove = () => {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // A system that does not let go of open files clears its temporary folder by itself.
    }
  };

  #open(units: readonly Unit[]): Pool {
    const most = this.#options.workers ?? availableParallelism();
    const bytes = units.reduce((sum, { size }) => sum + size, 0);
    return new Pool({
      workers: Math.min(most, Math.max(1, Math.ceil(bytes / BYTES_A_PROCESS))),
      timeLimit: this.#options.timeLimit ?? LIMITS.timeLimit,
      memoryLimit: this.#options.memoryLimit ?? LIMITS.memoryLimit,
    });
  }

  #errand(): Errand {
    const { subject, lexicon, config, versions, module } = this.#options;
    return {
      folder: this.#folder,
      subject,
      lexicon,
      config,
      versions,
      ...(module !== undefined && { module }),
    };
  }

  #lookUp(wanted: Wanted): Made | Quarantined | { readonly unit: Unit } {
    const { file, learnt } = wanted;
    const unit = unitOf(wanted);
    // With nothing kept there is nothing to look for: the file is read where it is worked on.
    if (this.packs.size === 0) return { unit };
    let sha256: string;
    try {
      sha256 = this.#hashes.of(file);
    } catch (error) {
      return unreadable(file.source, (error as NodeJS.ErrnoException).code ?? String(error));
    }
    const keys = keysOf(this.#options.versions, file.source, sha256, learnt);
    const place = this.packs.find(keys.file);
    const advice = this.packs.find(keys.advice);
    try {
      if (place && advice) return this.#read(wanted, sha256, place, advice);
      if (place) {
        readFile(this.packs, place);
        return { unit: { ...unit, kept: { place, sha256 } } };
      }
    } catch (error) {
      if (!(error instanceof SpoiledError)) throw error;
    }
    return { unit };
  }

  #read({ file, learnt }: Wanted, sha256: string, place: Place, advicePlace: Place): Made {
    const kept = readFile(this.packs, place);
    const { articles } = readAdvice(this.packs, advicePlace);
    const advice = articles.map(({ candidates, ungrounded }) => ({
      candidates: this.#shared.share(readCandidates(this.packs, advicePlace, candidates)),
      ungrounded,
    }));
    const keys = keysOf(this.#options.versions, file.source, sha256, learnt);
    this.#used.set(keys.file, place);
    this.#used.set(keys.advice, advicePlace);
    return { file, sha256, place, kept, advice };
  }

  #note(wanted: Wanted, { sha256, places, took }: Done): Made {
    this.#worked++;
    this.#slowest.push({ source: wanted.file.source, took });
    if (this.#slowest.length > 8 * SLOWEST) this.#rank();
    this.#hashes.note(wanted.file, sha256);
    return this.#read(wanted, sha256, places.file, places.advice);
  }

  #rank(): void {
    this.#slowest.sort((a, b) => b.took - a.took);
    this.#slowest.length = Math.min(this.#slowest.length, SLOWEST);
  }
}

function unitOf({ file: { source, path, size }, learnt }: Wanted): Unit {
  return { source, path, size, ...(learnt && { learnt }) };
}
