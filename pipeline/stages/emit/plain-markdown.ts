/**
 * Markdown of blocks in which nothing needs escaping, which is almost every block of almost every article.
 * The serializer would ask each text some sixty questions to find that out; here it is one. Whatever is
 * not plain for certain is left to the serializer, so that both always give the same.
 */
import type { List, RootContent } from "mdast";

/**
 * Characters that could be markup anywhere, or next to others. Wider than need be: what is caught here
 * without need only takes the longer way.
 */
const ANYWHERE = /[\\`*_{}[\]<>!~|&@\t\r\n]|%%|[Ww]\.[\w.-]|[ps]:\//;
/** What could be markup at the beginning of a line or the end of a heading, or is a blank there. */
const AT_EDGE = /^(?:[-+=:# ]|\d+[.)]|import\b|export\b)|[# ]$/;

/** Whether a text, as all of a block's, is its own Markdown. */
export function isPlain(text: string): boolean {
  return text !== "" && !ANYWHERE.test(text) && !AT_EDGE.test(text);
}

/** Markdown of a block that holds nothing but plain text; undefined for any other. */
export function plainBlock(node: RootContent): string | undefined {
  switch (node.type) {
    case "paragraph":
      return plainText(node);
    case "heading": {
      const text = plainText(node);
      return text && `${"#".repeat(Math.max(Math.min(6, node.depth), 1))} ${text}`;
    }
    case "blockquote": {
      const [only, ...others] = node.children;
      const text = others.length === 0 && only?.type === "paragraph" ? plainText(only) : undefined;
      return text && `> ${text}`;
    }
    case "list":
      return plainList(node);
    default:
      return undefined;
  }
}

function plainText({ children }: { readonly children: readonly { readonly type: string }[] }) {
  const [only] = children;
  if (children.length !== 1 || only?.type !== "text") return undefined;
  const { value } = only as { readonly type: string; readonly value: string };
  return isPlain(value) ? value : undefined;
}

function plainList({ children, ordered, spread, start }: List): string | undefined {
  if (spread !== false || children.length === 0) return undefined;
  const first = typeof start === "number" && start > -1 ? start : 1;
  const lines: string[] = [];
  for (const item of children) {
    const [only, ...others] = item.children;
    if (item.spread !== false || others.length > 0 || only?.type !== "paragraph") return undefined;
    const text = plainText(only);
    if (text === undefined) return undefined;
    lines.push(`${ordered ? `${first + lines.length}.` : "-"} ${text}`);
  }
  return lines.join("\n");
}
