/** Whole pages of many kinds of sites, line by line: `+` stays, `-` is furniture, `?` stays but something in it goes. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadRules } from "../../../pipeline/rules.ts";
import { simplify } from "../../../pipeline/stages/simplify/index.ts";
import { strip } from "../../../pipeline/stages/strip/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const FOLDER = "test/stages/strip/pages";
const rules = loadRules("debt");

/** Lines a page is known to be read wrongly at, with what would be right; a line that is mended must leave this list. */
const KNOWN_FAILURES: Record<string, readonly string[]> = {
  "multi-answer.txt": ["不加糖的豆浆"],
  "tw-pixnet.txt": ["阿芳", "小資女阿芳的理財筆記"],
};

interface PageLine {
  readonly mark: string;
  readonly text: string;
}

function pageOf(file: string): PageLine[] {
  return readFileSync(`${FOLDER}/${file}`, "utf8")
    .trim()
    .split("\n")
    .map((line) => ({ mark: line[0]!, text: line.slice(1) }));
}

/** The marks as the stage would put them. */
function read(lines: readonly PageLine[]): string[] {
  const raw = lines.map((l) => l.text).join("\n");
  const { traced } = strip(simplify(TracedText.of(raw), rules.script).traced, rules.furniture, { hints: [] });
  const kept = new Uint8Array(raw.length);
  for (const s of traced.spans()) if (s.status === "kept") kept.fill(1, s.start, s.end);
  let at = 0;
  return lines.map(({ text }) => {
    let all = 0;
    let left = 0;
    for (let i = at; i < at + text.length; i++) {
      if (/\s/.test(raw[i]!)) continue;
      all++;
      left += kept[i]!;
    }
    at += text.length + 1;
    return `${left === all ? "+" : left === 0 ? "-" : "?"}${text}`;
  });
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));

describe("pages", () => {
  it("are of at least 25 kinds", () => {
    expect(files.length).toBeGreaterThanOrEqual(25);
  });

  it.each(files)("%s", (file) => {
    const lines = pageOf(file);
    const known = new Set(KNOWN_FAILURES[file]);
    const wrong = read(lines).filter((line, i) => line !== lines[i]!.mark + lines[i]!.text);
    expect(wrong.filter((line) => !known.has(line.slice(1)))).toEqual([]);
    expect(new Set(wrong.map((line) => line.slice(1)))).toEqual(known);
  });
});
