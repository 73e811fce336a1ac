/**
 * `data/annotations.jsonld`: the evidence as W3C Web Annotations, which annotation tools read. Each
 * is found again by position (in Unicode code points), or by its words where the file has changed.
 */
import type { AdviceItem, Evidence } from "../../../../schemas/advice.ts";
import { Annotation, AnnotationCollection } from "../../../../schemas/linked-data.ts";
import type { BuildResult, BuiltArticle } from "../../../result.ts";
import { lastOf } from "../../../text/places.ts";
import { MASK, shownRaw } from "../../../text/private.ts";
import { itemKey, type Listed } from "../records.ts";
import { keyOf, type Piece } from "../reuse.ts";
import { after, before, codePointOffsets } from "./code-points.ts";
import { jsonLines } from "./lines.ts";
import { hashUri, webAddress } from "./names.ts";

/** Code units of the text around a quote: enough to tell one place from another. */
const CONTEXT = 32;

interface Place {
  readonly item: AdviceItem;
  readonly number: number;
  readonly evidence: Evidence;
}

/** @returns the file in pieces, annotations in the order of the articles, then of the items */
export function annotationsJson(result: BuildResult): Generator<Piece> {
  const byDocument = new Map<string, Place[]>();
  let total = 0;
  for (const item of result.advice.items) {
    item.evidence.forEach((evidence, number) => {
      const places = byDocument.get(evidence.document);
      const place = { item, number, evidence };
      if (places) places.push(place);
      else byDocument.set(evidence.document, [place]);
      total++;
    });
  }
  const head: AnnotationCollection = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: "annotations.jsonld",
    type: "AnnotationCollection",
    label: "Evidence",
    total,
    last: "annotations.jsonld#page",
    first: {
      id: "annotations.jsonld#page",
      type: "AnnotationPage",
      partOf: "annotations.jsonld",
      startIndex: 0,
      items: [],
    },
  };
  return jsonLines(AnnotationCollection.parse(head), annotations(result, byDocument));
}

function* annotations(
  { articles }: BuildResult,
  byDocument: ReadonlyMap<string, readonly Place[]>,
): Generator<Listed<Annotation>> {
  const lookUp = lastOf(codePointOffsets);
  for (const article of articles) {
    const places = byDocument.get(article.record.id) ?? [];
    if (places.length === 0) continue;
    const { stamp } = article;
    for (const place of places) {
      yield {
        ...(stamp && { key: () => keyOf(stamp, itemKey(place.item), String(place.number)) }),
        record: () => Annotation.parse(annotation(article, place, lookUp(article.raw))),
      };
    }
  }
}

function annotation(
  { record, raw }: BuiltArticle,
  { item, number, evidence }: Place,
  codePoint: (offset: number) => number,
): Annotation {
  const scope = webAddress(record.url);
  const tag = (value: string) => ({
    type: "TextualBody" as const,
    purpose: "tagging" as const,
    value,
    format: "text/plain" as const,
    language: "en" as const,
  });
  return {
    id: `annotations.jsonld#${item.id}-${number + 1}`,
    type: "Annotation",
    motivation: "describing",
    body: [
      { id: `advice.jsonld#${item.id}`, type: "Dataset", format: "application/ld+json" },
      {
        type: "TextualBody",
        purpose: "describing",
        value: item.text,
        format: "text/plain",
        language: "zh-Hans",
      },
      tag(item.kind),
      tag(evidence.phase),
    ],
    target: {
      type: "SpecificResource",
      source: hashUri(record),
      ...(scope !== undefined && { scope }),
      selector: [
        { type: "TextPositionSelector", start: codePoint(evidence.start), end: codePoint(evidence.end) },
        {
          type: "TextQuoteSelector",
          exact: evidence.quote,
          ...context(raw, record.spans, evidence),
        },
      ],
    },
  };
}

/** What stands round a quote, as far as it may be shown: selectors are compared to the source, so nothing is masked in them. */
function context(raw: string, spans: BuiltArticle["record"]["spans"], { start, end }: Place["evidence"]) {
  const [left, right] = [before(raw, start, CONTEXT).length, after(raw, end, CONTEXT).length];
  const prefix = shownRaw(raw, spans, start - left, start);
  const suffix = shownRaw(raw, spans, end, end + right);
  return { prefix: prefix.slice(prefix.lastIndexOf(MASK) + 1), suffix: suffix.split(MASK)[0]! };
}
