/**
 * `review/index.html`: the build on one page for editors, articles beside their items, that opens from
 * disk without a server. Texts of articles are in it as data only; its script puts them on the page as
 * text, never as markup.
 */
import { Kind, Phase } from "../../../../schemas/advice.ts";
import { Totals } from "../../../../schemas/bundle.ts";
import { Decision } from "../../../../schemas/decisions.ts";
import type { BuildResult } from "../../../result.ts";
import { compareText } from "../../../text/order.ts";
import { flagLabel } from "../labels.ts";
import { articleRow, articleText, chosen, Names, TEXT_BUDGET, usesOf } from "./articles.ts";
import { itemRow } from "./items.ts";
import { shell } from "./shell.ts";

export { TEXT_BUDGET } from "./articles.ts";

/**
 * The page in pieces.
 *
 * @param totals of the build's report
 * @param budget UTF-8 bytes of articles' text the page may hold
 */
export function* reviewPage(result: BuildResult, totals: Totals, budget = TEXT_BUDGET): Generator<string> {
  const { head, tail } = shell();
  const { advice, articles, decisions, labels, cues = [] } = result;
  const { items } = advice;
  const names = new Names();
  const uses = usesOf(items);
  const held = chosen(result, uses, budget);
  yield head;

  const rows: ReturnType<typeof articleRow>[] = [];
  const places = new Map<string, number>();
  for (const article of articles) {
    const at = rows.length;
    const own = uses.get(article.record.id) ?? [];
    const text = held.has(at) ? articleText(article, own, cues, names) : undefined;
    if (text) yield block(`article-${at}`, [JSON.stringify(text)]);
    places.set(article.record.id, at);
    rows.push(articleRow(article, own, text?.missed.length));
  }
  yield* dataBlock("items", items, (item) =>
    itemRow(item, decisions?.keys.get(item.id), places, held, names),
  );
  yield* dataBlock("articles", rows, (row) => row);
  const flags = new Set(items.flatMap((item) => item.flags));
  const rest = {
    names: names.all(),
    labels: {
      kinds: inOrder(labels.kinds, Kind.options),
      phases: inOrder(labels.phases, Phase.options),
      products: inOrder(labels.products),
      options: inOrder(labels.options),
      flags: Object.fromEntries([...flags].map((flag) => [flag, flagLabel(flag)])),
    },
    totals: Totals.parse(totals),
    decisions: (decisions?.applied ?? []).map(({ decision, line, stale }) => ({
      decision: Decision.parse(decision),
      line,
      stale,
    })),
    held: held.size,
    budget,
  };
  yield block("build", [JSON.stringify(rest)]);
  yield tail;
}

/** The same whatever order the keys were set in; the page takes the order of kinds and phases from here. */
function inOrder(
  labels: Readonly<Record<string, string>>,
  keys: readonly string[] = Object.keys(labels).sort(compareText),
): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, labels[key] ?? key]));
}

/** Records to a piece: one a piece would be many small writes. */
const BATCH = 500;

function* dataBlock<T>(id: string, records: readonly T[], shape: (record: T) => unknown): Generator<string> {
  yield `<script type="application/json" id="${id}">[\n`;
  for (let i = 0; i < records.length; i += BATCH) {
    const batch = records.slice(i, i + BATCH).map((record) => inert(JSON.stringify(shape(record))));
    yield `${i === 0 ? "" : ",\n"}${batch.join(",\n")}`;
  }
  yield "\n]</script>\n";
}

function block(id: string, json: readonly string[]): string {
  return `<script type="application/json" id="${id}">${json.map(inert).join("")}</script>\n`;
}

/** JSON that ends no script element and begins no comment, whatever the texts in it. */
function inert(json: string): string {
  return json.replaceAll("<", "\\u003c");
}
