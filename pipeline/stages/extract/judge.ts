/**
 * What a passage or a run of prose is: by the frozen models where the subject has them, else by the
 * sums of the cue rows alone. Both speak in verdicts with the rows behind them.
 */
import { type Kind, type Phase, Phase as PhaseSchema } from "../../../schemas/advice.ts";
import type { LinearModel } from "../../../schemas/linear.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { type Range, sentences } from "../../text/sentences.ts";
import { type Features, kindsOf, type PhaseSums, type Verdict } from "./classify.ts";
import {
  boundaryVector,
  gateVector,
  passageVector,
  phaseVector,
  SUM,
  sectionVector,
  sentenceVector,
} from "./features.ts";
import { logProbabilities } from "./linear.ts";
import type { Group } from "./passages.ts";
import { pleasOf, withoutQuotations } from "./quotations.ts";
import { connectivesOf } from "./runs.ts";
import { zonesIn } from "./zones.ts";

export const NONE = "none";

/**
 * The models were trained on some hundred articles; the cue rows carry what is known beyond those. A
 * row's weight counts this much on top of a model's log-probability (chosen by leaving articles out).
 */
const TRUST_IN_ROWS = 0.4;
/** A passage the author set apart is no advice only if that is likelier than any kind by this much (log-odds). */
const SURE_OF_NONE = 1.3;

/** The same for the rows that tell phases, which are surer of themselves than those of kinds. */
const TRUST_IN_PHASE_ROWS = 0.8;

/**
 * Taken off the commonest kind: in articles the models have not seen, two of three wrong kinds are this one
 * (left-out articles; .4 points of F1).
 */
const COMMONEST: Kind = "action";
const AGAINST_THE_COMMONEST = 0.9;

function withRows(model: LinearModel, vector: ReadonlyMap<string, number>): number[] {
  return logProbabilities(model, vector).map((p, k) => {
    const kind = model.classes[k]!;
    const prior = kind === COMMONEST ? AGAINST_THE_COMMONEST : 0;
    const sum = kind === NONE ? 0 : (vector.get(SUM[kind as Kind]) ?? 0);
    return p + 3 * TRUST_IN_ROWS * sum - prior;
  });
}

/** Rows that fired for a kind, as the reason of a verdict. */
function reasons(features: Features, kind: Kind, subject: Subject): readonly string[] {
  return kindsOf(features, subject).find((v) => v.value === kind)?.rules ?? [];
}

/** Classes of the model for whole articles. */
export const ON_SUBJECT = "on";
export const OFF_SUBJECT = "off";
/**
 * Log-odds from which an article is taken to be on the subject: what is let in wrongly harms more than what
 * is kept out. Of articles left out of training, one of 400 on the subject is below it and 12 of 69 others
 * are above (with 1.2: one, and 20).
 */
export const SURE_OF_SUBJECT = 2;

/** @param shares of the gate's groups in the text */
export function judgeSubject(text: string, shares: readonly number[], subject: Subject): boolean {
  const model = subject.models!.gate;
  const scores = logProbabilities(model, gateVector(text, shares, subject));
  return (
    scores[model.classes.indexOf(ON_SUBJECT)]! - scores[model.classes.indexOf(OFF_SUBJECT)]! > SURE_OF_SUBJECT
  );
}

/** Whether what stands below one heading is one piece of advice. */
export function judgeSection(heading: string, group: Group, subject: Subject): boolean {
  const model = subject.models!.section;
  const scores = logProbabilities(model, sectionVector(heading, group, subject));
  return scores[model.classes.indexOf(ONE)]! > scores[model.classes.indexOf(SEVERAL)]!;
}

/** Classes of the model for sections. */
export const ONE = "one";
export const SEVERAL = "several";

/** By class of the model for passages: how well each fits. */
export function scorePassage(features: Features, place: string, where: number, subject: Subject): number[] {
  return withRows(subject.models!.passage, passageVector(features, place, where, subject));
}

/**
 * Entries of one list are mostly of one kind: what its neighbours are taken for, on the average, counts this
 * much beside what an entry itself says (articles left out: .3 points of F1).
 */
const TRUST_IN_NEIGHBOURS = 0.35;

/**
 * 选择合适的分期期数 under a heading full of 分期 is an act all the same: of 160 annotated points that begin
 * with such a verb, four are arrangements.
 */
const ARRANGEMENT: Kind = "option";
const AGAINST_ARRANGEMENT = 3;
const actFirst = perSubject(
  ({ wording }: Subject) =>
    new RegExp(
      `^\\s*(?:(?:依据|根据|按照|结合)[^，。；]{0,16}，)?(?:尽量|合理|认真|仔细|如实|及时|主动|提前)?${wording["act-first"]}`,
      "u",
    ),
);

/**
 * @param scores of the passage
 * @param others mean scores of the other entries of its list
 * @returns undefined where the passage is no advice
 */
export function judgePassage(
  features: Features,
  own: readonly number[],
  others: readonly number[] | undefined,
  subject: Subject,
): Verdict<Kind> | undefined {
  const model = subject.models!.passage;
  const none = model.classes.indexOf(NONE);
  const scores = own.map((s, k) => s + TRUST_IN_NEIGHBOURS * (others?.[k] ?? 0));
  if (actFirst(subject).test(features.label === "" ? features.first : features.label))
    scores[model.classes.indexOf(ARRANGEMENT)]! -= AGAINST_ARRANGEMENT;
  const noAdvice = scores[none]! - SURE_OF_NONE;
  scores[none] = Number.NEGATIVE_INFINITY;
  const best = scores.indexOf(Math.max(...scores));
  if (noAdvice > scores[best]!) return undefined;
  const kind = model.classes[best]! as Kind;
  return {
    value: kind,
    score: scores[best]!,
    rules: [...reasons(features, kind, subject), "model/passage"],
  };
}

/** Taken off every kind for a sentence that a zone row silences. */
const SILENCED = 4;
/** What a connective at the head of a sentence adds to the model's word on whether it goes on or opens. */
const TRUST_IN_CONNECTIVES = 0.7;
/** The same for those that go on (这样, 例如, 否则), which hardly ever open anything. */
const TRUST_IN_GOING_ON = 2.5;
/** What the kind of the sentence before says counts this much (annotators' sets left out: .5 points of F1). */
const TRUST_IN_ORDER = 0.4;
/** Taken off `none` for a sentence of prose: two weak opinions against it are no reason to lose advice. */
const SLOW_TO_PASS_OVER = 0.6;
/** By class of the sentence before and class: what is added for their order. */
const followsOf = perSubject(({ models }: Subject) => {
  const { sentence, order } = models!;
  return sentence.classes.map((before) =>
    sentence.classes.map(
      (c) => (TRUST_IN_ORDER * (order.weights[before]?.[order.classes.indexOf(c)] ?? 0)) / 100,
    ),
  );
});

/** Shorter leavings are no advice. */
const SHORTEST_RUN = 8;

/** Characters that may stand beside the quotation in a sentence that is nothing else. */
const BESIDE_WORDS = 6;
/** Taken off `none` for words to say alone, and off their opening anything: they belong to what brought them in. */
const NOT_NOTHING = 1;
const WORDS_GO_ON = 4;
/** Added to `action` for a sentence that brings in words to say. */
const BRINGS_IN_WORDS = 2;

/** Words to say alone in their sentence, a sentence that brings some in, or neither. */
function wordsIn({ text, plain }: SentenceFacts, subject: Subject): "alone" | "brought in" | undefined {
  if (pleasOf(text, { start: 0, end: text.length }, subject).length === 0) return undefined;
  return plain.replace(/[\s，。：:！]/g, "").length <= BESIDE_WORDS ? "alone" : "brought in";
}

export interface JudgedRun extends Range {
  readonly verdict: Verdict<Kind>;
}

export interface SentenceFacts {
  readonly range: Range;
  readonly text: string;
  readonly plain: string;
  readonly vector: ReadonlyMap<string, number>;
}

/**
 * The sentences of a paragraph as the models see them. `where` is the paragraph's place in the article,
 * 0…1; `edge` says that paragraphs at its place lead in or sum up.
 */
export function sentenceFacts(
  text: string,
  range: Range,
  above: string,
  where: number,
  edge: boolean,
  subject: Subject,
): SentenceFacts[] {
  const all = sentences(text, range.start, range.end);
  let before = "";
  return all.map((s, index) => {
    const sentence = text.slice(s.start, s.end);
    const plain = withoutQuotations(sentence);
    const position = { index, of: all.length, edge };
    const vector = sentenceVector(sentence, plain, before, above, where, position, subject);
    before = plain;
    return { range: s, text: sentence, plain, vector };
  });
}

/**
 * The best way to cut a paragraph into items and what is none: each sentence has a kind (or none),
 * each border inside an item or between two a probability; the best sequence is found by dynamic
 * programming over (kind, opens | goes on).
 */
export function judgeProse(facts: readonly SentenceFacts[], above: string, subject: Subject): JudgedRun[] {
  const { sentence: model, boundary } = subject.models!;
  if (facts.length === 0) return [];
  const connectives = connectivesOf(subject);
  const classes = model.classes;
  const none = classes.indexOf(NONE);
  const words = facts.map((f) => wordsIn(f, subject));
  const emission = facts.map((f, i) => {
    if (words[i] === "alone") return classes.map((_, k) => (k === none ? -NOT_NOTHING : 0));
    const scores = withRows(model, f.vector);
    scores[none]! -= SLOW_TO_PASS_OVER;
    if (words[i] === "brought in") scores[classes.indexOf(COMMONEST)]! += BRINGS_IN_WORDS;
    // 本文将介绍…… gives no advice whatever words it holds.
    const silenced = zonesIn("sentence", f.text, subject).length > 0;
    return silenced ? scores.map((s, k) => (k === none ? s : s - SILENCED)) : scores;
  });
  const opens = facts.map((f, i) => {
    if (i === 0) return [0, 0] as const;
    if (words[i] === "alone") return [0, -WORDS_GO_ON] as const;
    const p = logProbabilities(
      boundary,
      boundaryVector(f.text, facts[i - 1]!.text, f.vector, facts[i - 1]!.vector, subject, facts.length),
    );
    const inside = connectives.goesOn.test(f.text) ? TRUST_IN_GOING_ON : 0;
    const opening = connectives.shifts.test(f.text) ? TRUST_IN_CONNECTIVES : 0;
    return [
      p[boundary.classes.indexOf("inside")]! + inside,
      p[boundary.classes.indexOf("opens")]! + opening,
    ] as const;
  });
  const follows = followsOf(subject);
  // State 2k: class k goes on; 2k + 1: class k opens. `none` only ever opens.
  const size = classes.length * 2;
  const best: Float64Array[] = [];
  const from: Int32Array[] = [];
  facts.forEach((_, i) => {
    const row = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    const back = new Int32Array(size).fill(-1);
    classes.forEach((_c, k) => {
      const own = emission[i]![k]!;
      if (i === 0) {
        row[2 * k + 1] = own;
        return;
      }
      for (let q = 0; q < size; q++) {
        const was = best[i - 1]![q]!;
        if (was === Number.NEGATIVE_INFINITY) continue;
        const before = q >> 1;
        const inItem = before !== none && k !== none;
        const asOpening = was + own + follows[before]![k]! + (inItem ? opens[i]![1] : 0);
        if (asOpening > row[2 * k + 1]!) {
          row[2 * k + 1] = asOpening;
          back[2 * k + 1] = q;
        }
        if (before === k && k !== none) {
          const asInside = was + own + follows[k]![k]! + opens[i]![0];
          if (asInside > row[2 * k]!) {
            row[2 * k] = asInside;
            back[2 * k] = q;
          }
        }
      }
    });
    best.push(row);
    from.push(back);
  });
  const states: number[] = [];
  let q = best.at(-1)!.indexOf(Math.max(...best.at(-1)!));
  for (let i = facts.length - 1; i >= 0; i--) {
    states.push(q);
    q = from[i]![q]!;
  }
  states.reverse();
  const runs: Array<{ start: number; end: number; kind: Kind; plain: string }> = [];
  states.forEach((state, i) => {
    const k = state >> 1;
    if (k === none) return;
    const { range, plain } = facts[i]!;
    const last = runs.at(-1);
    if (state % 2 === 0 && last) {
      last.end = range.end;
      last.plain += plain;
    } else {
      // 先联系客服。可以打……: a call to get in touch right before the way to do so belongs to it.
      const before = facts[i - 1];
      const calls =
        classes[k] === "channel" &&
        before &&
        states[i - 1]! >> 1 === none &&
        connectives.reaches.test(before.text);
      const start = calls ? before.range.start : range.start;
      runs.push({
        start,
        end: range.end,
        kind: classes[k] as Kind,
        plain: calls ? before.plain + plain : plain,
      });
    }
  });
  return runs
    .filter((r) => r.end - r.start >= SHORTEST_RUN)
    .map((r) => {
      const first = r.plain;
      const rules = reasons({ label: "", first, body: first, above }, r.kind, subject);
      return {
        start: r.start,
        end: r.end,
        verdict: {
          value: r.kind,
          score: 1,
          rules: [...rules, "model/sentence"],
        },
      };
    });
}

/** Taken off the commonest phase, as off the commonest kind. */
const COMMONEST_PHASE: Phase = "negotiate";
const AGAINST_THE_COMMONEST_PHASE = 0.6;

/** Log-probabilities of the phases by the model, in the form the sequence search takes. */
export function judgePhase(
  features: Features,
  kind: Kind,
  where: number,
  sums: PhaseSums,
  subject: Subject,
): PhaseSums {
  const model = subject.models!.phase;
  const scores = logProbabilities(model, phaseVector(features, kind, where, sums, subject));
  return new Map(
    PhaseSchema.options.map((phase: Phase) => {
      const k = model.classes.indexOf(phase);
      const byRows = TRUST_IN_PHASE_ROWS * sums.get(phase)!.score;
      return [
        phase,
        {
          score:
            k < 0 ? -9 : scores[k]! + byRows - (phase === COMMONEST_PHASE ? AGAINST_THE_COMMONEST_PHASE : 0),
          rules: sums.get(phase)!.rules,
        },
      ];
    }),
  );
}
