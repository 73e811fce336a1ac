/** Builds that use what earlier ones kept: the same bytes as a build from nothing, whatever changed in between. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildContent, type Timings } from "../pipeline/build.ts";
import { LEXICON } from "../pipeline/rules.ts";
import { emit } from "../pipeline/stages/emit/index.ts";
import { library } from "./helpers/library.ts";
import { type Project, project } from "./helpers/project.ts";
import { random } from "./helpers/random.ts";
import { contentsOf } from "./helpers/result.ts";

type Options = Partial<Parameters<typeof buildContent>[0]>;

let at: Project;
beforeAll(async () => {
  at = await project(Object.fromEntries([...library(24, 7)].map((file) => [file.source, file.bytes])));
});
afterAll(() => at.remove());

/** Every file of a build, and how many articles had to be worked on. */
async function built(options: Options = {}): Promise<{ files: Map<string, string>; worked: number }> {
  let worked = -1;
  const onTimings = (timings: Timings) => {
    worked = timings.worked;
  };
  const result = await buildContent({ raw: at.raw, onTimings, ...options });
  expect(result.faults).toEqual([]);
  return { files: contentsOf(emit(result)), worked };
}

const kept = (options: Options = {}) => built({ cache: at.path("cache"), ...options });
const fresh = () => built({ workers: 1 });

describe("a build with a cache", () => {
  it("is the one without, by any number of processes, and works on nothing twice", {
    timeout: 300_000,
  }, async () => {
    const whole = await built({ workers: 0 });
    expect(whole.worked).toBe(24);
    for (const workers of [1, 3]) expect((await built({ workers })).files).toEqual(whole.files);
    const first = await kept();
    expect(first.files).toEqual(whole.files);
    const second = await kept();
    expect(second.files).toEqual(whole.files);
    expect(second.worked).toBe(0);
  });

  it("is the one without after any edit, addition and removal", { timeout: 600_000 }, async () => {
    await kept();
    const next = random(11);
    const spare = [...library(40, 8)];
    for (let round = 0; round < 4; round++) {
      const sources = (readdirSync(at.raw, { recursive: true }) as string[])
        .filter((s) => /\.\w+$/.test(s))
        .sort();
      const one = () => sources[Math.floor(next() * sources.length)]!;
      const gone = one();
      rmSync(join(at.raw, gone));
      for (let i = 0; i < 2; i++) {
        const { source, bytes } = spare.pop()!;
        await at.write({ [join("raw", source.replace("/", "/new-"))]: bytes });
      }
      const edited = one();
      if (edited !== gone)
        writeFileSync(
          join(at.raw, edited),
          `${readFileSync(join(at.raw, edited))}\n先打客服电话说明情况。\n`,
        );
      // Two articles of one text, and later one of them: ids are given anew.
      const twin = at.path("raw/twin.txt");
      if (round % 2 === 0) cpSync(join(at.raw, sources.find((s) => s !== gone)!), twin);
      else rmSync(twin, { force: true });
      const [incremental, full] = [await kept(), await fresh()];
      for (const [path, contents] of full.files) expect(incremental.files.get(path), path).toBe(contents);
      expect(incremental.files.size).toBe(full.files.size);
      expect(incremental.worked).toBeLessThan(full.worked);
    }
  });

  it("does extraction alone over when a table of the subject changes, and all when a common one does", {
    timeout: 300_000,
  }, async () => {
    const lexicon = at.path("lexicon");
    cpSync(LEXICON, lexicon, { recursive: true });
    await kept({ lexicon });
    let stages: readonly string[] = [];
    const onTimings = (timings: Timings) => {
      stages = Object.keys(timings.stages).sort();
    };
    writeFileSync(join(lexicon, "subjects/debt/cues.yaml"), "\n", { flag: "a" });
    await kept({ lexicon, onTimings });
    expect(stages).toEqual(["extract"]);
    writeFileSync(join(lexicon, "common/spun.yaml"), "\n", { flag: "a" });
    await kept({ lexicon, onTimings });
    expect(stages).toContain("repair");
  });

  it("does over what it kept and finds spoiled, wherever that is", { timeout: 300_000 }, async () => {
    const whole = (await kept()).files;
    const folder = at.path("cache/packs");
    for (const name of readdirSync(folder).filter((n) => n.endsWith(".pack"))) {
      const bytes = readFileSync(join(folder, name));
      // Bytes all over: heads, candidates, texts, pages.
      for (let i = 50; i < bytes.length; i += 60_000) bytes[i] = bytes[i]! ^ 0x20;
      writeFileSync(join(folder, name), bytes);
    }
    expect((await kept()).files).toEqual(whole);
    for (const name of readdirSync(at.path("cache")).filter((n) => !n.startsWith("packs"))) {
      writeFileSync(at.path("cache", name), "{ rubbish");
    }
    expect((await kept()).files).toEqual(whole);
  });

  it("takes two builds at once", { timeout: 300_000 }, async () => {
    const cache = at.path("shared");
    const [a, b] = await Promise.all([built({ cache }), built({ cache })]);
    expect(a.files).toEqual(b.files);
    expect((await built({ cache })).worked).toBe(0);
  });
});
