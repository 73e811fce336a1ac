/** Multinomial logistic regression on sparse vectors, by AdaGrad with L2: a few thousand samples in seconds, the same weights every time. */
import type { LinearModel } from "../../schemas/linear.ts";

export interface Sample {
  readonly features: ReadonlyMap<string, number>;
  readonly label: string;
  /** Document it comes from, for leaving documents out. */
  readonly document: string;
}

export interface TrainOptions {
  readonly l2: number;
  readonly epochs: number;
  /** A feature seen in fewer documents than this is no evidence of anything general. */
  readonly leastDocuments: number;
  /** Trainings whose weights are averaged: one alone depends on the order its samples came in. */
  readonly runs?: number;
  /** Share of a sample's features hidden at each step, so that no one of them is leant on alone (dropout; Wager, Wang and Liang 2013). */
  readonly hidden: number;
}

const RATE = 0.3;

export function train(samples: readonly Sample[], options: TrainOptions): LinearModel {
  const classes = [...new Set(samples.map((s) => s.label))].sort();
  const documents = new Map<string, Set<string>>();
  for (const s of samples) {
    for (const name of s.features.keys()) {
      const seen = documents.get(name) ?? new Set();
      seen.add(s.document);
      documents.set(name, seen);
    }
  }
  const names = [...documents]
    .filter(([, d]) => d.size >= options.leastDocuments)
    .map(([n]) => n)
    .sort();
  const index = new Map(names.map((n, i) => [n, i]));
  const rows = samples.map((s) => {
    const ids: number[] = [];
    const values: number[] = [];
    for (const [name, value] of s.features) {
      const id = index.get(name);
      if (id === undefined) continue;
      ids.push(id);
      values.push(value);
    }
    return { ids, values, label: classes.indexOf(s.label) };
  });
  const K = classes.length;
  const weights = new Float64Array(names.length * K);
  const squares = new Float64Array(names.length * K).fill(1e-6);
  const bias = new Float64Array(K);
  const biasSquares = new Float64Array(K).fill(1e-6);
  const sums = new Float64Array(K);
  const mean = new Float64Array(weights.length);
  const meanBias = new Float64Array(K);
  let averaged = 0;
  for (let run = 1; run <= (options.runs ?? 1); run++) {
    weights.fill(0);
    squares.fill(1e-6);
    bias.fill(0);
    biasSquares.fill(1e-6);
    const random = lcg(run);
    for (let epoch = 0; epoch < options.epochs; epoch++) {
      shuffle(rows, random);
      for (const row of rows) {
        sums.set(bias);
        // What is left stands for what is hidden, too.
        const values = row.values.map((v) => (random() < options.hidden ? 0 : v / (1 - options.hidden)));
        for (let f = 0; f < row.ids.length; f++) {
          const at = row.ids[f]! * K;
          for (let k = 0; k < K; k++) sums[k]! += values[f]! * weights[at + k]!;
        }
        const most = Math.max(...sums);
        let total = 0;
        for (let k = 0; k < K; k++) total += Math.exp(sums[k]! - most);
        for (let k = 0; k < K; k++) {
          const error = Math.exp(sums[k]! - most) / total - (k === row.label ? 1 : 0);
          biasSquares[k]! += error * error;
          bias[k]! -= (RATE * error) / Math.sqrt(biasSquares[k]!);
          for (let f = 0; f < row.ids.length; f++) {
            if (values[f] === 0) continue;
            const at = row.ids[f]! * K + k;
            const gradient = error * values[f]! + options.l2 * weights[at]!;
            squares[at]! += gradient * gradient;
            weights[at]! -= (RATE * gradient) / Math.sqrt(squares[at]!);
          }
        }
      }
      // The mean over the later epochs varies less with the order of the samples than the last state does.
      if (epoch < options.epochs / 3) continue;
      averaged++;
      for (let i = 0; i < mean.length; i++) mean[i]! += weights[i]!;
      for (let k = 0; k < K; k++) meanBias[k]! += bias[k]!;
    }
  }
  for (let i = 0; i < mean.length; i++) weights[i] = mean[i]! / averaged;
  for (let k = 0; k < K; k++) bias[k] = meanBias[k]! / averaged;
  const out: Record<string, number[]> = {};
  names.forEach((name, i) => {
    const row = Array.from(weights.subarray(i * K, i * K + K), (w) => Math.round(w * 100));
    if (row.some((w) => Math.abs(w) >= 4)) out[name] = row;
  });
  return {
    classes,
    bias: Array.from(bias, (b) => Math.round(b * 100)),
    weights: out,
  };
}

/** Added to every count: what was seen twice more or less tells little. */
const PRIOR = 2;

/**
 * How much likelier than by chance each class is where a feature stands (pointwise mutual information), for
 * samples of one feature each.
 */
export function associations(samples: readonly Sample[]): LinearModel {
  const classes = [...new Set(samples.map((s) => s.label))].sort();
  const features = [...new Set(samples.flatMap((s) => [...s.features.keys()]))].sort();
  const count = (fits: (s: Sample) => boolean) => samples.reduce((n, s) => n + (fits(s) ? 1 : 0), 0);
  const ofClass = classes.map((c) => count((s) => s.label === c));
  const weights = features.map((feature) => {
    const own = samples.filter((s) => s.features.has(feature));
    const row = classes.map((c, k) => {
      const both = own.filter((s) => s.label === c).length;
      const expected = (own.length * ofClass[k]!) / samples.length;
      return Math.round(100 * Math.log((both + PRIOR) / (expected + PRIOR)));
    });
    return [feature, row] as const;
  });
  return { classes, bias: classes.map(() => 0), weights: Object.fromEntries(weights) };
}

/** A small generator with a fixed seed: training gives the same weights on any machine (Numerical Recipes' constants). */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
