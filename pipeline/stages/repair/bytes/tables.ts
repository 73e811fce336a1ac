/** The tables that the repair of bytes works by, and their loader. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CueTable, type InvisibleRow, InvisibleTable } from "../../../../schemas/lexicon-bytes.ts";
import { loadYaml, versionOf } from "../../../lexicon/load.ts";

/** How common characters are, and which pairs stand side by side inside words (Simplified). */
export interface HanFrequency {
  /** Cost in bits: -log2 of the character's share. */
  readonly cost: ReadonlyMap<string, number>;
  /** Each pair as `first * 0x10000 + second` of their code units. */
  readonly pairs: ReadonlySet<number>;
}

/** What a code point that no reader sees turns into. */
export interface Invisible {
  readonly rule: string;
  readonly becomes: string;
  readonly unlessAfter?: RegExp;
}

export interface BytesTables {
  readonly han: HanFrequency;
  /** By code point. */
  readonly invisible: ReadonlyMap<number, Invisible>;
  /** Matches where a text talks about how characters are read. */
  readonly pronunciation: RegExp;
}

/** Parse `han-frequency.txt`: a character, its cost in bits, the characters that follow it in words. */
export function parseHanFrequency(source: string): HanFrequency {
  const cost = new Map<string, number>();
  const pairs = new Set<number>();
  for (const line of source.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [char, bits, followers] = line.split(" ");
    cost.set(char!, Number(bits));
    for (const f of followers ?? "") pairs.add(char!.charCodeAt(0) * 0x10000 + f.charCodeAt(0));
  }
  return { cost, pairs };
}

export function compileInvisible(rows: readonly InvisibleRow[]): ReadonlyMap<number, Invisible> {
  const out = new Map<number, Invisible>();
  for (const row of rows) {
    const invisible: Invisible = {
      rule: `repair/${row.id}`,
      becomes: row.becomes,
      ...(row.unlessAfter === undefined ? {} : { unlessAfter: new RegExp(`^[${row.unlessAfter}]$`, "u") }),
    };
    for (let c = Number.parseInt(row.from, 16); c <= Number.parseInt(row.to, 16); c++) out.set(c, invisible);
  }
  return out;
}

export function compileCues(words: readonly string[]): RegExp {
  return new RegExp(words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"));
}

/**
 * Load the tables of this stage.
 *
 * @param dir folder of the tables common to all subjects
 * @returns the compiled tables and the version of each by name
 * @throws ContentError when a table is at fault
 */
export function loadBytesTables(dir: string): {
  readonly tables: BytesTables;
  readonly versions: Readonly<Record<string, string>>;
} {
  const invisible = loadYaml(join(dir, "invisible-characters.yaml"), InvisibleTable);
  const cues = loadYaml(join(dir, "pronunciation-cues.yaml"), CueTable);
  const han = readFileSync(join(dir, "han-frequency.txt"), "utf8");
  return {
    tables: {
      han: parseHanFrequency(han),
      invisible: compileInvisible(invisible.value.rows),
      pronunciation: compileCues(cues.value.rows.flatMap((r) => r.words)),
    },
    versions: {
      "invisible-characters": invisible.version,
      "pronunciation-cues": cues.version,
      "han-frequency": versionOf(han),
    },
  };
}

let shipped: BytesTables | undefined;

/** The tables that come with the package, read once. For callers that have not loaded a lexicon. */
export function shippedBytesTables(): BytesTables {
  shipped ??= loadBytesTables(fileURLToPath(new URL("../../../lexicon/common/", import.meta.url))).tables;
  return shipped;
}
