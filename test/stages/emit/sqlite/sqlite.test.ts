import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesIn } from "../../../../pipeline/engine/output.ts";
import type { BuildResult } from "../../../../pipeline/result.ts";
import { sqlite } from "../../../../pipeline/stages/emit/sqlite/index.ts";
import { DatabaseWriter } from "../../../../pipeline/stages/emit/sqlite/writer.ts";
import { hostileResult, largeResult } from "../../../helpers/hostile.ts";
import { type Project, project } from "../../../helpers/project.ts";
import { withDatabase } from "../../../helpers/read-sqlite.ts";
import { sampleResult } from "../../../helpers/result.ts";

const bytesOf = (result: BuildResult) => Buffer.concat([...sqlite(result)]);

let at: Project;
let file: string;
beforeAll(async () => {
  at = await project();
  file = at.path("content.sqlite");
  await writeFile(file, bytesOf(hostileResult()));
});
afterAll(() => at.remove());

describe("data/content.sqlite", () => {
  it("is the same bytes for the same build", () => {
    expect(bytesOf(largeResult(200)).equals(bytesOf(largeResult(200)))).toBe(true);
    expect(bytesOf(largeResult(200)).equals(bytesOf(largeResult(199)))).toBe(false);
  });

  it("asks for no journal of a reader: neither format version says WAL", () => {
    expect([...readFileSync(file).subarray(18, 20)]).toEqual([1, 1]);
  });

  it("has no page to spare", () => {
    withDatabase(file, (all) => expect(all("PRAGMA freelist_count")).toEqual([{ freelist_count: 0 }]));
  });

  it("holds text as it is, a byte order mark at its head included", () => {
    withDatabase(file, (all) => {
      const [row] = all("SELECT hex(text) AS hex FROM items WHERE text LIKE '%零宽%'");
      expect(Buffer.from(row!.hex as string, "hex").toString()).toBe("\ufeff零宽\u200b与\u00a0空格");
    });
  });

  it("says what keeps it from being filled", () => {
    const writer = new DatabaseWriter(at.path("none/there.sqlite"));
    expect(() => writer.finish()).toThrow(/cannot be filled: .*(open|unable)/);
    writer.end();
  });

  it("takes rows in the order they are given, however many, whatever they hold", () => {
    const path = at.path("rows.sqlite");
    const writer = new DatabaseWriter(path);
    writer.exec("CREATE TABLE rows (number INTEGER PRIMARY KEY, short TEXT, long TEXT)");
    const insert = writer.inserter("rows", ["short", "long"], new Set(["long"]));
    for (let i = 0; i < 3000; i++)
      insert([`短${i}\0`, i % 3 === 0 ? undefined : `长\ud83d${"文".repeat(i)}`]);
    writer.finish();
    writer.end();
    withDatabase(path, (all) => {
      const rows = all("SELECT * FROM rows ORDER BY number");
      expect(rows).toHaveLength(3000);
      expect(rows[4]).toEqual({ number: 5, short: "短4\ufffd", long: "长\ufffd文文文文" });
      expect(rows[6]).toMatchObject({ long: null });
    });
  });

  it("leaves no temporary file behind, even where the reader stops early", async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = at.path("raw");
    try {
      for (const _ of sqlite(sampleResult())) break;
      expect(() =>
        bytesOf({ ...sampleResult(), advice: { disclaimer: "", items: [{} as never] } }),
      ).toThrow();
      expect(await filesIn(at.path("raw"))).toEqual([]);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
});

describe("full-text search", () => {
  it.each(["可以", "第二", "表"])("answers %s, without a word on how it is tokenized", (typed) => {
    withDatabase(file, (all) => {
      const rows = all(
        "SELECT items.text FROM items_fts JOIN items ON items.number = items_fts.rowid WHERE items_fts MATCH ?",
        [`${typed}*`],
      );
      expect(rows.length).toBeGreaterThan(0);
    });
  });

  const search = (typed: string) =>
    withDatabase(file, (all) => {
      const [about] = all("SELECT value FROM about WHERE name = 'search'");
      return all(about!.value as string, { ":query": typed }).map((row) => row.text as string);
    });

  it.each([
    ["打95188", "95188"],
    ["第二行", "第二行"],
    ["還說", "还说"],
    ["CONSTRUCTOR", "constructor"],
  ])("finds %s by the statement that comes with it", (typed, part) => {
    expect(search(typed)[0]).toContain(part);
  });

  it.each([
    "",
    " ",
    "，。！",
    "\"*()'",
    "OR AND NOT NEAR(",
    "-",
    "零宽\u200b",
    "\0",
    "😀",
  ])("takes %j for a query like any other", (typed) => expect(Array.isArray(search(typed))).toBe(true));
});

/** Another client, where there is one: Python's own SQLite, opened read-only. */
const python = (program: string) =>
  execFileSync("python3", ["-c", program, file], {
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
  });
const hasPython =
  spawnSync("python3", [
    "-c",
    "import sqlite3; sqlite3.connect(':memory:').execute('create virtual table t using fts5(a)')",
  ]).status === 0;

describe.skipIf(!hasPython)("another client", () => {
  it("opens it read-only and finds the same", () => {
    const out = python(`
import json, sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
statement = db.execute("SELECT value FROM about WHERE name = 'search'").fetchone()[0]
print(json.dumps([
  db.execute("SELECT text FROM items ORDER BY number").fetchall(),
  db.execute(statement, {"query": "還說 第二行"}).fetchall(),
]))`);
    const [texts, found] = JSON.parse(out) as [string[][], string[][]];
    expect(texts.map(([text]) => text)).toEqual(
      hostileResult().advice.items.map((item) => item.text.replace(/\p{Surrogate}/gu, "\ufffd")),
    );
    expect(found.length).toBeGreaterThan(0);
  });
});
