/** `build`: raw articles in, a bundle out, and a short account of what became of what came in. */
import { writeFileSync } from "node:fs";
import type { Totals } from "../../schemas/bundle.ts";
import { checkOutput, isSealed, writeOutput } from "../engine/output.ts";
import { Pieces, readPieces, writePieces } from "../engine/pieces.ts";
import { inputsOf, piecesFile, readState, writeState } from "../engine/state.ts";
import { ContentError, type Fault, UsageError } from "../faults.ts";
import { attempt, type BuildContent, type BuildOptions, quarantineFault, requireFolder } from "./content.ts";
import { bold, faultLines, say, warn } from "./print.ts";

export interface BuildCommand {
  readonly raw: string;
  readonly out: string;
  readonly subject?: string;
  /** Quarantine counts as a fault. */
  readonly strict?: boolean;
  /** One JSON summary on standard output instead of text. */
  readonly json?: boolean;
  /** Faults and quarantine only. */
  readonly quiet?: boolean;
  /** Folder in which what is worked out is kept for the next build; false or absent for none. */
  readonly cache?: string | false;
  readonly workers?: number;
  /** File for the time taken by each stage and step, and the slowest articles. */
  readonly timings?: string;
  /** File for a CPU profile; all work is then done in one process. */
  readonly profile?: string;
}

/** What is said of a build, and kept of it for when nothing has changed. */
interface Account {
  readonly totals: Totals;
  readonly quarantined: readonly Fault[];
}

/**
 * Nothing is written unless everything holds, and nothing done when nothing has changed.
 *
 * @returns 0 when built and valid, 1 when the content is at fault
 * @throws UsageError when a folder is missing or may not be written
 */
export async function build(options: BuildCommand, buildContent: BuildContent): Promise<number> {
  const { profile, ...rest } = options;
  if (profile === undefined) return buildOnce(rest, buildContent);
  const { profiled } = await import("../engine/profile.ts");
  return profiled(profile, () => buildOnce({ ...rest, workers: 0 }, buildContent));
}

async function buildOnce(options: BuildCommand, buildContent: BuildContent): Promise<number> {
  const { raw, out, subject, cache, workers, strict, json, timings } = options;
  await requireFolder(raw, "the raw folder");
  await checkOutput(out, raw);
  const place = cache ? { cache, raw, out, ...(subject !== undefined && { subject }) } : undefined;
  const last = place && readState<Account>(place);
  const inputs = place && (await inputsBefore(place));
  if (last && last.inputs === inputs && isSealed(out, last.seals) && timings === undefined) {
    const { totals, quarantined } = last.account;
    if (!strict || quarantined.length === 0) {
      return told(options, last.account, { written: 0, unchanged: Object.keys(last.seals).length }, totals);
    }
  }
  const stop = onSignals(out);
  try {
    const progress = await progressFor(options);
    const { result, faults } = await attempt(buildContent, {
      raw,
      ...(subject !== undefined && { subject }),
      ...(cache && { cache }),
      ...(workers !== undefined && { workers }),
      ...(timings !== undefined && { onTimings: (t) => writeTimings(timings, t) }),
      ...(progress && { onProgress: progress.on }),
    }).finally(() => progress?.end());
    const quarantined = (result?.quarantined ?? []).map((q) => quarantineFault(q, raw));
    const wrong = strict ? [...faults, ...quarantined] : faults;
    if (!result || wrong.length > 0) {
      if (json) say(summaryJson({ ok: false, faults: wrong, quarantined }));
      warn(faultLines(wrong, "pretty"));
      warn(`${out} is as it was: ${wrong.length} ${wrong.length === 1 ? "fault" : "faults"}`);
      return 1;
    }
    const { emit, totals: totalsOf } = await import("../stages/emit/index.ts");
    const totals = totalsOf(result);
    stop.writing();
    const pieces = place && new Pieces(out, last?.seals ?? {}, last && readPieces(piecesFile(place)));
    const { seals, ...written } = await writeOutput(out, emit(result, pieces), last?.seals).finally(() =>
      pieces?.close(),
    );
    const account: Account = { totals, quarantined };
    // What came in while it was being built is not in it: then the next build has to look again.
    if (place && inputs !== undefined && inputs === (await inputsBefore(place))) {
      writePieces(piecesFile(place), pieces!.known(seals));
      writeState(place, { inputs, seals, account });
    }
    return told(options, account, written, totals);
  } finally {
    stop.end();
  }
}

/** Undefined where the build itself will say what is wrong. */
async function inputsBefore(place: Parameters<typeof inputsOf>[0]): Promise<string | undefined> {
  try {
    return await inputsOf(place);
  } catch (error) {
    if (error instanceof ContentError || error instanceof UsageError || isSystemError(error))
      return undefined;
    throw error;
  }
}

const isSystemError = (error: unknown) => typeof (error as NodeJS.ErrnoException)?.code === "string";

function told(
  { out, json, quiet }: BuildCommand,
  { quarantined }: Account,
  files: { written: number; unchanged: number },
  totals: Totals,
): number {
  if (json) {
    say(summaryJson({ ok: true, faults: [], quarantined, totals, files }));
    return 0;
  }
  if (!quiet) say(summary(out, totals, files));
  if (quarantined.length > 0) warn([bold("quarantined"), ...faultLines(quarantined, "pretty")]);
  return 0;
}

const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/** A word to whoever ends the build. While files are being written the engine puts things in order and exits. */
function onSignals(out: string) {
  let writing = false;
  const say = (signal: NodeJS.Signals) => {
    warn(`stopped by ${signal}: ${out} is as it was`);
    if (!writing) process.exit(128 + SIGNALS[signal as keyof typeof SIGNALS]);
  };
  const signals = Object.keys(SIGNALS) as Array<keyof typeof SIGNALS>;
  for (const signal of signals) process.once(signal, say);
  return {
    writing() {
      writing = true;
    },
    end() {
      for (const signal of signals) process.removeListener(signal, say);
    },
  };
}

function writeTimings(file: string, timings: unknown): void {
  const short = (_: string, value: unknown) => (typeof value === "number" ? Math.round(value) : value);
  try {
    writeFileSync(file, `${JSON.stringify(timings, short, 1)}\n`);
  } catch (error) {
    throw new UsageError(
      `${file}: the timings cannot be written there (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}

/** Progress for somebody who is watching; nothing for logs and pipes. */
async function progressFor({
  json,
  quiet,
}: BuildCommand): Promise<{ on: NonNullable<BuildOptions["onProgress"]>; end: () => void } | undefined> {
  if (json || quiet || !process.stderr.isTTY || process.env.CI) return undefined;
  const { default: ora } = await import("ora");
  const spinner = ora("reading").start();
  const began = performance.now();
  let first: number | undefined;
  return {
    on: (done, total, source) => {
      // Those that were kept from an earlier build are done at once, and say nothing of the rest.
      first ??= done - 1;
      const rate = (done - first) / ((performance.now() - began) / 1000);
      const left = Math.ceil((total - done) / rate);
      spinner.text = `${done}/${total}  ${Math.round(rate)}/s  ${clock(left)} left  ${source}`;
    },
    end: () => spinner.stop(),
  };
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function summary(out: string, totals: Totals, files: { written: number; unchanged: number }): string[] {
  const { articles, characters, items } = totals;
  const { removed } = characters;
  const kinds = Object.entries(items.byKind)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`);
  return [
    `${bold("articles")}    ${articles.in} in = ${articles.built} built + ${articles.duplicates} duplicates + ${articles.quarantined} quarantined`,
    `${bold("characters")}  ${characters.in} in = ${characters.kept} kept + ${removed.boilerplate} boilerplate + ${removed.duplicate} duplicate + ${removed.damage} damage`,
    `${bold("items")}       ${items.total}${kinds.length > 0 ? `: ${kinds.join(", ")}` : ""}`,
    `${bold("files")}       ${files.written} written, ${files.unchanged} unchanged in ${out}`,
  ];
}

interface Summary {
  readonly ok: boolean;
  readonly faults: readonly Fault[];
  readonly quarantined: readonly Fault[];
  readonly totals?: Totals;
  readonly files?: { readonly written: number; readonly unchanged: number };
}

const summaryJson = (summary: Summary) => JSON.stringify(summary, null, 1);
