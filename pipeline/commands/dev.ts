/** `dev`: builds what changed whenever an article or a table is saved, and says what that changed in the content. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { watch } from "chokidar";
import type { ComparedBuild } from "../diff/build.ts";
import { compareBuilds, type Difference } from "../diff/compare.ts";
import { checkOutput, type Seals, writeOutput } from "../engine/output.ts";
import { type KnownPieces, Pieces } from "../engine/pieces.ts";
import { LIMITS, Pool } from "../engine/pool.ts";
import { type Served, serve } from "../engine/server.ts";
import { UsageError } from "../faults.ts";
import type { BuildResult } from "../result.ts";
import { emit } from "../stages/emit/index.ts";
import { attempt, type BuildContent, quarantineFault, requireFolder } from "./content.ts";
import { bold, dim, faultLines, say, warn } from "./print.ts";

export interface DevCommand {
  readonly raw: string;
  readonly out: string;
  readonly subject?: string;
  readonly cache: string;
  readonly port: number;
  /** Folder of the rule tables, watched as well. */
  readonly lexicon: string;
}

/** Saving takes several steps; what comes within so many milliseconds is one change. */
const SETTLED = 30;

const PAGE = "review/index.html";

/**
 * Runs until it is told to stop.
 *
 * @param until resolves when it is to end; default: at a signal
 * @returns 0
 * @throws UsageError when a folder is missing or may not be written
 */
export async function dev(
  options: DevCommand,
  buildContent: BuildContent,
  until: Promise<unknown> = signalled(),
): Promise<number> {
  const { raw, out, lexicon } = options;
  await requireFolder(raw, "the raw folder");
  await checkOutput(out, raw);
  const pool = new Pool({ ...LIMITS, workers: 1 });
  const desk = new Desk(options, buildContent, pool);
  let served: Served | undefined;
  try {
    await desk.build();
    if (existsSync(join(out, PAGE))) {
      served = await serve(out, options.port);
      say(`${bold("review")}  ${served.url}${PAGE}`);
    }
    const watcher = watch([raw, lexicon], { ignoreInitial: true, atomic: true });
    let timer: NodeJS.Timeout | undefined;
    watcher.on("all", () => {
      clearTimeout(timer);
      timer = setTimeout(() => void desk.build().then((changed) => changed && served?.reload()), SETTLED);
    });
    await new Promise<void>((ready) => watcher.once("ready", ready));
    say(dim(`watching ${raw} and the tables`));
    await until;
    clearTimeout(timer);
    await watcher.close();
    await desk.idle();
    return 0;
  } finally {
    await served?.close();
    await pool.close();
  }
}

function signalled(): Promise<unknown> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}

/** One build at a time; what changes meanwhile is built after it. */
class Desk {
  readonly #options: DevCommand;
  readonly #buildContent: BuildContent;
  readonly #pool: Pool;
  #last: ComparedBuild | undefined;
  #seals: Seals = {};
  #pieces: KnownPieces | undefined;
  #running: Promise<boolean> | undefined;

  constructor(options: DevCommand, buildContent: BuildContent, pool: Pool) {
    this.#options = options;
    this.#buildContent = buildContent;
    this.#pool = pool;
  }

  /** @returns whether the output is another now */
  async build(): Promise<boolean> {
    const before = this.#running ?? Promise.resolve(false);
    const own = before.then(() => this.#once());
    this.#running = own;
    return own;
  }

  /** When nothing is being built any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #once(): Promise<boolean> {
    const { raw, out, subject, cache } = this.#options;
    const began = performance.now();
    try {
      const { result, faults } = await attempt(this.#buildContent, {
        raw,
        ...(subject !== undefined && { subject }),
        cache,
        pool: this.#pool,
      });
      if (!result || faults.length > 0) {
        warn([...faultLines(faults, "pretty"), `${out} is as it was`]);
        return false;
      }
      const pieces = new Pieces(out, this.#seals, this.#pieces);
      const { seals, written } = await writeOutput(out, emit(result, pieces), this.#seals).finally(() =>
        pieces.close(),
      );
      this.#seals = seals;
      this.#pieces = pieces.known(seals);
      const now = comparedOf(result);
      const lines = this.#last === undefined ? [] : changes(compareBuilds(this.#last, now));
      this.#last = now;
      const took = `${Math.round(performance.now() - began)} ms`;
      say([
        ...lines,
        `${bold("built")}  ${result.advice.items.length} items, ${written} files written, ${took}`,
      ]);
      warn(
        faultLines(
          result.quarantined.map((q) => quarantineFault(q, raw)),
          "pretty",
        ),
      );
      return written > 0;
    } catch (error) {
      // A file may be gone again, or half of it be there: the next change sets it right.
      if (!(error instanceof UsageError)) throw error;
      warn(`error: ${error.message}`);
      return false;
    }
  }
}

function comparedOf({ articles, advice }: BuildResult): ComparedBuild {
  const items = advice.items.map((item) => ({
    ...item,
    phones: item.phones ?? [],
    path: item.path ?? [],
    materials: item.materials ?? [],
    options: item.options ?? [],
    periods: item.periods ?? [],
    durations: item.durations ?? [],
    amounts: item.amounts ?? [],
    rates: item.rates ?? [],
  }));
  const documents = [...articles].map(({ record: { id, source, record, title, duplicateOf } }) => ({
    id,
    source,
    ...(record !== undefined && { record }),
    ...(title !== undefined && { title }),
    ...(duplicateOf !== undefined && { duplicateOf }),
  }));
  return { items, documents };
}

/** A line for each change a reader of the content would notice, hotlines first. */
export function changes(difference: Difference): string[] {
  const { hotlines, added, removed, reworded, relabelled, slots } = difference;
  const named = ({ kind, title, text }: { kind: string; title: string; text: string }) =>
    `${kind} ${bold(title)}  ${dim(text.length > 60 ? `${text.slice(0, 60)}…` : text)}`;
  return [
    ...hotlines.map(
      ({ what, products, number, before, after }) =>
        `${bold("hotline")} ${what}: ${[products.join("、"), number].filter(Boolean).join(" ")} ${before.join("、")} → ${after.join("、")}`,
    ),
    ...added.map((item) => `+ ${named(item)}`),
    ...removed.map((item) => `- ${named(item)}`),
    ...reworded.map(({ item }) => `~ ${named(item)}`),
    ...[...relabelled, ...slots].map(
      ({ item, field, before, after }) =>
        `~ ${item.kind} ${bold(item.title)}  ${field}: ${before} → ${after}`,
    ),
  ];
}
