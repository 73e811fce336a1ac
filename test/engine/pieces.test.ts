import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Seals, writeOutput } from "../../pipeline/engine/output.ts";
import { type KnownPieces, Pieces, readPieces, writePieces } from "../../pipeline/engine/pieces.ts";
import type { BuildResult } from "../../pipeline/result.ts";
import { Ledger, type MadeFile } from "../../pipeline/stages/emit/file.ts";
import { emit } from "../../pipeline/stages/emit/index.ts";
import { keyOf, piece } from "../../pipeline/stages/emit/reuse.ts";
import { bytesOf, sampleResult } from "../helpers/result.ts";

let home: string;
let out: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "jinghua-pieces-"));
  out = join(home, "out");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A list and a whole of some words; `made` counts what had to be made. */
function filesOf(words: readonly string[], made: { count: number }): MadeFile[] {
  const pieces = function* () {
    yield "[\n";
    for (const [i, word] of words.entries()) {
      const make = () => {
        made.count++;
        return `${word},\n`;
      };
      // Some stand between the others without a key of their own.
      yield i % 7 === 3 ? make() : piece(() => keyOf(word), make);
    }
    yield "]\n";
  };
  return [
    { path: "list", contents: pieces() },
    { path: "whole", key: keyOf(...words), contents: words.join() },
    { path: "data/manifest.json", contents: JSON.stringify({ generator: "jinghua", files: {}, words }) },
  ];
}

interface Last {
  readonly seals: Seals;
  readonly known: KnownPieces;
}

async function write(
  files: (pieces: Pieces) => Parameters<typeof writeOutput>[1],
  last?: Last,
): Promise<Last> {
  const pieces = new Pieces(out, last?.seals ?? {}, last?.known);
  try {
    const { seals } = await writeOutput(out, files(pieces), last?.seals);
    return { seals, known: pieces.known(seals) };
  } finally {
    pieces.close();
  }
}

const expected = (words: readonly string[]) => `[\n${words.map((w) => `${w},\n`).join("")}]\n`;

describe("pieces of the last build", () => {
  it("are the bytes that would be made, whatever has changed", async () => {
    const words = fc.array(fc.constantFrom(..."甲乙丙丁戊己庚辛", "长".repeat(300), ""), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 2, maxLength: 4 }), async (rounds) => {
        rmSync(out, { recursive: true, force: true });
        let last: Last | undefined;
        for (const round of rounds) {
          last = await write((pieces) => new Ledger(pieces).watch(filesOf(round, { count: 0 })), last);
          expect(readFileSync(join(out, "list"), "utf8")).toBe(expected(round));
          expect(readFileSync(join(out, "whole"), "utf8")).toBe(round.join());
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are not made again", async () => {
    const words = Array.from({ length: 50 }, (_, i) => `第${i}条`);
    const made = { count: 0 };
    const first = await write((pieces) => new Ledger(pieces).watch(filesOf(words, made)));
    made.count = 0;
    words[20] = "另一条";
    await write((pieces) => new Ledger(pieces).watch(filesOf(words, made)), first);
    // The one that changed, and those without a key.
    expect(made.count).toBe(1 + Math.ceil((50 - 3) / 7));
  });

  it("are not taken from a file that somebody has touched, nor of another build", async () => {
    const words = ["甲", "乙", "丙"];
    const next = ["甲", "乙", "丁"];
    const first = await write((pieces) => new Ledger(pieces).watch(filesOf(words, { count: 0 })));
    writeFileSync(join(out, "list"), expected(words).replaceAll("甲", "改"));
    const second = await write((pieces) => new Ledger(pieces).watch(filesOf(next, { count: 0 })), first);
    expect(readFileSync(join(out, "list"), "utf8")).toBe(expected(next));
    const mixed = { seals: second.seals, known: first.known };
    const made = { count: 0 };
    await write((pieces) => new Ledger(pieces).watch(filesOf(next, made)), mixed);
    expect(made.count).toBe(3);
  });

  it("are known from disk as they were, and unknown where a byte of that is another", async () => {
    const { known } = await write((pieces) => new Ledger(pieces).watch(filesOf(["甲", "乙"], { count: 0 })));
    const file = join(home, "pieces");
    writePieces(file, known);
    expect(readPieces(file)).toEqual(known);
    const bytes = readFileSync(file);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(file, bytes);
    expect(readPieces(file)).toBeUndefined();
    expect(readPieces(join(home, "none"))).toBeUndefined();
  });
});

describe("a bundle made of pieces of the last", () => {
  /** As a build gives it, each article with a stamp. */
  const stamped = (result: BuildResult): BuildResult => ({
    ...result,
    articles: [...result.articles].map((a) => ({ ...a, stamp: keyOf(JSON.stringify(a)) })),
  });

  it("is the one made anew", async () => {
    const whole = stamped(sampleResult());
    const [first, ...others] = whole.advice.items;
    const another = { ...first!, text: `${first!.text}另说。` };
    const changed = (items: BuildResult["advice"]["items"]) => ({
      ...whole,
      advice: { ...whole.advice, items },
    });
    let last: Last | undefined;
    for (const result of [whole, changed([another, ...others]), changed(others), whole]) {
      last = await write((pieces) => emit(result, pieces), last);
      for (const [path, bytes] of bytesOf(emit(result))) {
        expect(readFileSync(join(out, path)).equals(bytes), path).toBe(true);
      }
    }
  });
});
