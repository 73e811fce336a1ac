/** What a page states about itself for machines: its titles, address and date, in meta elements and in linked data. */
import type { Element } from "hast";
import { statedDate } from "./dates.ts";
import type { Page } from "./html-page.ts";
import { oneLine } from "./reduced.ts";

/** Linked data beyond this is a site's whole catalogue. */
const LONGEST_LINKED_DATA = 500_000;
const MOST_LINKED_NODES = 2_000;

export interface Stated {
  /** For sharing, the surest first; then the one of the window. */
  readonly titles: readonly string[];
  readonly site?: string;
  readonly url?: string;
  readonly published?: string;
}

const TITLE_KEYS = ["og:title", "twitter:title", "headline", "name"] as const;
const DATE_KEYS = [
  "article:published_time",
  "og:release_date",
  "datepublished",
  "pubdate",
  "publishdate",
  "publish-date",
  "publish_time",
  "datecreated",
  "weibo:article:create_at",
  "dc.date",
  "dc.date.issued",
] as const;

export function readStated(page: Page): Stated {
  const meta = new Map<string, string>();
  const linked: LinkedData = {};
  let window: string | undefined;
  let canonical: string | undefined;
  let time: string | undefined;
  for (let i = 0; i < page.nodes.length; i++) {
    const node = page.nodes[i]!;
    if (node.type !== "element") continue;
    const p = node.properties;
    switch (node.tagName) {
      case "meta": {
        const key = String(p.property ?? p.name ?? p.itemProp ?? "").toLowerCase();
        if (key && !meta.has(key) && typeof p.content === "string") meta.set(key, p.content);
        break;
      }
      case "title":
        // A drawing has a title too.
        if (page.tags[page.parents[i]!] === "head" || page.parents[i]! <= 1) window ??= page.textOf(i);
        break;
      case "link":
        if (String(p.rel ?? "") === "canonical") canonical ??= String(p.href ?? "");
        break;
      case "time":
        if (typeof p.dateTime === "string") time ??= p.dateTime;
        break;
      case "script":
        if (/^application\/ld\+json$/i.test(String(p.type ?? "").trim())) readLinkedData(node, linked);
        break;
    }
  }
  const first = (keys: readonly string[]) => keys.map((k) => meta.get(k)).find((v) => v !== undefined);
  const titles = [linked.title, ...TITLE_KEYS.map((k) => meta.get(k)), window]
    .map(oneLine)
    .filter((t) => t !== undefined);
  const site = oneLine(first(["og:site_name", "application-name"]));
  const url = oneLine(canonical) ?? oneLine(first(["og:url", "url"])) ?? oneLine(linked.url);
  const published = [first(DATE_KEYS), linked.published, time]
    .map((s) => (s === undefined ? undefined : statedDate(s)))
    .find((d) => d !== undefined);
  return { titles, ...(site && { site }), ...(url && { url }), ...(published && { published }) };
}

interface LinkedData {
  title?: string | undefined;
  url?: string | undefined;
  published?: string | undefined;
}

/** Types of schema.org that are pages with a text of their own. */
const ARTICLE_TYPE = /Article|Posting|Report|QAPage|Question|WebPage|FAQPage|HowTo/;

/** schema.org, and the dialect search engines in China ask for, which has no types. */
function readLinkedData(script: Element, found: LinkedData): void {
  const source = script.children.map((c) => (c.type === "text" ? c.value : "")).join("");
  if (source.length > LONGEST_LINKED_DATA) return;
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch {
    return;
  }
  const queue: unknown[] = [data];
  for (let i = 0; i < queue.length && i < MOST_LINKED_NODES; i++) {
    const value = queue[i];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      queue.push(...value.slice(0, MOST_LINKED_NODES));
      continue;
    }
    const node = value as Record<string, unknown>;
    const text = (...keys: string[]) => keys.map((k) => node[k]).find((v) => typeof v === "string");
    const type = String(node["@type"] ?? "");
    if (ARTICLE_TYPE.test(type) || (type === "" && text("pubDate", "datePublished") !== undefined)) {
      found.title ??= text("headline", "title");
      found.published ??= text("datePublished", "pubDate", "dateCreated");
      found.url ??= text("url", "mainEntityOfPage", "@id");
    }
    for (const key of ["@graph", "mainEntity"]) if (node[key] !== undefined) queue.push(node[key]);
  }
}
