/**
 * How fast a build is, what memory it takes and what the time is spent on; beside it, in the same run,
 * a floor (read, decode, hash and write the same bytes) and remark-parse alone on the same text.
 *
 *   npx tsx test/bench/build.ts [number of articles …, default 1000 10000] [--dir FOLDER] [--workers N]
 *
 * `100000` takes some minutes. The folder is made, and cleared again.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { library, writeLibrary } from "../helpers/library.ts";

const HERE = join(import.meta.dirname, "../..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dir: { type: "string", default: tmpdir() }, workers: { type: "string" } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1_000, 10_000];
/** Articles remark-parse is given: its time grows with the text, and the rest would only take longer. */
const PARSED = 1_000;

interface Ran {
  readonly seconds: number;
  /** Of all processes together. */
  readonly cpu: number;
  /** Most at any moment, of all processes together, in MiB. */
  readonly memory: number;
}

/** A build in a process of its own, looked at from outside. */
async function run(args: readonly string[], program = HERE): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", join(program, "pipeline/cli.ts"), ...args], {
    cwd: program,
    stdio: ["ignore", "ignore", "ignore"],
  });
  let memory = 0;
  let cpu = 0;
  const look = () => {
    const seen = treeOf(child);
    memory = Math.max(memory, seen.memory);
    cpu = Math.max(cpu, seen.cpu);
  };
  const timer = setInterval(look, 50);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, cpu, memory };
}

/** Resident memory of a process and those it started, and the time they have had, ended ones included. */
function treeOf({ pid }: ChildProcess): { memory: number; cpu: number } {
  const children = new Map<number, number[]>();
  const stats = new Map<number, string[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      stats.set(Number(name), fields);
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Ended while it was looked at.
    }
  }
  let memory = 0;
  let ticks = 0;
  const waiting = [pid!];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const fields = stats.get(one);
    if (fields === undefined) continue;
    memory += (Number(fields[21]) * 4096) / 2 ** 20;
    for (const i of [11, 12, 13, 14]) ticks += Number(fields[i]);
    waiting.push(...(children.get(one) ?? []));
  }
  return { memory, cpu: ticks / 100 };
}

function floor(raw: string, to: string): number {
  const began = process.cpuUsage();
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(raw, { recursive: true }) as string[]) {
    if (!/\.\w+$/.test(name)) continue;
    const bytes = readFileSync(join(raw, name));
    const text = new TextDecoder().decode(bytes);
    const hash = createHash("sha256").update(bytes).digest("hex");
    writeFileSync(join(to, `${hash.slice(0, 16)}-${name.replaceAll("/", "-")}`), text);
  }
  const { user, system } = process.cpuUsage(began);
  rmSync(to, { recursive: true });
  return (user + system) / 1e6;
}

function parsing(size: number): number {
  const parser = unified().use(remarkParse);
  const texts = [...library(Math.min(size, PARSED))].map((file) => file.text);
  const began = process.cpuUsage();
  for (const text of texts) parser.parse(text);
  const { user, system } = process.cpuUsage(began);
  return ((user + system) / 1e6) * (size / texts.length);
}

const print = (...cells: Array<string | number>) => console.log(`| ${cells.join(" | ")} |`);
const figure = (n: number, digits = 2) => n.toFixed(digits);
const show = (what: string, { seconds, cpu, memory }: Ran) =>
  print(what, figure(seconds), figure(cpu), Math.round(memory));

for (const size of sizes) {
  const home = mkdtempSync(join(values.dir, "jinghua-bench-"));
  try {
    const raw = join(home, "raw");
    const bytes = writeLibrary(raw, size);
    const timings = join(home, "timings.json");
    // A program of its own: a table of it is going to be changed.
    const program = join(home, "program");
    for (const part of ["pipeline", "schemas", "package.json"]) {
      cpSync(join(HERE, part), join(program, part), { recursive: true });
    }
    symlinkSync(join(HERE, "node_modules"), join(program, "node_modules"));
    const call = [
      "build",
      "--raw",
      raw,
      "--out",
      join(home, "out"),
      "--cache",
      join(home, "cache"),
      "--quiet",
    ];
    if (values.workers !== undefined) call.push("--workers", values.workers);

    console.log(
      `\n${size} articles, ${figure(bytes / 1e6, 1)} MB; ${cpus().length} cores, Node ${process.version}\n`,
    );
    const [base, parsed] = [floor(raw, join(home, "floor")), parsing(size)];
    print("build", "seconds", "CPU seconds", "MiB");
    print("---", "---", "---", "---");
    const cold = await run([...call, "--timings", timings], program);
    show("cold", cold);
    show("nothing changed", await run(call, program));
    const [one] = library(1);
    writeFileSync(
      join(raw, one!.source),
      `${readFileSync(join(raw, one!.source), "utf8")}\n再补充一句：先打客服电话95188。\n`,
    );
    show("one article changed", await run(call, program));
    const table = join(program, "pipeline/lexicon/subjects/debt/cues.yaml");
    writeFileSync(
      table,
      readFileSync(table, "utf8").replace(/weight: (\d+)/, (_, n) => `weight: ${Number(n) + 1}`),
    );
    show("one table row changed", await run(call, program));

    console.log(
      `\n${figure(size / cold.seconds, 0)} articles/s, ${figure(bytes / 1e6 / cold.seconds)} MB/s; ` +
        `CPU ${figure(cold.cpu / base, 1)} × the floor (${figure(base)} s), ` +
        `${figure(cold.cpu / parsed, 1)} × remark-parse (${figure(parsed)} s)\n`,
    );
    const { stages, steps } = JSON.parse(readFileSync(timings, "utf8")) as Record<
      "stages" | "steps",
      Record<string, number>
    >;
    const all = Object.values(stages).reduce((a, b) => a + b, 0);
    print("stage", "ms an article", "share");
    print("---", "---", "---");
    for (const [stage, ms] of Object.entries(stages)) {
      print(stage, figure(ms / size), `${figure((100 * ms) / all, 0)} %`);
    }
    console.log(`\nsteps of the main process, ms: ${JSON.stringify(steps)}`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
