/**
 * What pages of Markdown cost beside the JSON of the same items: made, not written.
 *
 *   npx tsx test/bench/pages.ts [ITEMS]
 */
import { Ledger } from "../../pipeline/stages/emit/file.ts";
import { adviceJson } from "../../pipeline/stages/emit/json.ts";
import { pages } from "../../pipeline/stages/emit/pages.ts";
import { totals } from "../../pipeline/stages/emit/report.ts";
import { Kind, Phase } from "../../schemas/advice.ts";
import { articleOf, contentsOf, evidenceOf, itemOf, resultOf } from "../helpers/result.ts";

const ITEMS = Number(process.argv[2] ?? 50_000);
const PER_ARTICLE = 25;

const articles = Array.from({ length: Math.ceil(ITEMS / PER_ARTICLE) }, (_, i) =>
  articleOf(
    `${i}.txt`,
    Array.from(
      { length: PER_ARTICLE },
      (_, j) => `第${i}篇第${j}条，先拨打95188说明自己的困难，再问能不能分期。`,
    ).join("\n"),
    { title: `第${i}篇怎样商量`, published: "2024-05-01" },
  ),
);
const items = Array.from({ length: ITEMS }, (_, i) => {
  const article = articles[Math.floor(i / PER_ARTICLE)]!;
  const quote = article.raw.split("\n")[i % PER_ARTICLE]!;
  return itemOf(
    [evidenceOf(article, quote, { phones: ["95188"], materials: ["银行流水", `材料${i % 500}`] })],
    {
      kind: Kind.options[i % Kind.options.length]!,
      phase: Phase.options[i % Phase.options.length]!,
      flags: ["single-source"],
    },
  );
});
const result = resultOf(articles, items);
const sums = totals(result);

const timed = <T>(work: () => T): [T, number] => {
  const from = performance.now();
  const value = work();
  return [value, performance.now() - from];
};

const [json, jsonTime] = timed(() =>
  contentsOf(new Ledger().watch([{ path: "a", contents: adviceJson(result.advice) }])),
);
const [counts, pagesTime] = timed(() => {
  let files = 0;
  let characters = 0;
  for (const { contents } of pages(result, sums)) {
    files++;
    if (typeof contents === "string") characters += contents.length;
  }
  return { files, characters };
});
console.log(
  `${ITEMS} items: ${counts.files} pages of ${counts.characters} characters in ${pagesTime.toFixed(0)} ms`,
);
console.log(`advice.json: ${json.get("a")!.length} characters in ${jsonTime.toFixed(0)} ms`);
console.log(`pages cost ${(pagesTime / jsonTime).toFixed(2)} times the JSON`);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
