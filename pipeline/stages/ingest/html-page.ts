/**
 * A parsed page as flat arrays in document order, with sums over its subtrees. Flat, because every
 * question about a page is about such sums, and recursion would end at the stack's limit.
 */
import type { Element, Nodes, Root } from "hast";
import type { HtmlName } from "../../../schemas/lexicon-html.ts";
import { type HtmlRules, nameOf } from "./html-rules.ts";
import { BLOCKS, NEVER_TEXT } from "./html-tables.ts";

/** A block with so many characters and a comma or full stop is prose. */
const SHORTEST_PROSE = 20;

export interface Page {
  /** Elements and texts in document order. */
  readonly nodes: ReadonlyArray<Nodes>;
  /** Index of the parent, -1 for the root. */
  readonly parents: readonly number[];
  /** Index of the last node inside, the node itself if it has none. */
  readonly last: readonly number[];
  /** The sibling before or after a node, -1 for none. */
  previous(i: number): number;
  next(i: number): number;
  /** Tag names; empty for texts. */
  readonly tags: readonly string[];
  /** Rows of the table that an element's id and classes match. */
  readonly named: ReadonlyArray<readonly HtmlName[]>;
  /** Non-blank characters of a text, 0 for elements. */
  readonly sizes: Int32Array;
  /** Whether a text has a mark between or behind clauses. */
  readonly punctuated: Uint8Array;
  /** The first id or class that matches a row of a role, for elements of one name to be told together. */
  nameAs(i: number, row: HtmlName): string;
  /** Where a node stands in the source. */
  range(i: number): [start: number, end: number];
  /** Text inside a node up to where another block begins, nothing else left out. */
  textOf(i: number): string;
  /** The first line inside a node, or as much of it as shows that it is longer than `most`. */
  firstLine(i: number, most: number): string;
}

/** Per subtree, in non-blank characters, what was dropped left out. */
export interface Sums {
  readonly text: Int32Array;
  /** Inside links. */
  readonly linked: Int32Array;
  /** How many links. */
  readonly links: Int32Array;
  /** Outside links, in blocks long enough and with a mark between clauses. */
  readonly prose: Int32Array;
  /** The same of the block alone, without the blocks inside. */
  readonly ownProse: Int32Array;
}

const NONE: readonly HtmlName[] = [];

export function flatten(root: Root, length: number, rules: HtmlRules): Page {
  const nodes: Nodes[] = [];
  const parents: number[] = [];
  const last: number[] = [];
  const stack: Nodes[] = [root];
  const above: number[] = [-1];
  while (stack.length > 0) {
    const node = stack.pop()!;
    const parent = above.pop()!;
    const i = nodes.push(node) - 1;
    parents.push(parent);
    last.push(i);
    if (!("children" in node)) continue;
    for (let k = node.children.length - 1; k >= 0; k--) {
      stack.push(node.children[k]!);
      above.push(i);
    }
  }
  for (let i = nodes.length - 1; i > 0; i--) last[parents[i]!] = Math.max(last[parents[i]!]!, last[i]!);

  const before = new Int32Array(nodes.length).fill(-1);
  const latest = new Int32Array(nodes.length).fill(-1);
  for (let i = 1; i < nodes.length; i++) {
    before[i] = latest[parents[i]!]!;
    latest[parents[i]!] = i;
  }
  const previous = (i: number) => before[i]!;
  const next = (i: number) => (i > 0 && last[i]! < last[parents[i]!]! ? last[i]! + 1 : -1);

  const tags = nodes.map((n) => (n.type === "element" ? n.tagName : ""));
  const sizes = new Int32Array(nodes.length);
  const punctuated = new Uint8Array(nodes.length);
  nodes.forEach((n, i) => {
    if (n.type !== "text") return;
    sizes[i] = countNonBlank(n.value);
    if (sizes[i]! > 0 && /[，。！？,]/.test(n.value)) punctuated[i] = 1;
  });
  const normal = new Map<string, string>();
  const normalized = (written: string) => {
    let name = normal.get(written);
    if (name === undefined) {
      name = nameOf(written);
      normal.set(written, name);
    }
    return name;
  };
  const named = nodes.map((n, i) => {
    // What stands on the whole page is told of no part of it.
    if (n.type !== "element" || tags[i] === "body" || tags[i] === "html") return NONE;
    const all = namesOf(n);
    if (all.length === 0) return NONE;
    if (all.length === 1) return rules.named(normalized(all[0]!));
    return all.flatMap((name) => rules.named(normalized(name)));
  });
  const nameAs = (i: number, row: HtmlName) => {
    const all = namesOf(nodes[i] as Element).map(normalized);
    return all.find((name) => rules.named(name).includes(row)) ?? "";
  };
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
      if (k > i && NEVER_TEXT[tags[k]!] !== undefined && tags[i] !== "title") {
        k = last[k]!;
        continue;
      }
      if (n.type === "text") text += n.value;
    }
    return text;
  };
  const firstLine = (i: number, most: number): string => {
    let line = "";
    let block = i;
    for (let k = i + 1; k <= last[i]! && line.length <= most; k++) {
      const n = nodes[k]!;
      const breaks = BLOCKS.has(tags[k]!) || tags[k] === "br" || tags[k] === "td";
      if (line !== "" && (breaks || k > last[block]!)) break;
      if (NEVER_TEXT[tags[k]!] !== undefined) {
        k = last[k]!;
      } else if (n.type === "text") {
        if (line === "") {
          block = parents[k]!;
          while (block > i && !BLOCKS.has(tags[block]!) && tags[block] !== "td") block = parents[block]!;
        }
        line += n.value.trim().slice(0, most + 1);
      }
    }
    return line;
  };
  return {
    nodes,
    parents,
    last,
    previous,
    next,
    tags,
    sizes,
    punctuated,
    named,
    nameAs,
    range,
    textOf,
    firstLine,
  };
}

export function measure(page: Page, dropped: ReadonlyArray<string | undefined>): Sums {
  const { nodes, parents, last, tags } = page;
  const [text, linked, links, prose, ownProse] = Array.from(
    { length: 5 },
    () => new Int32Array(nodes.length),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  const punctuated = new Uint8Array(nodes.length);
  const link = new Uint8Array(nodes.length);
  const block = new Int32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    const parent = parents[i]!;
    const node = nodes[i]!;
    const isLink = node.type === "element" && isNavigating(node);
    link[i] = isLink || (parent >= 0 && link[parent]!) ? 1 : 0;
    block[i] = BLOCKS.has(tags[i]!) || tags[i] === "td" || parent < 0 ? i : block[parent]!;
    if (dropped[i] !== undefined) {
      // The rest of the subtree is passed over; its entries stay zero.
      i = last[i]!;
      continue;
    }
    if (isLink) links[i] = 1;
    if (node.type !== "text") continue;
    const length = page.sizes[i]!;
    text[i] = length;
    if (link[i]) linked[i] = length;
    else {
      ownProse[block[i]!]! += length;
      if (page.punctuated[i]) punctuated[block[i]!] = 1;
    }
  }
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (ownProse[i]! < SHORTEST_PROSE || !punctuated[i]) ownProse[i] = 0;
    prose[i]! += ownProse[i]!;
    const parent = parents[i]!;
    if (parent < 0) continue;
    text[parent]! += text[i]!;
    linked[parent]! += linked[i]!;
    links[parent]! += links[i]!;
    prose[parent]! += prose[i]!;
  }
  return { text, linked, links, prose, ownProse };
}

export function children(page: Page, i: number): number[] {
  const out: number[] = [];
  for (let k = i + 1; k <= page.last[i]!; k = page.last[k]! + 1) out.push(k);
  return out;
}

export function contains(page: Page, outer: number, inner: number): boolean {
  return inner >= outer && inner <= page.last[outer]!;
}

/** The innermost node that holds all of some. */
export function common(page: Page, of: readonly number[]): number {
  let at = of[0]!;
  for (const i of of) while (!contains(page, at, i)) at = page.parents[at]!;
  return at;
}

/** Links that lead somewhere else; a telephone number or a place on the page is no navigation. */
function isNavigating(node: Element): boolean {
  const href = node.properties.href;
  return node.tagName === "a" && typeof href === "string" && !/^(?:tel:|mailto:|sms:)/i.test(href);
}

function namesOf(node: Element): string[] {
  const { id, className } = node.properties;
  const all = [id, ...(Array.isArray(className) ? className : [className])];
  return all.filter((n) => typeof n === "string");
}

function countNonBlank(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x20 && (code < 0xa0 || !/\s/.test(text[i]!))) count++;
  }
  return count;
}
