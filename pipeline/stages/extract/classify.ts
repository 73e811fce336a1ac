/**
 * What kind of advice a passage is, and where in the borrower's way it stands: the sum of the cue
 * rows that fire, so that every decision can be told by the rows behind it.
 */

import type { z } from "zod";
import { type Kind, Kind as KindSchema, type Phase, Phase as PhaseSchema } from "../../../schemas/advice.ts";
import type { CueScope } from "../../../schemas/lexicon-extract.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { type Firing, firingIn } from "./sieve.ts";

type Scope = z.infer<typeof CueScope>;

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

/** A passage is asked about by its model, for its reasons and by its section: so many texts are remembered. */
const REMEMBERED = 256;

/** Rows of a table by the scope in which they look. */
function byScope(
  fired: (choice: (row: { readonly scope: Scope }) => boolean) => Firing,
): Readonly<Record<Scope, Firing>> {
  const of = (scope: Scope) => fired((row) => row.scope === scope);
  return { label: of("label"), first: of("first"), body: of("body"), above: of("above") };
}

const cuesIn = firingIn(({ cues }) => cues);
const phasesIn = firingIn(({ phases }) => phases);

/** Numbers of the cue rows of a scope that fire in a text. */
const cuesOf = perSubject((subject: Subject) => {
  const scopes = byScope(cuesIn(subject));
  const memory = {
    label: new Map<string, readonly number[]>(),
    first: new Map<string, readonly number[]>(),
    body: new Map<string, readonly number[]>(),
    above: new Map<string, readonly number[]>(),
  };
  return (scope: Scope, text: string): readonly number[] => {
    const known = memory[scope];
    let fired = known.get(text);
    if (fired === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      fired = scopes[scope](text);
      known.set(text, fired);
    }
    return fired;
  };
});

const phaseRows = perSubject((subject: Subject) => byScope(phasesIn(subject)));

/** Whether a row that looks at first sentences fires for a kind. */
const firstCues = perSubject((subject: Subject) => {
  const fired = cuesIn(subject);
  const ofKind = KindSchema.options.map((kind) => fired((row) => row.scope === "first" && row.kind === kind));
  return (kind: Kind, text: string) => ofKind[KindSchema.options.indexOf(kind)]!(text).length > 0;
});

/** Whether a clause says by itself what kind of advice it is of. */
export function tells(clause: string, kind: Kind, subject: Subject): boolean {
  return firstCues(subject)(kind, clause);
}

const SCOPES: readonly Scope[] = ["label", "first", "body", "above"];

/** Every kind with its sum, the greatest first. `scopes` limits where rows may look. */
export function kindsOf(
  features: Features,
  subject: Subject,
  scopes: readonly Scope[] = SCOPES,
): Array<Verdict<Kind>> {
  const sums = new Map<Kind, { score: number; rules: string[] }>();
  const cues = cuesOf(subject);
  const fired: number[] = [];
  for (const scope of scopes) if (features[scope] !== "") fired.push(...cues(scope, features[scope]));
  // In the order of the table, whatever the scopes.
  for (const i of fired.sort((a, b) => a - b)) {
    const { row } = subject.cues[i]!;
    const sum = sums.get(row.kind) ?? { score: 0, rules: [] };
    sum.score += row.weight;
    sum.rules.push(`cues/${row.id}`);
    sums.set(row.kind, sum);
  }
  return [...sums]
    .map(([value, s]) => ({ value, ...s }))
    .sort((a, b) => b.score - a.score || PRECEDENCE.indexOf(a.value) - PRECEDENCE.indexOf(b.value));
}

export type PhaseSums = ReadonlyMap<Phase, { readonly score: number; readonly rules: readonly string[] }>;

/** Every phase with the prior of the kind and the rows that fire for it. */
export function phaseSums(kind: Kind, features: Features, subject: Subject): PhaseSums {
  const sums = new Map<Phase, { score: number; rules: string[] }>();
  for (const phase of PHASES)
    sums.set(phase, {
      score: subject.about.phasePriors[kind][phase] ?? 0,
      rules: [],
    });
  const rows = phaseRows(subject);
  const fired: number[] = [];
  for (const scope of SCOPES) if (features[scope] !== "") fired.push(...rows[scope](features[scope]));
  // In the order of the table, whatever the scopes.
  for (const i of fired.sort((a, b) => a - b)) {
    const { row } = subject.phases[i]!;
    if (row.kinds && !row.kinds.includes(kind)) continue;
    const sum = sums.get(row.phase)!;
    sum.score += row.weight;
    sum.rules.push(`phases/${row.id}`);
  }
  return sums;
}

const PHASES = PhaseSchema.options;

/**
 * The phases of an article's items together: authors tell the borrower's way in its order, so an
 * item without cues of its own stands where its neighbours do. The best sequence of sums, with a
 * bonus for staying and a price for falling back (Viterbi).
 */
export function phasesOf(items: readonly PhaseSums[], subject: Subject): Phase[] {
  const { stay, back } = subject.about.phaseOrder;
  const best: number[][] = [];
  const from: number[][] = [];
  items.forEach((sums, i) => {
    best.push([]);
    from.push([]);
    PHASES.forEach((phase, p) => {
      const own = sums.get(phase)!.score;
      if (i === 0) {
        best[i]!.push(own);
        from[i]!.push(0);
        return;
      }
      let top = Number.NEGATIVE_INFINITY;
      let at = 0;
      PHASES.forEach((_, q) => {
        const value = best[i - 1]![q]! + (q === p ? stay : q > p ? back : 0);
        if (value > top) [top, at] = [value, q];
      });
      best[i]!.push(top + own);
      from[i]!.push(at);
    });
  });
  const out: Phase[] = [];
  let p = items.length > 0 ? best.at(-1)!.indexOf(Math.max(...best.at(-1)!)) : 0;
  for (let i = items.length - 1; i >= 0; i--) {
    out.push(PHASES[p]!);
    p = from[i]![p]!;
  }
  return out.reverse();
}
