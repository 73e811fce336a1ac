/** Faults in the forms people and machines want them in. */
import pc from "picocolors";
import { type Fault, formatFault } from "../faults.ts";

/** `json`, `junit` and `sarif` are one document; the others are lines. */
export type Format = "pretty" | "json" | "github" | "junit" | "sarif";

export const FORMATS: readonly Format[] = ["pretty", "json", "github", "junit", "sarif"];

/** One line for each fault. `github`: workflow commands that annotate a change. */
export function faultLines(
  faults: readonly Fault[],
  format: "pretty" | "github",
  level: "error" | "warning" = "error",
): string[] {
  return faults.map((fault) => (format === "github" ? annotation(fault, level) : formatFault(fault)));
}

/**
 * A GitHub workflow command. A value that could end it or begin another is escaped.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
function annotation({ file, line, column, rule, message }: Fault, level: string): string {
  const properties = { file, line, col: column, title: rule };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${level} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(value: string): string {
  return value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(value: string): string {
  return escapeData(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

export function say(lines: string | readonly string[]): void {
  write(process.stdout, lines);
}

/** To standard error, where it does not mix with what was asked for. */
export function warn(lines: string | readonly string[]): void {
  write(process.stderr, lines);
}

function write(stream: NodeJS.WriteStream, lines: string | readonly string[]): void {
  const all = typeof lines === "string" ? [lines] : lines;
  if (all.length > 0) stream.write(`${all.join("\n")}\n`);
}

export const bold = (value: string) => pc.bold(value);
export const dim = (value: string) => pc.dim(value);
