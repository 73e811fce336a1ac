/**
 * Lists of records as every format writes them: each with its keys in one fixed order, made anew while
 * it is asked for, so that a list of any length takes the memory of one record.
 */
import { AdviceItem } from "../../../schemas/advice.ts";
import type { Articles, BuildResult, BuiltArticle } from "../../result.ts";
import { partsFor } from "./article.ts";
import { inOrder } from "./in-order.ts";
import { inContractOrder } from "./json.ts";
import { type Key, keyOf } from "./reuse.ts";

/** A record of a list. */
export interface Listed<T> {
  /** Tells everything it says; absent where nothing does. */
  readonly key?: () => Key;
  readonly record: () => T;
}

/** Something of each article. */
export function* ofArticles<T>(articles: Articles, make: (article: BuiltArticle) => T): Generator<Listed<T>> {
  for (const article of articles) {
    const { stamp } = article;
    yield { ...(stamp && { key: () => stamp }), record: () => make(article) };
  }
}

const keys = new WeakMap<AdviceItem, Key>();

/** Tells everything an item says. */
export function itemKey(item: AdviceItem): Key {
  let key = keys.get(item);
  if (key === undefined) {
    key = keyOf(JSON.stringify(item));
    keys.set(item, key);
  }
  return key;
}

/** Something of each item. */
export function* ofItems<T>(
  items: Iterable<AdviceItem>,
  make: (item: AdviceItem) => T,
): Generator<Listed<T>> {
  for (const item of items) yield { key: () => itemKey(item), record: () => make(item) };
}

/** Of items that fit (`data/advice.json`, where they are parsed, comes first), each on one line. */
export const itemLines = (items: Iterable<AdviceItem>): Generator<Listed<string>> =>
  ofItems(items, (item) => JSON.stringify(inContractOrder(inOrder(AdviceItem, item))));

/** Of articles, each on one line. */
export const documentLines = ({ articles }: Pick<BuildResult, "articles">): Generator<Listed<string>> =>
  ofArticles(articles, (article) => Buffer.from(partsFor(article).line).toString());
