/** The page of one article. */
import type { Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { DocumentRecord } from "../../../schemas/article.ts";
import type { BuiltArticle } from "../../result.ts";
import { frontMatter } from "./front-matter.ts";
import { heading, markdown } from "./markdown.ts";
import { nameOf } from "./page-parts.ts";

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

/** The page of an article: what is known of it as front matter, then its clean text. */
export function articlePage({ record, body }: Pick<BuiltArticle, "record" | "body">): string {
  const front = {
    id: record.id,
    title: nameOf(record),
    source: record.source,
    record: record.record,
    // `url` would tell Hugo where the page is to be published.
    sourceUrl: record.url,
    published: record.published === undefined ? undefined : { date: record.published },
    script: record.script,
    encoding: record.encoding,
    compression: record.compression,
    sha256: record.sha256,
    duplicateOf: record.duplicateOf,
    similarity: record.similarity,
  };
  return frontMatter(front) + body;
}
