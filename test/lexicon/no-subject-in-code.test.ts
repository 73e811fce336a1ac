import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadSubject } from "../../pipeline/lexicon/subject.ts";

const ROOT = "pipeline/lexicon/subjects";
const subjects = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => loadSubject(entry.name));

const LANGUAGE = readFileSync("pipeline/lexicon/common/wording.yaml", "utf8");

/**
 * Words that are one subject's alone: its products, and the words of its gate that neither another subject's
 * gate nor the wording of the language has. A single character is no word: 放贷 and 应还 belong to the language.
 */
function ownWords(): Map<string, string> {
  const gates = subjects.map((s) => new Set(s.about.gate.groups.flatMap((g) => g.words)));
  const out = new Map<string, string>();
  subjects.forEach((subject, i) => {
    // 微信 is how people write to one another before it is anybody's product.
    for (const product of subject.products)
      for (const name of product.names) if (!LANGUAGE.includes(name)) out.set(name, subject.about.name);
    for (const word of gates[i]!)
      if (
        word.length > 1 &&
        !LANGUAGE.includes(word) &&
        !gates.some((other, j) => j !== i && other.has(word))
      )
        out.set(word, subject.about.name);
  });
  return out;
}

/** The code of a file: a comment may give an example. */
const codeOf = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, " ")).replace(/(?<![:"'`\\])\/\/.*$/gm, "");

function violations(files: ReadonlyMap<string, string>): string[] {
  const words = [...ownWords()];
  return [...files].flatMap(([file, source]) =>
    codeOf(source)
      .split("\n")
      .flatMap((line, i) =>
        words.filter(([w]) => line.includes(w)).map(([w, of]) => `${file}:${i + 1} ${w} (${of})`),
      ),
  );
}

describe("the code", () => {
  const files = new Map(
    readdirSync("pipeline", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [`pipeline/${file}`, readFileSync(`pipeline/${file}`, "utf8")]),
  );

  it("is found, and so are the words of two subjects at least", () => {
    expect(files.size).toBeGreaterThan(50);
    expect(new Set(ownWords().values()).size).toBeGreaterThanOrEqual(2);
  });

  it("knows no subject: neither a product's name nor a word of a gate stands in it", () => {
    expect(violations(files)).toEqual([]);
  });

  it.each([
    ["const DESK = /信用卡|平台/;", 1],
    ['const known = ["花呗"];', 1],
    ["const side = `房东`;", 1],
    ["/** 花呗 is one. */", 0],
    ["const url = 1; // 花呗", 0],
    ["const any = /电话|可以/;", 0],
  ])("would be found out by %s", (source, count) => {
    expect(violations(new Map([["a.ts", source]])).length).toBe(count);
  });

  it("names no subject by its folder either", () => {
    const names = subjects.map((s) => s.about.name);
    const found = [...files].flatMap(([file, source]) =>
      names.filter((n) => new RegExp(`["'\`]${n}["'\`]`).test(codeOf(source))).map((n) => `${file} ${n}`),
    );
    expect(found).toEqual([]);
  });
});
