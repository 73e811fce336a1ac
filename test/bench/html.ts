/**
 * How well the article is told from its page, beside two well-kept extractors, and how fast.
 *
 *   npx tsx test/bench/html.ts [--speed]
 */
import { Readability } from "@mozilla/readability";
import { Defuddle } from "defuddle/node";
import { parseHTML } from "linkedom";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { cleanArticle } from "../../pipeline/process.ts";
import { loadRules } from "../../pipeline/rules.ts";
import { reduceHtml } from "../../pipeline/stages/ingest/html.ts";
import { TracedText } from "../../pipeline/text/traced.ts";
import { type GoldPage, goldPages, ingested, mean, type Score, score } from "../helpers/pages.ts";

const rules = loadRules("debt");

/** Text of HTML with block elements as lines, what the others hand back being HTML. */
function textOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const e of document.querySelectorAll("script,style")) e.remove();
  return document.body.textContent ?? "";
}

/** They get the title they found put before the text, as ours has it: it is part of the gold. */
const withTitle = (title: string | null | undefined, html: string) => {
  const text = textOf(html);
  const folded = (s: string) => s.replace(/\s/g, "");
  return title && !folded(text).startsWith(folded(title)) ? `${title}\n${text}` : text;
};

const extractors: Record<string, (page: GoldPage, html: string) => string | Promise<string>> = {
  ours: (page) => ingested(page).traced.text,
  "ours, stripped": (page) => {
    const cleaned = cleanArticle(ingested(page), rules);
    return "reason" in cleaned ? "" : cleaned.traced.text;
  },
  readability: (_, html) => {
    const article = new Readability(parseHTML(html).document as never).parse();
    return withTitle(article?.title, article?.content ?? "");
  },
  defuddle: async (_, html) => {
    const { document } = parseHTML(html);
    const { title, content } = await Defuddle(document as never, "https://example.com/a");
    return withTitle(title, content);
  },
};

const percent = (x: number) => (100 * x).toFixed(1).padStart(5);
const cells = (s: Score) => `${percent(s.precision)} ${percent(s.recall)} ${percent(s.f1)}`;
const names = Object.keys(extractors);
const scores = new Map<string, Array<Score & { heldOut: boolean }>>(names.map((n) => [n, []]));

console.log(`| ${"page".padEnd(17)} | ${names.map((n) => `${n} P R F1`.padEnd(21)).join(" | ")} |`);
const pages = goldPages();
for (const page of pages) {
  const html = ingested(page).traced.raw;
  const row: string[] = [];
  for (const name of names) {
    // The gold is in the page's own script; what stripping turns Simplified is not comparable.
    if (name === "ours, stripped" && page.name.includes("big5")) {
      row.push("");
      continue;
    }
    const s = score(await quietly(() => extractors[name]!(page, html)), page.gold);
    scores.get(name)!.push({ ...s, heldOut: page.heldOut ?? false });
    row.push(cells(s));
  }
  console.log(
    `| ${`${page.name}${page.heldOut ? "*" : ""}`.padEnd(17)} | ${row.map((c) => c.padEnd(21)).join(" | ")} |`,
  );
}
for (const [label, of] of [
  ["mean", () => true],
  ["mean, held out*", (s: { heldOut: boolean }) => s.heldOut],
] as const) {
  const row = names.map((n) => cells(mean(scores.get(n)!.filter(of))).padEnd(21));
  console.log(`| ${label.padEnd(17)} | ${row.join(" | ")} |`);
}
const [ours, readability, defuddle] = ["ours", "readability", "defuddle"].map((n) => mean(scores.get(n)!).f1);
if (ours! < readability! || ours! < defuddle!) process.exitCode = 1;

if (process.argv.includes("--speed")) speed();

/** MB a second of the whole HTML reader and of its parser alone, on a page of about 100 kB. */
function speed(): void {
  const source = large(100_000);
  const parser = unified().use(rehypeParse).freeze();
  const size = Buffer.byteLength(source) / 1e6;
  const time = (run: () => void) => {
    const taken: number[] = [];
    for (let i = 0; i < 40; i++) {
      const start = process.hrtime.bigint();
      run();
      taken.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
    return taken.sort((a, b) => a - b)[10]!;
  };
  const whole = time(() => reduceHtml(TracedText.of(source)));
  const parse = time(() => parser.parse(source));
  console.log(`\n| ${size.toFixed(2)} MB page | ms | MB/s |`);
  console.log(`| ingest | ${whole.toFixed(1)} | ${((1000 * size) / whole).toFixed(1)} |`);
  console.log(`| rehype-parse alone | ${parse.toFixed(1)} | ${((1000 * size) / parse).toFixed(1)} |`);
}

/** The portal's page with its paragraphs and its furniture repeated. */
function large(length: number): string {
  const raw = ingested(pages.find((p) => p.name === "news-portal")!).traced.raw;
  const [from, to] = [raw.indexOf('<div class="article" '), raw.indexOf('<div class="article-bottom">')];
  const body = raw.slice(from, to);
  const rest = raw.length - body.length;
  const inner = body.slice(body.indexOf(">") + 1, body.lastIndexOf("</div>"));
  const times = Math.ceil((length - rest) / inner.length);
  return `${raw.slice(0, from)}<div class="article" id="artibody">${inner.repeat(times)}</div>${raw.slice(to)}`;
}

/** The others write warnings to the console. */
async function quietly<T>(run: () => T | Promise<T>): Promise<T> {
  const { log, warn, error } = console;
  console.log = console.warn = console.error = () => {};
  try {
    return await run();
  } finally {
    Object.assign(console, { log, warn, error });
  }
}
