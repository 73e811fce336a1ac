/** The pages people read: an index, one page a phase, one page an article. */
import type { ListItem, PhrasingContent, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { AdviceItem } from "../../../schemas/advice.ts";
import { Kind, Phase } from "../../../schemas/advice.ts";
import type { DocumentRecord } from "../../../schemas/article.ts";
import type { Totals } from "../../../schemas/bundle.ts";
import type { BuildResult, BuiltArticle } from "../../result.ts";
import { durationLabel, flagLabel, KIND_LABELS, optionLabel, PHASE_LABELS, productLabel } from "./labels.ts";
import {
  frontMatter,
  heading,
  linkToPage,
  list,
  markdown,
  oneLine,
  page,
  paragraph,
  paragraphs,
  quote,
  strong,
  table,
  text,
} from "./markdown.ts";

/** Every page but the report's. */
export function* pages(result: BuildResult, totals: Totals): Generator<[path: string, contents: string]> {
  const documents = new Map<string, Named>();
  for (const { record } of result.articles) documents.set(record.id, namedOf(record));
  const known: Known = { documents, items: new Map(result.advice.items.map((item) => [item.id, item])) };
  yield ["index.md", indexPage(result, totals, [...documents.values()])];
  for (const phase of Phase.options) yield [`advice/${phaseFile(phase)}`, phasePage(phase, result, known)];
  for (const article of result.articles) yield [`articles/${article.record.id}.md`, articlePage(article)];
}

interface Known {
  readonly documents: ReadonlyMap<string, Named>;
  readonly items: ReadonlyMap<string, AdviceItem>;
}

function phaseFile(phase: Phase): string {
  return `${Phase.options.indexOf(phase) + 1}-${phase}.md`;
}

/** What other pages say of an article. */
type Named = Pick<DocumentRecord, "id" | "source" | "record" | "title" | "published" | "duplicateOf">;

// Their texts are not to be held by what only names them.
const namedOf = ({ id, source, record, title, published, duplicateOf }: DocumentRecord): Named => ({
  id,
  source,
  ...(record !== undefined && { record }),
  ...(title !== undefined && { title }),
  ...(published !== undefined && { published }),
  ...(duplicateOf !== undefined && { duplicateOf }),
});

/** What an article is called: its title, else where it was found. */
function nameOf(record: Pick<DocumentRecord, "title" | "record" | "source">): string {
  return record.title ?? (record.record === undefined ? record.source : `${record.source} #${record.record}`);
}

function indexPage({ advice }: BuildResult, totals: Totals, articles: readonly Named[]): string {
  const { built, duplicates, quarantined } = totals.articles;
  const count = (phase: Phase) => advice.items.filter((item) => item.phase === phase).length;
  const content: RootContent[] = [
    heading(1, "目录"),
    quote(paragraphs(advice.disclaimer)),
    heading(2, "按阶段"),
    list(
      Phase.options.map((phase) => [
        linkToPage(`advice/${phaseFile(phase)}`, PHASE_LABELS[phase]),
        text(`（${count(phase)} 条）`),
      ]),
      true,
    ),
    heading(2, "来源文章"),
    paragraph([
      text(
        `共 ${totals.articles.in} 篇：采用 ${built} 篇，重复 ${duplicates} 篇，隔离 ${quarantined} 篇。详见`,
      ),
      linkToPage("report/report.md", "处理报告"),
      text("。"),
    ]),
  ];
  if (articles.length > 0) {
    content.push(
      list(
        articles.map((record) => [
          linkToPage(`articles/${record.id}.md`, nameOf(record)),
          ...(record.published === undefined ? [] : [text(`，${record.published.slice(0, 10)}`)]),
          ...(record.duplicateOf === undefined ? [] : [text("（重复）")]),
        ]),
      ),
    );
  }
  const front = {
    title: "目录",
    newest: advice.newest,
    items: advice.items.length,
    articles: articles.length,
  };
  return page(front, { type: "root", children: content });
}

function phasePage(phase: Phase, { advice }: BuildResult, known: Known): string {
  const items = advice.items.filter((item) => item.phase === phase);
  const content: RootContent[] = [heading(1, PHASE_LABELS[phase])];
  for (const kind of Kind.options) {
    const ofKind = items.filter((item) => item.kind === kind);
    if (ofKind.length > 0) content.push(heading(2, KIND_LABELS[kind]));
    for (const item of ofKind) content.push(...itemSection(item, known));
  }
  if (items.length === 0) content.push(paragraph([text("暂无内容。")]));
  return page(
    { title: PHASE_LABELS[phase], phase, items: items.length },
    { type: "root", children: content },
  );
}

function itemSection(item: AdviceItem, known: Known): RootContent[] {
  const said = item.kind === "script" ? [quote(paragraphs(item.text))] : paragraphs(item.text);
  return [heading(3, item.title), ...said, list(facts(item, known)), ...disagreements(item, known)];
}

type Fact = PhrasingContent[] | ListItem["children"];

function facts(item: AdviceItem, known: Known): Fact[] {
  const out: Fact[] = [];
  const line = (label: string, value: string | undefined) => {
    if (value) out.push([strong(label), text(`：${oneLine(value)}`)]);
  };
  line("适用", item.products.map(productLabel).join("、"));
  line("电话", item.phones?.join("、"));
  line("时间", item.hours);
  line("路径", item.path?.join(" → "));
  if (item.materials) {
    const named = item.materials.map((material) => [text(oneLine(material))]);
    out.push([paragraph([strong("材料"), text("：")]), list(named)]);
  }
  line("方案", item.options?.map(optionLabel).join("、"));
  line("期数", item.periods?.map((n) => `${n} 期`).join("、"));
  line("时长", item.durations?.map(durationLabel).join("、"));
  const variants = item.variants.flatMap((id) => known.items.get(id) ?? []);
  line("另一途径", variants.map((other) => other.title).join("；"));
  out.push([strong("来源"), text(`：${item.support} 篇独立文章，`), ...sources(item, known)]);
  if (item.seen) {
    const [from, to] = [item.seen.from.slice(0, 10), item.seen.to.slice(0, 10)];
    line("文章日期", from === to ? from : `${from} 至 ${to}`);
  }
  line("提示", item.flags.map(flagLabel).join("、"));
  out.push([strong("编号"), text("："), { type: "inlineCode", value: item.id }]);
  return out;
}

function sources(item: AdviceItem, known: Known): PhrasingContent[] {
  const ids = [...new Set(item.evidence.map((e) => e.document))];
  return ids.flatMap((id, i): PhrasingContent[] => {
    const record = known.documents.get(id);
    const link = linkToPage(`../articles/${id}.md`, record ? nameOf(record) : id);
    return i === 0 ? [link] : [text("；"), link];
  });
}

/** Both statements in one row, so that a reader need not look for the other. */
function disagreements(item: AdviceItem, known: Known): RootContent[] {
  const rows = item.disagrees.flatMap(({ id, reason }) => {
    const other = known.items.get(id);
    return other ? [[cell(item.text), cell(other.text), cell(reason)]] : [];
  });
  if (rows.length === 0) return [];
  return [paragraph([strong("说法不一")]), table([[cell("这里说"), cell("别处说"), cell("分歧")], ...rows])];
}

const cell = (value: string): PhrasingContent[] => [text(oneLine(value))];

/**
 * The clean text of an article as Markdown under a title.
 *
 * @param tree of the clean text
 * @param record names the article where its text begins without a heading
 */
export function articleBody(tree: Root, record: Pick<DocumentRecord, "title" | "record" | "source">): string {
  const first = tree.children.find((node) => node.type !== "yaml");
  const titled = first?.type === "heading" && textOf(first).trim() !== "";
  return markdown(titled ? tree : { type: "root", children: [heading(1, nameOf(record)), ...tree.children] });
}

function articlePage({ record, body }: BuiltArticle): string {
  const front = {
    id: record.id,
    title: record.title,
    source: record.source,
    record: record.record,
    url: record.url,
    published: record.published,
    script: record.script,
    encoding: record.encoding,
    compression: record.compression,
    sha256: record.sha256,
    duplicateOf: record.duplicateOf,
    similarity: record.similarity,
  };
  return frontMatter(front) + body;
}
