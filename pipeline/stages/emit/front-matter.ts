/**
 * Front matter: YAML that readers of YAML 1.1 (Astro, VitePress, Hugo, Obsidian) and 1.2 understand alike.
 * A string stands plain only where no reader could take it for something else.
 */

type Scalar = string | number | boolean;

/** A date is one to readers that know dates; a text that looks like one stays a text. */
export interface FrontDate {
  readonly date: string;
}

export type FrontValue =
  | Scalar
  | FrontDate
  | undefined
  | ReadonlyArray<Scalar | Readonly<Record<string, Scalar | null>>>;

/** YAML between two lines of dashes, and the blank line behind it. An undefined value is left out. */
export function frontMatter(front: Readonly<Record<string, FrontValue>>): string {
  let out = "---\n";
  for (const key of Object.keys(front)) {
    const value = front[key];
    if (value === undefined) continue;
    if (typeof value !== "object") out += `${key}: ${scalar(value)}\n`;
    else if ("date" in value) out += `${key}: ${DATE.test(value.date) ? value.date : quoted(value.date)}\n`;
    else if (value.length === 0) out += `${key}: []\n`;
    else
      out += `${key}:\n${value.map((entry) => `  - ${typeof entry === "object" ? flow(entry) : scalar(entry)}\n`).join("")}`;
  }
  return `${out}---\n\n`;
}

/** Letters that begin no number, no date and none of the words below. */
const PLAIN =
  /^(?:[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|\p{Script=Han}[\p{Script=Han}A-Za-z0-9，。；、（）《》“”？！]*)$/u;
/** What YAML 1.1 reads as a truth value or as nothing. */
const WORDS = /^(?:y|n|yes|no|true|false|on|off|null)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?$/;

function scalar(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  return PLAIN.test(value) && !WORDS.test(value) ? value : quoted(value);
}

/** JSON, in which what YAML holds for a line end or unprintable is escaped too. */
function quoted(value: string): string {
  // Most texts hold no half of a character, nor a whole one of two halves.
  const stored = /[\ud800-\udfff]/.test(value) ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
  return JSON.stringify(stored).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function flow(entry: Readonly<Record<string, Scalar | null>>): string {
  return `{ ${Object.entries(entry)
    .map(([key, value]) => `${key}: ${value === null ? "null" : scalar(value)}`)
    .join(", ")} }`;
}
