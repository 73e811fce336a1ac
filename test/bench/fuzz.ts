/**
 * A build of files as bad as they come, with few files open at once: none may end it, hold it up or be lost.
 *
 *   npx tsx test/bench/fuzz.ts [number of files, default 20000] [seed, default 1]
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fuzzed } from "../helpers/fuzz.ts";

const [count = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const home = mkdtempSync(join(tmpdir(), "jinghua-fuzz-"));
try {
  let files = 0;
  for (const [source, bytes] of fuzzed(count, seed)) {
    const path = join(home, "raw", source);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    files++;
  }
  const call = [
    process.execPath,
    "--import",
    "tsx",
    join(import.meta.dirname, "../../pipeline/cli.ts"),
    "build",
  ];
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(
    "sh",
    [
      "-c",
      'ulimit -n 256; exec "$@"',
      "sh",
      ...call,
      "--raw",
      join(home, "raw"),
      "--out",
      join(home, "out"),
      "--no-cache",
      "--json",
    ],
    { encoding: "utf8", maxBuffer: 1 << 30 },
  );
  if (status !== 0)
    throw new Error(`ended with ${status}: ${stderr.slice(0, 2000)} ${stdout.slice(0, 2000)}`);
  const { totals, quarantined } = JSON.parse(stdout) as {
    totals: { articles: { in: number; built: number; duplicates: number; quarantined: number } };
    quarantined: Array<{ file: string; rule: string }>;
  };
  const { articles } = totals;
  const reasons = new Map<string, number>();
  for (const { rule } of quarantined) reasons.set(rule, (reasons.get(rule) ?? 0) + 1);
  console.log(
    `${files} files, ${Math.round((performance.now() - began) / 1000)} s: ${JSON.stringify(articles)}`,
  );
  for (const [rule, n] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`  ${rule} ${n}`);
  if (articles.in !== articles.built + articles.duplicates + articles.quarantined || articles.in < files) {
    throw new Error("not every file is accounted for");
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
