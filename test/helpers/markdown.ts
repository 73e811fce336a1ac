/** Reads pages of a bundle the way readers of Markdown do, and lints them. */
import { posix } from "node:path";
import type { Nodes, Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkPresetLintRecommended from "remark-preset-lint-recommended";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { VFile } from "vfile";
import { parse } from "yaml";

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);
const linter = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkFrontmatter)
  .use(remarkPresetLintRecommended)
  .use(remarkStringify)
  .freeze();

export interface Page {
  readonly front: Readonly<Record<string, unknown>>;
  readonly tree: Root;
}

/** @param version of YAML: readers of Markdown differ in it */
export function readPage(markdown: string, version: "1.1" | "1.2" = "1.2"): Page {
  const tree = parser.parse(markdown);
  const [first, ...children] = tree.children;
  if (first?.type !== "yaml") throw new Error("a page without front matter");
  return { front: parse(first.value, { version }), tree: { type: "root", children } };
}

/** What remark-lint's recommended rules find: `line:column message`. */
export async function lint(markdown: string): Promise<string[]> {
  const file = new VFile(markdown);
  await linter.run(linter.parse(file), file);
  return file.messages.map((message) => `${message.line}:${message.column} ${message.reason}`);
}

/** Nodes of one type, in order. */
export function nodesOf<T extends Nodes["type"]>(tree: Root, type: T): Array<Extract<Nodes, { type: T }>> {
  const found: Array<Extract<Nodes, { type: T }>> = [];
  visit(tree, (node: Nodes) => {
    if (node.type === type) found.push(node as Extract<Nodes, { type: T }>);
  });
  return found;
}

/** Paths below the bundle that a page's relative links lead to. */
export function linksWithin(path: string, tree: Root): string[] {
  return nodesOf(tree, "link")
    .map(({ url }) => url)
    .filter((url) => !/^[a-z][a-z0-9+.-]*:/i.test(url))
    .map((url) => posix.normalize(posix.join(posix.dirname(path), decodeURI(url))));
}
