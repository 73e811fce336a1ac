/**
 * How the review page bears a large build: time and size of emitting it, and in a real browser how
 * long it takes to open, to filter, to search, to step and to decide.
 *
 *   npx tsx test/bench/review.ts [number of items, default 50000]
 */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { totals } from "../../pipeline/stages/emit/report.ts";
import { reviewPage } from "../../pipeline/stages/emit/review/index.ts";
import { hasChromium, startBrowser } from "../helpers/browser.ts";
import { largeResult } from "../helpers/review.ts";

/** Longest a filter may take, in milliseconds. */
const FILTER_LIMIT = 200;

const size = Number(process.argv.slice(2).find((a) => /^\d+$/.test(a)) ?? 50_000);
const row = (...cells: Array<string | number>) =>
  console.log(
    `| ${cells.map((c, i) => (i === 0 ? String(c).padEnd(32) : String(c).padStart(12))).join(" | ")} |`,
  );
const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(2);

const result = largeResult(size);
const sums = totals(result);
const folder = await mkdtemp(join(tmpdir(), "jinghua-bench-"));
const file = join(folder, "index.html");
const started = performance.now();
let bytes = 0;
const counted = function* () {
  for (const piece of reviewPage(result, sums)) {
    bytes += Buffer.byteLength(piece);
    yield piece;
  }
};
await pipeline(Readable.from(counted()), createWriteStream(file));
console.log(`\n${size} items of ${result.articles.length} articles\n`);
row("emitting, articles made anew", `${seconds(started)} s`);
row("page", `${(bytes / 2 ** 20).toFixed(1)} MiB`);
row("greatest resident set", `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);

if (!hasChromium) console.log("no browser here: nothing measured in one");
else {
  const browser = await startBrowser();
  try {
    const page = await browser.context.newPage();
    const opened = performance.now();
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("#count:not(:empty)");
    row("opening", `${seconds(opened)} s`);
    /** Runs an expression on the page, layout included; the median and the worst of seven, in milliseconds. */
    const measure = async (name: string, expressions: readonly string[], limit?: number) => {
      const times: number[] = [];
      for (let i = 0; i < 7; i++) {
        const expression = expressions[i % expressions.length]!;
        times.push(
          await page.evaluate(
            `(() => { const t = performance.now(); ${expression}; document.body.offsetHeight; return performance.now() - t; })()`,
          ),
        );
      }
      await page.evaluate('document.getElementById("clear").click()');
      times.sort((a, b) => a - b);
      const worst = times.at(-1)!;
      row(name, `${times[3]!.toFixed(0)} ms`, `${worst.toFixed(0)} ms worst`);
      if (limit !== undefined && worst > limit) {
        console.log(`  more than ${limit} ms`);
        process.exitCode = 1;
      }
    };
    const choose = (id: string, value: string) =>
      `{ const e = document.getElementById("${id}"); e.value = "${value}"; e.dispatchEvent(new Event("change")); }`;
    const type = (text: string) =>
      `{ const e = document.getElementById("query"); e.value = "${text}"; e.dispatchEvent(new Event("input")); }`;
    const press = (key: string) => `dispatchEvent(new KeyboardEvent("keydown", { key: "${key}" }))`;
    await measure("filter by kind", [choose("kind", "case"), choose("kind", "")], FILTER_LIMIT);
    await measure("filter by phase", [choose("phase", "after"), choose("phase", "")], FILTER_LIMIT);
    await measure("filter by flag", [choose("flag", "text-gap"), choose("flag", "")], FILTER_LIMIT);
    await measure("order by article", [choose("order", "article"), choose("order", "urgency")], FILTER_LIMIT);
    await measure("search", [type("先"), type("先联系 899"), type("第1999篇"), type("")], FILTER_LIMIT);
    await measure("next item", [press("j")]);
    await measure("accept", [press("a")]);
    await measure("scroll", ['document.getElementById("list").scrollTop += 40000']);
  } finally {
    await browser.close();
  }
}
await rm(folder, { recursive: true, force: true });
