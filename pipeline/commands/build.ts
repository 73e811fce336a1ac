/** `build`: raw articles in, a bundle out, and a short account of what became of what came in. */
import ora from "ora";
import type { Totals } from "../../schemas/bundle.ts";
import { checkOutput, writeOutput } from "../engine/output.ts";
import type { Fault } from "../faults.ts";
import { emit, report } from "../stages/emit/index.ts";
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
}

/**
 * Nothing is written unless everything holds.
 *
 * @returns 0 when built and valid, 1 when the content is at fault
 * @throws UsageError when a folder is missing or may not be written
 */
export async function build(options: BuildCommand, buildContent: BuildContent): Promise<number> {
  await requireFolder(options.raw, "the raw folder");
  await checkOutput(options.out, options.raw);
  const { result, faults } = await attempt(buildContent, {
    raw: options.raw,
    ...(options.subject === undefined ? {} : { subject: options.subject }),
    ...progress(options),
  }).finally(() => spinner?.stop());
  const quarantined = (result?.quarantined ?? []).map((q) => quarantineFault(q, options.raw));
  const wrong = options.strict ? [...faults, ...quarantined] : faults;
  if (!result || wrong.length > 0) {
    if (options.json) say(summaryJson({ ok: false, faults: wrong, quarantined }));
    warn(faultLines(wrong, "pretty"));
    warn(`${options.out} is as it was: ${wrong.length} ${wrong.length === 1 ? "fault" : "faults"}`);
    return 1;
  }
  const written = await writeOutput(options.out, emit(result));
  const { totals } = report(result);
  if (options.json) {
    say(summaryJson({ ok: true, faults: [], quarantined, totals, files: written }));
    return 0;
  }
  if (!options.quiet) say(summary(options.out, totals, written));
  if (quarantined.length > 0) warn([bold("quarantined"), ...faultLines(quarantined, "pretty")]);
  return 0;
}

let spinner: ReturnType<typeof ora> | undefined;

/** Progress for somebody who is watching; nothing for logs and pipes. */
function progress({ json, quiet }: BuildCommand): Pick<BuildOptions, "onProgress"> {
  if (json || quiet || !process.stderr.isTTY || process.env.CI) return {};
  spinner = ora("reading").start();
  return {
    onProgress: (done, total, source) => {
      if (!spinner) return;
      spinner.text = `${done}/${total} ${source}`;
      // Articles are worked on without a pause in which a timer could draw.
      spinner.render();
    },
  };
}

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
