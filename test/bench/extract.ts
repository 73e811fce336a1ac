/**
 * How the cost of extraction grows: 100,000 and 1,000,000 characters of one article, in one paragraph and
 * in the layouts that hold most passages. Exit code 1 when a limit is broken.
 *
 *     npx tsx test/bench/extract.ts [layout]
 */
import { loadSubject } from "../../pipeline/lexicon/subject.ts";
import { extract } from "../../pipeline/stages/extract/index.ts";
import { structure } from "../../pipeline/stages/structure/index.ts";
import { TracedText } from "../../pipeline/text/traced.ts";

/** Ten times the text may cost so many times as much. */
const MOST_RATIO = 12;
const SMALL = 100_000;

const tables = loadSubject("debt");
/** Whatever the text: what is no article must not be slow either. */
const subject = {
  ...tables,
  about: { ...tables.about, gate: { groups: [], strong: 0, forms: tables.about.gate.forms } },
};

const SENTENCES = [
  "逾期之后要尽快联系客服，说明自己的困难。",
  "协商时应当保持冷静，不要和坐席争吵。",
  "可以拨打95188转人工客服，每天9点到21点有人接听。",
  "准备好失业证明、银行流水和身份证，客服要的时候马上能给。",
  "申请分期还款，最长可以分60期。",
  "拖着不还会影响征信，还要付罚息。",
  "客服一般会在3到7个工作日内答复。",
  "打开支付宝，点击“我的”，进入“我的客服”。",
  "可以这样说：“您好，我现在没有收入，能不能分24期还？”",
];
const STORY = "小王失业以后主动打电话，最后平台同意他分期还款，压力小了很多。";
const LABELS = ["态度友好", "准备材料", "联系客服"];
const at = <T>(list: readonly T[], i: number) => list[i % list.length]!;

/** Text of `size` characters, piece by piece. */
function text(size: number, piece: (i: number) => string): string {
  const pieces: string[] = [];
  for (let i = 0, length = 0; length < size; i++) {
    const next = piece(i);
    pieces.push(next);
    length += next.length;
  }
  return pieces.join("").slice(0, size);
}

const LAYOUTS: Record<string, (i: number) => string> = {
  "one paragraph": (i) => at(SENTENCES, i * 7 + (i % 3)),
  "one paragraph, a story": (i) => (i % 10 === 9 ? STORY : at(SENTENCES, i)),
  "one sentence": (i) => at(SENTENCES, i).replace(/[。？“”]/g, "，"),
  "no mark at all": (i) => at(SENTENCES, i).replace(/[。？“”，、：]/g, ""),
  list: (i) => `${(i % 40) + 1}. ${at(LABELS, i)}：${at(SENTENCES, i)}\n`,
  "list with paragraphs": (i) =>
    i % 2 ? `${((i >> 1) % 90) + 1}. ${at(LABELS, i)}\n` : `${at(SENTENCES, i)}\n`,
  paragraphs: (i) => `${at(SENTENCES, i)}${at(SENTENCES, i + 3)}\n`,
  questions: (i) => `问：逾期了怎么办${"呢".repeat(i % 3)}？\n答：${at(SENTENCES, i)}\n`,
  sections: (i) =>
    `${at([..."一二三四五六七八九十"], i)}、怎样联系客服\n${at(SENTENCES, i)}\n${at(SENTENCES, i + 1)}\n`,
  dialogue: (i) => `${i % 2 ? "客服" : "我"}：${at(SENTENCES, i)}\n`,
  digits: () => "1234567890",
  blanks: () => "            ",
  "numerals of Han": () => "一二三四五六七八九十",
  "verbs of pressing": () => "点击进入我的打开",
  "opening marks": () => "点击“",
  "chains of labels": () => "我的-",
  "joints of lists": () => "身份证和流水及其与",
  quotations: (i) => `“${at(SENTENCES, i).replace(/[“”]/g, "")}”`,
};

function milliseconds(content: string): { ms: number; items: number } {
  const traced = TracedText.of(content);
  const { outline } = structure(traced, []);
  // Time of this process alone: the machine may be busy with others.
  const from = process.cpuUsage();
  const items = extract({ document: "d-000000000000", traced, outline }, subject).length;
  const { user, system } = process.cpuUsage(from);
  return { ms: (user + system) / 1000, items };
}

/** The better of two runs: what a collection of garbage takes is not the text's. */
function best(content: string): { ms: number; items: number } {
  const [a, b] = [milliseconds(content), milliseconds(content)];
  return a.ms < b.ms ? a : b;
}

let broken = false;
const only = process.argv[2];
console.log(`${"".padEnd(24)}   100 kc      1 Mc   ratio   items`);
for (const [name, piece] of Object.entries(LAYOUTS)) {
  if (only !== undefined && only !== name) continue;
  const small = text(SMALL, piece);
  const large = text(10 * SMALL, piece);
  milliseconds(small);
  const one = best(small);
  const ten = best(large);
  const ratio = ten.ms / one.ms;
  broken ||= ratio > MOST_RATIO;
  console.log(
    `${name.padEnd(24)}${one.ms.toFixed(0).padStart(6)} ms${ten.ms.toFixed(0).padStart(7)} ms${ratio.toFixed(1).padStart(8)}${String(ten.items).padStart(8)}${ratio > MOST_RATIO ? "  TOO MUCH" : ""}`,
  );
}
process.exitCode = broken ? 1 : 0;
