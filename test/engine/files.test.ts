import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Disk, disk, listFiles, readAll, readBytes } from "../../pipeline/engine/files.ts";
import { UsageError } from "../../pipeline/faults.ts";

let root: string;
let outside: string;
const LIMITS = { maxFileBytes: 1000 };

beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), "files-"));
  root = join(base, "raw");
  outside = join(base, "raw-other");
  mkdirSync(root);
  mkdirSync(outside);
});
afterEach(() => rmSync(dirname(root), { recursive: true }));

function put(...sources: string[]): void {
  for (const source of sources) {
    mkdirSync(dirname(join(root, source)), { recursive: true });
    writeFileSync(join(root, source), source);
  }
}

const failing = (what: Partial<Disk>): Disk => ({ ...disk, ...what });
const fail = (code: string) => async () => {
  throw Object.assign(new Error(code), { code });
};

async function listed(on?: Disk) {
  const { files, quarantined } = await listFiles(root, LIMITS, on);
  return { sources: files.map((f) => f.source), refused: quarantined.map((q) => [q.source, q.reason]) };
}

describe("listFiles", () => {
  it("lists in code unit order of the whole path, not folder by folder", async () => {
    put("b.txt", "a/z.txt", "a.txt", "a-b.txt", "Z.txt", "a/b/c.txt", "é.txt", "花呗.txt", "10.txt", "9.txt");
    const { sources } = await listed();
    expect(sources).toEqual([...sources].sort((x, y) => (x < y ? -1 : 1)));
    expect(sources).toEqual([
      "10.txt",
      "9.txt",
      "Z.txt",
      "a-b.txt",
      "a.txt",
      "a/b/c.txt",
      "a/z.txt",
      "b.txt",
      "é.txt",
      "花呗.txt",
    ]);
  });

  it("accepts odd names as they are", async () => {
    const odd = [
      "a..b.txt",
      "花呗 分期 攻略.txt",
      "x\ny.txt",
      "..c.txt.md",
      "e\u0301.txt",
      "a\\b.txt",
      "q'\"&.html",
    ];
    put(...odd.filter((n) => !n.startsWith(".")));
    expect((await listed()).sources.sort()).toEqual(odd.filter((n) => !n.startsWith(".")).sort());
  });

  it("passes over settings, decisions, READMEs and hidden files, at any depth", async () => {
    put(
      "a.txt",
      ".git/x.txt",
      "d/.hidden.txt",
      "jinghua.config.yaml",
      "decisions.jsonl",
      "README.md",
      "d/readme",
      "d/README.zh.md",
      "d/readme-not.txt",
    );
    expect(await listed()).toEqual({ sources: ["a.txt", "d/readme-not.txt"], refused: [] });
  });

  it("reads through links that stay inside, and refuses the others", async () => {
    put("a.txt", "d/b.txt");
    writeFileSync(join(outside, "s.txt"), "secret");
    symlinkSync("../a.txt", join(root, "d", "link.txt"));
    symlinkSync(join(outside, "s.txt"), join(root, "out.txt"));
    symlinkSync(outside, join(root, "out"));
    symlinkSync("nowhere", join(root, "dangling.txt"));
    symlinkSync("self.txt", join(root, "self.txt"));
    symlinkSync("..", join(root, "d", "up"));
    symlinkSync(".", join(root, "here"));
    expect(await listed()).toEqual({
      sources: ["a.txt", "d/b.txt", "d/link.txt"],
      refused: [
        ["d/up", "link-loop"],
        ["dangling.txt", "unreadable"],
        ["here", "link-loop"],
        ["out", "link-outside"],
        ["out.txt", "link-outside"],
        ["self.txt", "link-loop"],
      ],
    });
  });

  it("refuses large files without reading them", async () => {
    writeFileSync(join(root, "big.txt"), "x".repeat(1001));
    writeFileSync(join(root, "fits.txt"), "x".repeat(1000));
    expect(await listed()).toEqual({ sources: ["fits.txt"], refused: [["big.txt", "too-large"]] });
  });

  it("goes on when a file or folder cannot be looked at", async () => {
    put("a.txt", "b.txt", "d/c.txt");
    const bad = (path: string) => path.endsWith("b.txt");
    const on = failing({
      lstat: (path) => (bad(path) ? fail("EIO")() : disk.lstat(path)),
      readdir: (path) => (path.endsWith("d") ? fail("EACCES")() : disk.readdir(path)),
    });
    expect(await listed(on)).toEqual({
      sources: ["a.txt"],
      refused: [
        ["b.txt", "unreadable"],
        ["d", "unreadable"],
      ],
    });
  });

  it.each([
    ["is not there", () => join(root, "none")],
    ["is a file", () => join(root, "a.txt")],
  ])("blames the call when the folder %s", async (_, folder) => {
    put("a.txt");
    await expect(listFiles(folder(), LIMITS)).rejects.toThrow(UsageError);
  });
});

describe("readAll", () => {
  it("reads in the order given, failures in their place", async () => {
    put("a.txt", "b.txt", "c.txt");
    const on = failing({
      readFile: (path) => (path.endsWith("b.txt") ? fail("EACCES")() : disk.readFile(path)),
    });
    const { files } = await listFiles(root, LIMITS);
    const read = [];
    for await (const f of readAll(files, on)) {
      read.push("bytes" in f ? [f.source, Buffer.from(f.bytes).toString()] : [f.source, f.reason]);
    }
    expect(read).toEqual([
      ["a.txt", "a.txt"],
      ["b.txt", "unreadable"],
      ["c.txt", "c.txt"],
    ]);
  });

  it("holds few files open at once, and reads ahead", async () => {
    const sources = Array.from({ length: 100 }, (_, i) => `${100 + i}.txt`);
    put(...sources);
    let open = 0;
    let most = 0;
    const on = failing({
      readFile: async (path) => {
        most = Math.max(most, ++open);
        const bytes = await disk.readFile(path);
        open--;
        return bytes;
      },
    });
    const { files } = await listFiles(root, LIMITS);
    const read = [];
    for await (const f of readAll(files, on)) read.push(f.source);
    expect(read).toEqual(sources);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  it("says that a file went away between listing and reading", async () => {
    put("a.txt");
    const { files } = await listFiles(root, LIMITS);
    rmSync(join(root, "a.txt"));
    expect(await readBytes(files[0]!)).toMatchObject({
      source: "a.txt",
      stage: "ingest",
      reason: "unreadable",
    });
  });

  // Permission bits do not bind root, so this says nothing there.
  it.skipIf(process.getuid?.() === 0)("reports a file it may not read (skipped for root)", async () => {
    put("a.txt");
    chmodSync(join(root, "a.txt"), 0);
    const { files } = await listFiles(root, LIMITS);
    expect(await readBytes(files[0]!)).toMatchObject({ reason: "unreadable" });
  });
});
