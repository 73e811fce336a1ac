/**
 * Clean text to advice items. Passages the author set apart (or runs of prose) are judged by the
 * subject's cue rows; what fires none is no advice. Slots are read from the item's own words.
 */

import type { Kind, Phase, Slots } from "../../../schemas/advice.ts";
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import type { Outline } from "../../outline.ts";
import { type Range, sentences } from "../../text/sentences.ts";
import type { TracedText } from "../../text/traced.ts";
import { type Features, kindsOf, phaseSums, phasesOf, type Verdict } from "./classify.ts";
import { judgePassage, judgePhase, judgeProse, sentenceFacts } from "./judge.ts";
import { NAMED, type Passage, passagesOf } from "./passages.ts";
import { privatePlaces, withoutPrivate } from "./private.ts";
import { articleProducts, contactOf, itemProducts, type Mention } from "./products.ts";
import { scriptsOf, withoutQuotations } from "./quotations.ts";
import { runsOf } from "./runs.ts";
import { slotsOf } from "./slots/index.ts";
import { titleOf, wordingOf } from "./wording.ts";

export interface ExtractInput {
  readonly document: string;
  readonly title?: string;
  readonly traced: TracedText;
  readonly outline: Outline;
}

interface Draft {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly labelInside: boolean;
  readonly body: readonly Range[];
  readonly above: readonly string[];
  readonly kind: Verdict<Kind>;
  readonly features: Features;
  readonly list?: number;
}

/** A list item or labelled paragraph needs less of a cue than prose: the author's mark says it is a point of its own. */
const LEAST_SCORE = 1.2;
/** A labelled passage shorter than this is a term, not a point. */
const SHORTEST_POINT = 20;
/** What makes a story a case: how it came out. */
const OUTCOME =
  /同意|答应|批准|批了|通过了|达成|谈成|谈妥|最终|最后|终于|如今|现在|减免了|免掉|免了|还清|结清|恢复|办下来|成功|拒绝|被起诉|后来|结果|解决了|顺利|其后|供完|改成|改为|变成|调成|分成|延到|接到回电|办妥|松口|上岸|还完|批复/;

export function extract(input: ExtractInput, subject: Subject): Candidate[] {
  const { traced, outline } = input;
  const { text } = traced;
  if (!isOnSubject(text, subject)) return [];
  const title = input.title ?? (outline.title ? text.slice(outline.title.body, outline.title.end) : "");
  const products = articleProducts(text, title, subject.products);
  const places = privatePlaces(traced);
  const drafts = passagesOf(text, outline, subject)
    .flatMap((p) => draftsOf(text, p, subject))
    .flatMap((d) => cutPrivate(text, d, places));
  return finish(drafts, input, products, subject);
}

/** More of one group does not make up for another. */
const MOST_OF_A_GROUP = 3;

/** Enough words of every group for the length of the text, and not another kind of text altogether. */
export function isOnSubject(text: string, subject: Subject): boolean {
  const { groups, strong, forms } = subject.about.gate;
  const length = Math.max(1, text.replace(/\s/g, "").length);
  const shares = groups.map(
    (g) => (g.words.reduce((n, w) => n + count(text, w), 0) * 1000) / (g.perThousand * length),
  );
  if (groups.some((g, i) => g.essential && shares[i]! < 1)) return false;
  const short = shares.filter((s) => s < 1).length;
  const sum = shares.reduce((n, s) => n + Math.min(MOST_OF_A_GROUP, s), 0);
  if (short > 1 || (short === 1 && sum < strong)) return false;
  return !forms.some((form) => new RegExp(form, "u").test(text));
}

function count(text: string, word: string): number {
  let n = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) n++;
  return n;
}

function draftsOf(text: string, passage: Passage, subject: Subject): Draft[] {
  if (passage.zone === "case") return caseDrafts(text, passage);
  if (passage.place === "prose") return proseDrafts(text, passage, subject);
  const whole = passage.body.map((r) => text.slice(r.start, r.end)).join("\n");
  if (passage.zone === "script" && passage.label === "") return scriptDrafts(text, passage);
  if (
    isSilenced(whole, subject) ||
    (passage.label !== "" && isOffTopic(`${passage.label}\n${whole}`, subject))
  )
    return [];
  if (passage.label === "" && isStory(whole)) return caseDrafts(text, passage);
  if (/^(?:客服|银行|对方|坐席|平台|催收|专员)(?:人员)?$/.test(passage.label)) return [];
  const features = featuresOf(text, passage.label, passage.body, passage.above);
  if (subject.models) {
    const judged = judgePassage(features, passage.place, passage.start / text.length, subject);
    return judged ? [draft(passage, judged, features, true)] : [];
  }
  const [best] = kindsOf(features, subject);
  if (best !== undefined && best.score >= LEAST_SCORE) return [draft(passage, best, features, true)];
  // The author set it apart with a name of its own: a point, even where no cue says of what kind.
  if (passage.label === "" || whole.length < SHORTEST_POINT) return [];
  return [
    draft(
      passage,
      { value: best?.value ?? "action", score: 0, rules: [...(best?.rules ?? []), "point/labelled"] },
      features,
      true,
    ),
  ];
}

/** A turn of the borrower's: long enough to say something, and not only a greeting. */
function scriptDrafts(text: string, passage: Passage): Draft[] {
  const whole = text.slice(passage.start, passage.end);
  if (whole.length < 12) return [];
  const features: Features = { label: "", first: whole, body: whole, above: passage.above.join("\n") };
  return [
    draft(passage, { value: "script", score: 10, rules: ["script/turn-of-a-dialogue"] }, features, true),
  ];
}

/** A first sentence up to this long announces the next. */
const SHORT_FIRST = 14;
/** 第三步： before a label says where it stands, not what it is. */
const STEP =
  /^(?:第[一二三四五六七八九十\d]{1,3}(?:步|点|招|条|阶段)|步骤[一二三四五六七八九十\d]{1,2})\s*[：:、，,.．]?\s*/u;

function draft(p: Passage, kind: Verdict<Kind>, features: Features, labelInside: boolean): Draft {
  return {
    start: p.start,
    end: p.end,
    label: p.label,
    labelInside,
    body: p.body,
    above: p.above,
    kind,
    features,
    ...(p.list === undefined ? {} : { list: p.list }),
  };
}

export function featuresOf(
  text: string,
  label: string,
  body: readonly Range[],
  above: readonly string[],
): Features {
  const whole = body.map((r) => text.slice(r.start, r.end)).join("\n");
  const plain = withoutQuotations(whole);
  const first = sentences(plain)[0];
  const own = label.replace(STEP, "").replace(/[。！]$/, "");
  // 先说心态。别把自己关在屋里: a few words and a full stop are a label in all but the mark.
  const second = sentences(plain)[1];
  if (own === "" && first && second && first.end - first.start <= SHORT_FIRST) {
    return {
      label: plain
        .slice(first.start, first.end)
        .replace(STEP, "")
        .replace(/[。！]$/, ""),
      first: plain.slice(second.start, second.end),
      body: plain,
      above: above.join("\n"),
    };
  }
  return {
    label: own === "" ? label : own,
    first: first ? plain.slice(first.start, first.end) : "",
    body: own === "" ? plain : `${own}\n${plain}`,
    above: above.join("\n"),
  };
}

function proseDrafts(text: string, passage: Passage, subject: Subject): Draft[] {
  const out: Draft[] = [];
  for (const range of passage.body) {
    const story = storyIn(text, range);
    const end = story?.start ?? range.end;
    const above = passage.above.join("\n");
    const prose = { start: range.start, end };
    const runs = subject.models
      ? judgeProse(sentenceFacts(text, prose, above, range.start / text.length, subject), above, subject)
      : runsOf(text, prose, above, subject);
    for (const run of runs) {
      if (passage.edge && run.verdict.value !== "channel") continue;
      const body = [{ start: run.start, end: run.end }];
      const features = featuresOf(text, "", body, passage.above);
      out.push({
        ...body[0]!,
        label: "",
        labelInside: false,
        body,
        above: passage.above,
        kind: run.verdict,
        features,
      });
    }
    if (story)
      out.push(...caseDrafts(text, { ...passage, start: story.start, end: story.end, body: [story] }));
  }
  return out;
}

/** The rest of a paragraph from the sentence on that brings in a person, if it tells how it came out. */
export function storyIn(text: string, range: Range): Range | undefined {
  const all = sentences(text, range.start, range.end);
  const at = all.findIndex((s) =>
    NAMED.test(withoutQuotations(text.slice(s.start, Math.min(s.end, s.start + 40)))),
  );
  if (at < 0) return undefined;
  const start = all[at]!.start;
  const rest = text.slice(start, range.end);
  if (!OUTCOME.test(rest) || rest.length < 40) return undefined;
  const connective = /^(?:例如|比如|譬如|举个例子|其中)[，,：:]?/.exec(rest)?.[0].length ?? 0;
  return { start: start + connective, end: range.end };
}

export function isStory(text: string): boolean {
  return NAMED.test(text.slice(0, 40)) && OUTCOME.test(text) && text.length >= 40;
}

function caseDrafts(text: string, passage: Passage): Draft[] {
  const whole = passage.body.map((r) => text.slice(r.start, r.end)).join("\n");
  const named = NAMED.test(whole) || /我|他|她/.test(whole);
  if (!named || !OUTCOME.test(whole) || whole.length < 40) return [];
  const features: Features = {
    label: passage.label,
    first: whole,
    body: whole,
    above: passage.above.join("\n"),
  };
  return [
    draft(passage, { value: "case", score: 10, rules: ["case/named-person-with-outcome"] }, features, true),
  ];
}

function isSilenced(text: string, subject: Subject): boolean {
  const first = sentences(text)[0];
  const only = first === undefined || first.end >= text.length - 1;
  return subject.zones.some((z) => z.row.on === "sentence" && z.row.zone === "none" && only && z.test(text));
}

function isOffTopic(text: string, subject: Subject): boolean {
  return subject.zones.some((z) => z.row.on === "sentence" && z.row.zone === "off-topic" && z.test(text));
}

/** A draft cut back so that it quotes no private number; see `private.ts`. */
function cutPrivate(text: string, d: Draft, places: readonly number[]): Draft[] {
  const range = withoutPrivate(text, d, places);
  if (range === undefined) return [];
  if (range.start === d.start && range.end === d.end) return [d];
  const body = d.body
    .map((r) => ({ start: Math.max(r.start, range.start), end: Math.min(r.end, range.end) }))
    .filter((r) => r.end > r.start);
  return body.length > 0 ? [{ ...d, start: body[0]!.start, end: range.end, body, labelInside: false }] : [];
}

function finish(
  drafts: readonly Draft[],
  input: ExtractInput,
  products: readonly Mention[],
  subject: Subject,
): Candidate[] {
  const { traced } = input;
  const { text } = traced;
  const out: Candidate[] = [];
  const sums = drafts.map((d) => {
    const byRules = phaseSums(d.kind.value, d.features, subject);
    return subject.models
      ? judgePhase(d.features, d.kind.value, d.start / text.length, byRules, subject)
      : byRules;
  });
  const phases = phasesOf(sums, subject);
  drafts.forEach((d, i) => {
    const phase = { value: phases[i]!, rules: sums[i]!.get(phases[i]!)!.rules };
    const index = out.length;
    const scripts = d.kind.value === "case" ? [] : scriptsIn(text, d);
    // A passage that is nothing but words to say is the script itself.
    const only = scripts.length === 1 && scripts[0]!.end - scripts[0]!.start >= 0.8 * (d.end - d.start);
    if (!only) {
      // An introduction with words to say inside is the act of saying them.
      const kind = d.kind.value === "script" && scripts.length > 0 ? "action" : d.kind.value;
      out.push(
        candidate(
          { ...d, kind, phase: phase.value, rules: [...d.kind.rules, ...phase.rules] },
          input,
          products,
          subject,
          scripts,
        ),
      );
    }
    for (const s of scripts) {
      const made = candidate(
        {
          start: s.start,
          end: s.end,
          label: "",
          labelInside: false,
          body: [s],
          kind: "script",
          phase: phase.value,
          rules: ["script/quotation", ...phase.rules],
        },
        input,
        products,
        subject,
        [],
      );
      out.push(only ? made : { ...made, inside: index });
    }
  });
  return out;
}

function scriptsIn(text: string, d: Draft): Range[] {
  if (d.kind.value === "script") {
    const all = scriptsOf(text, { start: d.start, end: d.end }, false);
    if (all.length > 0) return all;
  }
  return scriptsOf(text, { start: d.start, end: d.end }, true);
}

interface Made {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly labelInside: boolean;
  readonly body: readonly Range[];
  readonly kind: Kind;
  readonly phase: Phase;
  readonly rules: readonly string[];
  readonly list?: number;
}

function candidate(
  made: Made,
  input: ExtractInput,
  products: readonly Mention[],
  subject: Subject,
  scripts: readonly Range[],
): Candidate {
  const { traced } = input;
  const { text } = traced;
  const raw = traced.rawRange(made.start, made.end);
  const own = cutOut(text, made.start, made.end, scripts);
  const slots: Slots = slotsOf(own, made.kind, subject);
  const wording = wordingOf(text, made.label, made.labelInside, made.body);
  const named = itemProducts(text.slice(made.start, made.end), products, subject.products);
  const speaks = made.kind === "script" ? wording.replace(/^[“「]|[”」]$/gu, "") : wording;
  const contact = slots.phones
    ? contactOf(slots.phones, own, named, products, subject.products)
    : { products: named, conflict: false };
  const flags = new Set<string>(contact.conflict ? ["contact-conflict"] : []);
  for (const mark of traced.marks) if (mark.at >= raw.start && mark.at <= raw.end) flags.add(mark.flag);
  return {
    document: input.document,
    start: made.start,
    end: made.end,
    rawStart: raw.start,
    rawEnd: raw.end,
    quote: traced.raw.slice(raw.start, raw.end),
    kind: made.kind,
    phase: made.phase,
    products: contact.products,
    slots,
    label: made.label,
    title: titleOf(made.label, speaks, (c) =>
      subject.cues.some((cue) => cue.row.kind === made.kind && cue.row.scope === "first" && cue.test(c)),
    ),
    text: wording,
    flags: [...flags].sort(),
    rules: made.rules,
    ...(made.list === undefined ? {} : { list: String(made.list) }),
  };
}

/** The item's own words: the scripts inside it have their own card. */
function cutOut(text: string, start: number, end: number, holes: readonly Range[]): string {
  let out = "";
  let from = start;
  for (const h of holes) {
    out += `${text.slice(from, h.start)}“”`;
    from = h.end;
  }
  return out + text.slice(from, end);
}
