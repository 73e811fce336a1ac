/** Orders that are the same on every machine: of texts, and of the items of a build. */
import { type AdviceItem, Kind, Phase } from "../../schemas/advice.ts";

/** By UTF-16 code units: an order that is the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Items by phase, kind, support (most first) and id: the order of the output contract. */
export function compareItems(a: AdviceItem, b: AdviceItem): number {
  return (
    Phase.options.indexOf(a.phase) - Phase.options.indexOf(b.phase) ||
    Kind.options.indexOf(a.kind) - Kind.options.indexOf(b.kind) ||
    b.support - a.support ||
    compareText(a.id, b.id)
  );
}
