/** Markers at the head of a line: 一、 1.1 第一步 (2) ① - and their ordinals. */
import type { Marker, MarkerFamily } from "../../outline.ts";
import { parseNumeral } from "../../text/numerals.ts";

const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const DINGBATS = ["❶❷❸❹❺❻❼❽❾❿", "➀➁➂➃➄➅➆➇➈➉", "➊➋➌➍➎➏➐➑➒➓"];

interface Form {
  readonly family: MarkerFamily;
  readonly pattern: RegExp;
  readonly ordinal: (match: RegExpExecArray) => number;
}

const byNumeral = (m: RegExpExecArray) => parseNumeral(m[1]!) ?? 0;

/** Tried in order: the first that fits wins, so the more specific forms stand first. */
const FORMS: readonly Form[] = [
  {
    family: "step",
    pattern:
      /^(?:步骤|第)\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:步|点|招|阶段|部分|章|节|条|(?<=步骤\s*[一二三四五六七八九十\d]{1,3}))(?!骤)\s*[：:、，,.．]?\s*/,
    ordinal: byNumeral,
  },
  {
    family: "step",
    pattern:
      /^(?:技巧|方法|办法|方案|模板|故事|经验|教训|原则|动作|要点|建议|误区|误解|坑|注意|问题|情况|情形|方式|途径|案例|事例|后果|提醒|话术|场景|条件|禁忌|大忌|窍门|秘诀|步骤|阶段|环节|错误|陷阱|套路)\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[：:、，,.．]\s*/,
    ordinal: byNumeral,
  },
  // Step 1, 节点①, 第①步
  {
    family: "step",
    pattern: /^step\s*(\d{1,2})\s*[：:、，,.．)）]?\s*/i,
    ordinal: (m) => Number(m[1]),
  },
  {
    family: "step",
    pattern: new RegExp(
      `^(?:第|步骤|节点|环节|阶段|要点|关键|技巧|误区|场景|情形)\\s*([${CIRCLED}])\\s*步?\\s*[：:、，,.．]?\\s*`,
      "u",
    ),
    ordinal: circled,
  },
  // 第一，…… and 第一件，……: members of a series in prose.
  {
    family: "step",
    pattern: /^第([一二三四五六七八九十]{1,2})\s*(?:件事?|样|类|个|是)?\s*[：:、，,]\s*/,
    ordinal: byNumeral,
  },
  {
    family: "cn",
    pattern: /^([一二三四五六七八九十]{1,3})\s*[、.．，,：:]\s*/,
    ordinal: byNumeral,
  },
  // 甲、乙、丙、 count the points of a list.
  {
    family: "circled",
    pattern: /^([甲乙丙丁戊己庚辛])\s*[、.．：:]\s*/,
    ordinal: (m) => "甲乙丙丁戊己庚辛".indexOf(m[1]!) + 1,
  },
  {
    family: "cn-paren",
    pattern: /^[（(【[]\s*([一二三四五六七八九十]{1,3})\s*[)）】\]]\s*[、.．：:]?\s*/,
    ordinal: byNumeral,
  },
  {
    family: "section",
    pattern: /^(\d{1,2})[.．](\d{1,2})(?:[.．]\d{1,2})?(?![\d%％万元折])\s*[、.．：:]?\s*/,
    ordinal: (m) => Number(m[2]),
  },
  {
    family: "arabic",
    pattern: /^(\d{1,2})\s*(?:[.．、)）：:]|\uFE0F?\u20E3)(?!\d)\s*/,
    ordinal: (m) => Number(m[1]),
  },
  // 01 先算账: the nought tells a number of a series from an amount or a date.
  {
    family: "arabic",
    pattern: /^(0[1-9])\s+(?=\p{Script=Han})(?![年月日号点时分期天])/u,
    ordinal: (m) => Number(m[1]),
  },
  {
    family: "arabic-paren",
    pattern: /^[（(]\s*(\d{1,2})\s*[)）]\s*[、.．：:]?\s*/,
    ordinal: (m) => Number(m[1]),
  },
  {
    family: "circled",
    pattern: new RegExp(`^([${CIRCLED}${DINGBATS.join("")}])\\s*[、.．：:]?\\s*`, "u"),
    ordinal: circled,
  },
  {
    family: "bullet",
    pattern:
      /^(?:[√×✗✘](?=\s*\p{Script=Han})|[-–—•·●○◆◇■□▪▲△▼▶►★☆✓✔✅☑☐▢◻◽◦‣◎❖☞*＊➤➢→📌👉🔹🔸💡📞❗⚠✨⭐📝🔥]|\p{Extended_Pictographic})\uFE0F?\s*(?=\S)/u,
    ordinal: () => 0,
  },
];

/**
 * Chinese characters and Latin letters that a marker may begin with: most lines begin with another, and need not
 * be tried. Whatever is neither may be a sign.
 */
const BEGINS: ReadonlySet<string> = new Set(
  "第步技方办模故经教原动要误坑注问情途案事后提话场条禁大窍秘阶环错陷套建节关一二三四五六七八九十甲乙丙丁戊己庚辛sS",
);

function mayBegin(line: string): boolean {
  const code = line.charCodeAt(0);
  const plain =
    (code >= 0x4e00 && code <= 0x9fa5) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return !plain || BEGINS.has(line[0]!);
}

/** @returns the marker at the head of `line` and its length in code units, or undefined */
export function markerOf(line: string): { marker: Marker; length: number } | undefined {
  if (!mayBegin(line)) return undefined;
  for (const form of FORMS) {
    const match = form.pattern.exec(line);
    // A marker alone marks nothing.
    if (match && match[0].length < line.length) {
      return {
        marker: { family: form.family, ordinal: form.ordinal(match) },
        length: match[0].length,
      };
    }
  }
  return undefined;
}

function circled(match: RegExpExecArray): number {
  for (const set of [CIRCLED, ...DINGBATS]) {
    const at = set.indexOf(match[1]!);
    if (at >= 0) return at + 1;
  }
  return 0;
}
