/** Builds as bad as sources can make them, and as large, for tests that read a bundle back. */
import type { BuildResult, BuiltArticle } from "../../pipeline/result.ts";
import { type AdviceItem, Kind, Phase } from "../../schemas/advice.ts";
import { articleOf, evidenceOf, itemOf, resultOf } from "./result.ts";

const TITLES = [
  "<script>alert('题')</script>",
  "a | b | c",
  "`code` ``two``",
  "---",
  "😀 表情 👩‍👩‍👧",
  "长".repeat(300),
  "</script><!-- ]]> -->",
  "行\u2028段\u2029界\u0085",
  "__proto__",
  "# [链接](javascript:alert(1)) ![](x)",
  "'; DROP TABLE items; --",
  "半个\ud83d字",
];

const TEXTS = [
  "他说“可以”，又说\"不行\"，还说'再看'。",
  "第一行\n第二行\n\n第四行",
  "反斜杠 \\ 与 \\n 与 \\u0041 与 $1 与 $& 与 `y`",
  "</script><script>alert(1)</script><!--",
  "行\u2028段\u2029界\u0085尾",
  "半个\udc00字",
  "__proto__ constructor toString",
  "| 表 | 格 |\n| --- | --- |",
  "😀打95188，𠮷野家旁边",
  "\ufeff零宽\u200b与\u00a0空格",
];

/** Every title and text above, every kind and phase, every slot. */
export function hostileResult(): BuildResult {
  const articles = TITLES.map((title, i) =>
    articleOf(`坏 ${i} ‘名’ "字".txt`, `😀𠮷 ${TEXTS.join("\n")}\n第${i}篇\n`, {
      title,
      published: "2024-05-01T08:00:00",
      url: i % 2 === 0 ? `https://example.com/路?a=${i}&b=<c>|{d}` : "not an address <at> all",
    }),
  );
  const items = TEXTS.flatMap((text, i) => {
    const kind = Kind.options[i % Kind.options.length]!;
    const article = articles[i % articles.length]!;
    const slots = {
      phones: ["95188", "400-820-5555"],
      hours: "00:00-24:00",
      path: ['"我的"', "设置>", "</script>"],
      materials: ["<证明>", "流水'单'", "a\nb"],
      options: ["installment", "__proto__"],
      periods: [3, 60],
      durations: [
        { min: null, max: 3, unit: "month" as const },
        { min: 0.5, max: null, unit: "year" as const },
      ],
      amounts: [1e-7, 9_007_199_254_740_991],
      rates: [{ percent: 1e-6, per: null }],
    };
    return [
      itemOf([evidenceOf(article, text, slots), evidenceOf(articles[0]!, text)], {
        id: `a-${String(i).padStart(12, "0")}`,
        kind,
        title: [...TITLES[i]!].slice(0, 10).join(""),
        text,
        products: ["huabei", "<某>行", "__proto__"],
        seen: { from: "2024-05-01", to: "2024-06-01" },
        flags: ["single-source", "text-gap"],
        variants: ["a-000000000000"],
        disagrees: [{ id: "a-000000000001", reason: '说"不"\n同' }],
      }),
    ];
  });
  return resultOf(articles, inOrder(items));
}

/** As merging leaves them. */
const inOrder = (items: readonly AdviceItem[]): AdviceItem[] =>
  Phase.options.flatMap((phase) =>
    Kind.options.flatMap((kind) => items.filter((item) => item.phase === phase && item.kind === kind)),
  );

/** One article for every `perArticle` items, each item of its own words. */
export function largeResult(items: number, perArticle = 25): BuildResult {
  const articles: BuiltArticle[] = [];
  const advice: AdviceItem[] = [];
  for (let a = 0; a * perArticle < items; a++) {
    const lines = Array.from({ length: Math.min(perArticle, items - a * perArticle) }, (_, i) => {
      const n = a * perArticle + i;
      return `第${n}条：在协商之前准备好编号${n}的${WORDS[n % WORDS.length]}，拨打95188说明${WORDS[(n * 7 + a) % WORDS.length]}的原因，申请分${(n % 60) + 1}期偿还，${WORDS[(n * 13 + 5) % WORDS.length]}也要一并写清楚。`;
    });
    const article = articleOf(`${a}.txt`, `${lines.join("\n")}\n`, { title: `第${a}篇` });
    articles.push(article);
    for (const [i, line] of lines.entries()) {
      const n = a * perArticle + i;
      advice.push(
        itemOf([evidenceOf(article, line, { phones: ["95188"], periods: [(n % 60) + 1] })], {
          id: `a-${String(n).padStart(12, "0")}`,
          kind: Kind.options[n % Kind.options.length]!,
          phase: Phase.options[n % Phase.options.length]!,
          title: `第${n}条`,
          flags: ["single-source"],
        }),
      );
    }
  }
  return resultOf(articles, inOrder(advice));
}

const WORDS =
  "工资流水 离职证明 住院发票 病历 房租合同 征信报告 停工通知 社保记录 账单截图 还款凭证 通话录音 身份证明 收入变化 家庭开支 贷款余额 逾期天数".split(
    " ",
  );
