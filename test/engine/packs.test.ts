import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clearPacks, Packs, PackWriter, type Place, SpoiledError } from "../../pipeline/engine/packs.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jinghua-packs-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A pack with entries of these names, each holding its name as a part. */
function pack(...names: string[]): void {
  const writer = new PackWriter(folder);
  for (const name of names) writer.enter(name, { part: writer.add(`${name} 一二三`) });
  writer.close();
}

function partOf(packs: Packs, name: string): string {
  const place = packs.find(name)!;
  const { part } = packs.head(place) as { part: Place["head"] };
  return packs.read(place, part).toString();
}

const files = (ending: string) => readdirSync(folder).filter((name) => name.endsWith(ending));
const paths = (ending: string) => files(ending).map((name) => join(folder, name));
const old = (days: number) => {
  for (const path of paths(".pack"))
    utimesSync(path, new Date(Date.now() - days * 864e5), new Date(Date.now() - days * 864e5));
};

describe("packs", () => {
  it("give back what was put into them, whichever process reads", () => {
    pack("a", "b");
    pack("c");
    const packs = new Packs(folder);
    expect(["a", "b", "c"].map((name) => partOf(packs, name))).toEqual(["a 一二三", "b 一二三", "c 一二三"]);
    expect([packs.size, packs.find("d")]).toEqual([3, undefined]);
    packs.close();
  });

  it("are no files before anything is put into them", () => {
    new PackWriter(folder).close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("hold entries that were whole when a process was killed, and none that was not", () => {
    pack("a", "b");
    const [index] = paths(".index");
    const lines = readFileSync(index!, "utf8");
    truncateSync(index!, lines.length - 5);
    expect([...["a", "b"].map((name) => new Packs(folder).find(name) !== undefined)]).toEqual([true, false]);
    appendFileSync(index!, "\nrubbish\nmore rubbish here 1 2 3 4 5\n");
    expect(new Packs(folder).size).toBe(1);
  });

  it.each([
    ["a byte of a part", (bytes: Buffer) => bytes.writeUInt8(bytes[2]! ^ 1, 2)],
    ["a byte of a head", (bytes: Buffer) => bytes.writeUInt8(bytes.at(-2)! ^ 1, bytes.length - 2)],
  ])("notice %s that is another", (_, spoil) => {
    pack("a");
    const [path] = paths(".pack");
    const bytes = readFileSync(path!);
    spoil(bytes);
    writeFileSync(path!, bytes);
    expect(() => partOf(new Packs(folder), "a")).toThrow(SpoiledError);
  });

  it("notice that they are shorter than they were, or gone", () => {
    pack("a");
    truncateSync(paths(".pack")[0]!, 5);
    expect(() => partOf(new Packs(folder), "a")).toThrow(SpoiledError);
    rmSync(paths(".pack")[0]!);
    expect(() => partOf(new Packs(folder), "a")).toThrow(SpoiledError);
  });

  it("are read however many there are, few of them open", () => {
    for (let i = 0; i < 120; i++) pack(`p${i}`);
    const packs = new Packs(folder);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 120; i++) expect(partOf(packs, `p${i}`)).toBe(`p${i} 一二三`);
    }
    const open = readdirSync("/proc/self/fd").length;
    expect(open).toBeLessThan(120);
    packs.close();
  });
});

describe("clearPacks", () => {
  const limits = { age: 30 * 864e5, bytes: 1 << 30, packs: 24, rest: 60_000 };

  it("takes away what nobody used for long, and keeps what this build used", () => {
    pack("used");
    pack("unused");
    old(40);
    const packs = new Packs(folder);
    clearPacks(folder, packs, [["used", packs.find("used")!]], limits);
    expect(new Packs(folder).find("unused")).toBeUndefined();
    expect(partOf(new Packs(folder), "used")).toBe("used 一二三");
    // Its use counts from now on.
    clearPacks(folder, packs, [], limits);
    expect(files(".pack")).toHaveLength(1);
  });

  it("takes away what is too much, the least recently used first, and nothing that may still be written", () => {
    pack("a");
    pack("b");
    const packs = new Packs(folder);
    clearPacks(folder, packs, [["a", packs.find("a")!]], { ...limits, bytes: 1 });
    expect(files(".pack")).toHaveLength(2);
    old(1);
    clearPacks(folder, packs, [["a", packs.find("a")!]], { ...limits, bytes: 1 });
    expect([new Packs(folder).find("a") !== undefined, new Packs(folder).find("b")]).toEqual([
      true,
      undefined,
    ]);
  });

  it("puts what is in use of many packs together in one", () => {
    for (let i = 0; i < 10; i++) pack(`p${i}`, `q${i}`);
    old(1);
    const packs = new Packs(folder);
    const used = Array.from({ length: 10 }, (_, i) => [`p${i}`, packs.find(`p${i}`)!] as const);
    clearPacks(folder, packs, used, { ...limits, packs: 4 });
    expect([files(".pack").length, files(".index").length]).toEqual([1, 1]);
    const again = new Packs(folder);
    for (let i = 0; i < 10; i++) expect(partOf(again, `p${i}`)).toBe(`p${i} 一二三`);
    expect(again.find("q1")).toBeUndefined();
    expect(statSync(paths(".pack")[0]!).size).toBeGreaterThan(0);
  });
});
