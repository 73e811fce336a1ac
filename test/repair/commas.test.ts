import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadRepairRules, repaired } from "../../pipeline/eval/repair-chain.ts";
import { TracedText } from "../../pipeline/text/traced.ts";
import { random } from "../helpers/random.ts";
import { ARTICLES } from "./pairs.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const rules = loadRepairRules();
const run = (text: string) => repaired(TracedText.of(text), rules).traced;

const MARKS = /[，。；：！？…,;:!?\n（）()—]/;
/** A paragraph with a longer run may have lost commas itself, so what is missing there is unknown. */
const LONGEST_RUN = 26;

/** Well punctuated paragraphs of a folder, a text for each file. */
function sound(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => /\.(?:txt|md)$/.test(name))
    .sort()
    .map((name) =>
      wellPunctuated(run(new TextDecoder().decode(readFileSync(join(ROOT, folder, name)))).text),
    );
}

function wellPunctuated(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.split(MARKS).every((r) => r.length <= LONGEST_RUN))
    .join("\n");
}

interface Counts {
  lost: number;
  right: number;
  wrong: string[];
}

/** Take out commas, put back what is certain, and count. */
function restore(texts: readonly string[], share: number): Counts {
  const counts: Counts = { lost: 0, right: 0, wrong: [] };
  for (const [k, text] of texts.entries()) {
    const next = random(k + 1);
    const lost = new Set<number>();
    let damaged = "";
    for (const c of text) {
      if (c === "，" && next() < share) lost.add(damaged.length);
      else damaged += c;
    }
    counts.lost += lost.size;
    for (const { before, after, start, rule } of run(damaged).changes) {
      if (before !== "" || after !== "，") continue;
      if (lost.has(start)) counts.right++;
      else
        counts.wrong.push(`${rule} ${damaged.slice(start - 10, start)}|${damaged.slice(start, start + 10)}`);
    }
  }
  return counts;
}

describe("commas taken out of well punctuated text", () => {
  const own = ARTICLES.map((a) => a.text);
  const annotated = sound("test/articles/develop/raw");
  const samples = sound("raw");

  it.each([
    // Precision and recall measured: own 100 and 19, annotated 100 and 11, samples 97 and 10, all 99 and 12.
    ["our own articles", own, 0.99, 0.16],
    ["annotated articles", annotated, 0.97, 0.08],
    ["samples", samples, 0.95, 0.07],
    ["all of them", [...own, ...annotated, ...samples], 0.97, 0.1],
  ] as const)("come back in their places or not at all: %s", (name, texts, precision, recall) => {
    let [lost, right] = [0, 0];
    const wrong: string[] = [];
    for (const share of [0.8, 1]) {
      const counts = restore(texts, share);
      lost += counts.lost;
      right += counts.right;
      wrong.push(...counts.wrong);
    }
    const p = right / (right + wrong.length);
    if (process.env.REPORT)
      console.log(name, { lost, right, precision: p, recall: right / lost }, wrong.join("\n"));
    expect(p, wrong.join("\n")).toBeGreaterThanOrEqual(precision);
    expect(right / lost).toBeGreaterThanOrEqual(recall);
  });

  it("come back from a copy of the paragraph that has kept them", () => {
    const first =
      "小周把名下的三张信用卡和两个平台的欠款全都列在一张表上，然后从利率最高的那一家开始，一家一家地打电话说明自己的处境，请对方给出能够承受的方案，前后花了将近三个月。";
    const damaged = first.replaceAll("，", "");
    const out = run(`${damaged}\n\n中间隔着别的内容。\n\n${first}`).text.split("\n");
    expect(out[0]).toBe(first);
  });

  it("stay out of quotes", () => {
    const text =
      "遇到催收的时候可以不慌不忙地这样回答对方然后把通话录下来：“我不是不还但是这个月确实拿不出来所以请你们再给我一点时间因为我下个月才能发工资而且老家还有病人要照顾”。";
    const quote = /“.*”/.exec(text)![0];
    expect(run(text).text).toContain(quote);
  });
});
