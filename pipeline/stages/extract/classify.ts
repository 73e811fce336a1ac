/**
 * What kind of advice a passage is, and where in the borrower's way it stands: the sum of the cue
 * rows that fire, so that every decision can be told by the rows behind it.
 */
import type { Kind, Phase } from "../../../schemas/advice.ts";
import type { CueScope } from "../../../schemas/lexicon-extract.ts";
import type { z } from "zod";
import type { Subject } from "../../lexicon/subject.ts";

export interface Features {
  readonly label: string;
  readonly first: string;
  readonly body: string;
  readonly above: string;
}

export interface Verdict<T> {
  readonly value: T;
  readonly score: number;
  readonly rules: readonly string[];
}

/** Between equal sums the kind that is rarer wins: a phone number is more telling than an imperative. */
const PRECEDENCE: readonly Kind[] = [
  "case",
  "channel",
  "material",
  "script",
  "caution",
  "condition",
  "option",
  "consequence",
  "action",
];

/** Every kind with its sum, the greatest first. `scopes` limits where rows may look. */
export function kindsOf(
  features: Features,
  subject: Subject,
  scopes: ReadonlyArray<z.infer<typeof CueScope>> = ["label", "first", "body", "above"],
): Array<Verdict<Kind>> {
  const sums = new Map<Kind, { score: number; rules: string[] }>();
  for (const cue of subject.cues) {
    const { row } = cue;
    if (!scopes.includes(row.scope) || features[row.scope] === "" || !cue.test(features[row.scope])) continue;
    const sum = sums.get(row.kind) ?? { score: 0, rules: [] };
    sum.score += row.weight;
    sum.rules.push(`cues/${row.id}`);
    sums.set(row.kind, sum);
  }
  return [...sums]
    .map(([value, s]) => ({ value, ...s }))
    .sort((a, b) => b.score - a.score || PRECEDENCE.indexOf(a.value) - PRECEDENCE.indexOf(b.value));
}

export function phaseOf(kind: Kind, features: Features, subject: Subject): Verdict<Phase> {
  const start = subject.about.defaults[kind];
  const sums = new Map<Phase, { score: number; rules: string[] }>([[start, { score: 1, rules: [] }]]);
  for (const cue of subject.phases) {
    const { row } = cue;
    if (row.kinds && !row.kinds.includes(kind)) continue;
    if (features[row.scope] === "" || !cue.test(features[row.scope])) continue;
    const sum = sums.get(row.phase) ?? { score: 0, rules: [] };
    sum.score += row.weight;
    sum.rules.push(`phases/${row.id}`);
    sums.set(row.phase, sum);
  }
  let best: Verdict<Phase> = { value: start, score: -1, rules: [] };
  for (const [value, s] of sums) if (s.score > best.score) best = { value, ...s };
  return best;
}
