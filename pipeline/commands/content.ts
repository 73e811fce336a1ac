/** What every command does first: take the call apart, build in memory, and give faults a form. */
import { stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { Quarantined } from "../article.ts";
import type { Pool } from "../engine/pool.ts";
import { ContentError, type Fault, UsageError } from "../faults.ts";
import type { BuildResult } from "../result.ts";

export interface BuildOptions {
  readonly raw: string;
  readonly subject?: string;
  /** Folder in which what is worked out is kept for the next build. */
  readonly cache?: string;
  readonly workers?: number;
  /** Processes that outlive the build. */
  readonly pool?: Pool;
  readonly onProgress?: (done: number, total: number, source: string) => void;
  readonly onTimings?: (timings: unknown) => void;
}

/** The build as commands see it; handed in, so that commands can be tried with a build made by hand. */
export type BuildContent = (
  options: BuildOptions,
) => Promise<BuildResult & { readonly faults: readonly Fault[] }>;

/** A build, or what kept it from being one: `result` is absent when faults came before anything was built. */
export interface Outcome {
  readonly result?: BuildResult;
  readonly faults: readonly Fault[];
}

/**
 * Build in memory. Faults of the content are given back, not thrown.
 *
 * @throws UsageError when there is no raw folder
 */
export async function attempt(buildContent: BuildContent, options: BuildOptions): Promise<Outcome> {
  await requireFolder(options.raw, "the raw folder");
  try {
    const { faults, ...result } = await buildContent(options);
    return { result, faults };
  } catch (error) {
    if (error instanceof ContentError) return { faults: error.faults };
    throw error;
  }
}

/** As `attempt`, for commands that cannot go on with a build at fault. */
export async function mustBuild(buildContent: BuildContent, options: BuildOptions): Promise<BuildResult> {
  const { result, faults } = await attempt(buildContent, options);
  if (faults.length > 0 || !result) throw new ContentError(faults);
  return result;
}

/** @throws UsageError when `path` is no folder */
export async function requireFolder(path: string, what: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`${path}: no such folder (${what})`);
  if (!found.isDirectory()) throw new UsageError(`${path}: is a file, but ${what} was expected`);
}

/** A quarantined article as a fault, for where quarantine is not accepted. */
export function quarantineFault(quarantined: Quarantined, raw: string): Fault {
  const { source, record, stage, reason, message, line, column } = quarantined;
  return {
    file: join(raw, source),
    // A record of a container is found by its line, where nothing nearer is known.
    line: line ?? record ?? 1,
    column: column ?? 1,
    rule: `${stage}/${reason}`,
    message,
  };
}

/** A path as a source of the build: below the raw folder, `/` as separator. */
export function sourceOf(path: string, raw: string): string {
  const below = relative(resolve(raw), resolve(path));
  const source = below.startsWith("..") || isAbsolute(below) ? path : below;
  return source.replaceAll("\\", "/");
}
