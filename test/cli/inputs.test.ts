/** Every kind of bad input, through the real command: one line in the report, and the build goes on. */
import { existsSync, readFileSync } from "node:fs";
import { appendFile, chmod, cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { filesIn } from "../../pipeline/engine/output.ts";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

let at: Project;
const fresh = async () => {
  at = await project({ "good.txt": ordinaryArticle() });
};

interface Summary {
  ok: boolean;
  quarantined: Array<{ file: string; line: number; column: number; rule: string; message: string }>;
  totals: { articles: { in: number; built: number; duplicates: number; quarantined: number } };
}

interface Built extends Summary {
  documents: Array<{ id: string; source: string; text: string; encoding: string; duplicateOf?: string }>;
}

/** Build, and hold what must be true of any build that was written. */
async function built(): Promise<Built> {
  const { code, stdout, stderr } = await run(["build", "--raw", at.raw, "--out", at.out, "--json"]);
  expect(code, stderr).toBe(0);
  const summary: Summary = JSON.parse(stdout);
  const { articles } = summary.totals;
  expect(articles.in).toBe(articles.built + articles.duplicates + articles.quarantined);
  expect(articles.quarantined).toBe(summary.quarantined.length);
  const { documents }: Pick<Built, "documents"> = JSON.parse(
    readFileSync(at.path("out/data/documents.json"), "utf8"),
  );
  expect(documents.map((d) => d.source)).toContain("good.txt");
  return { ...summary, documents };
}

const PNG = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex");

/** Every file a build must get over, in one folder: none may spoil another. */
const line = (text: string) => JSON.stringify({ text });
const middle = Buffer.from(ordinaryArticle("借呗怎么谈", "95017"));
const cut = middle.indexOf("二、准备材料");
const SAME =
  "信用卡还不上\n\n先算清楚每个月能还多少，再打电话给发卡银行。\n\n银行同意以后，务必索要书面的协议。\n";
const ODD_NAMES = ["前..后 (1).txt", "[括号]_*.txt", "深/处/文 章.md"];

const QUARANTINED: ReadonlyArray<[string, string, string | Uint8Array, string]> = [
  ["an empty file", "空.txt", "", "ingest/empty-file"],
  ["a file of blanks", "blank.txt", " \n\t\n　\n", "ingest/empty-file"],
  ["a picture named .txt", "图.txt", PNG, "ingest/binary"],
  ["a file of no known kind", "a.docx", "PK", "ingest/unknown-format"],
  ["JSON with a syntax error", "a.json", '{"text": "一",\n "title": }', "ingest/json-syntax"],
  ["JSON without a text", "b.json", '{"views": 3}', "ingest/no-text-field"],
  ["gzip that is none", "a.txt.gz", "plain", "ingest/gzip"],
  ["a page without text", "a.html", "<html><script>let a = 1</script></html>", "ingest/no-text"],
  [
    "an article with nothing but furniture",
    "furniture.txt",
    "精彩评论\n\n上一篇：没有了\n下一篇：返回列表\n版权声明：本文来自网络\n写下你的评论...\n",
    "strip/only-furniture",
  ],
  [
    "one broken line of JSONL",
    "多.jsonl",
    `${line("先联系客服，说明自己的情况。")}\n{"text": "断\n${line("不要相信收费的中介。")}\n`,
    "ingest/json-syntax",
  ],
];

const BUILT: Readonly<Record<string, string | Uint8Array>> = {
  "bytes.txt": Buffer.concat([
    middle.subarray(0, cut),
    Buffer.from([0xff, 0xfe, 0x80]),
    middle.subarray(cut),
  ]),
  "页.html": `<html><body><div><h1>白条怎么谈<p>先打客服电话950618说明困难。<script>let stolen = document.cookie</script><p onclick="x()">再把约定<b>写成文字。<ul><li>准备收入证明<li>不要隐瞒收入</body>`,
  "same-1.txt": SAME,
  "same-2.txt": SAME,
  "typed.txt": "怎么谈\n\n在输入框里写<script>alert(1)</script>是没有用的，应当先联系客服。\n",
  ...Object.fromEntries(
    ODD_NAMES.map((name, i) => [name, `第${i}篇文章。\n\n请先联系客服，编号${i}${i}${i}。\n`]),
  ),
};

describe("a folder of bad and odd files", () => {
  let one: Built;
  let pages: Array<[path: string, contents: string]>;
  beforeAll(async () => {
    await fresh();
    const bad = Object.fromEntries(QUARANTINED.map(([, name, contents]) => [name, contents]));
    for (const [name, contents] of Object.entries({ ...bad, ...BUILT }))
      await at.write({ [`raw/${name}`]: contents });
    await at.write({ "secret.txt": ordinaryArticle("不该读到的文章", "12378") });
    await symlink(at.path("secret.txt"), at.path("raw/link-out.txt"));
    await symlink(at.path("raw/none.txt"), at.path("raw/link-nowhere.txt"));
    one = await built();
    pages = (await filesIn(at.out))
      .filter((path) => path.endsWith(".md"))
      .map((path) => [path, readFileSync(at.path("out", path), "utf8")]);
  });
  afterAll(() => at.remove());

  const document = (source: string) => one.documents.find((d) => d.source === source);
  const reasonOf = (name: string) =>
    one.quarantined.filter((q) => q.file === join(at.raw, name)).map((q) => q.rule);

  it.each(QUARANTINED)("quarantines %s", (_, name, _contents, rule) => {
    expect(reasonOf(name)).toEqual([rule]);
  });

  it("quarantines nothing else, and builds every other file and record", () => {
    expect(one.quarantined).toHaveLength(QUARANTINED.length + 2);
    const built = [...Object.keys(BUILT), "good.txt", "多.jsonl", "多.jsonl"];
    expect(one.documents.map((d) => d.source).sort()).toEqual(built.sort());
  });

  it("names the line of a broken record, and the place of a syntax error", () => {
    const at = (name: string) => one.quarantined.find((q) => q.file.endsWith(name));
    expect(at("多.jsonl")).toMatchObject({ line: 2 });
    expect(at("a.json")).toMatchObject({ line: 2, column: 11 });
  });

  it("quarantines a link that leads out of the folder, and reads nothing through it", async () => {
    expect(reasonOf("link-out.txt")).toEqual(["ingest/link-outside"]);
    for (const path of await filesIn(at.out)) {
      expect(readFileSync(at.path("out", path), "utf8"), path).not.toContain("不该读到的文章");
    }
  });

  it("quarantines a link that leads nowhere, which no permission can open", () => {
    expect(reasonOf("link-nowhere.txt")).toEqual(["ingest/unreadable"]);
  });

  it("keeps the text around invalid bytes, and takes it for no other encoding", () => {
    expect(document("bytes.txt")).toMatchObject({
      encoding: "utf-8",
      text: expect.stringContaining("收入证明"),
    });
  });

  it("takes neither markup nor script over from HTML whose tags are not closed", () => {
    const { text } = document("页.html")!;
    expect(text).toContain("950618");
    expect(text).not.toContain("stolen");
    for (const [path, contents] of pages)
      expect(contents, path).not.toMatch(/stolen|onclick|(?<!\\)<[a-z!/]/i);
  });

  it("escapes a tag typed as text", () => {
    expect(pages.some(([, contents]) => contents.includes("\\<script>"))).toBe(true);
  });

  it("builds one of two files of the same content; the other is its duplicate, with an id of its own", () => {
    const pair = [document("same-1.txt")!, document("same-2.txt")!];
    expect(pair.filter((d) => d.duplicateOf !== undefined)).toHaveLength(1);
    expect(new Set(one.documents.map((d) => d.id)).size).toBe(one.documents.length);
  });
});

describe("one file by itself", () => {
  beforeEach(fresh);
  afterEach(() => at.remove());

  // The superuser may read everything; a link that leads nowhere stands in for it above.
  it.skipIf(process.getuid?.() === 0)(
    "without permission to read it (skipped for the superuser)",
    async () => {
      await at.write({ "raw/locked.txt": ordinaryArticle() });
      await chmod(at.path("raw/locked.txt"), 0);
      expect((await built()).quarantined).toMatchObject([{ rule: "ingest/unreadable" }]);
    },
  );

  it("of one line of 50 MB does not bring the build down", { timeout: 600_000 }, async () => {
    const long = "先联系客服说明情况，再商量还款的办法。".repeat(920_000);
    expect(Buffer.byteLength(long)).toBeGreaterThan(50_000_000);
    await at.write({ "raw/long.txt": long });
    expect((await built()).totals.articles).toMatchObject({ in: 2 });
  });
});

describe("what its author must mend is refused with its place, before anything is built", () => {
  beforeEach(fresh);
  afterEach(() => at.remove());

  const refused = async (pattern: RegExp) => {
    const { code, stderr } = await run(["build", "--raw", at.raw, "--out", at.out]);
    expect(stderr).toMatch(pattern);
    expect(code).toBe(1);
    expect(existsSync(at.out)).toBe(false);
  };

  it("a setting that is misspelt", async () => {
    await at.write({ "raw/jinghua.config.yaml": "encoding: utf-8\nfeilds:\n  text: [body]\n" });
    await refused(/jinghua\.config\.yaml:2:\d+: .*feilds/);
  });

  it("settings that are no YAML", async () => {
    await at.write({ "raw/jinghua.config.yaml": "fields:\n  text: [body\n" });
    await refused(/jinghua\.config\.yaml:\d+:\d+: /);
  });

  it("front matter that cannot be read", async () => {
    await at.write({ "raw/a.md": "---\ntitle: [一\ndate: 2024-01-01\n---\n\n先联系客服。\n" });
    await refused(/a\.md:[2-4]:\d+: /);
  });

  it("a rule table with a row that is not one", { timeout: 120_000 }, async () => {
    const root = join(import.meta.dirname, "../..");
    for (const part of ["pipeline", "schemas", "package.json"]) {
      await cp(join(root, part), at.path("copy", part), { recursive: true });
    }
    await symlink(join(root, "node_modules"), at.path("copy/node_modules"));
    const tables = (await filesIn(at.path("copy/pipeline/lexicon"))).filter((p) => p.endsWith(".yaml"));
    expect(tables).not.toEqual([]);
    const table = at.path("copy/pipeline/lexicon", tables[0]!);
    const lines = readFileSync(table, "utf8").split("\n").length;
    await appendFile(table, "surplus: 1\n");
    const { code, stderr } = await run(["build", "--raw", at.raw, "--out", at.out], {
      program: at.path("copy"),
    });
    expect(stderr).toMatch(new RegExp(`${tables[0]!.replaceAll(".", "\\.")}:${lines}:\\d+: .*surplus`));
    expect([code, existsSync(at.out)]).toEqual([1, false]);
  });
});
