/** In which order a reader takes the steps of a phase: the one the articles themselves give them in. */
import type { AdviceItem } from "../../../schemas/advice.ts";

/**
 * How far down its articles an item stands: the mean, over its places, of the share of an article's
 * items that stand before it. 0 is first.
 *
 * @param items all of the bundle, for the share is of all of an article's items
 */
export function readingOrder(items: readonly AdviceItem[]): ReadonlyMap<string, number> {
  const places = new Map<string, Array<{ readonly start: number; readonly id: string }>>();
  for (const { id, evidence } of items) {
    for (const { document, start } of evidence) {
      const of = places.get(document);
      if (of) of.push({ start, id });
      else places.set(document, [{ start, id }]);
    }
  }
  const sums = new Map<string, { sum: number; count: number }>();
  for (const of of places.values()) {
    of.sort((a, b) => a.start - b.start);
    of.forEach(({ id }, i) => {
      const sum = sums.get(id) ?? { sum: 0, count: 0 };
      sum.sum += i / of.length;
      sum.count++;
      sums.set(id, sum);
    });
  }
  return new Map([...sums].map(([id, { sum, count }]) => [id, sum / count]));
}
