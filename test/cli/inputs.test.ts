/** Every kind of bad input, through the real command: one line in the report, and the build goes on. */
import { existsSync, readFileSync } from "node:fs";
import { appendFile, chmod, cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesIn } from "../../pipeline/engine/output.ts";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

let at: Project;
beforeEach(async () => {
  at = await project({ "good.txt": ordinaryArticle() });
});
afterEach(() => at.remove());

interface Summary {
  ok: boolean;
  quarantined: Array<{ file: string; line: number; column: number; rule: string; message: string }>;
  totals: { articles: { in: number; built: number; duplicates: number; quarantined: number } };
}

/** Build, and hold what must be true of any build that was written. */
async function built(): Promise<
  Summary & { documents: Array<{ source: string; text: string; encoding: string }> }
> {
  const { code, stdout, stderr } = await run(["build", "--raw", at.raw, "--out", at.out, "--json"]);
  expect(code, stderr).toBe(0);
  const summary: Summary = JSON.parse(stdout);
  const { articles } = summary.totals;
  expect(articles.in).toBe(articles.built + articles.duplicates + articles.quarantined);
  expect(articles.quarantined).toBe(summary.quarantined.length);
  const { documents } = JSON.parse(readFileSync(at.path("out/data/documents.json"), "utf8"));
  expect(documents.map((d: { source: string }) => d.source)).toContain("good.txt");
  return { ...summary, documents };
}

const PNG = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex");

describe("bad input is quarantined with its reason, and the rest is built", () => {
  it.each<[string, string, string | Uint8Array, string]>([
    ["an empty file", "空.txt", "", "ingest/empty-file"],
    ["a file of blanks", "blank.txt", " \n\t\n　\n", "ingest/empty-file"],
    ["a picture named .txt", "图.txt", PNG, "ingest/binary"],
    ["a file of no known kind", "a.docx", "PK", "ingest/unknown-format"],
    ["JSON with a syntax error", "a.json", '{"text": "一",\n "title": }', "ingest/json-syntax"],
    ["JSON without a text", "b.json", '{"views": 3}', "ingest/no-text-field"],
    ["gzip that is none", "a.txt.gz", "plain", "ingest/gzip"],
    ["a page without text", "a.html", "<html><script>let a = 1</script></html>", "ingest/no-text"],
  ])("%s", async (_, name, contents, rule) => {
    await at.write({ [`raw/${name}`]: contents });
    const { quarantined, totals } = await built();
    expect(quarantined.map((q) => [q.file, q.rule])).toEqual([[join(at.raw, name), rule]]);
    expect(totals.articles).toMatchObject({ in: 2, built: 1 });
  });

  it("an article with nothing but furniture", async () => {
    const furniture =
      "精彩评论\n\n上一篇：没有了\n下一篇：返回列表\n版权声明：本文来自网络\n写下你的评论...\n";
    await at.write({ "raw/furniture.txt": furniture });
    const { quarantined } = await built();
    expect(quarantined.map((q) => q.file)).toEqual([at.path("raw/furniture.txt")]);
  });

  it("one broken line of JSONL, named by its number", async () => {
    const line = (text: string) => JSON.stringify({ text });
    await at.write({
      "raw/多.jsonl": `${line("先联系客服，说明自己的情况。")}\n{"text": "断\n${line("不要相信收费的中介。")}\n`,
    });
    const { quarantined, totals } = await built();
    expect(quarantined).toMatchObject([
      { file: at.path("raw/多.jsonl"), line: 2, rule: "ingest/json-syntax" },
    ]);
    expect(totals.articles).toMatchObject({ in: 4, built: 3 });
  });

  it("a link that leads out of the folder", async () => {
    await at.write({ "secret.txt": ordinaryArticle("不该读到的文章", "12378") });
    await symlink(at.path("secret.txt"), at.path("raw/link.txt"));
    const { quarantined } = await built();
    expect(quarantined).toMatchObject([{ file: at.path("raw/link.txt"), rule: "ingest/link-outside" }]);
    for (const path of await filesIn(at.out)) {
      expect(readFileSync(at.path("out", path), "utf8")).not.toContain("不该读到的文章");
    }
  });

  it("a link that leads nowhere, which no permission can open", async () => {
    await symlink(at.path("raw/none.txt"), at.path("raw/link.txt"));
    expect((await built()).quarantined).toMatchObject([
      { file: at.path("raw/link.txt"), rule: "ingest/unreadable" },
    ]);
  });

  // The superuser may read everything; the link above stands in for it there.
  it.skipIf(process.getuid?.() === 0)(
    "a file without permission to read it (skipped for the superuser)",
    async () => {
      await at.write({ "raw/locked.txt": ordinaryArticle() });
      await chmod(at.path("raw/locked.txt"), 0);
      expect((await built()).quarantined).toMatchObject([{ rule: "ingest/unreadable" }]);
    },
  );
});

describe("odd input is built", () => {
  it("invalid bytes in the middle of UTF-8: the text around them survives, and is not taken for another encoding", async () => {
    const whole = Buffer.from(ordinaryArticle("借呗怎么谈", "95017"));
    const middle = whole.indexOf("二、准备材料");
    await at.write({
      "raw/bytes.txt": Buffer.concat([
        whole.subarray(0, middle),
        Buffer.from([0xff, 0xfe, 0x80]),
        whole.subarray(middle),
      ]),
    });
    const { documents } = await built();
    const document = documents.find((d) => d.source === "bytes.txt");
    expect(document).toMatchObject({ encoding: "utf-8", text: expect.stringContaining("收入证明") });
  });

  it("HTML with a script and tags that are not closed: neither markup nor script reaches a page", async () => {
    await at.write({
      "raw/页.html": `<html><body><div><h1>借呗怎么谈<p>先打客服电话95017说明困难。<script>let stolen = document.cookie</script><p onclick="x()">再把约定<b>写成文字。<ul><li>准备收入证明<li>不要隐瞒收入</body>`,
    });
    const { documents } = await built();
    const text = documents.find((d) => d.source === "页.html")!.text;
    expect(text).toContain("95017");
    expect(text).not.toContain("stolen");
    for (const path of (await filesIn(at.out)).filter((p) => p.endsWith(".md"))) {
      expect(readFileSync(at.path("out", path), "utf8"), path).not.toMatch(/stolen|onclick|(?<!\\)<[a-z!/]/i);
    }
  });

  it("names with blanks, Chinese, two dots, and characters Markdown knows", async () => {
    const names = ["前..后 (1).txt", "[括号]_*.txt", "深/处/文 章.md"];
    await at.write(
      Object.fromEntries(
        names.map((name, i) => [`raw/${name}`, `第${i}篇文章。\n\n请先联系客服，编号${i}${i}${i}。\n`]),
      ),
    );
    const { documents, totals } = await built();
    expect(documents.map((d) => d.source)).toEqual(expect.arrayContaining(names));
    expect(totals.articles.quarantined).toBe(0);
  });

  it("two files of the same content: one is built, the other is its duplicate", async () => {
    await at.write({ "raw/same.txt": ordinaryArticle() });
    const { totals, documents } = await built();
    expect(totals.articles).toMatchObject({ in: 2, built: 1, duplicates: 1 });
    expect(new Set((documents as unknown as Array<{ id: string }>).map((d) => d.id)).size).toBe(2);
  });

  it("a tag typed as text comes out escaped", async () => {
    await at.write({
      "raw/typed.txt": "怎么谈\n\n在输入框里写<script>alert(1)</script>是没有用的，应当先联系客服。\n",
    });
    await built();
    const pages = (await filesIn(at.out)).filter((p) => p.endsWith(".md"));
    const written = pages.map((p) => readFileSync(at.path("out", p), "utf8")).join("\n");
    expect(written).toContain("\\<script>");
    expect(written).not.toMatch(/(?<!\\)<script/);
  });

  it("one line of 50 MB does not bring the build down", { timeout: 600_000 }, async () => {
    const line = "先联系客服说明情况，再商量还款的办法。".repeat(920_000);
    expect(Buffer.byteLength(line)).toBeGreaterThan(50_000_000);
    await at.write({ "raw/long.txt": line });
    expect((await built()).totals.articles).toMatchObject({ in: 2 });
  });
});

describe("what its author must mend is refused with its place, before anything is built", () => {
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
