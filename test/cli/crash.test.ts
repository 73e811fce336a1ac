/** Builds that are ended, kept out or starved: the old output stays whole, and the next build comes right. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesIn } from "../../pipeline/engine/output.ts";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { random } from "../helpers/random.ts";
import { run } from "../helpers/run.ts";

const ROOT = join(import.meta.dirname, "../..");

let at: Project;
let args: string[];
/** What a build of each of two states of the raw folder leaves. */
const states: Array<Map<string, string>> = [];

const contents = async (folder: string) =>
  new Map((await filesIn(folder)).map((path) => [path, readFileSync(join(folder, path), "latin1")]));
const set = (state: number) =>
  writeFileSync(at.path("raw/b.txt"), ordinaryArticle(`借呗怎么谈，第${state}版`, "95017"));

beforeAll(async () => {
  at = await project({ "a.txt": ordinaryArticle() });
  args = ["build", "--raw", at.raw, "--out", at.out, "--cache", at.path("cache"), "--quiet"];
  for (const state of [0, 1]) {
    set(state);
    expect(await run(args)).toMatchObject({ code: 0 });
    states.push(await contents(at.out));
  }
}, 120_000);
afterAll(() => at.remove());

/** Start a build and send it a signal after some time. @returns how it ended */
function ended(signal: NodeJS.Signals, after: number, more: readonly string[] = args) {
  return new Promise<{ code: number | null; signal: string | null; stderr: string }>((resolve) => {
    const child = spawn(
      process.execPath,
      ["--import", import.meta.resolve("tsx"), join(ROOT, "pipeline/cli.ts"), ...more],
      { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] },
    );
    let stderr = "";
    child.stderr.on("data", (piece) => {
      stderr += piece;
    });
    const timer = setTimeout(() => child.kill(signal), after);
    child.on("close", (code, by) => {
      clearTimeout(timer);
      resolve({ code, signal: by, stderr });
    });
  });
}

/** The build that stands, where the moment between two renames has moved it aside too. */
async function standing(): Promise<Map<string, string>> {
  return contents(existsSync(at.out) ? at.out : at.path(".out.previous"));
}

describe("a build that is killed", () => {
  it("leaves the old output whole at 50 moments, and the next one comes right", {
    timeout: 900_000,
  }, async () => {
    const next = random(3);
    const began = performance.now();
    await run(args);
    const long = performance.now() - began;
    let inTime = 0;
    for (let i = 0; i < 50; i++) {
      set(i % 2);
      // Without its state the build goes all the way; now and then from nothing at all.
      for (const name of readdirSync(at.path("cache"))) {
        if (name !== "packs" || i % 10 === 9) rmSync(at.path("cache", name), { recursive: true });
      }
      if ((await ended("SIGKILL", next() * 1.2 * long)).signal === "SIGKILL") inTime++;
      const found = await standing();
      expect(
        states.some((state) => sameAs(state, found)),
        `kill ${i}`,
      ).toBe(true);
    }
    expect(inTime).toBeGreaterThan(10);
    for (const state of [0, 1]) {
      set(state);
      expect(await run(args)).toMatchObject({ code: 0 });
      expect(sameAs(await contents(at.out), states[state]!)).toBe(true);
    }
    expect(readdirSync(at.root).sort()).toEqual(["cache", "out", "raw"]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("says so on %s and leaves nothing lying about", {
    timeout: 120_000,
  }, async (signal) => {
    rmSync(at.path("cache"), { recursive: true, force: true });
    const before = await contents(at.out);
    const { code, stderr } = await ended(signal, 900);
    expect(stderr).toBe(`stopped by ${signal}: ${at.out} is as it was\n`);
    expect(code).toBe(signal === "SIGINT" ? 130 : 143);
    expect(sameAs(await contents(at.out), before)).toBe(true);
    expect(readdirSync(at.root).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

const sameAs = (a: Map<string, string>, b: Map<string, string>) =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);

describe("a build", () => {
  it("goes one after the other with another into the same folder", { timeout: 120_000 }, async () => {
    set(1);
    const both = await Promise.all([run(args), run([...args.slice(0, -2), at.path("other"), "--quiet"])]);
    expect(both.map((b) => b.code)).toEqual([0, 0]);
    expect(sameAs(await contents(at.out), states[1]!)).toBe(true);
  });

  it("is done with few files open at once", { timeout: 300_000 }, async () => {
    const many = await project(
      Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`${i % 7}/${i}.txt`, `第${i}篇。\n`])),
    );
    const call = [process.execPath, "--import", import.meta.resolve("tsx"), join(ROOT, "pipeline/cli.ts")];
    const out = execFileSync(
      "sh",
      [
        "-c",
        'ulimit -n 256; exec "$@"',
        "sh",
        ...call,
        "build",
        "--raw",
        many.raw,
        "--out",
        many.out,
        "--no-cache",
        "--json",
      ],
      { cwd: ROOT },
    );
    const { totals } = JSON.parse(out.toString());
    expect(totals.articles.in).toBe(600);
    await many.remove();
  });

  // The superuser may write anywhere.
  it.skipIf(process.getuid?.() === 0)("says that it may not write (skipped for the superuser)", async () => {
    const other = await project({ "a.txt": ordinaryArticle() });
    mkdirSync(other.path("locked"));
    chmodSync(other.path("locked"), 0o500);
    const { code, stderr } = await run([
      "build",
      "--raw",
      other.raw,
      "--out",
      other.path("locked/out"),
      "--no-cache",
    ]);
    chmodSync(other.path("locked"), 0o700);
    expect([code, stderr]).toEqual([2, expect.stringContaining("no permission to write there")]);
    await other.remove();
  });

  const small = mountable();
  it.skipIf(!small)(
    "says that the disk is full and leaves the old output (skipped where no disk can be made)",
    { timeout: 120_000 },
    async () => {
      const other = await project({ "a.txt": ordinaryArticle() });
      const disk = other.path("disk");
      mkdirSync(disk);
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1200k", "tmpfs", disk]);
      try {
        const call = [
          "build",
          "--raw",
          other.raw,
          "--out",
          join(disk, "out"),
          "--cache",
          other.path("cache"),
          "--quiet",
        ];
        writeFileSync(join(disk, "ballast"), Buffer.alloc(1_150_000));
        const full = await run(call);
        expect([full.code, full.stderr]).toEqual([
          2,
          expect.stringContaining("no space is left on the device"),
        ]);
        expect(readdirSync(disk)).toEqual(["ballast"]);
        rmSync(join(disk, "ballast"));
        expect(await run(call)).toMatchObject({ code: 0, stderr: "" });
      } finally {
        execFileSync("umount", [disk]);
        await other.remove();
      }
    },
  );
});

function mountable(): boolean {
  const folder = execFileSync("mktemp", ["-d"]).toString().trim();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
