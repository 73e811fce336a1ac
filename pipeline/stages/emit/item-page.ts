/** `items/<id>.md`: one piece of advice with all that is known of it and every place it was taken from. */
import type { AdviceItem, Evidence } from "../../../schemas/advice.ts";
import type { Labels } from "../../lexicon/labels.ts";
import {
  checklist,
  heading,
  join,
  link,
  list,
  type Markdown,
  md,
  paragraph,
  paragraphs,
  quotation,
  webLink,
} from "../../text/markdown.ts";
import { frontMatter } from "./front-matter.ts";
import { flagLabel } from "./labels.ts";
import {
  articleLink,
  disagreementTable,
  itemLink,
  type Known,
  type Named,
  pathOf,
  seenLabel,
  slotLines,
} from "./page-parts.ts";
import { itemKey } from "./records.ts";
import { type Key, keyOf } from "./reuse.ts";

const UP = "../";

export function itemPage(item: AdviceItem, known: Known): string {
  const others = item.disagrees.flatMap(({ id, reason }) => {
    const other = known.items.get(id);
    return other ? [[item, other, reason] as const] : [];
  });
  const variants = item.variants.flatMap((id) => known.items.get(id) ?? []);
  const body = join([
    heading(1, item.title),
    item.kind === "script" ? quotation(item.text) : paragraphs(item.text),
    facts(item, known),
    ...(item.materials
      ? [heading(2, known.labels.kinds.material), checklist(item.materials.map((name) => md`${name}`))]
      : []),
    ...(others.length > 0 ? [heading(2, "说法不一"), disagreementTable(others, known, UP)] : []),
    ...(variants.length > 0
      ? [heading(2, "另一途径"), list(variants.map((other) => variant(other, known)))]
      : []),
    heading(2, "原文"),
    ...item.evidence.map((evidence) => place(evidence, known)),
    footer(item, known),
  ]);
  return frontMatter(front(item)) + body.source.trimEnd().concat("\n");
}

/** Tells everything the page of an item is made of. */
export function itemPageKey(item: AdviceItem, known: Known): Key {
  const others = [...item.disagrees.map(({ id }) => id), ...item.variants].flatMap(
    (id) => known.items.get(id) ?? [],
  );
  // Others are quoted with the names of their articles.
  const parts = [item, ...others].flatMap((one) => [itemKey(one), sourcesKey(one, known)]);
  return keyOf(labelsKey(known.labels), item.disagrees.length.toString(), ...parts);
}

/** By what is known in a build: many items are variants of the same few, and these have the most articles. */
const sourceKeys = new WeakMap<Known, WeakMap<AdviceItem, Key>>();

/** Tells the names of the articles an item is quoted from. */
function sourcesKey(item: AdviceItem, known: Known): Key {
  const keys = sourceKeys.get(known) ?? new WeakMap<AdviceItem, Key>();
  sourceKeys.set(known, keys);
  let key = keys.get(item);
  if (key === undefined) {
    key = keyOf(item.evidence.map(({ document }) => namedKey(document, known)).join("\n"));
    keys.set(item, key);
  }
  return key;
}

const namedKeys = new WeakMap<Named, Key>();
const labelKeys = new WeakMap<Labels, Key>();

function namedKey(document: string, { documents }: Known): Key {
  const named = documents.get(document);
  return named ? remembered(namedKeys, named) : document;
}

const labelsKey = (labels: Labels) => remembered(labelKeys, labels);

function remembered<T extends object>(keys: WeakMap<T, Key>, value: T): Key {
  let key = keys.get(value);
  if (key === undefined) {
    key = keyOf(JSON.stringify(value));
    keys.set(value, key);
  }
  return key;
}

/**
 * Lists of plain values where that is possible, for that is what Obsidian shows. `path` and `url` tell
 * Hugo where to publish, so a menu path is `menu` here.
 */
function front(item: AdviceItem) {
  const { id, title, kind, phase, products, support, flags, phones, hours, materials, options } = item;
  return {
    id,
    title,
    kind,
    phase,
    products,
    support,
    sources: [...new Set(item.evidence.map(({ document }) => document))],
    flags,
    phones,
    hours,
    menu: item.path,
    materials,
    options,
    periods: item.periods,
    durations: item.durations?.map(({ min, max, unit }) => ({ min, max, unit })),
    amounts: item.amounts,
    rates: item.rates?.map(({ percent, per }) => ({ percent, per })),
    variants: item.variants.length > 0 ? item.variants : undefined,
    disagrees: item.disagrees.length > 0 ? item.disagrees.map((other) => other.id) : undefined,
    seenFrom: item.seen && { date: item.seen.from },
    seenTo: item.seen && { date: item.seen.to },
  };
}

function facts(item: AdviceItem, known: Known): Markdown {
  const lines = slotLines(item, known).map(([label, value]) => md`**${label}**：${value}`);
  const { kinds, phases } = known.labels;
  const seen = seenLabel(item);
  return list([
    md`**类别**：${kinds[item.kind]}，${phases[item.phase]}`,
    ...lines,
    md`**来源**：${item.support} 篇独立文章`,
    ...(seen === undefined ? [] : [md`**文章日期**：${seen}`]),
    ...(item.flags.length === 0 ? [] : [md`**提示**：${item.flags.map(flagLabel).join("、")}`]),
  ]);
}

function variant(other: AdviceItem, known: Known): Markdown {
  const way = slotLines(other, known).filter(([label]) => label === "电话" || label === "路径");
  const words = way.map(([label, value]) => `${label} ${value}`).join("，");
  return words === "" ? itemLink(other, UP) : join([itemLink(other, UP), md`：${words}`]);
}

/** The raw words, and where they stand: what this item is to be checked against. */
function place({ document, start, end, quote }: Evidence, known: Known): Markdown {
  const record = known.documents.get(document);
  const pieces = [md`——`, articleLink(document, known, UP)];
  if (record?.published !== undefined) pieces.push(md`，${record.published.slice(0, 10)}`);
  if (record?.url !== undefined) pieces.push(md`，`, webLink(record.url, "原网页"));
  pieces.push(md`，字符 ${start}–${end}`);
  return quotation(quote, join(pieces));
}

function footer({ phase }: AdviceItem, known: Known): Markdown {
  return paragraph(
    join(
      [
        link(UP + pathOf.index, "目录与声明"),
        link(UP + pathOf.guide, "指南"),
        link(UP + pathOf.phase(phase), known.labels.phases[phase]),
      ],
      " · ",
    ),
  );
}
