/**
 * Markdown out of trees. Text that came from a source reaches a page only as a node of a tree, never
 * by joining strings, so the serializer escapes whatever would be markup; what a source could use to
 * act on a reader (raw HTML, images loaded from elsewhere, links by other schemes) is taken out first.
 */
import type {
  Heading,
  InlineCode,
  Link,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  Text,
} from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { linesOf, oneLine } from "../../text/markdown.ts";
import { frontMatter } from "./front-matter.ts";
import { plainBlock } from "./plain-markdown.ts";

export { oneLine };

const serializer = unified()
  .use(remarkStringify, {
    bullet: "-",
    bulletOther: "*",
    emphasis: "*",
    fences: true,
    listItemIndent: "one",
    rule: "-",
    unsafe: [
      // Every one of them, though only some could begin a tag: readers differ in what they take for one.
      { character: "<", inConstruct: "phrasing" },
      // Templates of Vue, Liquid and Hugo, expressions of MDX, attributes of markdown-it.
      { character: "{", inConstruct: "phrasing" },
      { character: "}", inConstruct: "phrasing" },
      { before: "%", character: "%", inConstruct: "phrasing" },
      // VitePress looks for comments that include files before it reads any Markdown.
      { character: "!", inConstruct: "phrasing" },
      // Containers of VitePress, definitions of Hugo, programs in MDX.
      { atBreak: true, character: ":" },
      { atBreak: true, character: "i", after: "mport\\b" },
      { atBreak: true, character: "e", after: "xport\\b" },
    ],
  })
  .use(remarkGfm, { singleTilde: false, tablePipeAlign: false, stringLength: () => 1 });

/**
 * One page: front matter, then the tree.
 *
 * @param front keys in the order they are to stand; an undefined value is left out
 */
export function page(front: Parameters<typeof frontMatter>[0], tree: Root): string {
  return frontMatter(front) + markdown(tree);
}

/** A tree as Markdown, with nothing left in it that acts. */
export function markdown(tree: Root): string {
  const { children } = tree;
  if (!children.every((node) => ALONE.has(node.type))) return serialized(tree);
  const blocks: string[] = [];
  for (let i = 0; i < children.length; ) {
    // Lists side by side are told apart by their bullets.
    let past = i + 1;
    if (children[i]!.type === "list") while (children[past]?.type === "list") past++;
    const plain = past === i + 1 ? plainBlock(children[i]!) : undefined;
    const block = plain ?? serialized({ type: "root", children: children.slice(i, past) }).slice(0, -1);
    // An empty one has no end of its own to be cut off.
    if (block === "" || block.endsWith("\n")) return serialized(tree);
    blocks.push(block);
    i = past;
  }
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

/** Blocks that are written the same whatever stands beside them, lists beside lists excepted. */
const ALONE: ReadonlySet<string> = new Set(["blockquote", "heading", "list", "paragraph"]);

/** As `markdown`, with nothing taken for plain: by the serializer alone. */
export function serialized(tree: Root): string {
  return serializer.stringify(harmless(tree));
}

const FLOW_PARENTS = new Set(["root", "blockquote", "listItem"]);
const PASSED = new Set([
  "blockquote",
  "break",
  "code",
  "delete",
  "emphasis",
  "heading",
  "inlineCode",
  "list",
  "listItem",
  "paragraph",
  "strong",
  "table",
  "tableCell",
  "tableRow",
  "text",
  "thematicBreak",
]);
/** Nodes that say nothing a reader sees. */
const SILENT = new Set(["definition", "footnoteReference", "toml", "yaml"]);

/** A copy of a tree in which nothing is left that acts: its words stay, as text. */
export function harmless(tree: Root): Root {
  return { type: "root", children: children(tree) as RootContent[] };
}

function children(parent: Nodes): Nodes[] {
  if (!("children" in parent)) return [];
  const out: Nodes[] = [];
  for (const child of parent.children) {
    for (const node of rewrite(child, FLOW_PARENTS.has(parent.type))) {
      const last = out.at(-1);
      // Two texts side by side are one to the reader; as one they are also escaped as one.
      if (node.type === "text" && last?.type === "text") last.value += node.value;
      else out.push(node);
    }
  }
  return out.flatMap((node): Nodes[] => (node.type === "text" ? withoutTemplates(node.value) : [node]));
}

function rewrite(node: Nodes, flow: boolean): Nodes[] {
  if (SILENT.has(node.type)) return [];
  if (node.type === "text") return [text(node.value)];
  if ((node.type === "code" || node.type === "inlineCode") && ACTS_IN_CODE.test(node.value)) {
    return flow ? linesOf(node.value).map((line) => paragraph(withoutTemplates(line))) : [text(node.value)];
  }
  const asText = (value: string): Nodes[] => {
    if (value === "") return [];
    return flow ? [paragraph(withoutTemplates(value))] : [text(value)];
  };
  if (PASSED.has(node.type)) {
    // What stands behind a code fence tells some readers to load files or run what is inside.
    if (node.type === "code") return [{ type: "code", value: node.value }];
    const { position: _position, data: _data, ...rest } = node;
    return [("children" in node ? { ...rest, children: children(node) } : rest) as Nodes];
  }
  if (node.type === "link" && (isWebAddress(node.url) || isOwnPage(node))) {
    return [{ type: "link", url: node.url, children: children(node) as PhrasingContent[] }];
  }
  if ("children" in node) {
    const inner = children(node);
    return flow && inner.every((n) => n.type === "text" || n.type === "link" || n.type === "strong")
      ? asText(textOf(node))
      : inner;
  }
  return asText("value" in node ? node.value : "alt" in node ? (node.alt ?? "") : "");
}

/** What templates and includes do not leave alone in code either. */
const ACTS_IN_CODE = /\{\{|\{%|<!--|<<</;

/**
 * A text in which `{` has no neighbour `{` or `%`, neither in the Markdown, which Liquid reads, nor in its
 * HTML, which Vue reads: every other brace is code, which is shown as it is.
 */
function withoutTemplates(value: string): Array<Text | InlineCode> {
  return value.split(/(\{{2,}|\{(?=%))/).flatMap((part, i): Array<Text | InlineCode> => {
    if (part === "") return [];
    if (i % 2 === 0) return [text(part)];
    return [...part].map((brace, j) => (j % 2 === 0 ? { type: "inlineCode", value: brace } : text(brace)));
  });
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(url);
}

/** Links between pages of the bundle are made here and carry a mark that no parser sets. */
const OWN = Symbol("a link within the bundle");
type OwnLink = Link & { [OWN]?: true };

function isOwnPage(link: Link): boolean {
  return (link as OwnLink)[OWN] === true;
}

export const text = (value: string): Text => ({ type: "text", value });
export const paragraph = (content: PhrasingContent[]): Paragraph => ({
  type: "paragraph",
  children: content,
});

export function heading(depth: Heading["depth"], value: string): Heading {
  return { type: "heading", depth, children: [text(oneLine(value))] };
}

export function linkToPage(url: string, label: string): Link {
  const link: OwnLink = { type: "link", url, children: [text(oneLine(label))], [OWN]: true };
  return link;
}

export function list(items: ReadonlyArray<PhrasingContent[] | ListItem["children"]>, ordered = false): List {
  return {
    type: "list",
    ordered,
    spread: false,
    children: items.map((content) => ({
      type: "listItem",
      spread: false,
      children: isFlow(content) ? content : [paragraph(content)],
    })),
  };
}

function isFlow(content: PhrasingContent[] | ListItem["children"]): content is ListItem["children"] {
  return content.some((node) => node.type === "paragraph" || node.type === "list");
}

export function table(rows: ReadonlyArray<ReadonlyArray<PhrasingContent[]>>): Table {
  return {
    type: "table",
    children: rows.map((cells) => ({
      type: "tableRow",
      children: cells.map((content) => ({ type: "tableCell", children: content })),
    })),
  };
}

/** Cells of a table's row, each one line of text. */
export const cells = (...values: string[]): PhrasingContent[][] =>
  values.map((value) => [text(oneLine(value))]);
