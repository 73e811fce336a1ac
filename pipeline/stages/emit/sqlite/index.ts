/**
 * `data/content.sqlite`: the bundle as a database that any client opens read-only, with full-text
 * search. SQLite runs as WebAssembly, so that nothing is compiled on install. It works on a file and
 * cannot hand out a database it holds in memory, so the file is made in the system's folder for
 * temporary files and gone when the last piece is taken. A thread of its own fills it.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageFile from "../../../../package.json" with { type: "json" };
import { AdviceItem } from "../../../../schemas/advice.ts";
import { SCHEMA_VERSION } from "../../../../schemas/bundle.ts";
import type { BuildResult } from "../../../result.ts";
import { fold, indexTerms, simplifiedOf } from "../assets/lib/tokenize.js";
import { inOrder } from "../in-order.ts";
import { Characters, charactersThatOccur, simplifiedCharacters } from "../search/characters.ts";
import { FIELDS, type Field, fieldsOf } from "../search/fields.ts";
import { SEARCH_SQL } from "./query.ts";
import { LISTS, SCHEMA } from "./tables.ts";
import { DatabaseWriter } from "./writer.ts";

/** Bytes read at a time. */
const PIECE = 1 << 20;

/** A database on its way. */
export interface Database {
  /** The file, when it is whole. It can be taken once. */
  pieces(): Generator<Uint8Array>;
  /** Clear away what is left. */
  end(): void;
}

/** Begin to fill the database; it is done while others do something else. */
export function startDatabase(result: BuildResult): Database {
  const folder = mkdtempSync(join(tmpdir(), "jinghua-"));
  const file = join(folder, "content.sqlite");
  const db = new DatabaseWriter(file);
  const end = () => {
    db.end();
    // The thread may be at work in it for a moment yet.
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    fill(db, result);
  } catch (error) {
    end();
    throw error;
  }
  return {
    *pieces() {
      db.finish();
      yield* piecesOfFile(file);
    },
    end,
  };
}

/** The database file in pieces. */
export function* sqlite(result: BuildResult): Generator<Uint8Array> {
  const database = startDatabase(result);
  try {
    yield* database.pieces();
  } finally {
    database.end();
  }
}

function* piecesOfFile(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, "r");
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const read = readSync(descriptor, piece);
      if (read === 0) return;
      yield piece.subarray(0, read);
    }
  } finally {
    closeSync(descriptor);
  }
}

function fill(db: DatabaseWriter, result: BuildResult): void {
  // One writer and one transaction: nothing to guard, and no mark of it in the file. That references hold is validated.
  db.exec(
    "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF;",
  );
  db.exec(`BEGIN; ${SCHEMA}`);
  insertAbout(db, result);
  insertDocuments(db, result);
  insertItems(db, result);
  insertTerms(db, result);
  db.exec("INSERT INTO items_fts (items_fts) VALUES ('optimize'); COMMIT;");
  // Merging the index left pages behind.
  db.exec("VACUUM");
}

const LONG: ReadonlySet<string> = new Set(["text", "quote", "slots", "rules", "products", "facts"]);

const inserter = (db: DatabaseWriter, table: string, columns: readonly string[]) =>
  db.inserter(table, columns, LONG);

function insertAbout(db: DatabaseWriter, { advice }: BuildResult): void {
  const insert = inserter(db, "about", ["name", "value"]);
  insert(["disclaimer", advice.disclaimer]);
  if (advice.newest !== undefined) insert(["newest", advice.newest]);
  insert(["schemaVersion", String(SCHEMA_VERSION)]);
  insert(["pipelineVersion", packageFile.version]);
  insert(["search", SEARCH_SQL]);
}

function insertDocuments(db: DatabaseWriter, result: BuildResult): void {
  const insert = inserter(db, "documents", [
    "id",
    "source",
    "record",
    "sha256",
    "encoding",
    "compression",
    "script",
    "title",
    "published",
    "url",
    "text",
    "duplicate_of",
    "similarity",
  ]);
  for (const { record: d } of result.articles) {
    insert([
      d.id,
      d.source,
      d.record,
      d.sha256,
      d.encoding,
      d.compression,
      d.script,
      d.title,
      d.published,
      d.url,
      d.text,
      d.duplicateOf,
      d.similarity,
    ]);
  }
}

function insertItems(db: DatabaseWriter, { advice }: BuildResult): void {
  const insert = inserter(db, "items", [
    "id",
    "kind",
    "phase",
    "title",
    "text",
    "hours",
    "support",
    "seen_from",
    "seen_to",
  ]);
  const lists = LISTS.map(({ field, table, column }) => ({
    field,
    insert: inserter(db, table, ["item", "position", column]),
  }));
  const duration = inserter(db, "item_durations", ["item", "position", "least", "most", "unit"]);
  const rate = inserter(db, "item_rates", ["item", "position", "percent", "per"]);
  const disagreement = inserter(db, "disagreements", ["item", "position", "other", "reason"]);
  const evidence = inserter(db, "evidence", [
    "item",
    "position",
    "document",
    "start",
    "end",
    "quote",
    "phase",
    "products",
    "slots",
    "rules",
  ]);
  for (const given of advice.items) {
    const item = inOrder(AdviceItem, given);
    const { id, seen, durations = [], rates = [] } = item;
    insert([
      id,
      item.kind,
      item.phase,
      item.title,
      item.text,
      item.hours,
      item.support,
      seen?.from,
      seen?.to,
    ]);
    for (const { field, insert } of lists) {
      for (const [i, value] of (item[field] ?? []).entries()) insert([id, i, value]);
    }
    for (const [i, { min, max, unit }] of durations.entries()) duration([id, i, min, max, unit]);
    for (const [i, { percent, per }] of rates.entries()) rate([id, i, percent, per]);
    for (const [i, d] of item.disagrees.entries()) disagreement([id, i, d.id, d.reason]);
    for (const [i, e] of item.evidence.entries()) {
      const [products, slots, rules] = [e.products, e.slots, e.rules].map((value) => JSON.stringify(value));
      evidence([id, i, e.document, e.start, e.end, e.quote, e.phase, products, slots, rules]);
    }
  }
}

function insertTerms(db: DatabaseWriter, { advice, labels }: BuildResult): void {
  const names = Object.keys(FIELDS) as Field[];
  const simplified = simplifiedCharacters();
  const insert = inserter(db, "items_fts", ["rowid", ...names]);
  const occurring = new Characters();
  advice.items.forEach((item, i) => {
    const fields = fieldsOf(item, labels);
    const terms = names.map((name) => indexTerms(fold(fields[name], simplified)).join(" "));
    for (const field of terms) occurring.add(field);
    insert([i + 1, ...terms]);
  });
  const character = inserter(db, "characters", ["traditional", "simplified"]);
  const { from, to } = charactersThatOccur(occurring);
  for (const pair of simplifiedOf(from, to)) character(pair);
}
