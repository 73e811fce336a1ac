/** The build as it stands in the page's data blocks. Articles are read when they are first shown. */

/** @typedef {"accept" | "reject" | "ignore" | "relabel"} Verdict */
/** @typedef {{ key: string, item: string, decision: Verdict, kind?: string, note?: string, title: string }} Decision */
/** @typedef {[article: number, start: number, end: number, rules: number[], quote?: string]} Evidence */
/** @typedef {{ min: number | null, max: number | null, unit: string }} Duration */
/**
 * @typedef {object} Item
 * @property {string} id
 * @property {string} key what a decision on it is known by
 * @property {string} kind
 * @property {string} phase
 * @property {string[]} products
 * @property {string} title
 * @property {string} text
 * @property {{ phones?: string[], hours?: string, path?: string[], materials?: string[], options?: string[], periods?: number[], durations?: Duration[], amounts?: number[], rates?: Array<{ percent: number, per: string | null }> }} slots
 * @property {number} support
 * @property {{ from: string, to: string }} [seen]
 * @property {string[]} variants
 * @property {Array<{ id: string, reason: string }>} disagrees
 * @property {string[]} flags
 * @property {number} urgency
 * @property {Evidence[]} evidence
 */
/**
 * @typedef {object} ArticleRow
 * @property {string} id
 * @property {string} source
 * @property {number} [record]
 * @property {string} [title]
 * @property {string} [published]
 * @property {string} [duplicateOf]
 * @property {{ kept: number, boilerplate: number, duplicate: number, damage: number }} characters
 * @property {number} items
 * @property {number} [gaps]
 * @property {number} [missed]
 */
/**
 * @typedef {object} ArticleText offsets count from `base`
 * @property {number} base
 * @property {string} raw
 * @property {string} clean
 * @property {Array<[start: number, end: number, status: number, reason: number, of?: number]>} spans
 * @property {Array<[start: number, end: number, rule: number, after: string, before?: string]>} changes
 * @property {Array<[at: number, flag: string, rule: number]>} gaps
 * @property {Array<[item: number, evidence: number, start: number, end: number, cleanStart?: number, cleanEnd?: number]>} evidence
 * @property {Array<[start: number, end: number, cleanStart: number, cleanEnd: number, cues: number[]]>} missed
 */
/**
 * @typedef {object} Build
 * @property {string[]} names
 * @property {Record<"kinds" | "phases" | "products" | "options" | "flags", Record<string, string>>} labels
 * @property {{ articles: Record<string, number>, characters: { in: number, kept: number, removed: Record<string, number> }, items: { total: number } }} totals
 * @property {Array<{ decision: Decision, line: number, stale: boolean }>} decisions
 * @property {number} held
 * @property {number} budget
 */

export const STATUSES = ["kept", "boilerplate", "duplicate", "damage"];

/** @param {string} id @returns {any} */
const blockOf = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

/** @type {Build} */
export const build = blockOf("build");
/** @type {Item[]} */
export const items = blockOf("items");
/** @type {ArticleRow[]} */
export const articles = blockOf("articles");
export const KINDS = Object.keys(build.labels.kinds);
export const PHASES = Object.keys(build.labels.phases);

/** Index of each item by its id. */
export const itemAt = new Map(items.map((item, i) => [item.id, i]));

/** @type {Map<number, ArticleText | undefined>} */
const read = new Map();

/**
 * Text of an article, or undefined where the page does not hold it.
 *
 * @param {number} at
 */
export function articleText(at) {
  if (!read.has(at)) read.set(at, blockOf(`article-${at}`) ?? undefined);
  return read.get(at);
}

/** @param {number} at */
export function articleName(at) {
  const row = articles[at];
  if (!row) return "?";
  return row.title ?? (row.record === undefined ? row.source : `${row.source} #${row.record}`);
}

/** @param {number} number name of a rule or reason */
export const nameOf = (number) => build.names[number] ?? "?";
