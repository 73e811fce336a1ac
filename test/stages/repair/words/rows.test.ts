import { describe, expect, it } from "vitest";
import { compileCommas, lostCommas } from "../../../../pipeline/stages/repair/words/commas.ts";
import { repairWords } from "../../../../pipeline/stages/repair/words/index.ts";
import { quoted } from "../../../../pipeline/stages/repair/words/quotes.ts";
import { simplify } from "../../../../pipeline/stages/simplify/index.ts";
import { compilePhrases, editsOf, type PhraseSource } from "../../../../pipeline/text/phrases.ts";
import { TracedText } from "../../../../pipeline/text/traced.ts";
import { gaps, punctuation, script, scriptRules, spun, substitutions, wordRules } from "./tables.ts";

const repaired = (text: string) => repairWords(simplify(TracedText.of(text), scriptRules).traced, wordRules);

/** The row by itself, so that a near miss cannot hide behind the page decision or another row. */
function alone(row: PhraseSource, text: string): string {
  return TracedText.of(text).edit(editsOf(compilePhrases([row]).find(text), "row")).text;
}

const swaps = [...substitutions.rows, ...spun.rows, ...gaps.rows.filter((r) => "swap" in r)];
const holes = gaps.rows.filter((r) => "hole" in r);
const others = [...gaps.rows.filter((r) => "range" in r), ...punctuation.rows.filter((r) => !("comma" in r))];
const commaRows = punctuation.rows.filter((r) => "comma" in r);

/** Whether `less` is `more` with some of its commas left out. */
function isWithin(less: string, more: string): boolean {
  let i = 0;
  for (const c of more) {
    if (less[i] === c) i++;
    else if (c !== "，") return false;
  }
  return i === less.length;
}

describe("tables of wording", () => {
  it("give every row an id of its own", () => {
    for (const table of [substitutions, spun, gaps, punctuation, script]) {
      const ids = table.rows.map((r) => r.id);
      expect(new Set(ids).size, table.table).toBe(ids.length);
    }
  });

  it("swap spun words by at least 150 rows", () => {
    expect(spun.rows.length).toBeGreaterThanOrEqual(150);
  });

  it("hold at least 200 near misses", () => {
    const all = [substitutions, spun, gaps, punctuation, script].flatMap((t) =>
      t.rows.flatMap((r) => r.nearMisses),
    );
    expect(new Set(all).size).toBeGreaterThanOrEqual(200);
  });

  it.each(
    swaps.map((row) => [row.id, row] as const),
  )("%s rewrites its examples and no near miss", (_, row) => {
    for (const e of row.examples) expect(alone(row, e.in)).toBe(e.out);
    for (const e of row.examples) expect(e.out).not.toBe(e.in);
    for (const miss of row.nearMisses) expect(alone(row, miss)).toBe(miss);
  });

  it.each(
    swaps.map((row) => [row.id, row] as const),
  )("%s: all rules together leave its near misses", (_, row) => {
    for (const miss of row.nearMisses) expect(repaired(miss).text).toBe(miss);
  });

  it.each(holes.map((row) => [row.id, row] as const))("%s flags its examples and no near miss", (_, row) => {
    for (const e of row.examples)
      expect(
        repaired(e).marks.map((m) => m.flag),
        e,
      ).toContain("text-gap");
    for (const miss of row.nearMisses) {
      expect(repaired(miss).marks, miss).toEqual([]);
      expect(repaired(miss).text).toBe(miss);
    }
  });

  it.each(
    others.map((row) => [row.id, row] as const),
  )("%s rewrites its examples and no near miss", (_, row) => {
    for (const e of row.examples) expect(repaired(e.in).text).toBe(e.out);
    for (const miss of row.nearMisses) expect(repaired(miss).text).toBe(miss);
  });

  // Alone, because in text as long as it takes to show a loss several borders are certain.
  it.each(commaRows.map((row) => [row.id, row] as const))("%s puts its commas and no other", (_, row) => {
    const commas = compileCommas([row]);
    const put = (text: string) => TracedText.of(text).edit(lostCommas(text, commas, quoted(text))).text;
    for (const e of row.examples) {
      const got = put(e.in);
      expect(got, e.in).not.toBe(e.in);
      // What the row puts is in the answer; the answer may hold commas of other rows too.
      expect(isWithin(got, e.out), got).toBe(true);
    }
    for (const miss of row.nearMisses) expect(put(miss)).toBe(miss);
  });
});
