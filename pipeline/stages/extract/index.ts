/**
 * Clean text to advice items. Passages the author set apart (or runs of prose) are judged by the
 * subject's cue rows; what fires none is no advice. Slots are read from the item's own words.
 */

import type { Kind, Phase, Slots } from "../../../schemas/advice.ts";
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import type { Outline } from "../../outline.ts";
import { isBlank } from "../../text/places.ts";
import { type Range, sentences } from "../../text/sentences.ts";
import type { TracedText } from "../../text/traced.ts";
import { type Features, kindsOf, phaseSums, phasesOf, tells, type Verdict } from "./classify.ts";
import { MOST_OF_A_GROUP } from "./features.ts";
import { judgePassage, judgePhase, judgeProse, judgeSubject, scorePassage, sentenceFacts } from "./judge.ts";
import { namedPerson, type Passage, passagesOf } from "./passages.ts";
import { type Gap, privatePlaces, withoutPrivate } from "./private.ts";
import { articleProducts, contactOf, itemProducts, Scopes } from "./products.ts";
import { pleasOf, scriptsOf, withoutQuotations } from "./quotations.ts";
import { runsOf } from "./runs.ts";
import { sieved } from "./sieve.ts";
import { slotsOf } from "./slots/index.ts";
import { titleOf, wordingOf } from "./wording.ts";
import { zonesIn } from "./zones.ts";

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
const outcome = perSubject(({ wording }: Subject) => new RegExp(wording.outcome, "u"));

export function extract(input: ExtractInput, subject: Subject): Candidate[] {
  const { traced, outline } = input;
  const { text } = traced;
  if (!isOnSubject(text, subject)) return [];
  const title = input.title ?? (outline.title ? text.slice(outline.title.body, outline.title.end) : "");
  const products = articleProducts(text, title, subject.products);
  const places = privatePlaces(traced);
  const passages = passagesOf(text, outline, subject);
  const scores = scoresOf(text, passages, subject);
  const drafts = passages
    .flatMap((p) => draftsOf(text, p, scores, subject))
    .flatMap((d) => cutPrivate(text, d, places));
  return finish(drafts, input, new Scopes(text, outline, products, subject.products), subject);
}

/** Enough words of every group for the length of the text, and not another kind of text altogether. */
export function isOnSubject(text: string, subject: Subject): boolean {
  const { strong, groups } = subject.about.gate;
  const forms = otherForms(subject.about);
  const lines = forms.length > 0 ? text.split("\n") : [];
  const ofAnotherForm = forms.some(({ line, least }) => lines.filter((l) => line.test(l)).length >= least);
  if (ofAnotherForm) return false;
  const shares = gateShares(text, subject);
  if (subject.models) return judgeSubject(text, shares, subject);
  // Not one word of a group: another subject, however much it is alike.
  if (groups.some((g, i) => shares[i] === 0 || (g.essential && shares[i]! < 1))) return false;
  const short = shares.filter((s) => s < 1).length;
  const sum = shares.reduce((n, s) => n + Math.min(MOST_OF_A_GROUP, s), 0);
  return !(short > 1 || (short === 1 && sum < strong));
}

/** How often a text speaks of each group of the gate, by its length; 1 is the figure that the table sets. */
export function gateShares(text: string, { about }: Subject): number[] {
  let solid = 0;
  for (let i = 0; i < text.length; i++) if (!isBlank(text.charCodeAt(i))) solid++;
  const length = Math.max(1, solid);
  return about.gate.groups.map(
    (g) => (g.words.reduce((n, w) => n + count(text, w), 0) * 1000) / (g.perThousand * length),
  );
}

const otherForms = perSubject(({ gate }: Subject["about"]) =>
  gate.forms.map(({ line, least }) => ({ line: new RegExp(line, "u"), least })),
);

function count(text: string, word: string): number {
  let n = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) n++;
  return n;
}

interface Scored {
  readonly features: Features;
  readonly own: readonly number[];
  /** Mean of the other entries of its list, where there are any. */
  readonly others?: readonly number[];
}

/** How well each kind fits the passages that a model is asked about. */
function scoresOf(
  text: string,
  passages: readonly Passage[],
  subject: Subject,
): ReadonlyMap<Passage, Scored> {
  const scores = new Map<Passage, Scored>();
  if (!subject.models) return scores;
  const lists = new Map<number, Passage[]>();
  for (const p of passages) {
    if (p.place === "prose" || p.zone === "case" || (p.zone === "script" && p.label === "")) continue;
    const features = featuresOf(text, p.label, p.body, p.above);
    scores.set(p, { features, own: scorePassage(features, p.place, p.start / text.length, subject) });
    if (p.list === undefined) continue;
    const list = lists.get(p.list);
    if (list) list.push(p);
    else lists.set(p.list, [p]);
  }
  for (const list of lists.values()) {
    if (list.length < 2) continue;
    const all = list.map((p) => scores.get(p)!);
    const sums = all[0]!.own.map((_, k) => all.reduce((sum, { own }) => sum + own[k]!, 0));
    list.forEach((p, i) => {
      const others = sums.map((sum, k) => (sum - all[i]!.own[k]!) / (list.length - 1));
      scores.set(p, { ...all[i]!, others });
    });
  }
  return scores;
}

/** What a passage advises, and words to say that stand in it where nothing else was found. */
function draftsOf(
  text: string,
  passage: Passage,
  scores: ReadonlyMap<Passage, Scored>,
  subject: Subject,
): Draft[] {
  const found = adviceIn(text, passage, scores, subject).filter((d) => !onlyAsks(text, d));
  // What somebody said in a story is part of it.
  if (passage.zone === "case" || found.some((d) => d.kind.value === "case")) return found;
  const words = passage.body
    .flatMap((r) => pleasOf(text, r, subject))
    .filter((q) => !found.some((d) => d.start < q.end && d.end > q.start))
    .map((q) => wordsDraft(text, passage, q));
  return words.length === 0 ? found : [...found, ...words].sort((a, b) => a.start - b.start);
}

function adviceIn(
  text: string,
  passage: Passage,
  scores: ReadonlyMap<Passage, Scored>,
  subject: Subject,
): Draft[] {
  if (passage.zone === "case") return caseDrafts(text, passage, subject);
  if (passage.place === "prose") return proseDrafts(text, passage, subject);
  const whole = passage.body.map((r) => text.slice(r.start, r.end)).join("\n");
  if (passage.zone === "script" && passage.label === "") return scriptDrafts(text, passage);
  if (
    isSilenced(whole, subject) ||
    sumsUp(passage.label, subject) ||
    (passage.label !== "" && isOffTopic(`${passage.label}\n${whole}`, subject))
  )
    return [];
  if (passage.label === "" && isStory(whole, subject)) return caseDrafts(text, passage, subject);
  if (isCounterpart(passage.label, subject)) return [];
  const words = passage.place === "section" ? wordsAlone(text, passage.body, subject) : undefined;
  if (words) return [wordsDraft(text, passage, words)];
  const scored = scores.get(passage);
  const features = scored?.features ?? featuresOf(text, passage.label, passage.body, passage.above);
  if (scored) {
    const judged = judgePassage(features, scored.own, scored.others, subject);
    return judged ? [draft(passage, judged, features, true)] : [];
  }
  const [best] = kindsOf(features, subject);
  if (best !== undefined && best.score >= LEAST_SCORE) return [draft(passage, best, features, true)];
  // The author set it apart with a name of its own: a point, even where no cue says of what kind.
  if (passage.label === "" || whole.length < SHORTEST_POINT) return [];
  return [
    draft(
      passage,
      {
        value: best?.value ?? "action",
        score: 0,
        rules: [...(best?.rules ?? []), "point/labelled"],
      },
      features,
      true,
    ),
  ];
}

/** A turn of the reader's side: long enough to say something, and not only a greeting. */
function scriptDrafts(text: string, passage: Passage): Draft[] {
  const whole = text.slice(passage.start, passage.end);
  if (whole.length < 12) return [];
  const features: Features = {
    label: "",
    first: whole,
    body: whole,
    above: passage.above.join("\n"),
  };
  return [
    draft(passage, { value: "script", score: 10, rules: ["script/turn-of-a-dialogue"] }, features, true),
  ];
}

/** A text that is nothing but words to say: its quotation marks leave less than this outside. */
const MOST_BESIDE_WORDS = 4;

function wordsAlone(text: string, body: readonly Range[], subject: Subject): Range | undefined {
  const [only, ...more] = body;
  if (only === undefined || more.length > 0) return undefined;
  const [words] = scriptsOf(text, only, false, subject);
  return words && only.end - only.start - (words.end - words.start) <= MOST_BESIDE_WORDS ? words : undefined;
}

function wordsDraft(text: string, passage: Passage, words: Range): Draft {
  const whole = text.slice(words.start, words.end);
  const features: Features = {
    label: "",
    first: whole,
    body: whole,
    above: [...passage.above, passage.label].join("\n"),
  };
  const kind = {
    value: "script" as const,
    score: 10,
    rules: ["script/words-alone"],
  };
  return draft(
    {
      ...passage,
      start: words.start,
      end: words.end,
      label: "",
      body: [words],
    },
    kind,
    features,
    false,
  );
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
  const [first, second] = sentences(plain);
  const own = label.replace(STEP, "").replace(/[。！]$/, "");
  // 先说心态。别把自己关在屋里: a few words and a full stop are a label in all but the mark.
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
    const words = wordsAlone(text, [range], subject);
    if (words) {
      out.push(wordsDraft(text, passage, words));
      continue;
    }
    const story = storyIn(text, range, subject);
    const end = story?.start ?? range.end;
    const above = passage.above.join("\n");
    const prose = { start: range.start, end };
    const runs = subject.models
      ? judgeProse(
          sentenceFacts(text, prose, above, range.start / text.length, passage.edge === true, subject),
          above,
          subject,
        )
      : runsOf(text, prose, above, subject);
    for (const run of runs) {
      if (!subject.models && passage.edge && run.verdict.value !== "channel") continue;
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
      out.push(
        ...caseDrafts(text, { ...passage, start: story.start, end: story.end, body: [story] }, subject),
      );
  }
  return out;
}

/** Whether a text holds words of those that name a person and of those that tell how it came out; few paragraphs do. */
const mayBeStory = perSubject((subject: Subject) => {
  const marksOf = storySieve(subject);
  return (text: string) => {
    const { all, from } = marksOf(text);
    return all[from] === 1 && all[from + 1] === 1;
  };
});
const storySieve = sieved((subject) => [namedPerson(subject).source, outcome(subject).source]);

/** The rest of a paragraph from the sentence on that brings in a person, if it tells how it came out. */
export function storyIn(text: string, range: Range, subject: Subject): Range | undefined {
  if (!mayBeStory(subject)(text.slice(range.start, range.end))) return undefined;
  const named = namedPerson(subject);
  const all = sentences(text, range.start, range.end);
  const at = all.findIndex((s) =>
    named.test(withoutQuotations(text.slice(s.start, Math.min(s.end, s.start + 40)))),
  );
  if (at < 0) return undefined;
  const start = all[at]!.start;
  const rest = text.slice(start, range.end);
  if (!outcome(subject).test(rest) || rest.length < 40) return undefined;
  const connective = /^(?:例如|比如|譬如|举个例子|其中)[，,：:]?/.exec(rest)?.[0].length ?? 0;
  return { start: start + connective, end: range.end };
}

export function isStory(text: string, subject: Subject): boolean {
  return namedPerson(subject).test(text.slice(0, 40)) && outcome(subject).test(text) && text.length >= 40;
}

function caseDrafts(text: string, passage: Passage, subject: Subject): Draft[] {
  const whole = passage.body.map((r) => text.slice(r.start, r.end)).join("\n");
  const named = namedPerson(subject).test(whole) || /我|他|她/.test(whole);
  if (!named || !outcome(subject).test(whole) || whole.length < 40) return [];
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

/** 客服： before what was said, not before a point. */
const counterpartAlone = perSubject(
  ({ wording }: Subject) => new RegExp(`^${wording.counterpart}(?:人员)?$`, "u"),
);

function isCounterpart(label: string, subject: Subject): boolean {
  return counterpartAlone(subject).test(label);
}

/** 小结：…… and 编者按：…… frame the advice. */
function sumsUp(label: string, subject: Subject): boolean {
  return label !== "" && zonesIn("heading", label, subject).some(({ id }) => FRAMES.has(id));
}
const FRAMES: ReadonlySet<string> = new Set(["summary", "frame"]);

/** Questions and nothing else: what a reader asks is answered by advice, and is none. */
function onlyAsks(text: string, d: Draft): boolean {
  if (d.kind.value === "script" || d.kind.value === "case") return false;
  const plain = withoutQuotations(text.slice(d.start, d.end));
  if (!/[？?]\s*$/.test(plain)) return false;
  return sentences(plain).every((s) => /[？?]\s*$/.test(plain.slice(s.start, s.end)));
}

function isSilenced(text: string, subject: Subject): boolean {
  if (!zonesIn("sentence", text, subject).some(({ zone }) => zone === "none")) return false;
  const first = sentences(text)[0];
  return first === undefined || first.end >= text.length - 1;
}

function isOffTopic(text: string, subject: Subject): boolean {
  return zonesIn("sentence", text, subject).some(({ zone }) => zone === "off-topic");
}

/** A draft cut back so that it quotes no private number; see `private.ts`. */
function cutPrivate(text: string, d: Draft, places: readonly Gap[]): Draft[] {
  const range = withoutPrivate(text, d, within(places, d.start, d.end));
  if (range === undefined) return [];
  if (range.start === d.start && range.end === d.end) return [d];
  const body = d.body
    .map((r) => ({
      start: Math.max(r.start, range.start),
      end: Math.min(r.end, range.end),
    }))
    .filter((r) => r.end > r.start);
  return body.length > 0
    ? [
        {
          ...d,
          start: body[0]!.start,
          end: range.end,
          body,
          labelInside: false,
        },
      ]
    : [];
}

function finish(
  drafts: readonly Draft[],
  input: ExtractInput,
  scopes: Scopes,
  subject: Subject,
): Candidate[] {
  const { traced } = input;
  const { text } = traced;
  const out: Candidate[] = [];
  const marks = flagsOf(traced.marks);
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
    const scripts = d.kind.value === "case" ? [] : scriptsIn(text, d, subject);
    // A passage that is nothing but words to say is the script itself.
    const only = scripts.length === 1 && scripts[0]!.end - scripts[0]!.start >= 0.8 * (d.end - d.start);
    if (!only) {
      // An introduction with words to say inside is the act of saying them.
      const kind = d.kind.value === "script" && scripts.length > 0 ? "action" : d.kind.value;
      out.push(
        candidate(
          {
            ...d,
            kind,
            phase: phase.value,
            rules: [...d.kind.rules, ...phase.rules],
          },
          input,
          scopes,
          subject,
          marks,
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
        scopes,
        subject,
        marks,
        [],
      );
      out.push(only ? made : { ...made, inside: index });
    }
  });
  return out;
}

function scriptsIn(text: string, d: Draft, subject: Subject): Range[] {
  if (d.kind.value === "script") {
    const all = scriptsOf(text, { start: d.start, end: d.end }, false, subject);
    if (all.length > 0) return all;
  }
  return scriptsOf(text, { start: d.start, end: d.end }, true, subject);
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
  scopes: Scopes,
  subject: Subject,
  marks: FlagsIn,
  scripts: readonly Range[],
): Candidate {
  const { traced } = input;
  const { text } = traced;
  const raw = traced.rawRange(made.start, made.end);
  const own = cutOut(text, made.start, made.end, scripts);
  const slots: Slots = slotsOf(own, made.kind, subject);
  const wording = wordingOf(text, made.label, made.labelInside, made.body);
  const products = scopes.article;
  const named = itemProducts(
    text.slice(made.start, made.end),
    products,
    subject.products,
    scopes.at(made.start),
  );
  const speaks = made.kind === "script" ? wording.replace(/^[“「]|[”」]$/gu, "") : wording;
  const contact = slots.phones
    ? contactOf(slots.phones, own, named, products, subject.products, subject.about.publicLines)
    : { products: named, conflict: false };
  const flags = new Set<string>(contact.conflict ? ["contact-conflict"] : []);
  for (const flag of marks(raw.start, raw.end)) flags.add(flag);
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
    title: titleOf(made.label, speaks, (c) => tells(c, made.kind, subject)),
    text: wording,
    flags: [...flags].sort(),
    rules: made.rules,
    ...(made.list === undefined ? {} : { list: String(made.list) }),
  };
}

/** Flags of the marks in a range of the raw text, ends included. */
type FlagsIn = (start: number, end: number) => Iterable<string>;

function flagsOf(marks: TracedText["marks"]): FlagsIn {
  const sorted = [...marks].sort((a, b) => a.at - b.at);
  return (start, end) => within(sorted, start, end).map((m) => m.flag);
}

/** Those of a sorted list that stand from `start` to `end`, both included. */
function within<T extends { readonly at: number }>(sorted: readonly T[], start: number, end: number): T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.at < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < sorted.length && sorted[last]!.at <= end) last++;
  return sorted.slice(low, last);
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
