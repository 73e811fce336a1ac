import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildContent } from "../../pipeline/build.ts";
import { POISON } from "../helpers/poison.ts";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";

const record = (text: string) => JSON.stringify({ text: `${ordinaryArticle()}\n${text}\n` });

let at: Project;
let result: Awaited<ReturnType<typeof buildContent>>;
beforeAll(async () => {
  at = await project({
    "a.txt": ordinaryArticle(),
    "b-loops.txt": `${ordinaryArticle("怎么谈一")}\n${POISON.loops}\n`,
    "c.txt": ordinaryArticle("借呗逾期以后怎么谈", "95017"),
    "d-memory.txt": `${ordinaryArticle("怎么谈二")}\n${POISON.memory}\n`,
    "e-ends.txt": `${ordinaryArticle("怎么谈三")}\n${POISON.ends}\n`,
    "f.jsonl": `${record("第一条")}\n${record(POISON.ends)}\n${record("第三条")}\n${record(POISON.loops)}\n`,
    "g.txt": ordinaryArticle("白条还不上怎么办", "950618"),
  });
  result = await buildContent({
    raw: at.raw,
    module: resolve("test/helpers/poison.ts"),
    timeLimit: 8_000,
    memoryLimit: 256,
    workers: 2,
  });
}, 300_000);
afterAll(() => at.remove());

describe("articles that end the process they are worked on in", () => {
  it.each([
    ["b-loops.txt", undefined, /^time-limit$/, /extract stage did not end within 9 s/],
    // V8 does not always come to say why it aborts.
    [
      "d-memory.txt",
      undefined,
      /^(?:memory-limit|process-ended)$/,
      /extract stage (?:asked for more than 256 MiB|ended its process)/,
    ],
    ["e-ends.txt", undefined, /^process-ended$/, /extract stage ended its process/],
    ["f.jsonl", 2, /^process-ended$/, /extract/],
    ["f.jsonl", 4, /^time-limit$/, /extract/],
  ])("are quarantined with the stage: %s %s", (source, number, reason, message) => {
    const found = result.quarantined.find((q) => q.source === source && q.record === number);
    expect(found).toMatchObject({
      stage: "extract",
      reason: expect.stringMatching(reason),
      message: expect.stringMatching(message),
    });
  });

  it("leave all others to be built, records of the same container too", () => {
    expect(result.quarantined).toHaveLength(5);
    const built = [...result.articles].map(({ record: r }) => `${r.source}${r.record ?? ""}`);
    expect(built).toEqual(["a.txt", "c.txt", "f.jsonl1", "f.jsonl3", "g.txt"]);
    expect(result.articlesIn).toBe(10);
    expect(result.faults).toEqual([]);
  });
});
