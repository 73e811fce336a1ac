/** What the round trip does not show: what the vocabularies ask for, in detail. */
import { describe, expect, it } from "vitest";
import { adviceLinkedData } from "../../../../pipeline/stages/emit/linked-data/advice.ts";
import { annotationsJson } from "../../../../pipeline/stages/emit/linked-data/annotations.ts";
import { webAddress } from "../../../../pipeline/stages/emit/linked-data/names.ts";
import { AdviceLinkedData, AnnotationCollection } from "../../../../schemas/linked-data.ts";
import { hostileResult } from "../../../helpers/hostile.ts";
import { articleOf, evidenceOf, itemOf, resultOf, sampleResult } from "../../../helpers/result.ts";

const graphOf = (result = sampleResult()) =>
  AdviceLinkedData.parse(JSON.parse([...adviceLinkedData(result)].join("")))["@graph"];

const article = articleOf("a.txt", "甲乙丙丁");
const one = (more: Parameters<typeof itemOf>[1]) =>
  graphOf(resultOf([article], [itemOf([evidenceOf(article, "甲乙")], { id: "a-0000000000aa", ...more })]));

describe("schema.org", () => {
  it.each([
    ["action", "HowToStep"],
    ["caution", "HowToTip"],
    ["script", "CreativeWork"],
    ["case", "CreativeWork"],
    ["material", "CreativeWork"],
    ["channel", "CreativeWork"],
  ] as const)("has %s as %s in a section of the phase's HowTo", (kind, type) => {
    expect(one({ kind, phase: "agreement" })[0]).toMatchObject({
      "@type": "HowTo",
      "@id": "#agreement",
      name: "达成协议",
      step: [{ "@type": "HowToSection", itemListElement: [{ "@type": type, "@id": "#a-0000000000aa" }] }],
    });
  });

  it.each(["option", "condition", "consequence"] as const)("has %s as an answer", (kind) => {
    expect(one({ kind })[0]).toMatchObject({
      "@type": "FAQPage",
      mainEntity: [{ "@type": "Question", answerCount: 1, acceptedAnswer: { "@id": "#a-0000000000aa" } }],
    });
  });

  it("has papers as supplies, each once", () => {
    const papers = (name: string, materials: string[]) =>
      itemOf([evidenceOf(article, name)], { kind: "material", phase: "before", materials });
    const [howTo] = graphOf(resultOf([article], [papers("甲", ["病历", "流水"]), papers("乙", ["流水"])]));
    expect(howTo).toMatchObject({
      supply: [
        { "@type": "HowToSupply", name: "病历" },
        { "@type": "HowToSupply", name: "流水" },
      ],
    });
  });

  it.each([
    ["09:00-21:00", "09:00:00", "21:00:00"],
    ["00:00-24:00", "00:00:00", "23:59:59"],
  ])("has a hotline open %s from %s to %s", (hours, opens, closes) => {
    const [howTo] = one({ kind: "channel", phones: ["95188"], hours });
    expect(JSON.stringify(howTo)).toContain(
      JSON.stringify({
        "@type": "ContactPoint",
        contactType: "customer service",
        telephone: "95188",
        availableLanguage: "zh",
        hoursAvailable: { "@type": "OpeningHoursSpecification", opens, closes },
      }),
    );
  });

  it("names each article with the address it states, where that is one", () => {
    const articles = graphOf(hostileResult()).filter((node) => node["@type"] === "Article");
    expect(articles.map((a) => a.url !== undefined)).toEqual(articles.map((_, i) => i % 2 === 0));
    expect(articles[0]).toMatchObject({
      headline: "<script>alert('题')</script>",
      datePublished: "2024-05-01T08:00:00",
    });
  });

  it("refers to nothing that is not there", () => {
    const nodes = graphOf(hostileResult());
    const text = JSON.stringify(nodes);
    const named = new Set(
      [...text.matchAll(/"@type":"[A-Za-z]+"(?:,"position":\d+)?,"@id":"([^"]+)"/g)].map((m) => m[1]),
    );
    const referred = [...text.matchAll(/\{"@id":"([^"]+)"\}/g)].map((m) => m[1]);
    expect(referred.length).toBeGreaterThan(0);
    expect(referred.filter((id) => !named.has(id))).toEqual([]);
  });
});

describe("Web Annotations", () => {
  it("count code points, show the text around a quote and name the file by its hash", () => {
    const raw = "😀😀 先打电话😀，再写信。";
    const source = articleOf("b.txt", raw, { url: "https://example.com/b" });
    const result = resultOf([source], [itemOf([evidenceOf(source, "打电话😀")], { id: "a-0000000000bb" })]);
    const { first } = AnnotationCollection.parse(JSON.parse([...annotationsJson(result)].join("")));
    expect(first.items).toHaveLength(1);
    expect(first.items[0]!.target).toEqual({
      type: "SpecificResource",
      source: `ni:///sha-256;${Buffer.from(source.record.sha256, "hex").toString("base64url")}`,
      scope: "https://example.com/b",
      selector: [
        { type: "TextPositionSelector", start: 4, end: 8 },
        { type: "TextQuoteSelector", exact: "打电话😀", prefix: "😀😀 先", suffix: "，再写信。" },
      ],
    });
  });
});

describe("an address", () => {
  it.each([
    ["https://example.com/a?b=1&c=2", "https://example.com/a?b=1&c=2"],
    ["HTTP://Example.com", "http://example.com/"],
    ["https://example.com/路|{x}", "https://example.com/%E8%B7%AF%7C%7Bx%7D"],
    ["javascript:alert(1)", undefined],
    ["example.com/a", undefined],
    ["not an address", undefined],
    [undefined, undefined],
  ])("%s is %s", (given, expected) => expect(webAddress(given)).toBe(expected));
});
