/**
 * What it costs to write a large bundle: time and bytes by file (those of one folder taken together),
 * and the memory at its highest. `npx tsx test/bench/emit.ts [ITEMS]`, 50,000 unless told otherwise.
 */
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { emit, piecesOf } from "../../pipeline/stages/emit/index.ts";
import { largeResult } from "../helpers/hostile.ts";

const items = Number(process.argv[2] ?? 50_000);
const mebibytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
const highest = () => process.resourceUsage().maxRSS * 1024;

const result = largeResult(items);
const before = highest();
console.log(
  `${items} items, ${result.articles.length} articles; ${mebibytes(before)} before anything is emitted`,
);

/** Folders of many small files; everything else is looked at file by file. */
const FOLDERS = new Set(["advice", "articles", "items", "lib", "phases", "schema"]);
const rows = new Map<string, { seconds: number; bytes: number; rise: number }>();
const folder = mkdtempSync(join(tmpdir(), "jinghua-bench-"));
const start = performance.now();
const work = process.cpuUsage();
let last = start;
try {
  for (const { path, contents } of emit(result)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, "w");
    let bytes = 0;
    const high = highest();
    for (const piece of piecesOf(contents)) {
      bytes += writeSync(descriptor, typeof piece === "string" ? Buffer.from(piece) : piece);
    }
    closeSync(descriptor);
    const top = path.split("/")[0]!;
    const name = FOLDERS.has(top) ? `${top}/*` : path;
    const row = rows.get(name) ?? { seconds: 0, bytes: 0, rise: 0 };
    const now = performance.now();
    row.seconds += (now - last) / 1000;
    last = now;
    row.bytes += bytes;
    row.rise += highest() - high;
    rows.set(name, row);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const [name, { seconds, bytes, rise }] of rows) {
  console.log(
    `${name.padEnd(26)} ${seconds.toFixed(2).padStart(7)} s ${mebibytes(bytes).padStart(12)}   highest memory +${mebibytes(rise)}`,
  );
}
const { user, system } = process.cpuUsage(work);
console.log(
  `all of it ${((performance.now() - start) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of them at work; memory at its highest ${mebibytes(highest())}`,
);
