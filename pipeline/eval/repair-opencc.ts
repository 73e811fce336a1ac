/**
 * Simplify against OpenCC's own test cases for Traditional → Simplified, beside what opencc-js makes
 * of them when it is told the right configuration. The cases are OpenCC's and stay in its folder.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { Converter } from "opencc-js/t2cn";
import { type ScriptRules, simplify } from "../stages/simplify/index.ts";
import { TracedText } from "../text/traced.ts";

export interface OpenccCase {
  readonly id: string;
  /** `t2s`, `tw2s` or `hk2s`. */
  readonly config: string;
  readonly input: string;
  readonly wanted: string;
}

export interface OpenccScores {
  readonly cases: number;
  /** Cases that come out exactly as wanted. */
  readonly ours: number;
  readonly alone: number;
  /** Cases of ours that do not, with `alone` telling whether opencc-js has them right. */
  readonly wrong: ReadonlyArray<OpenccCase & { readonly got: string }>;
  /** Wanted texts, Simplified all through, that do not come back as they are. */
  readonly damaged: ReadonlyArray<{ readonly input: string; readonly got: string }>;
}

const FROM = { t2s: "t", tw2s: "tw", hk2s: "hk" } as const;
type Config = keyof typeof FROM;
const CONFIGS = Object.keys(FROM) as Config[];

/** `testcases.json` (cases with the text expected by configuration) or the older `t2s.in` and `t2s.ans`, line by line. */
export async function readOpenccCases(folder: string): Promise<OpenccCase[]> {
  const names = await readdir(folder);
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const cases: OpenccCase[] = [];
  if (names.includes("testcases.json")) {
    const file = parse(await read("testcases.json"), [], { allowTrailingComma: true }) as {
      cases: Array<{ id: string; input: string; expected: Record<string, string> }>;
    };
    for (const { id, input, expected } of file.cases) {
      for (const config of CONFIGS) {
        const wanted = expected[config];
        if (wanted !== undefined) cases.push({ id, config, input, wanted });
      }
    }
  }
  for (const config of CONFIGS) {
    if (!names.includes(`${config}.in`) || !names.includes(`${config}.ans`)) continue;
    const inputs = (await read(`${config}.in`)).split("\n");
    const answers = (await read(`${config}.ans`)).split("\n");
    inputs.forEach((input, i) => {
      const wanted = answers[i];
      if (input !== "" && wanted) cases.push({ id: `${config}.in:${i + 1}`, config, input, wanted });
    });
  }
  return cases;
}

/** Whether opencc-js changes it at all: a wanted text that is Simplified all through. */
const plain = Converter({ from: "t", to: "cn" });

/** @param chain the whole of repair and simplify, to see that Simplified text comes through */
export function scoreOpencc(
  cases: readonly OpenccCase[],
  chain: (text: string) => string,
  rules: ScriptRules,
): OpenccScores {
  const wrong: Array<OpenccCase & { got: string }> = [];
  const damaged: Array<{ input: string; got: string }> = [];
  let alone = 0;
  for (const one of cases) {
    const got = simplify(TracedText.of(one.input), rules).traced.text;
    if (got !== one.wanted) wrong.push({ ...one, got });
    if (Converter({ from: FROM[one.config as Config], to: "cn" })(one.input) === one.wanted) alone++;
    if (plain(one.wanted) !== one.wanted) continue;
    const again = chain(one.wanted);
    if (again !== one.wanted) damaged.push({ input: one.wanted, got: again });
  }
  return { cases: cases.length, ours: cases.length - wrong.length, alone, wrong, damaged };
}
