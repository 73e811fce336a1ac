/** The table of page parts compiled: what an id or class, and what a short line, says of the element it stands at. */
import { fileURLToPath } from "node:url";
import { type HtmlName, HtmlTable, type HtmlText } from "../../../schemas/lexicon-html.ts";
import { loadYaml } from "../../lexicon/load.ts";

export interface HtmlRules {
  /** Rows whose pattern a name matches, the name given as `nameOf` gives it. */
  named(name: string): readonly HtmlName[];
  /** Whether a line is of a kind. */
  says(is: HtmlText["is"], line: string): boolean;
}

export function compileHtml(table: HtmlTable): HtmlRules {
  const names = table.rows.map((row) => ({ row, pattern: namePattern(row) }));
  const texts = table.texts.map((row) => ({ row, pattern: textPattern(row) }));
  // What a name means depends on nothing but the name, and sites use few.
  const known = new Map<string, readonly HtmlName[]>();
  return {
    named(name) {
      let rows = known.get(name);
      if (rows === undefined) {
        rows = name.length > LONGEST_NAME ? [] : names.filter((n) => n.pattern.test(name)).map((n) => n.row);
        if (known.size >= MOST_KNOWN) known.clear();
        known.set(name, rows);
      }
      return rows;
    },
    says(is, line) {
      const plain = squeezed(line);
      return texts.some((t) => t.row.is === is && t.pattern.test(plain));
    },
  };
}

/** Longer names are generated, not given. */
const LONGEST_NAME = 80;
const MOST_KNOWN = 10_000;

const namePattern = (row: HtmlName) => new RegExp(`(?:^|-)(?:${row.pattern})(?=-|$)`);
const textPattern = (row: HtmlText) => new RegExp(`^(?:${row.pattern})${row.whole ? "$" : ""}`, "i");

function squeezed(line: string): string {
  return line.normalize("NFKC").replace(/\s+/g, "");
}

/**
 * An id or class as rows know it: words in lower case joined by single hyphens, without build hashes
 * and without digits at the end (`detail_text__k2Lw9` is detail-text, `post_9001` is post).
 */
export function nameOf(written: string): string {
  return written
    .replace(/__(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{2,8}$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/-?\d+-?$/, "")
    .replace(/^-|-$/g, "");
}

const FILE = fileURLToPath(new URL("../../lexicon/common/html.yaml", import.meta.url));

/**
 * Read and compile the table.
 *
 * @param file path of `html.yaml`
 * @throws ContentError when the table is at fault
 */
export function loadHtml(file = FILE, shown = file): { value: HtmlRules; table: HtmlTable; version: string } {
  const { value: table, version } = loadYaml(file, HtmlTable, shown);
  return { value: compileHtml(table), table, version };
}

let own: HtmlRules | undefined;

/** The rules that come with the package, read at the first call. */
export function htmlRules(): HtmlRules {
  own ??= loadHtml().value;
  return own;
}
