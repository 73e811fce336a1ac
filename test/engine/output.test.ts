import { execFile } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLock } from "../../pipeline/engine/lock.ts";
import { checkOutput, type FileToWrite, filesIn, writeOutput } from "../../pipeline/engine/output.ts";
import { UsageError } from "../../pipeline/faults.ts";

let home: string;
let out: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "jinghua-output-"));
  out = join(home, "out");
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** A bundle small enough to see through: a manifest and the files it lists. */
function bundle(files: Record<string, string>): FileToWrite[] {
  const listed = Object.fromEntries(Object.keys(files).map((path) => [path, {}]));
  const manifest = JSON.stringify({ generator: "jinghua", files: listed });
  const all = { ...files, "data/manifest.json": manifest };
  return Object.entries(all).map(([path, contents]) => ({ path, contents }));
}

const inodeOf = (path: string) => statSync(join(out, path)).ino;

describe("writeOutput", () => {
  it("writes into a new folder, its parents included, and leaves nothing beside it", async () => {
    out = join(home, "deep", "out");
    expect(await writeOutput(out, bundle({ "a/b.md": "一" }))).toMatchObject({ written: 2, unchanged: 0 });
    expect(await filesIn(out)).toEqual(["a/b.md", "data/manifest.json"]);
    expect(readFileSync(join(out, "a/b.md"), "utf8")).toBe("一");
    expect(readdirSync(join(home, "deep"))).toEqual(["out"]);
  });

  it("replaces a previous build: what is no longer built is gone", async () => {
    await writeOutput(out, bundle({ "a.md": "一", "b.md": "二" }));
    await writeOutput(out, bundle({ "b.md": "三" }));
    expect(await filesIn(out)).toEqual(["b.md", "data/manifest.json"]);
    expect(readFileSync(join(out, "b.md"), "utf8")).toBe("三");
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it("keeps the very files that did not change", async () => {
    await writeOutput(out, bundle({ "a.md": "一", "b.md": "二" }));
    const [a, b] = [inodeOf("a.md"), inodeOf("b.md")];
    expect(await writeOutput(out, bundle({ "a.md": "一", "b.md": "变" }))).toMatchObject({
      written: 1,
      unchanged: 2,
    });
    expect(inodeOf("a.md")).toBe(a);
    expect(inodeOf("b.md")).not.toBe(b);
  });

  it("writes what comes in pieces, bytes and text, and knows it for unchanged", async () => {
    const pieces = {
      *[Symbol.iterator]() {
        yield "一";
        yield "二\n";
      },
    };
    const files = [
      ...bundle({}),
      { path: "pieces.txt", contents: pieces },
      { path: "bytes.bin", contents: Uint8Array.of(0, 255) },
    ];
    expect(await writeOutput(out, files)).toMatchObject({ written: 3, unchanged: 0 });
    expect(readFileSync(join(out, "pieces.txt"), "utf8")).toBe("一二\n");
    expect([...readFileSync(join(out, "bytes.bin"))]).toEqual([0, 255]);
    expect(await writeOutput(out, files)).toMatchObject({ written: 0, unchanged: 3 });
  });

  it("moves along what no build wrote, a log being written among it", async () => {
    mkdirSync(out);
    writeFileSync(join(out, "log"), "");
    writeFileSync(join(out, ".keep"), "");
    await writeOutput(out, bundle({ "a.md": "一" }));
    writeFileSync(join(out, "notes.txt"), "mine");
    await writeOutput(out, bundle({ "b.md": "一" }));
    expect(await filesIn(out)).toEqual([".keep", "b.md", "data/manifest.json", "log", "notes.txt"]);
    expect(readFileSync(join(out, "notes.txt"), "utf8")).toBe("mine");
  });

  it.each([
    ["a folder with something else in it", () => writeFileSync(join(out, "thesis.doc"), "x")],
    [
      "a folder whose manifest is another's",
      () => {
        mkdirSync(join(out, "data"));
        writeFileSync(join(out, "data/manifest.json"), '{"generator":"another","files":{}}');
      },
    ],
    [
      "a folder whose manifest is broken",
      () => {
        mkdirSync(join(out, "data"));
        writeFileSync(join(out, "data/manifest.json"), "{");
      },
    ],
  ])("refuses %s and leaves it as it was", async (_, fill) => {
    mkdirSync(out);
    fill();
    const before = await filesIn(out);
    await expect(writeOutput(out, bundle({ "a.md": "一" }))).rejects.toThrow(UsageError);
    await expect(checkOutput(out, join(home, "raw"))).rejects.toThrow(/is no previous build/);
    expect(await filesIn(out)).toEqual(before);
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it("refuses a file in the folder's place", async () => {
    writeFileSync(out, "x");
    await expect(checkOutput(out, join(home, "raw"))).rejects.toThrow(UsageError);
    await expect(writeOutput(out, bundle({}))).rejects.toThrow(UsageError);
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it.each([
    "../b.md",
    "a/../../b.md",
    "a/..",
  ])("refuses the path %s, which leads elsewhere, and keeps the previous build", async (path) => {
    await writeOutput(out, bundle({ "a.md": "一" }));
    await expect(
      writeOutput(out, [
        { path: "a.md", contents: "二" },
        { path, contents: "x" },
      ]),
    ).rejects.toThrow(RangeError);
    expect(readFileSync(join(out, "a.md"), "utf8")).toBe("一");
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it("follows a link to the folder and leaves the link a link", async () => {
    mkdirSync(join(home, "real"));
    symlinkSync(join(home, "real"), out);
    await writeOutput(out, bundle({ "a.md": "一" }));
    await writeOutput(out, bundle({ "a.md": "二" }));
    expect(readFileSync(join(home, "real", "a.md"), "utf8")).toBe("二");
    expect(readdirSync(home).sort()).toEqual(["out", "real"]);
  });

  it("does not write through a hard link somebody keeps to an old file", async () => {
    await writeOutput(out, bundle({ "a.md": "一" }));
    linkSync(join(out, "a.md"), join(home, "kept.md"));
    await writeOutput(out, bundle({ "a.md": "二" }));
    expect(readFileSync(join(home, "kept.md"), "utf8")).toBe("一");
  });

  it("puts back a build that a killed process had moved aside", async () => {
    await writeOutput(join(home, ".out.previous"), bundle({ "a.md": "一" }));
    mkdirSync(join(home, ".out.building"));
    await writeOutput(out, bundle({ "a.md": "一" }));
    expect(await writeOutput(out, bundle({ "a.md": "一" }))).toMatchObject({ written: 0, unchanged: 2 });
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it("lets two builds into one folder after one another, never at once", async () => {
    const many = (text: string) =>
      bundle(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}.md`, text])));
    await Promise.all(["一", "二", "三"].map((text) => writeOutput(out, many(text))));
    const contents = new Set(
      Array.from({ length: 50 }, (_, i) => readFileSync(join(out, `f${i}.md`), "utf8")),
    );
    expect(contents.size).toBe(1);
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it.each([
    "SIGINT",
    "SIGTERM",
  ] as const)("leaves the previous build and nothing else on %s", async (signal) => {
    await writeOutput(out, bundle({ "a.md": "一" }));
    // A reader of its files that never comes to an end holds the build up: the signal comes in the middle.
    const script = `
      import { writeOutput } from ${JSON.stringify(join(import.meta.dirname, "../../pipeline/engine/output.ts"))};
      const file = { path: "a.md", contents: "二" };
      function* files() { yield file; process.kill(process.pid, "${signal}"); for (let i = 0; i < 1e5; i++) yield { ...file, path: i + ".md" }; }
      await writeOutput(${JSON.stringify(out)}, files());`;
    const run = promisify(execFile)(process.execPath, [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      script,
    ]);
    await expect(run).rejects.toMatchObject({ code: signal === "SIGINT" ? 130 : 143 });
    expect(readFileSync(join(out, "a.md"), "utf8")).toBe("一");
    expect(readdirSync(home)).toEqual(["out"]);
  });
});

describe("checkOutput", () => {
  it.each([
    ["the raw folder itself", "raw", "raw"],
    ["a folder inside the raw folder", "raw", "raw/out"],
    ["a folder around the raw folder", "out/raw", "out"],
  ])("refuses %s", async (_, raw, folder) => {
    mkdirSync(join(home, raw), { recursive: true });
    await expect(checkOutput(join(home, folder), join(home, raw))).rejects.toThrow(/overlap/);
  });

  it("accepts a folder beside the raw folder that begins with its name, and makes none", async () => {
    mkdirSync(join(home, "raw"));
    await checkOutput(join(home, "raw-out"), join(home, "raw"));
    expect(existsSync(join(home, "raw-out"))).toBe(false);
  });
});

describe("withLock", () => {
  it("refuses when the lock is held, and frees it when the work throws", async () => {
    const quick = { wait: 0, every: 1 };
    await withLock(out, async () => {
      await expect(withLock(out, async () => 1, quick)).rejects.toThrow(/another build/);
    });
    await expect(withLock(out, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withLock(out, async () => 1, quick)).toBe(1);
    expect(readdirSync(home)).toEqual([]);
  });
});
