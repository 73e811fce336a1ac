/**
 * Bootstrap intervals: how far a figure could be from what was measured if other articles of the same
 * kind had been annotated. Articles are drawn, not items: items of one article are not independent.
 *
 * Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13: the percentile interval.
 */

/** The middle 95 % of the figures of the drawn samples. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const SAMPLES = 1000;

/**
 * @param perArticle counts of each article
 * @param figures what is computed from the sum of the counts of a sample
 * @returns an interval for each figure; the same for the same counts, on any machine
 */
export function intervals<C extends Readonly<Record<string, number>>, K extends string>(
  perArticle: readonly C[],
  figures: (sum: C) => Readonly<Record<K, number>>,
): Record<K, Interval> {
  const next = generator(perArticle.length);
  const drawn = new Map<K, number[]>();
  for (let sample = 0; sample < SAMPLES; sample++) {
    const picked = perArticle.map(() => perArticle[Math.floor(next() * perArticle.length)]!);
    const of = figures(sumOf(picked));
    for (const name of Object.keys(of) as K[]) drawn.set(name, [...(drawn.get(name) ?? []), of[name]]);
  }
  return Object.fromEntries(
    [...drawn].map(([name, values]) => {
      values.sort((a, b) => a - b);
      const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
      return [name, { low: at(0.025), high: at(0.975) }];
    }),
  ) as Record<K, Interval>;
}

/** Member by member. */
export function sumOf<C extends Readonly<Record<string, number>>>(counts: readonly C[]): C {
  const sum: Record<string, number> = {};
  for (const one of counts) for (const [key, n] of Object.entries(one)) sum[key] = (sum[key] ?? 0) + n;
  return sum as C;
}

/** Mulberry32: figures that are printed must not change from run to run. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
