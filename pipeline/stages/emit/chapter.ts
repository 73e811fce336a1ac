/** A phase of the guide: ways to the other side as a table, steps in order, papers to tick off, words to say as quotations. */
import { type AdviceItem, Kind, type Phase } from "../../../schemas/advice.ts";
import {
  checklist,
  heading,
  join,
  linesOf,
  link,
  list,
  Markdown,
  md,
  paragraph,
  quotation,
  table,
} from "../../text/markdown.ts";
import { compareText } from "../../text/order.ts";
import { productLabel } from "./labels.ts";
import {
  contactLabel,
  disagreementTable,
  itemLink,
  type Known,
  loudFlags,
  opening,
  pathOf,
} from "./page-parts.ts";

export interface Chapter {
  readonly phase: Phase;
  /** In the order of the bundle: by kind, best supported first. */
  readonly items: readonly AdviceItem[];
  /** How far down its articles an item stands. */
  readonly order: ReadonlyMap<string, number>;
}

export interface ChapterForm {
  /** Of the headings of its sections. */
  readonly depth: 2 | 3;
  /** Way from the page to the bundle. */
  readonly up: string;
  /** Entries of a section; what is more is left to the phase's own page. */
  readonly most: number;
}

/** Sections of a phase, none that is empty. */
export function chapter({ phase, items, order }: Chapter, known: Known, form: ChapterForm): Markdown {
  if (items.length === 0) return md`暂无内容。\n\n`;
  const byKind = new Map<Kind, AdviceItem[]>(Kind.options.map((kind) => [kind, []]));
  for (const item of items) byKind.get(item.kind)?.push(item);
  const sections: Markdown[] = [];
  for (const [kind, all] of byKind) {
    const papers = kind === "material" ? papersOf(items) : [];
    if (all.length === 0 && papers.length === 0) continue;
    // What is left out is what has least support; what stays is then put in order.
    const shown = all.slice(0, form.most);
    sections.push(
      heading(form.depth, known.labels.kinds[kind]),
      section(kind, shown, papers, order, known, form),
      ...(all.length > shown.length ? [more(all.length - shown.length, phase, known, form)] : []),
    );
  }
  const pairs = pairsOf(items, known);
  if (pairs.length > 0) {
    const shown = pairs.slice(0, form.most);
    sections.push(heading(form.depth, "说法不一"), disagreementTable(shown, known, form.up));
    if (pairs.length > shown.length) sections.push(more(pairs.length - shown.length, phase, known, form));
  }
  return join(sections);
}

function section(
  kind: Kind,
  items: readonly AdviceItem[],
  papers: readonly Paper[],
  order: Chapter["order"],
  known: Known,
  form: ChapterForm,
): Markdown {
  switch (kind) {
    case "channel":
      return channels(items, known, form.up);
    case "action":
      return list(inOrder(items, order).map(entry(form.up, "   ")), true);
    case "material":
      return join([
        list(items.map(entry(form.up, "  "))),
        // Two lists without a line between them would be one.
        ...(papers.length > 0 && items.length > 0 ? [md`逐项核对：\n\n`] : []),
        checklist(papers.slice(0, form.most).map((paper) => paperLine(paper, form.up))),
      ]);
    case "script":
      return join(inOrder(items, order).map((item) => quotation(item.text, behind(item, form.up))));
    default:
      return list(items.map(entry(form.up, "  ")));
  }
}

function inOrder(items: readonly AdviceItem[], order: Chapter["order"]): AdviceItem[] {
  const at = (item: AdviceItem) => order.get(item.id) ?? 0;
  return [...items].sort((a, b) => at(a) - at(b) || b.support - a.support || compareText(a.id, b.id));
}

function channels(items: readonly AdviceItem[], known: Known, up: string): Markdown {
  return table(
    ["渠道", "机构", "电话", "时间", "路径", "号码核对"],
    items.map((item) => [
      itemLink(item, up),
      md`${item.products.map(productLabel(known.labels)).join("、")}`,
      md`${item.phones?.join("、") ?? ""}`,
      md`${item.hours ?? ""}`,
      md`${item.path?.join(" → ") ?? ""}`,
      md`${contactLabel(item)}`,
    ]),
  );
}

/** A paper to hand over, and the items of the phase that ask for it. */
interface Paper {
  readonly name: string;
  readonly items: readonly AdviceItem[];
}

/** Papers of a phase's items, most asked for first. What one person of a story handed over is asked of nobody else. */
function papersOf(items: readonly AdviceItem[]): Paper[] {
  const papers = new Map<string, AdviceItem[]>();
  for (const item of items) {
    if (item.kind === "case") continue;
    for (const name of item.materials ?? []) {
      const asking = papers.get(name);
      if (!asking) papers.set(name, [item]);
      else if (!asking.includes(item)) asking.push(item);
    }
  }
  const weight = (asking: readonly AdviceItem[]) => asking.reduce((sum, item) => sum + item.support, 0);
  return [...papers]
    .map(([name, asking]) => ({ name, items: asking }))
    .sort((a, b) => weight(b.items) - weight(a.items) || compareText(a.name, b.name));
}

/** Items named beside a paper. */
const MOST_ASKING = 3;

function paperLine({ name, items }: Paper, up: string): Markdown {
  const asking = join(
    items.slice(0, MOST_ASKING).map((item) => itemLink(item, up)),
    "、",
  );
  return join([md`${name}（见`, asking, new Markdown(items.length > MOST_ASKING ? "等）" : "）")]);
}

/** An item as an entry of a list. */
const entry =
  (up: string, indent: string) =>
  (item: AdviceItem): Markdown => {
    const [first = "", ...rest] = linesOf(item.text);
    const lines = [opening(item, first, up), ...rest.map((line) => md`${line}`)];
    return join([join(lines, `\n\n${indent}`), notes(item)]);
  };

/** Cautions in brackets, or nothing. */
function notes(item: AdviceItem): Markdown {
  const flags = loudFlags(item);
  return md`${flags.length > 0 ? `（${flags.join("；")}）` : ""}`;
}

const behind = (item: AdviceItem, up: string): Markdown => join([md`——`, itemLink(item, up), notes(item)]);

function more(count: number, phase: Phase, known: Known, { up }: ChapterForm): Markdown {
  return paragraph(
    join([md`还有 ${count} 条，见`, link(up + pathOf.phase(phase), known.labels.phases[phase]), md`。`]),
  );
}

/** Each pair once, though both of its items name it. */
function pairsOf(items: readonly AdviceItem[], known: Known) {
  const here = new Set(items.map((item) => item.id));
  return items.flatMap((item) =>
    item.disagrees.flatMap(({ id, reason }) => {
      const other = known.items.get(id);
      return other && !(here.has(id) && id < item.id) ? [[item, other, reason] as const] : [];
    }),
  );
}
