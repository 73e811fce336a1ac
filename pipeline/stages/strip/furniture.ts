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
  /** For all matchers of the table, whether they may match somewhere in a text, by the characters in it: a no is certain. */
  readonly index: LiteralIndex;
  /** Its place in the index. */
  readonly at: number;
  /** Anchored at both ends for lines and runs, sticky for fields, global for fragments. */
  readonly pattern: RegExp;
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
  /** Those of `lines` that hold in one zone. */
  readonly zones: Readonly<Record<Zone, readonly Matcher[]>>;
  /** Ids of rows whose words are pushed in everywhere. */
  readonly everywhere: ReadonlySet<string>;
  /** Rows of which a line or field ends an article. */
  readonly ends: ReadonlyMap<string, Ends>;
  /** Judges lines that no row knows; absent for a table that comes without it. */
  readonly model?: LinearModel;
}

export type Zone = NonNullable<FurnitureRow["zone"]>;
export type Ends = NonNullable<FurnitureRow["ends"]>;

/** @throws SyntaxError for a pattern that is no regular expression, RangeError for an unknown «part» */
export function compileFurniture(table: FurnitureTable): Furniture {
  const parts = table.parts;
  const resolve = (source: string, depth = 0): string =>
    source.replace(/«([a-z-]+)»/g, (_, name: string) => {
      const part = parts[name];
      if (part === undefined || depth > 4) throw new RangeError(`furniture table: unknown part «${name}»`);
      return `(?:${resolve(part, depth + 1)})`;
    });
  const compile = (row: FurnitureRow): Omit<Matcher, "index" | "at"> => {
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
  const index = new LiteralIndex(
    compiled.map(({ pattern }) => literalsOf(pattern.source, true, true)),
    true,
  );
  const all = compiled.map((m, at): Matcher => ({ ...m, index, at }));
  const of = (scope: FurnitureRow["scope"]) => all.filter((m) => m.row.scope === scope);
  const [lines, fields] = [of("line"), of("field")];
  const inZone = (zone: Zone) => lines.filter((m) => m.row.zone === zone);
  return {
    lines,
    fields,
    sentences: of("sentence"),
    fragments: of("fragment"),
    runs: of("run"),
    signals: of("signal"),
    zones: {
      anywhere: inZone("anywhere"),
      head: inZone("head"),
      tail: inZone("tail"),
      footer: inZone("footer"),
      margin: inZone("margin"),
    },
    everywhere: new Set(lines.filter((m) => m.row.everywhere).map((m) => m.row.id)),
    ends: new Map(
      [...lines, ...fields].flatMap(({ row }) => (row.ends ? [[row.id, row.ends] as const] : [])),
    ),
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

/** By code unit: what it is in half-width form; 0 for what stays as it is. */
const HALF = new Uint16Array(0x10000);
for (let code = 0xff01; code <= 0xff5e; code++) HALF[code] = code - 0xfee0;
for (const blank of [0x3000, 0xa0]) HALF[blank] = 0x20;
for (let code = 0x2002; code <= 0x200a; code++) HALF[code] = 0x20;

/** Full-width ASCII forms and blanks to half-width, one code unit each, so that offsets hold. */
export function halfWidth(text: string): string {
  let out = "";
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const half = HALF[text.charCodeAt(i)]!;
    if (half === 0) continue;
    out += text.slice(from, i) + String.fromCharCode(half);
    from = i + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** Without the stars, arrows and pictograms a page puts around a line. */
export function undecorated(line: string): string {
  if (isBare(line.charCodeAt(0)) && isBare(line.charCodeAt(line.length - 1))) return line;
  const bare = line.replace(/^#{1,6}\s+/, "").replace(PLACEHOLDER, "");
  let start = 0;
  let end = bare.length;
  while (start < end) {
    const first = String.fromCodePoint(bare.codePointAt(start)!);
    if (!DECORATION.test(first)) break;
    start += first.length;
  }
  while (end > start) {
    const wide = end - start > 1 && bare.codePointAt(end - 2)! > 0xffff;
    if (!DECORATION.test(bare.slice(wide ? end - 2 : end - 1, end))) break;
    end -= wide ? 2 : 1;
  }
  return bare.slice(start, end);
}

/** Most lines begin and end like this: with a Chinese character, a letter, a digit or a comma. */
function isBare(code: number): boolean {
  return (
    // All but the stroke that is used as a bar.
    (code >= 0x4e00 && code <= 0x9fa5 && code !== 0x4e28) ||
    code === 0x3002 ||
    code === 0x2c ||
    (code >= 0x30 && code <= 0x3b) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a)
  );
}

const NONE = new Uint8Array();

/** By place of a matcher: 1 where it may match somewhere in a text. Good until the next call. */
export function marksOf(matchers: readonly Matcher[], text: string): Uint8Array {
  const first = matchers[0];
  return first === undefined ? NONE : first.index.marks(text);
}

/** First of the matchers that holds for the whole line (or sentence). */
export function firstMatch(
  matchers: readonly Matcher[],
  line: string,
): { matcher: Matcher; groups: Record<string, string | undefined> } | undefined {
  const marks = marksOf(matchers, line);
  for (const matcher of matchers) {
    if (marks[matcher.at] !== 1 || line.length > matcher.row.longest) continue;
    const match = matcher.pattern.exec(line);
    if (match === null || matcher.unless?.test(line)) continue;
    return { matcher, groups: match.groups ?? {} };
  }
  return undefined;
}
