/**
 * How the cost of merging grows: 10,000 and 100,000 made-up candidates of many articles, a good part of
 * them the same advice in other words. Exit code 1 when a limit is broken.
 *
 *     npx tsx test/bench/merge.ts [--million]
 */
import type { Candidate } from "../../pipeline/advice.ts";
import { loadSubject } from "../../pipeline/lexicon/subject.ts";
import { merge } from "../../pipeline/stages/merge/index.ts";
import type { Kind, Slots } from "../../schemas/advice.ts";

/** Ten times the candidates may cost so many times as much. */
const MOST_RATIO = 16;
const SMALL = 10_000;

const subject = loadSubject("debt");

/** Numerical Recipes' generator: the same candidates every time. */
let state = 1;
const random = (n: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const of = <T>(list: readonly T[]) => list[random(list.length)]!;

const OPENINGS = [
  "先",
  "一定要",
  "每次",
  "平时",
  "可以",
  "建议您",
  "千万",
  "如果可能，",
  "到了月底，",
  "谈之前，",
];
const ACTS = [
  "把收支写在纸上",
  "同家里人讲明白",
  "联系客服",
  "记下工号",
  "留好截图",
  "不要再借新的",
  "按新的日子还",
  "看清每一条",
  "问清利息怎么算",
  "备好证明",
];
const REASONS = [
  "以后用得着",
  "免得说不清",
  "对方才好帮你",
  "心里也有底",
  "省得来回跑",
  "这样才算数",
  "日子还长",
  "别嫌麻烦",
];
const PLACES = [..."东南西北中上下左右前后里外大小新老高长清平安和顺"].map((c) => `${c}街的那一家`);
const KINDS: readonly Kind[] = [
  "action",
  "action",
  "action",
  "caution",
  "condition",
  "consequence",
  "option",
  "channel",
];

/** Unlike texts, as articles are unlike: words of no list, by their code. */
const noise = () =>
  String.fromCharCode(...Array.from({ length: 6 + random(40) }, () => 0x4e00 + random(3000)));

function candidates(count: number): Candidate[] {
  state = 1;
  return Array.from({ length: count }, (_, i) => {
    const kind = of(KINDS);
    const text = `${of(OPENINGS)}${of(ACTS)}，${random(3) === 0 ? noise() : of(PLACES)}，${of(REASONS)}${random(2) === 0 ? "" : noise()}。`;
    const slots: Slots =
      kind === "channel" && random(2) === 0
        ? { phones: [`400-${100 + random(400)}-${1000 + random(20)}`] }
        : kind === "option"
          ? { options: [of(["installment", "extension", "pause"])] }
          : {};
    return {
      document: `d-${String(Math.floor(i / 12)).padStart(12, "0")}`,
      start: (i % 12) * 200,
      end: (i % 12) * 200 + text.length,
      rawStart: (i % 12) * 200,
      rawEnd: (i % 12) * 200 + text.length,
      quote: text,
      kind,
      phase: "negotiate",
      products: random(3) === 0 ? ["huabei"] : [],
      slots,
      label: "",
      title: text.slice(0, 12),
      text,
      flags: [],
      rules: [],
      ...(random(2) === 0 ? { list: String(i % 3) } : {}),
    };
  });
}

function seconds(all: readonly Candidate[]): { seconds: number; items: number } {
  const from = process.cpuUsage();
  const items = merge(all, { group: new Map(), published: new Map() }, subject).length;
  const { user, system } = process.cpuUsage(from);
  return { seconds: (user + system) / 1e6, items };
}

const sizes = [SMALL, 10 * SMALL, ...(process.argv.includes("--million") ? [100 * SMALL] : [])];
seconds(candidates(1000));
console.log("candidates   seconds   ratio     items   memory");
let before: number | undefined;
for (const size of sizes) {
  const done = seconds(candidates(size));
  const ratio = before === undefined ? undefined : done.seconds / before;
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  const broken = ratio !== undefined && ratio > MOST_RATIO;
  if (broken) process.exitCode = 1;
  console.log(
    `${String(size).padStart(10)}${done.seconds.toFixed(1).padStart(10)}${(ratio?.toFixed(1) ?? "").padStart(8)}${String(done.items).padStart(10)}${String(memory).padStart(6)} MB${broken ? "  TOO MUCH" : ""}`,
  );
  before = done.seconds;
}
