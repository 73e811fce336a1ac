/**
 * `data/advice.jsonld`: the advice in the words of schema.org. Each phase is a HowTo whose sections
 * are the kinds; what answers a question anybody asks (conditions, options, consequences) is a FAQ.
 * The vocabulary has no words for all our kinds: `additionalType` says which one a node is.
 */
import type { z } from "zod";
import { type AdviceItem, Kind, Phase } from "../../../../schemas/advice.ts";
import { Article, FaqPage, HowTo } from "../../../../schemas/linked-data.ts";
import type { Labels } from "../../../lexicon/labels.ts";
import type { BuildResult, BuiltArticle } from "../../../result.ts";
import { productLabel } from "../labels.ts";
import { type Listed, ofArticles } from "../records.ts";
import type { Piece } from "../reuse.ts";
import { jsonLines } from "./lines.ts";
import { hashUri, webAddress } from "./names.ts";

/** Kinds that answer a question rather than say what to do. */
const ANSWERS: readonly Kind[] = ["option", "condition", "consequence"];

type Node = z.infer<typeof HowTo> | z.infer<typeof FaqPage> | z.infer<typeof Article>;

/** @returns the file in pieces */
export function adviceLinkedData(result: BuildResult): Generator<Piece> {
  return jsonLines({ "@context": "https://schema.org", "@graph": [] }, nodes(result));
}

function* nodes(result: BuildResult): Generator<Listed<Node>> {
  const { advice, labels } = result;
  for (const phase of Phase.options) {
    const items = advice.items.filter((item) => item.phase === phase);
    if (items.some((item) => !ANSWERS.includes(item.kind))) {
      yield { record: () => HowTo.parse(howTo(phase, items, labels)) };
    }
  }
  const questions = Phase.options.flatMap((phase) =>
    ANSWERS.flatMap((kind) => {
      const items = advice.items.filter((item) => item.phase === phase && item.kind === kind);
      return items.length === 0 ? [] : [question(phase, kind, items, labels)];
    }),
  );
  if (questions.length > 0) {
    const page = {
      "@type": "FAQPage",
      "@id": "#faq",
      name: "常见问题",
      inLanguage: "zh-Hans",
      mainEntity: questions,
    } as const;
    yield { record: () => FaqPage.parse(page) };
  }
  yield* ofArticles(result.articles, (article) => Article.parse(articleNode(article)));
}

function howTo(phase: Phase, items: readonly AdviceItem[], labels: Labels): z.infer<typeof HowTo> {
  const supplies = new Set(items.filter((i) => i.kind === "material").flatMap((i) => i.materials ?? []));
  return {
    "@type": "HowTo",
    "@id": `#${phase}`,
    name: labels.phases[phase],
    inLanguage: "zh-Hans",
    ...(supplies.size > 0 && {
      supply: [...supplies].map((name) => ({ "@type": "HowToSupply" as const, name })),
    }),
    step: Kind.options.flatMap((kind) => {
      const ofKind = items.filter((item) => item.kind === kind);
      if (ANSWERS.includes(kind) || ofKind.length === 0) return [];
      return {
        "@type": "HowToSection" as const,
        name: labels.kinds[kind],
        itemListElement: ofKind.map((item, i) => element(item, i + 1, labels)),
      };
    }),
  };
}

function element(item: AdviceItem, position: number, labels: Labels) {
  const said = itemNode(item, labels);
  if (item.kind === "action") return { "@type": "HowToStep" as const, position, ...said };
  if (item.kind === "caution") return { "@type": "HowToTip" as const, ...said };
  const contacts = item.kind === "channel" ? (item.phones ?? []) : [];
  return {
    "@type": "CreativeWork" as const,
    ...said,
    ...(contacts.length > 0 && { mainEntity: contacts.map((phone) => contactPoint(phone, item.hours)) }),
  };
}

function contactPoint(telephone: string, hours: string | undefined) {
  const [opens, closes] = hours?.split("-") ?? [];
  return {
    "@type": "ContactPoint" as const,
    contactType: "customer service" as const,
    telephone,
    availableLanguage: "zh" as const,
    ...(opens !== undefined &&
      closes !== undefined && {
        hoursAvailable: {
          "@type": "OpeningHoursSpecification" as const,
          opens: `${opens}:00`,
          // The vocabulary has no end of the day.
          closes: closes === "24:00" ? "23:59:59" : `${closes}:00`,
        },
      }),
  };
}

function question(phase: Phase, kind: Kind, items: readonly AdviceItem[], labels: Labels) {
  const [first, ...others] = items.map((item) => ({ "@type": "Answer" as const, ...itemNode(item, labels) }));
  return {
    "@type": "Question" as const,
    "@id": `#${phase}-${kind}`,
    name: `${labels.phases[phase]}：${labels.kinds[kind]}有哪些？`,
    answerCount: items.length,
    acceptedAnswer: first!,
    ...(others.length > 0 && { suggestedAnswer: others }),
  };
}

function itemNode(item: AdviceItem, labels: Labels) {
  const documents = [...new Set(item.evidence.map((e) => e.document))];
  return {
    "@id": `#${item.id}`,
    additionalType: `urn:jinghua:kind:${item.kind}`,
    name: item.title,
    text: item.text,
    inLanguage: "zh-Hans" as const,
    ...(item.products.length > 0 && {
      about: item.products.map((identifier) => ({
        "@type": "FinancialProduct" as const,
        identifier,
        name: productLabel(labels)(identifier),
      })),
    }),
    isBasedOn: documents.map((id) => ({ "@id": `#${id}` })),
  };
}

function articleNode({ record }: BuiltArticle): z.infer<typeof Article> {
  const url = webAddress(record.url);
  return {
    "@type": "Article",
    "@id": `#${record.id}`,
    identifier: hashUri(record),
    headline: record.title ?? record.source,
    inLanguage: "zh-Hans",
    ...(record.published !== undefined && { datePublished: record.published }),
    ...(url !== undefined && { url }),
  };
}
