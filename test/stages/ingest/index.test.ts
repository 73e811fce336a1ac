import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { distinguish, ingest } from "../../../pipeline/stages/ingest/index.ts";
import { defaultConfig } from "../../../schemas/config.ts";
import { expectPartition, only, take } from "./helpers.ts";

const TEXT = "还不上的时候，先打电话说明情况，再谈分期。\n谈好以后留下记录，按时还款，别再逾期。\n";

describe("ingest", () => {
  it("takes in plain text as it stands", () => {
    const article = only("目录/a b..c.txt", TEXT);
    expect(article).toMatchObject({
      source: "目录/a b..c.txt",
      format: "text",
      encoding: "utf-8",
      hints: [],
      sha256: createHash("sha256").update(TEXT).digest("hex"),
    });
    expect(article.traced.text).toBe(TEXT);
    expect(article.traced.raw).toBe(TEXT);
  });

  it.each([
    ["CR LF", "甲\r\n乙\r\n"],
    ["CR", "甲\r乙\r"],
    ["a mixture", "甲\r乙\r\n"],
  ])("makes %s one kind of line end, and nothing of it counts as removed", (_, raw) => {
    const { traced } = only("a.txt", raw);
    expect(traced.text).toBe("甲\n乙\n");
    expect(traced.raw).toBe(raw);
    expect(traced.spans().every((s) => s.status === "kept")).toBe(true);
    expectPartition(traced);
  });

  it.each([
    ["a.txt", "text"],
    ["A.TXT", "text"],
    ["a.md", "markdown"],
    ["a.markdown", "markdown"],
    ["a.html", "html"],
    ["a.htm", "html"],
    ["a.htm.gz", "html"],
    ["a.b.txt.GZ", "text"],
  ])("reads %s as %s", (source, format) => {
    const gzip = /gz$/i.test(source);
    const article = only(source, gzip ? gzipSync(TEXT) : TEXT);
    expect(article.format).toBe(format);
    expect(article.compression).toBe(gzip ? "gzip" : undefined);
  });

  it("hashes the packed bytes, and traces to the unpacked text", () => {
    const packed = gzipSync(iconv.encode(TEXT, "gb18030"));
    const article = only("a.txt.gz", packed);
    expect(article.sha256).toBe(createHash("sha256").update(packed).digest("hex"));
    expect(article.encoding).toBe("gb18030");
    expect(article.traced.raw).toBe(TEXT);
  });

  it.each([
    ["an unknown ending", "a.docx", TEXT, "unknown-format"],
    ["no ending", "README", TEXT, "unknown-format"],
    ["a property of objects as ending", "a.constructor", TEXT, "unknown-format"],
    ["no bytes", "a.txt", "", "empty-file"],
    ["blanks only", "a.txt", " \n\t\u3000\r\n", "empty-file"],
    ["a byte order mark only", "a.txt", "\ufeff", "empty-file"],
    ["an image", "a.txt", Buffer.from("89504e470d0a1a0a", "hex"), "binary"],
    ["a PDF", "a.html", "%PDF-1.7\n…", "binary"],
    ["NULs", "a.txt", "a\0b\0\0\0c", "binary"],
    ["control characters", "a.txt", "\u0001\u0002还\u0003款", "binary"],
    ["a binary file", "a.txt", Uint8Array.from({ length: 2000 }, (_, i) => (i * i * 31) % 256), "binary"],
    ["an archive under another name", "a.txt", gzipSync(TEXT), "binary"],
    ["text under an archive's name", "a.txt.gz", TEXT, "gzip"],
    ["a damaged archive", "a.txt.gz", gzipSync(TEXT).subarray(0, 40), "gzip"],
    [
      "Western bytes",
      "a.txt",
      iconv.encode("Café déjà vu, naïve façade. ".repeat(5), "win1252"),
      "unknown-encoding",
    ],
  ])("quarantines %s", (_, source, content, reason) => {
    const { articles, quarantined, faults } = take(source, content);
    expect([articles, faults]).toEqual([[], []]);
    expect(quarantined).toMatchObject([{ source, stage: "ingest", reason }]);
    expect(quarantined[0]!.message).not.toBe("");
  });

  it("does not unpack without end", () => {
    const bomb = gzipSync(Buffer.alloc(1 << 20, 0x20));
    expect(take("a.txt.gz", bomb, { maxTextBytes: 1000 }).quarantined).toMatchObject([
      { reason: "too-large" },
    ]);
    expect(take("a.txt", TEXT, { maxFileBytes: 10 }).quarantined).toMatchObject([{ reason: "too-large" }]);
  });

  it("lets one stray control character pass", () => {
    expect(only("a.txt", `${TEXT.repeat(10)}\f\u0000`).traced.text).toContain("先打电话");
  });

  it("keeps replacement characters of broken bytes for the repair stage", () => {
    const bytes = Buffer.from(TEXT.repeat(3));
    bytes[31] = 0xff;
    expect(only("a.txt", bytes).traced.text).toContain("\ufffd");
  });

  it("obeys an encoding the configuration names", () => {
    expect(only("a.txt", iconv.encode("逾期", "big5"), { encoding: "big5" }).traced.text).toBe("逾期");
  });
});

describe("an article's id", () => {
  it("comes from the text: not from name, encoding, compression or line ends", () => {
    const id = only("a.txt", TEXT).id;
    expect(id).toMatch(/^d-[0-9a-f]{12}$/);
    expect(only("dir/b.txt", TEXT).id).toBe(id);
    expect(only("a.txt", iconv.encode(TEXT, "gb18030")).id).toBe(id);
    expect(only("a.txt.gz", gzipSync(TEXT)).id).toBe(id);
    expect(only("a.txt", TEXT.replaceAll("\n", "\r\n")).id).toBe(id);
    expect(only("a.txt", `${TEXT}。`).id).not.toBe(id);
  });

  it("stays when other records come before it", () => {
    const alone = only("a.jsonl", '{"text": "甲"}').id;
    const { articles } = take("a.jsonl", '{"text": "乙"}\n{"id": 1, "text": "甲"}');
    expect(articles[1]!.id).toBe(alone);
  });
});

describe("distinguish", () => {
  const at = (source: string, record?: number, id = "d-000000000000") => ({
    id,
    source,
    ...(record !== undefined && { record }),
  });

  it("leaves the first its id and makes the others' from theirs and their place", () => {
    const made = distinguish([
      at("c"),
      at("b"),
      at("a", 2),
      at("a", 10),
      at("x", undefined, "d-111111111111"),
    ]);
    expect(made.map((a) => [a.source, a.record])).toEqual([
      ["a", 2],
      ["a", 10],
      ["b", undefined],
      ["c", undefined],
      ["x", undefined],
    ]);
    expect(made[0]!.id).toBe("d-000000000000");
    expect(made[4]!.id).toBe("d-111111111111");
    expect(new Set(made.map((a) => a.id)).size).toBe(5);
    for (const { id } of made) expect(id).toMatch(/^d-[0-9a-f]{12}$/);
  });

  it("does not depend on the order given, nor on other copies", () => {
    const three = distinguish([at("a"), at("b"), at("c")]);
    expect(distinguish([at("c"), at("a"), at("b")])).toEqual(three);
    expect(distinguish([at("a"), at("c")])[1]).toEqual(three[2]);
  });

  it("tells real copies apart", () => {
    const files = ["b.txt", "a.txt"].map((source) =>
      ingest({ source, bytes: Buffer.from(TEXT) }, defaultConfig),
    );
    const [a, b] = distinguish(files.flatMap((f) => f.articles));
    expect(a!.id).toBe(only("a.txt", TEXT).id);
    expect(b!.id).not.toBe(a!.id);
  });
});
