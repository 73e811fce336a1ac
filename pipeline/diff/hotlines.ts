/**
 * What became of the numbers people are told to call: the one thing in a bundle by which a mistake costs
 * money. Asked for by lender and number, whichever items give them, so that an item that was only cut
 * otherwise raises no alarm and one number less among twenty does.
 */
import { compareText } from "../text/order.ts";
import type { ComparedItem } from "./build.ts";

export interface HotlineChange {
  readonly what: "changed" | "added" | "removed" | "hours" | "conflict" | "unverified" | "cleared";
  /** Whose number it is, as `products` says; empty where none is named. */
  readonly products: readonly string[];
  /** Numbers, or hours for `hours`, before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The number whose hours or standing changed. */
  readonly number?: string;
  /** Items that give the numbers: of the new build, or of the old one where they are gone. */
  readonly items: readonly string[];
}

/** What a build says of one lender's number. */
interface Line {
  readonly product: string;
  readonly number: string;
  readonly hours: Set<string>;
  readonly items: Set<string>;
  /** An article ascribes it to another lender than it belongs to. */
  conflict: boolean;
  hoursDiffer: boolean;
  unverified: boolean;
}

/** Changes that differ in nothing but the lender are one. */
export function hotlineChanges(
  before: readonly ComparedItem[],
  after: readonly ComparedItem[],
): HotlineChange[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const changes: HotlineChange[] = [];
  for (const product of sorted([...old.keys(), ...now.keys()])) {
    const [was, is] = [
      old.get(product) ?? new Map<string, Line>(),
      now.get(product) ?? new Map<string, Line>(),
    ];
    const gone = [...was.keys()].filter((key) => !is.has(key)).map((key) => was.get(key)!);
    const come = [...is.keys()].filter((key) => !was.has(key)).map((key) => is.get(key)!);
    if (gone.length + come.length > 0) {
      changes.push({
        what: gone.length === 0 ? "added" : come.length === 0 ? "removed" : "changed",
        products: [product],
        before: gone.map((line) => line.number),
        after: come.map((line) => line.number),
        items: sorted((come.length > 0 ? come : gone).flatMap((line) => [...line.items])),
      });
    }
    for (const [key, line] of is) changes.push(...standing(was.get(key), line));
  }
  return grouped(changes).sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
}

const ORDER: ReadonlyArray<HotlineChange["what"]> = [
  "changed",
  "conflict",
  "removed",
  "added",
  "unverified",
  "hours",
  "cleared",
];

function standing(was: Line | undefined, is: Line): HotlineChange[] {
  const common = { products: [is.product], number: is.number, items: sorted([...is.items]) };
  const change = (
    what: HotlineChange["what"],
    before: Iterable<string> = [],
    after: Iterable<string> = [],
  ) => ({
    ...common,
    what,
    before: sorted([...before]),
    after: sorted([...after]),
  });
  const out: HotlineChange[] = [];
  // A new number is news itself; articles that differ on its hours are not.
  if ((is.conflict && !was?.conflict) || (was && is.hoursDiffer && !was.hoursDiffer))
    out.push(change("conflict"));
  if (is.unverified && !was?.unverified) out.push(change("unverified"));
  if (was && !is.conflict && !is.unverified && (was.conflict || was.unverified)) out.push(change("cleared"));
  if (was && sorted([...was.hours]).join() !== sorted([...is.hours]).join()) {
    out.push(change("hours", was.hours, is.hours));
  }
  return out;
}

/** By lender, then by the digits of the number: 400-820-5555 is 4008205555. */
function linesOf(items: readonly ComparedItem[]): Map<string, Map<string, Line>> {
  const lines = new Map<string, Map<string, Line>>();
  for (const { id, products, phones, hours, flags } of items) {
    for (const product of products.length > 0 ? products : [""]) {
      for (const number of phones) {
        const of = lines.get(product) ?? new Map<string, Line>();
        lines.set(product, of);
        const key = number.replaceAll("-", "");
        let line = of.get(key);
        if (!line) {
          const standing = { conflict: false, hoursDiffer: false, unverified: false };
          line = { product, number, hours: new Set(), items: new Set(), ...standing };
          of.set(key, line);
        }
        if (hours !== undefined) line.hours.add(hours);
        line.items.add(id);
        line.conflict ||= flags.includes("contact-conflict");
        line.hoursDiffer ||= flags.includes("hours-differ");
        line.unverified ||= flags.includes("unverified-contact");
      }
    }
  }
  return lines;
}

function grouped(changes: readonly HotlineChange[]): HotlineChange[] {
  const groups = new Map<string, HotlineChange>();
  for (const change of changes) {
    const { what, before, after, number } = change;
    const key = JSON.stringify([what, before, after, number]);
    const group = groups.get(key);
    groups.set(
      key,
      group
        ? {
            ...group,
            products: [...group.products, ...change.products],
            items: sorted([...group.items, ...change.items]),
          }
        : change,
    );
  }
  return [...groups.values()];
}

const sorted = (all: readonly string[]): string[] => [...new Set(all)].sort(compareText);
