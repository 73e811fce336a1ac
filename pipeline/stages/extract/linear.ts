/**
 * Linear models with named features: small enough to read, frozen in a table, and explainable by
 * the features that weighed most. Weights are integers in hundredths.
 */
import type { LinearModel } from "../../../schemas/linear.ts";
import { Vector } from "./vector.ts";

/** Feature name → value; absent is 0. */
export type FeatureVector = ReadonlyMap<string, number>;

/** A name that may stand for a pair of characters: `<prefix> <pair>`. */
const PAIR = /^(.*) (.{2})$/s;

/** Stands for the prefix of pairs that have none. */
const BARE = "";

/** Pairs of characters to the features of one prefix: a table of open addresses, at least twice as large as it must be. */
class PairTable {
  /** A key and its feature, side by side. */
  readonly #table: Int32Array;

  constructor(pairs: ReadonlyArray<readonly [pair: string, feature: number]>) {
    let size = 16;
    while (size < 2 * pairs.length) size *= 2;
    this.#table = new Int32Array(2 * size).fill(-1);
    for (const [pair, feature] of pairs) {
      const key = keyOf(pair, 0);
      let at = scatter(key) & (size - 1);
      while (this.#table[2 * at + 1] !== -1) at = (at + 1) & (size - 1);
      this.#table[2 * at] = key;
      this.#table[2 * at + 1] = feature;
    }
  }

  /** The feature of the pair at a place, -1 for none. */
  at(text: string, i: number): number {
    const table = this.#table;
    const last = (table.length >> 1) - 1;
    const key = keyOf(text, i);
    for (let at = scatter(key) & last; ; at = (at + 1) & last) {
      const feature = table[2 * at + 1]!;
      if (feature === -1 || table[2 * at] === key) return feature;
    }
  }
}

function keyOf(text: string, i: number): number {
  return (text.charCodeAt(i) << 16) | text.charCodeAt(i + 1);
}

function scatter(key: number): number {
  const h = Math.imul(key, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** A model made ready to be asked: its features numbered, their weights side by side. */
class Weights {
  readonly #numbers = new Map<string, number>();
  readonly #pairs = new Map<string, PairTable>();
  readonly #width: number;
  /** In hundredths. Small, so that the processor has them at hand. */
  readonly #hundredths: Int16Array | Float64Array;
  /** Features of the vector that is weighed, in its order, their values, and where each stands among them. */
  readonly #present: Int32Array;
  readonly #values: Float64Array;
  readonly #place: Int32Array;
  #count = 0;

  constructor(model: LinearModel) {
    const names = Object.keys(model.weights);
    this.#width = model.bias.length;
    const all = new Float64Array(names.length * this.#width);
    const pairs = new Map<string, Array<readonly [string, number]>>();
    names.forEach((name, n) => {
      this.#numbers.set(name, n);
      for (let k = 0; k < this.#width; k++) all[n * this.#width + k] = model.weights[name]![k] ?? Number.NaN;
      const [, prefix, pair] = name.length === 2 ? [name, BARE, name] : (PAIR.exec(name) ?? []);
      if (prefix === undefined || pair === undefined) return;
      const known = pairs.get(prefix);
      if (known) known.push([pair, n]);
      else pairs.set(prefix, [[pair, n]]);
    });
    for (const [prefix, known] of pairs) this.#pairs.set(prefix, new PairTable(known));
    const short = Int16Array.from(all);
    this.#hundredths = short.every((w, i) => w === all[i]) ? short : all;
    this.#present = new Int32Array(names.length);
    this.#values = new Float64Array(names.length);
    this.#place = new Int32Array(names.length).fill(-1);
  }

  /** Add what the features weigh, in the order of the vector: sums of floating point depend on it. */
  addTo(sums: Float64Array, features: FeatureVector): void {
    this.#count = 0;
    if (features instanceof Vector) {
      for (const part of features.parts) {
        if ("name" in part) this.#put(this.#numbers.get(part.name) ?? -1, part.value);
        else if ("pairOf" in part)
          this.#put(this.#pairs.get(BARE)?.at(part.pairOf, part.at) ?? -1, part.value);
        else {
          const table = this.#pairs.get(part.prefix);
          if (table === undefined) continue;
          const { text, value } = part;
          for (let i = 0; i + 1 < text.length; i++) this.#put(table.at(text, i), value);
        }
      }
    } else for (const [name, value] of features) this.#put(this.#numbers.get(name) ?? -1, value);
    const width = this.#width;
    const hundredths = this.#hundredths;
    for (let i = 0; i < this.#count; i++) {
      const feature = this.#present[i]!;
      const value = this.#values[i]!;
      const row = feature * width;
      this.#place[feature] = -1;
      for (let k = 0; k < width; k++) sums[k]! += (value * hundredths[row + k]!) / 100;
    }
  }

  #put(feature: number, value: number): void {
    if (feature < 0) return;
    const before = this.#place[feature]!;
    if (before >= 0) {
      this.#values[before] = value;
      return;
    }
    this.#place[feature] = this.#count;
    this.#present[this.#count] = feature;
    this.#values[this.#count] = value;
    this.#count++;
  }
}

/** By model, for as long as it is held. */
const weightsOf = new WeakMap<LinearModel, Weights>();

/** Log-probabilities of the classes, in the model's order (softmax of the sums). */
export function logProbabilities(model: LinearModel, features: FeatureVector): number[] {
  let weights = weightsOf.get(model);
  if (weights === undefined) {
    weights = new Weights(model);
    weightsOf.set(model, weights);
  }
  const sums = Float64Array.from(model.bias, (b) => b / 100);
  weights.addTo(sums, features);
  const most = Math.max(...sums);
  const total = Math.log(sums.reduce((a, s) => a + Math.exp(s - most), 0)) + most;
  return Array.from(sums, (s) => s - total);
}
