/**
 * A parsed page as flat arrays in document order, and the choice of the article in it. Flat, because
 * every question here is about sums over subtrees, and recursion would end at the stack's limit.
 */
import type { Element, Nodes, Root } from "hast";
import {
  AREAS,
  BLOCKS,
  CONTAINERS,
  FURNITURE_NAMES,
  FURNITURE_ROLES,
  FURNITURE_TAGS,
  NEVER_TEXT,
} from "./html-tables.ts";

/** Furniture holds less than this share of a page's text; what holds more is the page. */
const MOST_FURNITURE = 0.4;
/** A list of links: that many, and that share of its text in them. */
const FEWEST_LINKS = 3;
const LINK_DENSITY = 0.6;
/** A block with so many characters and a comma or full stop is prose. */
const SHORTEST_PROSE = 20;
/** Without a telling name, an area is the article if it has all the prose and what stands beside it is at most so much. */
const MOST_BESIDE = 0.2;
/** A shorter heading that begins the title may be the name of a section of the site. */
const SHORTEST_HEADLINE = 4;
/** Several bodies of one name (posts of a thread) are all the article if the lesser ones hold this share. */
const OTHER_BODIES = 0.3;

export interface Page {
  /** Elements and texts in document order. */
  readonly nodes: ReadonlyArray<Nodes>;
  /** Index of the parent, -1 for the root. */
  readonly parents: readonly number[];
  /** Index of the last node inside, the node itself if it has none. */
  readonly last: readonly number[];
  /** Tag names; empty for texts. */
  readonly tags: readonly string[];
  /** Id and classes, in lower case, words joined by single hyphens. */
  readonly names: ReadonlyArray<readonly string[]>;
  /** The rule by which a subtree is not the article's text wherever it stands. */
  readonly dropped: ReadonlyArray<string | undefined>;
  /** The element that holds the page's headline. */
  readonly headline: number | undefined;
  /** Where a node stands in the source. */
  range(i: number): [start: number, end: number];
  /** All text inside a node, nothing left out. */
  textOf(i: number): string;
}

export function flatten(root: Root, length: number): Page {
  const nodes: Nodes[] = [];
  const parents: number[] = [];
  const last: number[] = [];
  const stack: Array<{ node: Nodes; parent: number }> = [{ node: root, parent: -1 }];
  while (stack.length > 0) {
    const { node, parent } = stack.pop()!;
    const i = nodes.push(node) - 1;
    parents.push(parent);
    last.push(i);
    if (!("children" in node)) continue;
    for (let k = node.children.length - 1; k >= 0; k--) stack.push({ node: node.children[k]!, parent: i });
  }
  for (let i = nodes.length - 1; i > 0; i--) last[parents[i]!] = Math.max(last[parents[i]!]!, last[i]!);

  const tags = nodes.map((n) => (n.type === "element" ? n.tagName : ""));
  const names = nodes.map((n) => (n.type === "element" ? namesOf(n) : []));
  const range = (i: number): [number, number] => {
    const { position } = nodes[i]!;
    const start = position?.start.offset;
    // Elements the parser supplied have no place; ones it closed may lack an end.
    if (start === undefined) return [0, 0];
    return [start, Math.max(start, position?.end.offset ?? length)];
  };
  const textOf = (i: number): string => {
    let text = "";
    for (let k = i; k <= last[i]!; k++) {
      const n = nodes[k]!;
      // A headline that is never closed holds the rest of the page: it ends where another block begins.
      if (k > i && BLOCKS.has(tags[k]!)) break;
      if (NEVER_TEXT[tags[k]!] !== undefined && tags[i] !== "title") {
        k = last[k]!;
        continue;
      }
      if (n.type === "text") text += n.value;
    }
    return text;
  };

  const bare: Page = { nodes, parents, last, tags, names, dropped: [], headline: undefined, range, textOf };
  const never = nodes.map((n, i) => neverText(n, tags[i]!));
  const first = measure(bare, never);
  const whole = first.text[0]! - first.linked[0]!;
  const dropped = nodes.map((n, i) => {
    if (never[i] !== undefined || n.type !== "element") return never[i];
    const own = first.text[i]! - first.linked[i]!;
    const furniture = furnitureRule(n, tags[i]!, names[i]!) ?? (isHidden(n) ? "ingest/hidden" : undefined);
    if (furniture !== undefined && own < MOST_FURNITURE * whole) return furniture;
    const density = first.linked[i]! / Math.max(1, first.text[i]!);
    const isLinkList = first.links[i]! >= FEWEST_LINKS && density > LINK_DENSITY && first.prose[i] === 0;
    return isLinkList && AREAS.has(tags[i]!) ? "ingest/link-list" : undefined;
  });
  return { ...bare, dropped, headline: findHeadline(bare, dropped) };
}

/**
 * The elements that are the article: its body, and its headline where that stands outside. The root
 * if nothing on the page tells body from furniture.
 */
export function chooseArticle(page: Page): number[] {
  const sums = measure(page, page.dropped);
  const body = byName(page, sums) ?? byDensity(page, sums);
  const { headline } = page;
  const inside = (i: number) => i >= body && i <= page.last[body]!;
  return headline === undefined || inside(headline) ? [body] : [headline, body].sort((a, b) => a - b);
}

interface Sums {
  readonly text: readonly number[];
  readonly linked: readonly number[];
  readonly links: readonly number[];
  readonly prose: readonly number[];
}

/** Non-blank characters, those inside links, links, and characters of prose in each subtree, dropped ones apart. */
function measure(page: Page, dropped: ReadonlyArray<string | undefined>): Sums {
  const { nodes, parents, last, tags } = page;
  const text = new Array<number>(nodes.length).fill(0);
  const linked = [...text];
  const links = [...text];
  const prose = [...text];
  const own = [...text];
  const punctuated = new Array<boolean>(nodes.length).fill(false);
  const link: boolean[] = [];
  const block: number[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const parent = parents[i]!;
    const node = nodes[i]!;
    const isLink = node.type === "element" && isNavigating(node);
    link.push(isLink || (parent >= 0 && link[parent]!));
    block.push(BLOCKS.has(tags[i]!) || tags[i] === "td" || parent < 0 ? i : block[parent]!);
    if (dropped[i] !== undefined) {
      // The rest of the subtree is passed over; its entries stay zero.
      for (let k = i + 1; k <= last[i]!; k++) {
        link.push(false);
        block.push(i);
      }
      i = last[i]!;
      continue;
    }
    if (isLink) links[i] = 1;
    if (node.type !== "text") continue;
    const length = countNonBlank(node.value);
    text[i] = length;
    if (link[i]) linked[i] = length;
    else {
      own[block[i]!]! += length;
      if (/[，。！？,]/.test(node.value)) punctuated[block[i]!] = true;
    }
  }
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (own[i]! >= SHORTEST_PROSE && punctuated[i]) prose[i]! += own[i]!;
    const parent = parents[i]!;
    if (parent < 0) continue;
    text[parent]! += text[i]!;
    linked[parent]! += linked[i]!;
    links[parent]! += links[i]!;
    prose[parent]! += prose[i]!;
  }
  return { text, linked, links, prose };
}

function byName(page: Page, { text, linked }: Sums): number | undefined {
  const plain = (i: number) => text[i]! - linked[i]!;
  const whole = plain(0);
  for (const row of CONTAINERS) {
    const found: number[] = [];
    for (let i = 0; i < page.nodes.length; i++) {
      const node = page.nodes[i]!;
      if (page.dropped[i] !== undefined) {
        i = page.last[i]!;
        continue;
      }
      if (node.type !== "element") continue;
      const p = node.properties;
      const hit =
        row.tags?.includes(node.tagName) ||
        (row.role !== undefined && p.role === row.role) ||
        (row.itemprop !== undefined && String(p.itemProp ?? "").toLowerCase() === row.itemprop) ||
        (row.names !== undefined && page.names[i]!.some((n) => row.names!.includes(n)));
      if (hit && node.tagName !== "body" && plain(i) > 0) found.push(i);
    }
    let best: number | undefined;
    // Of nested ones with the same text the innermost: the later index.
    for (const i of found) if (best === undefined || plain(i) >= plain(best)) best = i;
    if (best === undefined) continue;
    let body = best;
    const others = found.filter((i) => !contains(page, body, i) && !contains(page, i, body));
    if (others.reduce((sum, i) => sum + plain(i), 0) > OTHER_BODIES * whole) {
      for (const i of others) while (!contains(page, body, i)) body = page.parents[body]!;
    }
    if (plain(body) >= row.share * whole) return body;
  }
  return undefined;
}

/** Down from the root as long as one area holds all the prose, and hardly anything stands beside it. */
function byDensity(page: Page, { text, linked, prose }: Sums): number {
  let at = 0;
  for (;;) {
    const down = children(page, at).find((i) => prose[i] === prose[at] && prose[i]! > 0);
    if (down === undefined) return at;
    const tag = page.tags[down]!;
    if (!AREAS.has(tag) && tag !== "html" && tag !== "body") return at;
    const beside = text[at]! - linked[at]! - (text[down]! - linked[down]!);
    if (beside > MOST_BESIDE * (text[0]! - linked[0]!)) return at;
    at = down;
  }
}

/** The first `h1` or `h2` whose words the page's title begins with: site names end titles, headlines begin them. */
function findHeadline(page: Page, dropped: ReadonlyArray<string | undefined>): number | undefined {
  const fold = (s: string) => s.replace(/[\s\p{P}]/gu, "");
  const titleAt = page.tags.indexOf("title");
  const title = titleAt < 0 ? "" : fold(page.textOf(titleAt));
  const all: number[] = [];
  for (let i = 0; i < page.nodes.length; i++) {
    if (dropped[i] !== undefined) i = page.last[i]!;
    else if (page.tags[i] === "h1" || page.tags[i] === "h2") all.push(i);
  }
  const named = all.find((i) => {
    const words = fold(page.textOf(i));
    return words.length >= SHORTEST_HEADLINE && title.startsWith(words);
  });
  const first = all.filter((i) => page.tags[i] === "h1");
  return named ?? (titleAt < 0 && first.length === 1 ? first[0] : undefined);
}

function children(page: Page, i: number): number[] {
  const out: number[] = [];
  for (let k = i + 1; k <= page.last[i]!; k = page.last[k]! + 1) out.push(k);
  return out;
}

function contains(page: Page, outer: number, inner: number): boolean {
  return inner >= outer && inner <= page.last[outer]!;
}

function neverText(node: Nodes, tag: string): string | undefined {
  if (node.type === "comment") return "ingest/comment";
  if (node.type === "doctype") return "ingest/markup";
  return Object.hasOwn(NEVER_TEXT, tag) ? NEVER_TEXT[tag] : undefined;
}

function furnitureRule(node: Element, tag: string, names: readonly string[]): string | undefined {
  if (Object.hasOwn(FURNITURE_TAGS, tag)) return FURNITURE_TAGS[tag];
  const role = String(node.properties.role ?? "");
  if (Object.hasOwn(FURNITURE_ROLES, role)) return FURNITURE_ROLES[role];
  if (!BLOCKS.has(tag)) return undefined;
  for (const name of names) {
    for (let at = 0; at >= 0; at = name.indexOf("-", at) + 1 || -1) {
      const part = name.slice(at);
      if (Object.hasOwn(FURNITURE_NAMES, part)) return FURNITURE_NAMES[part];
    }
  }
  return undefined;
}

function isHidden(node: Element): boolean {
  const { hidden, style } = node.properties;
  return hidden === true || hidden === "" || /display\s*:\s*none/i.test(String(style ?? ""));
}

/** Links that lead somewhere else; a telephone number or a place on the page is no navigation. */
function isNavigating(node: Element): boolean {
  const href = node.properties.href;
  return node.tagName === "a" && typeof href === "string" && !/^(?:tel:|mailto:|sms:)/i.test(href);
}

function namesOf(node: Element): string[] {
  const { id, className } = node.properties;
  const all = [id, ...(Array.isArray(className) ? className : [className])];
  return all.filter((n) => typeof n === "string").map((n) => n.toLowerCase().replace(/[-_]+/g, "-"));
}

function countNonBlank(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (!/\s/.test(text[i]!)) count++;
  return count;
}
