/** Compiles the furniture table into matchers. Knows regular expressions, nothing of texts' layout. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FurnitureModel, type FurnitureRow, FurnitureTable } from "../../../schemas/lexicon-strip.ts";
import type { LinearModel } from "../../../schemas/linear.ts";
import { ContentError } from "../../faults.ts";
import { literalsOf } from "../../lexicon/literals.ts";
import { loadYaml, versionOf } from "../../lexicon/load.ts";
import { LiteralIndex } from "../../text/literal-index.ts";

export interface Matcher {
  readonly row: FurnitureRow;
  /** Anchored at both ends for lines and runs, sticky for fields, global for fragments. */
  readonly pattern: RegExp;
  /** Whether the pattern may match somewhere in a text, by the characters in it: a no is certain. */
  readonly may: (text: string) => boolean;
  readonly unless?: RegExp;
}

export interface Furniture {
  readonly lines: readonly Matcher[];
  readonly fields: readonly Matcher[];
  readonly sentences: readonly Matcher[];
  readonly fragments: readonly Matcher[];
  readonly runs: readonly Matcher[];
  /** What advertisements are told by. */
  readonly signals: readonly Matcher[];
  /** Judges lines that no row knows; absent for a table that comes without it. */
  readonly model?: LinearModel;
}

/** @throws SyntaxError for a pattern that is no regular expression, RangeError for an unknown «part» */
export function compileFurniture(table: FurnitureTable): Furniture {
  const parts = table.parts;
  const resolve = (source: string, depth = 0): string =>
    source.replace(/«([a-z-]+)»/g, (_, name: string) => {
      const part = parts[name];
      if (part === undefined || depth > 4) throw new RangeError(`furniture table: unknown part «${name}»`);
      return `(?:${resolve(part, depth + 1)})`;
    });
  const compile = (row: FurnitureRow): Omit<Matcher, "may"> => {
    const source = resolve(row.pattern);
    const pattern =
      row.scope === "field"
        ? new RegExp(source, "iuy")
        : row.scope === "fragment"
          ? new RegExp(source, "giu")
          : row.scope === "sentence" || row.scope === "signal"
            ? new RegExp(source, "iu")
            : new RegExp(`^(?:${source})$`, "iu");
    return { row, pattern, ...(row.unless ? { unless: new RegExp(resolve(row.unless), "iu") } : {}) };
  };
  const compiled = table.rows.map(compile);
  const index = new LiteralIndex(compiled.map(({ pattern }) => literalsOf(pattern.source, true)));
  const all = compiled.map((m, i): Matcher => ({ ...m, may: (text) => index.marks(text)[i] === 1 }));
  const of = (scope: FurnitureRow["scope"]) => all.filter((m) => m.row.scope === scope);
  return {
    lines: of("line"),
    fields: of("field"),
    sentences: of("sentence"),
    fragments: of("fragment"),
    runs: of("run"),
    signals: of("signal"),
  };
}

/** The model lies beside its table. */
const MODEL = "furniture-model.json";

/**
 * Read and compile the furniture table, and the line model where there is one.
 *
 * @param file path of `furniture.yaml`
 * @throws ContentError when the table or the model is at fault
 */
export function loadFurniture(
  file: string,
  shown = file,
): { value: Furniture; table: FurnitureTable; version: string } {
  const { value: table, version } = loadYaml(file, FurnitureTable, shown);
  const value = compileFurniture(table);
  const path = join(dirname(file), MODEL);
  if (!existsSync(path)) return { value, table, version };
  const source = readFileSync(path, "utf8");
  const model = parseModel(source, join(dirname(shown), MODEL));
  return { value: { ...value, model }, table, version: versionOf(`${version} ${versionOf(source)}`) };
}

function parseModel(source: string, shown: string): LinearModel {
  const fault = (message: string) =>
    new ContentError([
      {
        file: shown,
        line: 1,
        column: 1,
        rule: "models",
        message: `${message}; train the model anew (npm run train:furniture)`,
      },
    ]);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw fault((error as Error).message);
  }
  const parsed = FurnitureModel.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fault(`${issue?.path.join(".")}: ${issue?.message}`);
}

/** What stands for a picture that was not scraped along. */
const PLACEHOLDER = /^(?:[[【(](?:图片|图|动图|视频|表情|img|image)\d{0,2}[\])】]\s*)+(?=\S)/iu;

const DECORATION =
  /^(?:[\s>*·•▽▼▲▶►●○◆◇■□★☆♥♡➤→丨|~_=\-—✦✧◎※♡→←↑↓☎✉✔✓❤]|(?![©®™])\p{Extended_Pictographic}|\u{FE0F}|\u{200D}|[\u{1F3FB}-\u{1F3FF}])$/u;

/** Full-width ASCII forms and blanks to half-width, one code unit each, so that offsets hold. */
export function halfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2002-\u200a]/g, " ");
}

/** Without the stars, arrows and pictograms a page puts around a line. */
export function undecorated(line: string): string {
  const characters = [...line.replace(/^#{1,6}\s+/, "").replace(PLACEHOLDER, "")];
  let start = 0;
  let end = characters.length;
  while (start < end && DECORATION.test(characters[start]!)) start++;
  while (end > start && DECORATION.test(characters[end - 1]!)) end--;
  return characters.slice(start, end).join("");
}

/** First of the matchers that holds for the whole line (or sentence). */
export function firstMatch(
  matchers: readonly Matcher[],
  line: string,
): { matcher: Matcher; groups: Record<string, string | undefined> } | undefined {
  for (const matcher of matchers) {
    if (line.length > matcher.row.longest || !matcher.may(line)) continue;
    const match = matcher.pattern.exec(line);
    if (match === null || matcher.unless?.test(line)) continue;
    return { matcher, groups: match.groups ?? {} };
  }
  return undefined;
}
