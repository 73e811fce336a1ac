/** A guide as elements. Text of the content is only ever set as text. */
import { type AdviceItem, type Kind, labels, sources } from "jinghua-content";
import { cautionsOf, type Guide } from "./guide.ts";

type Child = Node | string;

/** An element with attributes and children; strings are text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export interface Actions {
  readonly copy: (text: string) => void;
  readonly isTicked: (paper: string) => boolean;
  readonly tick: (paper: string, ticked: boolean) => void;
}

export function showGuide(guide: Guide, actions: Actions): HTMLElement[] {
  const { channels, steps, papers, scripts, more } = guide;
  const sections = [
    section("channel", channels.map(channel), "ul"),
    section("action", steps.map(card), "ol"),
    section(
      "material",
      papers.map((name) => paper(name, actions)),
      "ul",
    ),
    section(
      "script",
      scripts.map((item) => script(item, actions)),
      "ul",
    ),
    ...more.map(([kind, items]) => section(kind, items.map(card), "ul")),
  ].filter((made) => made !== undefined);
  return sections.length > 0 ? sections : [element("p", {}, "这一步还没有内容，换一步或换一家看看。")];
}

function section(kind: Kind, entries: readonly HTMLElement[], list: "ul" | "ol"): HTMLElement | undefined {
  if (entries.length === 0) return undefined;
  const heading = element("h2", { id: `h-${kind}` }, labels.kinds[kind]);
  const items = entries.map((entry) => element("li", {}, entry));
  return element(
    "section",
    { "aria-labelledby": heading.id, class: kind },
    heading,
    element(list, {}, ...items),
  );
}

function card(item: AdviceItem): HTMLElement {
  return element("article", {}, element("h3", {}, item.title), ...said(item), ...notes(item), evidence(item));
}

function channel(item: AdviceItem): HTMLElement {
  const facts: HTMLElement[] = [];
  const fact = (label: string, ...value: Child[]) =>
    facts.push(element("div", {}, element("dt", {}, label), element("dd", {}, ...value)));
  const doubtful = item.flags.includes("contact-conflict");
  if (item.phones) {
    // A number that is another's is shown, but not to be called by a slip of the thumb.
    fact(
      "电话",
      ...item.phones.map((n) => (doubtful ? element("s", {}, n) : element("a", { href: `tel:${n}` }, n))),
    );
  }
  if (item.hours) fact("时间", item.hours);
  if (item.path) fact("路径", item.path.join(" → "));
  const whose = item.products.map(productName).join("、");
  return element(
    "article",
    {},
    element("h3", {}, whose === "" ? item.title : `${whose} · ${item.title}`),
    element("dl", {}, ...facts),
    ...said(item),
    ...notes(item),
    evidence(item),
  );
}

function paper(name: string, { isTicked, tick }: Actions): HTMLElement {
  const box = element("input", { type: "checkbox" });
  box.checked = isTicked(name);
  box.addEventListener("change", () => tick(name, box.checked));
  return element("label", { class: "tick" }, box, name);
}

function script(item: AdviceItem, { copy }: Actions): HTMLElement {
  const button = element("button", { type: "button", "aria-label": `复制：${item.title}` }, "复制");
  button.addEventListener("click", () => copy(item.text));
  return element(
    "article",
    {},
    element("h3", {}, item.title),
    element("blockquote", {}, ...said(item)),
    button,
    ...notes(item),
    evidence(item),
  );
}

const said = ({ text }: AdviceItem): HTMLElement[] => text.split(/\n+/).map((line) => element("p", {}, line));

function notes(item: AdviceItem): HTMLElement[] {
  const cautions = cautionsOf(item);
  return cautions.length === 0 ? [] : [element("p", { class: "caution" }, `! ${cautions.join("；")}`)];
}

const names = new Map(sources.map((source) => [source.id, source.title ?? source.source]));

/** The words of the articles, for who wants to see for themselves. */
function evidence(item: AdviceItem): HTMLElement {
  const summary = element("summary", {}, `出处：${item.support} 篇`);
  const quotes = item.evidence.map(({ document: id, quote }) =>
    element("figure", {}, element("blockquote", {}, quote), element("figcaption", {}, names.get(id) ?? id)),
  );
  return element("details", {}, summary, ...quotes);
}

export const productName = (product: string): string =>
  Object.hasOwn(labels.products, product) ? (labels.products[product] ?? product) : product;
