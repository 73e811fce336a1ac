/** `repair`: what repair and simplify make of one file, line by line, with the rule of every edit. */
import { readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { diffChars } from "diff";
import pc from "picocolors";
import { loadConfig } from "../engine/config.ts";
import { loadRepairRules, repaired } from "../eval/repair-chain.ts";
import { type Fault, UsageError } from "../faults.ts";
import { ingest } from "../stages/ingest/index.ts";
import { Places } from "../text/places.ts";
import type { Change, Mark, TracedText } from "../text/traced.ts";
import { quarantineFault } from "./content.ts";
import { bold, dim, faultLines, say, warn } from "./print.ts";

export interface RepairCommand {
  /** Print the repaired text alone. */
  readonly text?: boolean;
}

/**
 * @param file an article, or a container of articles, of any format a build takes in
 * @returns 0; 1 when the file, or a record of it, cannot be taken in
 * @throws UsageError when there is no such file
 */
export async function repair(file: string, options: RepairCommand): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`${file}: ${found ? "is not a file" : "no such file"}`);
  const config = loadConfig([dirname(file)]);
  const rules = loadRepairRules();
  const { articles, quarantined, faults } = ingest(
    { source: basename(file), bytes: await readFile(file) },
    config,
  );
  for (const article of articles) {
    const { traced, script } = repaired(article.traced, rules);
    if (options.text) {
      say(traced.text);
      continue;
    }
    say([
      bold(`${file}${article.record === undefined ? "" : ` (record ${article.record})`}  ${script}`),
      ...changedLines(article.traced, traced),
      ...summary(traced),
      "",
    ]);
  }
  const held = quarantined.map((q): Fault => ({ ...quarantineFault(q, dirname(file)), file }));
  const wrong = [...faults.map((f): Fault => ({ ...f, file })), ...held];
  warn(faultLines(wrong, "pretty"));
  return wrong.length > 0 ? 1 : 0;
}

/** For each line that changed: as it was, as it is, then every edit and mark with its rule. */
function changedLines(before: TracedText, after: TracedText): string[] {
  const places = new Places(after.raw);
  const changes = [...after.changes].sort((a, b) => a.start - b.start);
  const out: string[] = [];
  let nextChange = 0;
  let nextMark = 0;
  for (let start = 0; start < before.text.length; ) {
    const newline = before.text.indexOf("\n", start);
    const end = newline < 0 ? before.text.length : newline;
    const raw = before.rawRange(start, end);
    const past = newline < 0 ? after.raw.length + 1 : before.rawRange(newline, newline + 1).start + 1;
    const edits: Change[] = [];
    while (nextChange < changes.length && changes[nextChange]!.start < past)
      edits.push(changes[nextChange++]!);
    const marks: Mark[] = [];
    while (nextMark < after.marks.length && after.marks[nextMark]!.at < past)
      marks.push(after.marks[nextMark++]!);
    if (edits.length > 0 || marks.length > 0) {
      const was = before.text.slice(start, end);
      const is = lineOf(after, raw.start, raw.end);
      const { line } = places.at(raw.start);
      out.push(dim(`line ${line}`), ...colored(was, is));
      const at = (offset: number) => {
        const place = places.at(offset);
        return dim(`${place.line}:${place.column}`.padEnd(10));
      };
      for (const e of edits)
        out.push(`    ${at(e.start)} ${shown(e.before)} → ${shown(e.after)} ${dim(`[${e.rule}]`)}`);
      for (const m of marks) out.push(`    ${at(m.at)} ${pc.yellow(m.flag)} ${dim(`[${m.rule}]`)}`);
    }
    start = end + 1;
  }
  return out;
}

/** What a raw line has become. */
function lineOf(traced: TracedText, start: number, end: number): string {
  const from = traced.currentOffset(start);
  const to = end > start ? Math.max(from, traced.currentOffset(end)) : from;
  return traced.text.slice(from, to).replace(/\n+$/, "");
}

/** A line longer than this is not compared character by character: that costs the square of what differs. */
const LONGEST_COMPARED = 20_000;

function colored(was: string, is: string): string[] {
  if (was === is) return [`  ${was}`];
  if (was.length > LONGEST_COMPARED) return [pc.red(`- ${was}`), pc.green(`+ ${is}`)];
  const parts = diffChars(was, is);
  const minus = parts.filter((p) => !p.added).map((p) => (p.removed ? pc.red(pc.bold(p.value)) : p.value));
  const plus = parts.filter((p) => !p.removed).map((p) => (p.added ? pc.green(pc.bold(p.value)) : p.value));
  return [`${pc.red("-")} ${minus.join("")}`, `${pc.green("+")} ${plus.join("")}`];
}

function summary(traced: TracedText): string[] {
  const counts = new Map<string, number>();
  for (const { rule } of [...traced.changes, ...traced.marks]) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  if (counts.size === 0) return ["nothing to repair"];
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return [
    bold(`${traced.changes.length} edits, ${traced.marks.length} marks`),
    ...rows.map(([rule, n]) => `${String(n).padStart(6)}  ${rule}`),
  ];
}

function shown(value: string): string {
  if (value === "") return dim("(nothing)");
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
