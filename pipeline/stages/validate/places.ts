/** Where in the source files the parts of a build stand, so that a fault can name a line and not a field. */
import type { Fault } from "../../faults.ts";
import type { BuildResult, BuiltArticle } from "../../result.ts";
import { lastOf, Places } from "../../text/places.ts";

/** Makes faults; `offset` is into the raw text of the article. */
export interface Placed {
  inArticle(article: BuiltArticle, offset: number, rule: string, message: string): Fault;
  /** At a piece of evidence of an item, by default its first that resolves. */
  inItem(
    item: BuildResult["advice"]["items"][number],
    rule: string,
    message: string,
    evidence?: number,
  ): Fault;
  /** Where no source is to blame: the raw folder. */
  inBuild(rule: string, message: string): Fault;
}

/** @param root folder printed before the path of a source, such as `raw`; empty for none */
export function placed(result: BuildResult, root: string): Placed {
  const prefix = root === "" ? "" : root.replace(/\/*$/, "/");
  const places = lastOf((raw) => new Places(raw));
  const find = articlesById(result);
  const inBuild: Placed["inBuild"] = (rule, message) => ({
    file: prefix.slice(0, -1) || ".",
    line: 1,
    column: 1,
    rule,
    message,
  });
  const inArticle: Placed["inArticle"] = (article, offset, rule, message) => ({
    file: `${prefix}${article.record.source}`,
    ...places(article.raw).at(Math.max(0, Math.trunc(offset) || 0)),
    rule,
    message,
  });
  return {
    inBuild,
    inArticle,
    inItem(item, rule, message, index) {
      const evidence =
        index === undefined
          ? item.evidence.find((e) => find(e.document) !== undefined)
          : item.evidence[index];
      const article = evidence && find(evidence.document);
      const named = `${item.id}: ${message}`;
      return article ? inArticle(article, evidence.start, rule, named) : inBuild(rule, named);
    },
  };
}

/** Looks articles up; all are gone through at the first question, which a sound build never asks. */
export function articlesById({ articles }: BuildResult): (id: string) => BuiltArticle | undefined {
  let byId: Map<string, BuiltArticle> | undefined;
  return (id) => {
    byId ??= new Map([...articles].map((article) => [article.record.id, article]));
    return byId.get(id);
  };
}
