/** What several pages say alike: names and places of other pages, sources, slots in words, disagreements. */
import { type AdviceItem, type Evidence, Phase, type Rate } from "../../../schemas/advice.ts";
import type { DocumentRecord } from "../../../schemas/article.ts";
import type { Labels } from "../../lexicon/labels.ts";
import type { BuildResult } from "../../result.ts";
import { join, link, Markdown, md, oneLine, table } from "../../text/markdown.ts";
import { durationLabel, flagLabel, optionLabel, productLabel } from "./labels.ts";

/** What pages say of an article; its text is not to be held by what only names it. */
export type Named = Pick<
  DocumentRecord,
  "id" | "source" | "record" | "title" | "published" | "url" | "duplicateOf"
>;

/** What any page may speak of. */
export interface Known {
  readonly labels: Labels;
  readonly disclaimer: string;
  readonly documents: ReadonlyMap<string, Named>;
  readonly items: ReadonlyMap<string, AdviceItem>;
}

export function knownOf({ articles, advice, labels }: BuildResult): Known {
  const documents = new Map<string, Named>();
  for (const { record } of articles) documents.set(record.id, namedOf(record));
  const items = new Map(advice.items.map((item) => [item.id, item]));
  return { labels, disclaimer: advice.disclaimer, documents, items };
}

const namedOf = ({ id, source, record, title, published, url, duplicateOf }: DocumentRecord): Named => ({
  id,
  source,
  ...(record !== undefined && { record }),
  ...(title !== undefined && { title }),
  ...(published !== undefined && { published }),
  ...(url !== undefined && { url }),
  ...(duplicateOf !== undefined && { duplicateOf }),
});

/** Paths below the bundle. They are links of others, so they never change. */
export const pathOf = {
  index: "index.md",
  guide: "guide.md",
  report: "report/report.md",
  phase: (phase: Phase) => `advice/${Phase.options.indexOf(phase) + 1}-${phase}.md`,
  item: (id: string) => `items/${id}.md`,
  article: (id: string) => `articles/${id}.md`,
};

/** What an article is called: its title, else where it was found. */
export function nameOf(record: Pick<DocumentRecord, "title" | "record" | "source">): string {
  return record.title ?? (record.record === undefined ? record.source : `${record.source} #${record.record}`);
}

/** An article that is not among those of the bundle is named by its id, without a link that leads nowhere. */
export function articleLink(id: string, known: Known, up: string): Markdown {
  const record = known.documents.get(id);
  return record ? link(up + pathOf.article(id), nameOf(record)) : md`${id}`;
}

/** @param up way from the page to the bundle: `../` or nothing */
export const itemLink = (item: AdviceItem, up: string): Markdown =>
  link(up + pathOf.item(item.id), item.title);

/** A text behind its item's title, which is a link; where the text begins with the title, it is not said twice. */
export function opening(item: AdviceItem, said: string, up: string): Markdown {
  return said.startsWith(item.title)
    ? join([itemLink(item, up), md`${said.slice(item.title.length)}`])
    : join([itemLink(item, up), md`：${said}`]);
}

/** The place that says what the item says: articles merged into it may give other hours or numbers. */
function spokesman({ evidence, hours, phones }: AdviceItem): Evidence {
  const agrees = ({ slots }: Evidence) =>
    slots.hours === hours && (phones === undefined || Boolean(slots.phones?.includes(phones[0]!)));
  return evidence.find(agrees) ?? evidence[0]!;
}

/** A slot and its value in words, for slots that are one line. */
export function slotLines(
  item: AdviceItem,
  { labels }: Known,
): Array<readonly [label: string, value: string]> {
  const all: Array<readonly [string, string | undefined]> = [
    ["适用", item.products.map(productLabel(labels)).join("、")],
    ["电话", item.phones?.join("、")],
    ["时间", item.hours],
    ["路径", item.path?.join(" → ")],
    ["方案", item.options?.map(optionLabel(labels)).join("、")],
    ["期数", item.periods?.map((n) => `${n} 期`).join("、")],
    ["时长", item.durations?.map(durationLabel).join("、")],
    ["金额", item.amounts?.map((n) => `${n} 元`).join("、")],
    ["利率", item.rates?.map(rateLabel).join("、")],
  ];
  return all.filter((line): line is readonly [string, string] => Boolean(line[1]));
}

const PER = { day: "日", month: "月", year: "年" } as const;

function rateLabel({ percent, per }: Rate): string {
  return `${percent}%${per === null ? "" : `（按${PER[per]}）`}`;
}

/** Dates its articles state, as one day or a span of days. */
export function seenLabel({ seen }: AdviceItem): string | undefined {
  if (!seen) return undefined;
  const [from, to] = [seen.from.slice(0, 10), seen.to.slice(0, 10)];
  return from === to ? from : `${from} 至 ${to}`;
}

/** Whether a number is the one the tables know for the lender, in words. */
export function contactLabel({ phones, flags }: AdviceItem): string {
  if (flags.includes("contact-conflict")) return "⚠ 与机构对不上，勿拨打";
  if (!phones) return "—";
  return flags.includes("unverified-contact") ? "未核实" : "与已知号码一致";
}

/** Cautions that a reader must see beside the words, not only on the page behind them. */
const LOUD = [
  "contact-conflict",
  "unverified-contact",
  "hours-differ",
  "disagreement",
  "text-gap",
  "time-sensitive",
];

export const loudFlags = ({ flags }: AdviceItem): string[] =>
  LOUD.filter((flag) => flags.includes(flag)).map(flagLabel);

/**
 * What an item says and what others say against it, each pair in one row, with the words of an article for both.
 *
 * @param pairs items that cannot both hold, with the reason
 */
export function disagreementTable(
  pairs: ReadonlyArray<readonly [one: AdviceItem, other: AdviceItem, reason: string]>,
  known: Known,
  up: string,
): Markdown {
  const said = (item: AdviceItem) => opening(item, oneLine(item.text), up);
  const quoted = (item: AdviceItem) => {
    const { quote, document } = spokesman(item);
    return join([md`原文：“${quote}”——`, articleLink(document, known, up)]);
  };
  const rows = pairs.flatMap(([one, other, reason]) => [
    [said(one), said(other), md`${reason}`],
    [quoted(one), quoted(other), new Markdown("")],
  ]);
  return table(["一说", "另一说", "分歧"], rows);
}
