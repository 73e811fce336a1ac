/**
 * How the cost of repair and simplify grows: 1 MB and 10 MB of text on one line, and every damage
 * token repeated ten thousand times. Exit code 1 when a limit is broken.
 *
 *     npx tsx test/bench/repair.ts
 */
import { loadRepairRules, repaired } from "../../pipeline/eval/repair-chain.ts";
import { TracedText } from "../../pipeline/text/traced.ts";
import { utf8AsWindows1252 } from "../helpers/forward/mojibake.ts";
import { KINDS, PAGES } from "../repair/pairs.ts";
import { TOKENS } from "../repair/tokens.ts";

/** 10 MB may cost so many times what 1 MB costs. */
const MOST_RATIO = 12;
/** Seconds for each MB of UTF-8, whatever the text. */
const MOST_SECONDS = 1;

const rules = loadRepairRules();
const MB = 1024 * 1024;
const bytes = (text: string) => Buffer.byteLength(text);

function seconds(text: string): number {
  const from = process.hrtime.bigint();
  repaired(TracedText.of(text), rules);
  return Number(process.hrtime.bigint() - from) / 1e9;
}

/** A line of about so many bytes. */
function line(page: string, size: number): string {
  const one = page.replaceAll("\n", " ");
  return one.repeat(Math.max(1, Math.round(size / bytes(one))));
}

let broken = false;
const hold = (ok: boolean) => {
  broken ||= !ok;
  return ok ? "" : "  TOO MUCH";
};

const page = PAGES[0]!.text;
const samples: Record<string, string> = {
  sound: page,
  ...Object.fromEntries(
    ["pinyin, dense", "Traditional, Taiwan", "stacked: spun, half-width, cut", "lost commas, most"].map(
      (kind) => [kind, KINDS[kind]!(page, 1)],
    ),
  ),
  mojibake: utf8AsWindows1252(page),
};
seconds(line(page, MB / 4));
console.log("on one line                          1 MB      10 MB   ratio");
for (const [name, text] of Object.entries(samples)) {
  const one = Math.min(seconds(line(text, MB)), seconds(line(text, MB)));
  const ten = Math.min(seconds(line(text, 10 * MB)), seconds(line(text, 10 * MB)));
  const ratio = ten / one;
  console.log(
    `${name.padEnd(32)}${one.toFixed(2).padStart(7)} s${ten.toFixed(2).padStart(8)} s${ratio.toFixed(1).padStart(8)}${hold(ratio <= MOST_RATIO)}`,
  );
}
console.log("\ntoken, ten thousand times           seconds per MB");
for (const [name, token] of Object.entries(TOKENS)) {
  const text = token.repeat(10_000);
  // Short tokens make little text: what is measured is then mostly the start.
  const perMb = Math.min(seconds(text), seconds(text)) / Math.max(bytes(text) / MB, 0.1);
  console.log(`${name.padEnd(36)}${perMb.toFixed(2).padStart(8)}${hold(perMb <= MOST_SECONDS)}`);
}
process.exitCode = broken ? 1 : 0;
