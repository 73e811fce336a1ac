/** Which items are shown, and in what order. */
import { items, KINDS, PHASES } from "./data.js";
import { decisionOn } from "./ledger.js";

/** @typedef {{ query: string, kind: string, phase: string, product: string, flag: string, decided: string, order: string }} Wanted */

/** @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase();

/** Folded id, title and text of the items, as far as they are made. @type {string[]} */
const haystacks = [];
/** Items folded at a time while nobody waits: a few milliseconds. */
const BATCH = 1000;

/** Fold further items, up to so many in all. @param {number} count */
function fold(count) {
  for (const item of items.slice(haystacks.length, count)) {
    haystacks.push(folded(`${item.id} ${item.title}\n${item.text}`));
  }
}

/** Fold all items bit by bit, so that the first search is as quick as the others. */
export function prepareSearch() {
  fold(haystacks.length + BATCH);
  if (haystacks.length < items.length) setTimeout(prepareSearch);
}

/**
 * @param {Wanted} wanted
 * @returns {number[]} indexes of items, first to be looked at first
 */
export function wantedItems({ query, kind, phase, product, flag, decided, order }) {
  const terms = folded(query)
    .split(/\s+/)
    .filter((term) => term !== "");
  if (terms.length > 0) fold(items.length);
  /** @type {number[]} */
  const out = [];
  items.forEach((item, i) => {
    if (kind !== "" && item.kind !== kind) return;
    if (phase !== "" && item.phase !== phase) return;
    if (product !== "" && !item.products.includes(product)) return;
    if (flag !== "" && !item.flags.includes(flag)) return;
    if (decided !== "" && !fits(decisionOn(item.key)?.decision, decided)) return;
    if (!terms.every((term) => haystacks[i]?.includes(term))) return;
    out.push(i);
  });
  return order === "build" ? out : out.sort(comparing(order));
}

/** @param {string | undefined} decision @param {string} wanted */
function fits(decision, wanted) {
  if (wanted === "open") return decision === undefined;
  return wanted === "any" ? decision !== undefined : decision === wanted;
}

/** @param {string} order @returns {(a: number, b: number) => number} */
function comparing(order) {
  /** @param {number} i */
  const at = (i) => /** @type {import("./data.js").Item} */ (items[i]);
  switch (order) {
    case "support":
      return (a, b) => at(b).support - at(a).support || a - b;
    case "article":
      return (a, b) => first(at(a), 0) - first(at(b), 0) || first(at(a), 1) - first(at(b), 1) || a - b;
    default:
      return (a, b) => at(a).urgency - at(b).urgency || a - b;
  }
}

/** @param {import("./data.js").Item} item @param {0 | 1} part */
const first = (item, part) => item.evidence[0]?.[part] ?? 0;

/**
 * Values there are to choose from, with how many items have them.
 *
 * @param {"kind" | "phase" | "product" | "flag"} of
 * @returns {Array<[value: string, count: number]>}
 */
export function choices(of) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const add = (/** @type {string} */ value) => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const item of items) {
    if (of === "kind") add(item.kind);
    else if (of === "phase") add(item.phase);
    else for (const value of of === "product" ? item.products : item.flags) add(value);
  }
  const known = of === "kind" ? KINDS : of === "phase" ? PHASES : undefined;
  if (known)
    return known.flatMap((v) =>
      counts.has(v) ? [/** @type {[string, number]} */ ([v, counts.get(v)])] : [],
    );
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
