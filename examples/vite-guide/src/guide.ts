/** What of the content a reader sees: chosen by lender, put in order. Pure, so that it can be tried without a page. */
import type { AdviceItem, Kind } from "jinghua-content";

/** Somebody who has not chosen a lender sees what holds for all of them. */
export const ANY = "";

export interface Guide {
  readonly channels: readonly AdviceItem[];
  readonly steps: readonly AdviceItem[];
  /** Papers, most asked for first, each once. */
  readonly papers: readonly string[];
  readonly scripts: readonly AdviceItem[];
  /** Whatever else there is, by kind. */
  readonly more: ReadonlyArray<readonly [kind: Kind, items: readonly AdviceItem[]]>;
}

/** Lenders items name, most named first. */
export function lendersOf(items: readonly AdviceItem[]): string[] {
  const counts = new Map<string, number>();
  for (const { products } of items) for (const p of products) counts.set(p, (counts.get(p) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([product]) => product);
}

/** Items for a lender, and those that name none; without a lender, all. */
export function guideFor(items: readonly AdviceItem[], lender: string): Guide {
  const chosen = items.filter(
    ({ products }) => lender === ANY || products.length === 0 || products.includes(lender),
  );
  // What is said of this very lender comes before what is said of all.
  const ordered = [...chosen].sort(
    (a, b) => Number(b.products.includes(lender)) - Number(a.products.includes(lender)),
  );
  const of = (kind: Kind) => ordered.filter((item) => item.kind === kind);
  const rest: readonly Kind[] = ["option", "condition", "caution", "consequence", "case"];
  return {
    channels: of("channel"),
    steps: inOrder(of("action")),
    papers: papersOf(ordered),
    scripts: of("script"),
    more: rest.map((kind) => [kind, of(kind)] as const).filter(([, all]) => all.length > 0),
  };
}

/** By where the articles put them: an item near the top of its article comes early. */
function inOrder(items: readonly AdviceItem[]): AdviceItem[] {
  const at = ({ evidence }: AdviceItem) =>
    evidence.reduce((sum, { start }) => sum + start, 0) / Math.max(evidence.length, 1);
  return [...items].sort((a, b) => at(a) - at(b));
}

function papersOf(items: readonly AdviceItem[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind, materials = [], support } of items) {
    // What one person of a story handed over is asked of nobody else.
    if (kind === "case") continue;
    for (const name of materials) counts.set(name, (counts.get(name) ?? 0) + support);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
}

/** What to know before trusting an item, in words. */
export function cautionsOf({ flags }: AdviceItem): string[] {
  return flags.flatMap((flag) => CAUTIONS[flag] ?? []);
}

const CAUTIONS: Readonly<Record<string, string>> = {
  "contact-conflict": "号码与机构对不上，请勿拨打",
  "unverified-contact": "号码未经核实",
  "hours-differ": "服务时间说法不一",
  disagreement: "各文说法不一",
  "text-gap": "原文缺字",
  "time-sensitive": "可能已过时",
};
