/** Annotated articles as training samples: what the models see of each passage and sentence, and what the annotator called it. */
import type { GoldFile } from "../../schemas/gold.ts";
import type { Article } from "../article.ts";
import { resolveSpan } from "../eval/spans.ts";
import type { Section } from "../outline.ts";
import { cleanArticle } from "../process.ts";
import type { Rules } from "../rules.ts";
import { phaseSums } from "../stages/extract/classify.ts";
import {
  boundaryVector,
  gateVector,
  passageVector,
  phaseVector,
  sectionVector,
} from "../stages/extract/features.ts";
import { featuresOf, gateShares, isStory, storyIn } from "../stages/extract/index.ts";
import { NONE, OFF_SUBJECT, ON_SUBJECT, ONE, SEVERAL, sentenceFacts } from "../stages/extract/judge.ts";
import { groupOf, headingOf, ofEntries, ofParagraphs, passagesOf } from "../stages/extract/passages.ts";
import { Places } from "../text/places.ts";
import type { Sample } from "./regression.ts";

export interface Samples {
  readonly gate: Sample[];
  readonly section: Sample[];
  readonly passage: Sample[];
  readonly sentence: Sample[];
  readonly boundary: Sample[];
  /** Sentences behind another of their paragraph: the one feature is what that one is. */
  readonly order: Sample[];
  readonly phase: Sample[];
}

/** Overlap from which a passage is the annotator's item, as in the score. */
const SAME = 0.5;

export function samplesOf(article: Article, gold: GoldFile, rules: Rules): Samples {
  const out: Samples = {
    gate: [],
    section: [],
    passage: [],
    sentence: [],
    boundary: [],
    order: [],
    phase: [],
  };
  const cleaned = cleanArticle(article, rules);
  if ("reason" in cleaned) return out;
  const { traced, outline } = cleaned;
  const { text } = traced;
  const { subject } = rules;
  out.gate.push({
    features: gateVector(text, gateShares(text, subject), subject),
    label: gold.items.length > 0 ? ON_SUBJECT : OFF_SUBJECT,
    document: article.id,
  });
  // What the gate keeps out never comes before the other models.
  if (gold.items.length === 0) return out;
  const document = article.id;
  const places = new Places(traced.raw);
  const items = gold.items.map((item) => {
    const span = resolveSpan(traced.raw, places, item);
    return { ...span, kind: item.kind, phase: item.phase };
  });
  const raw = (start: number, end: number) => traced.rawRange(start, end);
  const best = (start: number, end: number) => {
    const r = raw(start, end);
    return items
      .map((i) => {
        const both = Math.max(0, Math.min(i.end, r.end) - Math.max(i.start, r.start));
        return {
          item: i,
          v: both / (i.end - i.start + r.end - r.start - both),
        };
      })
      .sort((a, b) => b.v - a.v)[0];
  };
  /** The item most of whose sentence this is; scripts stand inside others and are found by their marks. */
  const covering = (start: number, end: number) => {
    const r = raw(start, end);
    return items.findIndex(
      (i) =>
        i.kind !== "script" && Math.min(i.end, r.end) - Math.max(i.start, r.start) > 0.5 * (r.end - r.start),
    );
  };

  for (const section of leavesOf(outline.root)) {
    if (!ofParagraphs(section) && !ofEntries(section)) continue;
    const start = section.heading!.body;
    const end = section.blocks.at(-1)!.end;
    const r = raw(start, end);
    const inside = items.filter(
      (i) => i.kind !== "script" && Math.min(i.end, r.end) - Math.max(i.start, r.start) > 10,
    );
    if (inside.length === 0) continue;
    const one = inside.length === 1 && (best(start, end)?.v ?? 0) >= SAME;
    out.section.push({
      features: sectionVector(headingOf(section, text), groupOf(section, text), subject),
      label: one ? ONE : SEVERAL,
      document,
    });
  }

  for (const p of passagesOf(text, outline, subject)) {
    if (p.zone === "case") continue;
    const above = p.above.join("\n");
    if (p.place === "prose") {
      for (const range of p.body) {
        const end = storyIn(text, range, subject)?.start ?? range.end;
        const where = range.start / text.length;
        const facts = sentenceFacts(
          text,
          { start: range.start, end },
          above,
          where,
          p.edge === true,
          subject,
        );
        let last = -1;
        let before: string = NONE;
        facts.forEach((f, i) => {
          const item = covering(f.range.start, f.range.end);
          const kind = item < 0 ? NONE : items[item]!.kind;
          out.sentence.push({
            features: f.vector,
            label: kind,
            document,
          });
          if (i > 0) out.order.push({ features: new Map([[before, 1]]), label: kind, document });
          before = kind;
          if (i > 0 && item >= 0 && last >= 0) {
            const features = boundaryVector(
              f.text,
              facts[i - 1]!.text,
              f.vector,
              facts[i - 1]!.vector,
              subject,
              facts.length,
            );
            out.boundary.push({
              features,
              label: item === last ? "inside" : "opens",
              document,
            });
          }
          if (item >= 0 && item !== last)
            phaseSample(featuresOf(text, "", [f.range], p.above), items[item]!, f.range.start);
          last = item;
        });
      }
      continue;
    }
    const body = p.body.map((r) => text.slice(r.start, r.end)).join("\n");
    if (p.label === "" && isStory(body, subject)) continue;
    const features = featuresOf(text, p.label, p.body, p.above);
    const found = best(p.start, p.end);
    const item = found && found.v >= SAME ? found.item : undefined;
    const r = raw(p.start, p.end);
    // A passage cut otherwise than the annotator cut it teaches nothing about kinds.
    if (!item && items.some((i) => Math.min(i.end, r.end) - Math.max(i.start, r.start) > 10)) continue;
    if (item?.kind === "script" || item?.kind === "case") continue;
    out.passage.push({
      features: passageVector(features, p.place, p.start / text.length, subject),
      label: item?.kind ?? NONE,
      document,
    });
    if (item) phaseSample(features, item, p.start);
  }
  return out;

  function phaseSample(
    features: ReturnType<typeof featuresOf>,
    item: (typeof items)[number],
    start: number,
  ): void {
    if (item.kind === "case" || item.kind === "script") return;
    const sums = phaseSums(item.kind, features, subject);
    out.phase.push({
      features: phaseVector(features, item.kind, start / text.length, sums, subject),
      label: item.phase,
      document,
    });
  }
}

function leavesOf(section: Section): Section[] {
  return section.sections.length === 0 ? [section] : section.sections.flatMap(leavesOf);
}
