/**
 * Linear models with named features: small enough to read, frozen in a table, and explainable by
 * the features that weighed most. Weights are integers in hundredths.
 */
import type { LinearModel } from "../../../schemas/linear.ts";
import { LONGEST_START, Vector } from "./vector.ts";

/** Feature name → value; absent is 0. */
export type FeatureVector = ReadonlyMap<string, number>;

/** A name that may stand for a pair of characters: `<prefix> <pair>`. */
const PAIR = /^(.*) (.{2})$/s;

/** Numbers to features: a table of open addresses, at least twice as large as it must be. */
class Table {
  /** A key and its feature, side by side. */
  readonly #table: Int32Array;
  readonly #last: number;
  #lastText = "";
  #features: number[] | undefined;

  constructor(entries: ReadonlyMap<number, number>) {
    let size = 16;
    while (size < 2 * entries.size) size *= 2;
    this.#last = size - 1;
    this.#table = new Int32Array(2 * size).fill(-1);
    for (const [key, feature] of entries) {
      let at = scatter(key) & this.#last;
      while (this.#table[2 * at + 1] !== -1) at = (at + 1) & this.#last;
      this.#table[2 * at] = key;
      this.#table[2 * at + 1] = feature;
    }
  }

  /**
   * Features of the pairs of a text that is asked about again and again, as a heading is with every
   * sentence below it; undefined for one that was not the last.
   */
  known(text: string): readonly number[] | undefined {
    if (text !== this.#lastText) {
      this.#lastText = text;
      this.#features = undefined;
      return undefined;
    }
    if (this.#features === undefined) {
      this.#features = [];
      for (let i = 0; i + 1 < text.length; i++) {
        const feature = this.at(keyOf(text, i));
        if (feature >= 0) this.#features.push(feature);
      }
    }
    return this.#features;
  }

  /** The feature of a key, -1 for none. */
  at(key: number): number {
    const table = this.#table;
    const last = this.#last;
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

/** Features of one prefix that are the beginning of a text, by how many characters of it they are. */
class Heads {
  readonly #one: Table;
  readonly #two: Table;
  /** Two characters to a number of their own, and that number and a third character to the feature. */
  readonly #firstTwo: Table;
  readonly #three: Table;

  constructor(heads: ReadonlyMap<string, number>) {
    const [one, two, firstTwo, three] = Array.from({ length: 4 }, () => new Map<number, number>());
    for (const [head, feature] of heads) {
      if (head.length === 1) one!.set(head.charCodeAt(0), feature);
      else if (head.length === 2) two!.set(keyOf(head, 0), feature);
      else {
        const key = keyOf(head, 0);
        const group = firstTwo!.get(key) ?? firstTwo!.size;
        firstTwo!.set(key, group);
        three!.set((group << 16) | head.charCodeAt(2), feature);
      }
    }
    [this.#one, this.#two] = [new Table(one!), new Table(two!)];
    [this.#firstTwo, this.#three] = [new Table(firstTwo!), new Table(three!)];
  }

  /** The feature that the first `n` characters of a text are, -1 for none. */
  at(text: string, n: number): number {
    if (n === 1) return this.#one.at(text.charCodeAt(0));
    if (n === 2) return this.#two.at(keyOf(text, 0));
    const group = this.#firstTwo.at(keyOf(text, 0));
    return group < 0 ? -1 : this.#three.at((group << 16) | text.charCodeAt(2));
  }
}

/** Sort features by prefix and what stands behind it. */
class Sorted {
  readonly byPrefix = new Map<string, Map<string, number>>();

  put(prefix: string, rest: string, feature: number): void {
    const known = this.byPrefix.get(prefix);
    if (known) known.set(rest, feature);
    else this.byPrefix.set(prefix, new Map([[rest, feature]]));
  }
}

const tableOf = (pairs: ReadonlyMap<string, number>) =>
  new Table(new Map(Array.from(pairs, ([pair, feature]) => [keyOf(pair, 0), feature])));

/** A model made ready to be asked: its features numbered, their weights side by side. */
class Weights {
  readonly #numbers = new Map<string, number>();
  readonly #pairs = new Map<string, Table>();
  readonly #heads = new Map<string, Heads>();
  /** Pairs without a prefix. */
  readonly #bare: Table;
  /** What the sums begin with. */
  readonly bias: Float64Array;
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
    this.bias = Float64Array.from(model.bias, (b) => b / 100);
    this.#width = model.bias.length;
    const all = new Float64Array(names.length * this.#width);
    const pairs = new Sorted();
    const heads = new Sorted();
    const bare = new Map<string, number>();
    names.forEach((name, n) => {
      this.#numbers.set(name, n);
      for (let k = 0; k < this.#width; k++) all[n * this.#width + k] = model.weights[name]![k] ?? Number.NaN;
      if (name.length === 2) bare.set(name, n);
      const [, prefix, pair] = PAIR.exec(name) ?? [];
      if (prefix !== undefined && pair !== undefined) pairs.put(prefix, pair, n);
      for (let length = 1; length <= LONGEST_START; length++) {
        const at = name.length - length - 1;
        if (name[at] === "^") heads.put(name.slice(0, at), name.slice(at + 1), n);
      }
    });
    this.#bare = tableOf(bare);
    for (const [prefix, known] of pairs.byPrefix) this.#pairs.set(prefix, tableOf(known));
    for (const [prefix, known] of heads.byPrefix) this.#heads.set(prefix, new Heads(known));
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
      for (const part of features.parts) this.#putPart(part);
    } else for (const [name, value] of features) this.#put(this.#numbers.get(name) ?? -1, value);
    const width = this.#width;
    const hundredths = this.#hundredths;
    const present = this.#present;
    const values = this.#values;
    const count = this.#count;
    for (let i = 0; i < count; i++) {
      const feature = present[i]!;
      const value = values[i]!;
      const row = feature * width;
      this.#place[feature] = -1;
      for (let k = 0; k < width; k++) sums[k]! += (value * hundredths[row + k]!) / 100;
    }
  }

  #putPart(part: Vector["parts"][number]): void {
    switch (part.form) {
      case "named":
        this.#put(this.#numbers.get(part.name) ?? -1, part.value);
        return;
      case "pairs": {
        const table = this.#pairs.get(part.prefix);
        if (table === undefined) return;
        const { text, value } = part;
        const known = table.known(text);
        if (known !== undefined) {
          for (let i = 0; i < known.length; i++) this.#put(known[i]!, value);
          return;
        }
        let key = text.charCodeAt(0);
        for (let i = 1; i < text.length; i++) {
          key = (key << 16) | text.charCodeAt(i);
          this.#put(table.at(key), value);
        }
        return;
      }
      case "starts": {
        const heads = this.#heads.get(part.prefix);
        if (heads === undefined) return;
        for (let n = 1; n <= part.text.length; n++) this.#put(heads.at(part.text, n), part.value);
        return;
      }
      case "bag":
        for (let i = 0; i < part.pairs.length; i++) this.#put(this.#bare.at(part.pairs[i]!), part.values[i]!);
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
  const sums = weights.bias.slice();
  weights.addTo(sums, features);
  let most = sums[0]!;
  for (let k = 1; k < sums.length; k++) most = Math.max(most, sums[k]!);
  let total = 0;
  for (let k = 0; k < sums.length; k++) total += Math.exp(sums[k]! - most);
  total = Math.log(total) + most;
  const out: number[] = [];
  for (let k = 0; k < sums.length; k++) out.push(sums[k]! - total);
  return out;
}
