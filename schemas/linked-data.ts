/**
 * The linked data of a bundle: what schema.org and the W3C Web Annotation Data Model ask of the nodes
 * that are written, so that a build cannot leave out what a reader of those vocabularies relies on.
 */
import { z } from "zod";

const text = z.string().min(1);
const count = z.int().nonnegative();

/** An IRI, absolute or relative to the file. */
const iri = z.string().regex(/^[^\s<>"{}|\\^`]+$/, "an IRI");
const reference = z.strictObject({ "@id": iri });
const language = z.literal("zh-Hans");

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, "hh:mm:ss");

const FinancialProduct = z.strictObject({
  "@type": z.literal("FinancialProduct"),
  identifier: text,
  name: text,
});

/** What every node that stands for an item says. */
const item = {
  "@id": z.string().regex(/^#a-[0-9a-f]{12,}$/),
  additionalType: z.string().regex(/^urn:jinghua:kind:[a-z]+$/),
  name: text,
  text,
  inLanguage: language,
  about: z.array(FinancialProduct).optional(),
  isBasedOn: z.array(reference).min(1),
};

const OpeningHours = z.strictObject({
  "@type": z.literal("OpeningHoursSpecification"),
  opens: time,
  closes: time,
});

export const ContactPoint = z.strictObject({
  "@type": z.literal("ContactPoint"),
  contactType: z.literal("customer service"),
  telephone: z.string().regex(/^[0-9]+(-[0-9]+)*$/),
  availableLanguage: z.literal("zh"),
  hoursAvailable: OpeningHours.optional(),
});

const HowToSupply = z.strictObject({ "@type": z.literal("HowToSupply"), name: text });

export const HowToStep = z.strictObject({
  "@type": z.literal("HowToStep"),
  position: z.int().positive(),
  ...item,
});
export const HowToTip = z.strictObject({ "@type": z.literal("HowToTip"), ...item });

/** Words to say, ways to reach somebody, papers and stories: the vocabulary has no type of theirs. */
export const CreativeWork = z.strictObject({
  "@type": z.literal("CreativeWork"),
  ...item,
  mainEntity: z.array(ContactPoint).min(1).optional(),
});

export const HowToSection = z.strictObject({
  "@type": z.literal("HowToSection"),
  name: text,
  itemListElement: z.array(z.discriminatedUnion("@type", [HowToStep, HowToTip, CreativeWork])).min(1),
});

export const HowTo = z.strictObject({
  "@type": z.literal("HowTo"),
  "@id": iri,
  name: text,
  inLanguage: language,
  supply: z.array(HowToSupply).optional(),
  step: z.array(HowToSection),
});

const Answer = z.strictObject({ "@type": z.literal("Answer"), ...item });

export const Question = z.strictObject({
  "@type": z.literal("Question"),
  "@id": iri,
  name: text,
  answerCount: z.int().positive(),
  acceptedAnswer: Answer,
  suggestedAnswer: z.array(Answer).optional(),
});

export const FaqPage = z.strictObject({
  "@type": z.literal("FAQPage"),
  "@id": iri,
  name: text,
  inLanguage: language,
  mainEntity: z.array(Question),
});

export const Article = z.strictObject({
  "@type": z.literal("Article"),
  "@id": z.string().regex(/^#d-[0-9a-f]{12,}$/),
  identifier: iri,
  headline: text,
  inLanguage: language,
  datePublished: text.optional(),
  url: z
    .string()
    .regex(/^https?:\/\/[^\s<>"]+$/)
    .optional(),
});

/** `data/advice.jsonld`: schema.org. */
export const AdviceLinkedData = z.strictObject({
  "@context": z.literal("https://schema.org"),
  "@graph": z.array(z.discriminatedUnion("@type", [HowTo, FaqPage, Article])),
});
export type AdviceLinkedData = z.infer<typeof AdviceLinkedData>;

const TextualBody = z.strictObject({
  type: z.literal("TextualBody"),
  purpose: z.enum(["describing", "tagging"]),
  value: text,
  format: z.literal("text/plain"),
  language: z.enum(["zh-Hans", "en"]),
});

/** The item in `advice.jsonld`. */
const LinkedBody = z.strictObject({
  id: iri,
  type: z.literal("Dataset"),
  format: z.literal("application/ld+json"),
});

export const TextPositionSelector = z.strictObject({
  type: z.literal("TextPositionSelector"),
  start: count.describe("Unicode code points into the decoded file"),
  end: z.int().positive(),
});

export const TextQuoteSelector = z.strictObject({
  type: z.literal("TextQuoteSelector"),
  exact: text,
  prefix: z.string(),
  suffix: z.string(),
});

export const Annotation = z.strictObject({
  id: iri,
  type: z.literal("Annotation"),
  motivation: z.literal("describing"),
  body: z.array(z.discriminatedUnion("type", [TextualBody, LinkedBody])).min(1),
  target: z.strictObject({
    type: z.literal("SpecificResource"),
    source: iri.describe("names the bytes of the raw file by their hash (RFC 6920)"),
    scope: iri.optional().describe("the page the article says it is from"),
    selector: z.array(z.discriminatedUnion("type", [TextPositionSelector, TextQuoteSelector])).min(1),
  }),
});
export type Annotation = z.infer<typeof Annotation>;

/** `data/annotations.jsonld`: W3C Web Annotations, one for each place the advice stands. */
export const AnnotationCollection = z.strictObject({
  "@context": z.literal("http://www.w3.org/ns/anno.jsonld"),
  id: iri,
  type: z.literal("AnnotationCollection"),
  label: text,
  total: count,
  last: iri,
  first: z.strictObject({
    id: iri,
    type: z.literal("AnnotationPage"),
    partOf: iri,
    startIndex: z.literal(0),
    items: z.array(Annotation),
  }),
});
export type AnnotationCollection = z.infer<typeof AnnotationCollection>;
