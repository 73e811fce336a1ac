/** Whether the articles of a build hold together: ids, order, duplicates, and none lost. */
import type { Fault } from "../../faults.ts";
import type { ArticleFault, BuildResult, BuiltArticle } from "../../result.ts";
import { compareText } from "../../text/order.ts";
import type { Placed } from "./places.ts";

type Seen = Pick<BuiltArticle["record"], "source" | "record" | "duplicateOf">;

/** @param ownFaults what is wrong with an article by itself */
export function documentFaults(
  result: BuildResult,
  place: Placed,
  ownFaults: (article: BuiltArticle) => readonly ArticleFault[],
): Fault[] {
  const { articles, articlesIn, quarantined } = result;
  const faults: Fault[] = [];
  const byId = new Map<string, Seen>();
  let last: Seen | undefined;
  for (const article of articles) {
    const { id, source, record, duplicateOf, similarity } = article.record;
    const seen: Seen = {
      source,
      ...(record !== undefined && { record }),
      ...(duplicateOf !== undefined && { duplicateOf }),
    };
    const fault = (rule: string, message: string, offset = 0) =>
      faults.push(place.inArticle(article, offset, rule, message));
    const other = byId.get(id);
    if (other) fault("unique-id", `id ${id} is that of ${other.source} too`);
    byId.set(id, seen);
    if (last && compareArticles(last, seen) > 0) {
      fault("order", `stands after ${last.source}: documents are ordered by source, then record`);
    }
    last = seen;
    if ((duplicateOf === undefined) !== (similarity === undefined)) {
      fault("duplicate", "duplicateOf and similarity go together: set both or none");
    }
    for (const own of ownFaults(article)) fault(own.rule, own.message, own.offset);
  }
  for (const article of articles) {
    const { id, duplicateOf } = article.record;
    if (duplicateOf === undefined) continue;
    const fault = (message: string) => faults.push(place.inArticle(article, 0, "duplicate", message));
    const survivor = byId.get(duplicateOf);
    if (!survivor) fault(`duplicateOf names ${duplicateOf}, which is not in the build`);
    else if (duplicateOf === id) fault("the article is given as a duplicate of itself");
    else if (survivor.duplicateOf !== undefined) {
      fault(`duplicateOf names ${duplicateOf}, itself a duplicate: name the survivor`);
    }
  }
  const out = articles.length + quarantined.length;
  if (articlesIn !== out) {
    faults.push(
      place.inBuild(
        "article-count",
        `${articlesIn} articles in, but ${articles.length} came out and ${quarantined.length} are quarantined`,
      ),
    );
  }
  return faults;
}

function compareArticles(a: Seen, b: Seen): number {
  return compareText(a.source, b.source) || (a.record ?? 0) - (b.record ?? 0);
}
