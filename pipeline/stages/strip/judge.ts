/**
 * Lines that no row knows, judged by a frozen linear model: their form, their place and the verdicts
 * on their neighbours together. A page on which rows found no furniture is left alone, and so is all
 * that states what an article is read for.
 */
import type { LinearModel } from "../../../schemas/linear.ts";
import { type Entry, isBody } from "./entries.ts";
import { describe, type Page, pageOf } from "./shape.ts";

/** The class the model has for furniture. */
export const FURNITURE = "furniture";
export const CONTENT = "content";

/** Verdicts on neighbours change a verdict: so many rounds. */
const ROUNDS = Number(process.env.RO ?? 3);
/** Odds (natural logarithm) from which a line goes, by where it stands. */
const MARGIN = Number(process.env.M1 ?? 0.5);
const MIDDLE = Number(process.env.M2 ?? 2);
const PARAGRAPH = Number(process.env.M3 ?? 3);

/** Natural logarithm of the odds that line `i` is furniture. */
export function oddsOf(model: LinearModel, page: Page, i: number): number {
  const [f, c] = [model.classes.indexOf(FURNITURE), model.classes.indexOf(CONTENT)];
  let sum = model.bias[f]! - model.bias[c]!;
  describe(page, i, (name, value) => {
    const weights = model.weights[name];
    if (weights !== undefined) sum += value * (weights[f]! - weights[c]!);
  });
  return sum / 100;
}

/** Mark lines that are furniture in all likelihood. */
export function byModel(entries: readonly Entry[], model: LinearModel): void {
  if (!entries.some((e) => e.row !== undefined)) return;
  const page = pageOf(entries);
  if (page === undefined) return;
  const open = entries.flatMap((e, i) => (e.row === undefined && !e.repeat ? [i] : []));
  const odds = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const i of open) odds.set(i, oddsOf(model, page, i));
    for (const [i, v] of odds) page.verdicts[i] = 1 / (1 + Math.exp(-v));
  }
  for (const [i, v] of odds) {
    const inside = i > page.first && i < page.last;
    const least = isBody(entries[i]!) ? PARAGRAPH : inside ? MIDDLE : MARGIN;
    if (v >= least) entries[i]!.row = "line-model";
  }
}
