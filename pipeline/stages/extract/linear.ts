/**
 * Linear models with named features: small enough to read, frozen in a table, and explainable by
 * the features that weighed most. Weights are integers in hundredths.
 */
import type { LinearModel } from "../../../schemas/linear.ts";

/** Feature name → value; absent is 0. */
export type FeatureVector = ReadonlyMap<string, number>;

/** Log-probabilities of the classes, in the model's order (softmax of the sums). */
export function logProbabilities(model: LinearModel, features: FeatureVector): number[] {
  const sums = model.bias.map((b) => b / 100);
  for (const [name, value] of features) {
    const row = Object.hasOwn(model.weights, name) ? model.weights[name] : undefined;
    if (row === undefined) continue;
    for (let k = 0; k < sums.length; k++) sums[k]! += (value * row[k]!) / 100;
  }
  const most = Math.max(...sums);
  const total = Math.log(sums.reduce((a, s) => a + Math.exp(s - most), 0)) + most;
  return sums.map((s) => s - total);
}
