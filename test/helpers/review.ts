/** Builds made by hand for the review page: hostile texts, and as many items as one likes. */
import type { BuildResult, BuiltArticle } from "../../pipeline/result.ts";
import { totals } from "../../pipeline/stages/emit/report.ts";
import { reviewPage } from "../../pipeline/stages/emit/review/index.ts";
import { type AdviceItem, Kind, Phase } from "../../schemas/advice.ts";
import { articleOf, evidenceOf, itemOf, resultOf } from "./result.ts";

/** The whole page. */
export const pageOf = (result: BuildResult, budget?: number): string =>
  [...reviewPage(result, totals(result), budget)].join("");

/** What a data block of a page holds. */
export function blockOf(page: string, id: string): ReturnType<typeof JSON.parse> {
  const opening = `<script type="application/json" id="${id}">`;
  const start = page.indexOf(opening);
  return start < 0
    ? undefined
    : JSON.parse(page.slice(start + opening.length, page.indexOf("</script>", start)));
}

/** Texts that would be markup, end a script, or be taken apart by whoever is careless. */
export const HOSTILE = [
  "<script>document.title='run'</script>先说明困难。",
  "<img src=x onerror=\"document.title='run'\">保持礼貌&amp;耐心&lt;再说。",
  "</script><!-- <b>粗</b> --> ]]> 不要轻信代办。",
  '`反引号` | 竖线 --- "引号"\u2028换行\u2029‮倒‬ 👩‍👩‍👧 \ud83d 也要写清楚。',
  "{{模板}} $1 $& %s {data} 保存好凭证。\r",
] as const;

/** Every hostile text as article, title and item; at last items that begin and end inside of others. */
export function hostileResult(): BuildResult {
  const raw = `${HOSTILE.join("\r\n")}\n`;
  const article = articleOf("<b>名\"'.txt", raw, { title: "<i>标题</i> & </title>" });
  const items = HOSTILE.map((quote, i) =>
    itemOf([evidenceOf(article, quote)], {
      id: `a-${String(i).padStart(12, "0")}`,
      kind: "action",
      title: `<u>${i}</u> </script>`,
      products: ["<s>借</s>"],
      flags: ["single-source"],
    }),
  );
  const [first, , third, fourth] = HOSTILE;
  const across = [
    raw.slice(raw.indexOf(first) + 5, raw.indexOf(third) + 7),
    raw.slice(raw.indexOf(third) + 3, raw.indexOf(fourth) + 31),
    fourth.slice(8, 20),
  ].map((quote, i) =>
    itemOf([evidenceOf(article, quote)], { id: `a-${String(i).padStart(11, "0")}f`, kind: "script" }),
  );
  return resultOf([article], [...items, ...across]);
}

const PER_ARTICLE = 10;

/** A build with so many items, ten to an article; every hundredth disagrees with the next. */
export function largeResult(items: number): BuildResult {
  const count = Math.ceil(items / PER_ARTICLE);
  const lines = (a: number) =>
    Array.from(
      { length: PER_ARTICLE },
      (_, i) => `第${a}篇第${i}条：逾期${i + 1}个月之后先联系客服，说清楚每月能还${a % 900}元。`,
    );
  const of = (a: number): BuiltArticle =>
    articleOf(`${String(a).padStart(6, "0")}.txt`, `# 首页\n${lines(a).join("\n")}\n`);
  const made: AdviceItem[] = [];
  for (let a = 0; a < count; a++) {
    const article = of(a);
    for (const [i, line] of lines(a).entries()) {
      const n = a * PER_ARTICLE + i;
      if (n >= items) break;
      made.push(
        itemOf([evidenceOf(article, line)], {
          id: `a-${n.toString(16).padStart(12, "0")}`,
          kind: Kind.options[n % Kind.options.length]!,
          phase: Phase.options[n % Phase.options.length]!,
          products: [["huabei", "jiebei", "某银行"][n % 3]!],
          title: `条目${n}`,
          flags: n % 4 === 0 ? ["text-gap"] : ["single-source"],
          disagrees:
            n % 100 === 0 && n + 1 < items
              ? [{ id: `a-${(n + 1).toString(16).padStart(12, "0")}`, reason: "数目不同" }]
              : [],
        }),
      );
    }
  }
  // Made anew each time they are gone through, as articles of a large build are.
  const articles = {
    length: count,
    *[Symbol.iterator]() {
      for (let a = 0; a < count; a++) yield of(a);
    },
  };
  return { ...resultOf([], made, { articlesIn: count }), articles };
}
