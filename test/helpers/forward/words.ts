/**
 * Forward models of damage to wording: from clean text to what scraped pages make of it. They have
 * word lists of their own, not the repair tables, so that repairing them is a fair question.
 */
import { random } from "../random.ts";

const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)]!;

/** What spinning tools do to these words, blind to their neighbours. */
const SPINS: ReadonlyArray<readonly [word: string, spins: readonly string[]]> = [
  ["至关重要", ["至关要紧", "至关必不可少"]],
  ["非常重要", ["非常必不可少"]],
  ["进行沟通", ["实施沟通", "实行沟通"]],
  ["进行协商", ["实施协商", "实行协商"]],
  ["进行调整", ["实施调整", "实行调整"]],
  ["的过程中", ["的期间"]],
  ["注意事项", ["留意事项"]],
  ["联系方式", ["联系形式", "联系办法"]],
  ["解决问题", ["应对疑惑", "解决疑惑"]],
  ["解决方案", ["应对方案"]],
  ["采取措施", ["采用措施", "采纳措施"]],
  ["如果", ["倘若", "假如", "假若", "若是", "要是"]],
  ["用户", ["使用者"]],
  ["自己的", ["本人的", "本身的"]],
  ["按时", ["准时", "按期"]],
  ["是否", ["是不是"]],
  ["希望", ["期望", "期待"]],
  ["导致", ["造成", "引起", "致使"]],
  ["根据", ["依照", "依据"]],
  ["包括", ["涵盖"]],
  ["了解", ["熟悉", "理解"]],
  ["我们", ["咱们"]],
  ["违约金", ["失约金"]],
  ["逾期原因", ["逾期起因"]],
  ["影响征信", ["作用征信"]],
  ["应该", ["理应"]],
];

/** Swap each known word with the given probability. */
export function spin(text: string, seed: number, share: number): string {
  const next = random(seed);
  let out = "";
  for (let i = 0; i < text.length; ) {
    const hit = SPINS.find(([word]) => text.startsWith(word, i));
    if (hit && next() < share) out += pick(hit[1], next);
    else out += hit ? hit[0] : text[i];
    i += hit ? hit[0].length : 1;
  }
  return out;
}

/** Thin out the full-width commas. */
export function loseCommas(text: string, seed: number, share: number): string {
  const next = random(seed);
  return text.replaceAll("，", (comma) => (next() < share ? "" : comma));
}

/** Every full-width mark becomes its half-width cousin, quotes become straight. */
export function narrow(text: string): string {
  const half: Record<string, string> = {
    "，": ",",
    "：": ":",
    "；": ";",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
    "“": '"',
    "”": '"',
  };
  return text.replace(/[，：；？！（）“”]/g, (mark) => half[mark]!);
}

/** Words a filter cuts out; a blank stays behind. */
const CUT: readonly string[] = [
  "客服电话、",
  "以下电话进行",
  "1-3个工作日",
  "9:00-21:00",
  "拨打官方电话咨询",
];
const LEFT: Readonly<Record<string, string>> = {
  "客服电话、": "客服 、",
  以下电话进行: "以下 进行",
  "1-3个工作日": "1 3个工作日",
  "9:00-21:00": "9:00 21:00",
  拨打官方电话咨询: "拨打官方 咨询",
  "按钮，": "按，",
  "问题。": "问。",
  "聊天记录、": "聊天记、",
};

/** Delete the words a filter deletes, as far as the text has them. */
export function cutWords(text: string): string {
  let out = text;
  for (const word of [...CUT, "按钮，", "问题。", "聊天记录、"]) out = out.replaceAll(word, LEFT[word]!);
  return out;
}

/** What the same filter leaves of words where no blank stays behind. */
const EATEN: Readonly<Record<string, string>> = {
  点击右下角的按钮: "点击右下角的按",
  聊天记录: "聊天记",
  解决问题: "解决问",
  实事求是: "实事求",
  还款计划: "还款计",
  打开支付宝APP: "打开支付宝",
  延期还款的申请: "期还款的申请",
};

/** Delete words without a trace, each of the list once at most. */
export function cutSilently(text: string): string {
  let out = text;
  for (const [word, left] of Object.entries(EATEN)) out = out.replace(word, left);
  return out;
}

/** Words that may not be written: 第一 → 之一, 最大限度 → 更大限度, 一定 → 壹定. */
export function substitute(text: string): string {
  return text
    .replace(/第一(?=[步次个时期条])/g, "之一")
    .replaceAll("最大限度", "更大限度")
    .replaceAll("最低还款额", "更低还款额")
    .replaceAll("一定要", "壹定要")
    .replaceAll("一旦", "壹旦");
}

/** Levenshtein distance over code units, two rows at a time. */
export function distance(a: string, b: string): number {
  let row = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const below = new Uint32Array(b.length + 1);
    below[0] = i;
    for (let j = 1; j <= b.length; j++) {
      below[j] = Math.min(row[j]! + 1, below[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = below;
  }
  return row[b.length]!;
}
