import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Disk, disk, listFiles, unreadable } from "../../pipeline/engine/files.ts";
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

describe("unreadable", () => {
  it.each([
    ["ENOENT", /gone/],
    ["EACCES", /permission/],
    ["ELOOP", /leads to itself/],
    ["EIO", /EIO/],
  ])("says what %s means for a file", (code, message) => {
    expect(unreadable("a.txt", code)).toMatchObject({
      source: "a.txt",
      stage: "ingest",
      message: expect.stringMatching(message),
    });
  });
});

describe("stamps", () => {
  it("stay while a file stays, and change with its bytes, even when size and time are put back", async () => {
    put("a.txt");
    const stamp = async () => (await listFiles(root, LIMITS)).files[0]!.stamp;
    const before = await stamp();
    expect(await stamp()).toBe(before);
    const { atime, mtime } = statSync(join(root, "a.txt"));
    writeFileSync(join(root, "a.txt"), "b.txt");
    utimesSync(join(root, "a.txt"), atime, mtime);
    expect(await stamp()).not.toBe(before);
  });
});
