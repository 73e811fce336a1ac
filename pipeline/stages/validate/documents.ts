/** Whether the articles of a build hold together: ids, duplicates, and every character accounted for. */
import type { Fault } from "../../faults.ts";
import type { BuildResult, BuiltArticle } from "../../result.ts";
import { compareText } from "../../text/order.ts";
import { isBlank } from "../../text/places.ts";
import type { Placed } from "./places.ts";

export function documentFaults(result: BuildResult, place: Placed): Fault[] {
  const { articles, articlesIn, quarantined } = result;
  const faults: Fault[] = [];
  const byId = new Map<string, BuiltArticle>();
  let last: BuiltArticle | undefined;
  for (const article of articles) {
    const { record } = article;
    const fault = (rule: string, message: string, offset = 0) =>
      faults.push(place.inArticle(article, offset, rule, message));
    const other = byId.get(record.id);
    if (other) fault("unique-id", `id ${record.id} is that of ${other.record.source} too`);
    byId.set(record.id, article);
    if (last && compareArticles(last, article) > 0) {
      fault("order", `stands after ${last.record.source}: documents are ordered by source, then record`);
    }
    last = article;
    if (record.text.trim() === "" && record.duplicateOf === undefined) {
      fault("empty-text", "no text is left: such an article belongs into quarantine");
    }
    if ((record.duplicateOf === undefined) !== (record.similarity === undefined)) {
      fault("duplicate", "duplicateOf and similarity go together: set both or none");
    }
    faults.push(...spanFaults(article, place));
  }
  for (const article of articles) {
    const { id, duplicateOf } = article.record;
    if (duplicateOf === undefined) continue;
    const fault = (message: string) => faults.push(place.inArticle(article, 0, "duplicate", message));
    const survivor = byId.get(duplicateOf);
    if (!survivor) fault(`duplicateOf names ${duplicateOf}, which is not in the build`);
    else if (duplicateOf === id) fault("the article is given as a duplicate of itself");
    else if (survivor.record.duplicateOf !== undefined) {
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

function compareArticles(a: BuiltArticle, b: BuiltArticle): number {
  return compareText(a.record.source, b.record.source) || (a.record.record ?? 0) - (b.record.record ?? 0);
}

/**
 * Spans must be in order, not overlap, and hold every character of the file that is not blank; in a
 * container, what belongs to other records has spans of its own.
 */
function spanFaults(article: BuiltArticle, place: Placed): Fault[] {
  const { raw, record } = article;
  const faults: Fault[] = [];
  const fault = (offset: number, message: string) =>
    faults.push(place.inArticle(article, offset, "span-partition", message));
  let done = 0;
  const gap = (end: number) => {
    for (let i = done; i < end; i++) {
      if (isBlank(raw.charCodeAt(i))) continue;
      fault(i, `no span accounts for ${JSON.stringify(raw.slice(i, Math.min(end, i + 12)))}`);
      return;
    }
  };
  for (const span of record.spans) {
    if (span.end <= span.start || span.end > raw.length) {
      fault(span.start, `a span reaches from ${span.start} to ${span.end} in a text of ${raw.length}`);
    } else if (span.start < done) {
      fault(span.start, `the span from ${span.start} begins before the one ahead of it ends, at ${done}`);
    }
    gap(span.start);
    done = Math.max(done, Math.min(span.end, raw.length));
  }
  gap(raw.length);
  return faults;
}
