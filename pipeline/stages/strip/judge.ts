/**
 * Lines that no row knows, judged by a frozen linear model: their form, their place and the verdicts
 * on their neighbours together. A page on which rows found no furniture is left alone, and so is all
 * that states what an article is read for.
 */
import type { LinearModel } from "../../../schemas/linear.ts";
import { announces } from "../../text/text-lines.ts";
import { type Entry, LISTED, ordinalOf } from "./entries.ts";
import { titleAt } from "./head.ts";
import { describeCompany, describeLine, type Features, type Page, pageOf, pairName } from "./shape.ts";

/** The class the model has for furniture. */
export const FURNITURE = "furniture";
export const CONTENT = "content";

/** Verdicts on neighbours change a verdict: so many rounds. */
const ROUNDS = 2;
/** Odds (natural logarithm) from which a line goes: above and below the article, inside it, a sentence, a paragraph. */
const MARGIN = 1;
const MIDDLE = 2;
const SENTENCE = 2.5;
const PARAGRAPH = 4;
/** A line of such odds is the article's, and what stands between two of them is inside it. */
const SURE_CONTENT = -1.5;
/** A page is heavy with furniture when rows know so many of its lines, and this share. */
const LEAST_KNOWN = 4;
const KNOWN_SHARE = 0.2;
/** On other pages only what stands above or below all of the article goes, from these odds on. */
const LIGHT = 3;
/** What an article is read for: numbers of lenders and authorities, hours, ways through menus. */
const STATED =
  /(?<!\d)(?:9[56]\d{3}|1010\d{4}|123\d{2}|96110)(?!\d)|[48]00-?\d{2,3}-?\d{2,5}|\d{1,2}(?::\d{2}|[点时])\s*[-–—~至到]\s*\d{1,2}(?::\d{2}|[点时])|(?:我的|首页|设置|APP)\s*[>→›-]|^[问答][:：]/i;

/** A model as it is asked: what a feature adds to the odds of furniture, in hundredths of their logarithm. */
interface Weights {
  readonly bias: number;
  readonly named: ReadonlyMap<string, number>;
  /** By the code units of the two characters. */
  readonly pairs: ReadonlyMap<number, number>;
}

const known = new WeakMap<LinearModel, Weights>();

function weightsOf(model: LinearModel): Weights {
  let weights = known.get(model);
  if (weights === undefined) {
    const { classes, bias } = model;
    const [furniture, content] = [classes.indexOf(FURNITURE), classes.indexOf(CONTENT)];
    const named = new Map<string, number>();
    const pairs = new Map<number, number>();
    for (const [name, own] of Object.entries(model.weights)) {
      const weight = own[furniture]! - own[content]!;
      named.set(name, weight);
      const pair = codeOf(name.charCodeAt(1), name.charCodeAt(2));
      if (name === pairName(name.charCodeAt(1), name.charCodeAt(2))) pairs.set(pair, weight);
    }
    weights = { bias: (bias[furniture]! - bias[content]!) / 100, named, pairs };
    known.set(model, weights);
  }
  return weights;
}

function codeOf(first: number, second: number): number {
  return (first << 16) | second;
}

/** Adds up what the model gives for features, as natural logarithm of the odds of furniture. */
class Odds implements Features {
  readonly #weights: Weights;
  #sum = 0;

  constructor(model: LinearModel) {
    this.#weights = weightsOf(model);
  }

  get bias(): number {
    return this.#weights.bias;
  }

  add(name: string, value: number): void {
    const weight = this.#weights.named.get(name);
    if (weight !== undefined) this.#sum += value * weight;
  }

  addPair(first: number, second: number, value: number): void {
    const weight = this.#weights.pairs.get(codeOf(first, second));
    if (weight !== undefined) this.#sum += value * weight;
  }

  of(tell: (page: Page, i: number, features: Features) => void, page: Page, i: number): number {
    this.#sum = 0;
    tell(page, i, this);
    return this.#sum / 100;
  }
}

/** Odds of each of the lines, the verdicts on the others among them taken in. */
function judge(model: LinearModel, page: Page, lines: readonly number[]): Map<number, number> {
  const odds = new Odds(model);
  const own = lines.map((i) => odds.bias + odds.of(describeLine, page, i));
  const out = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [k, i] of lines.entries()) out.set(i, own[k]! + odds.of(describeCompany, page, i));
    for (const [i, v] of out) page.verdicts[i] = 1 / (1 + Math.exp(-v));
  }
  return out;
}

/**
 * Mark lines that are furniture in all likelihood.
 *
 * @param title the title the container states
 */
export function byModel(entries: readonly Entry[], model: LinearModel, title?: string): void {
  const known = entries.reduce((n, e) => (e.row === undefined ? n : n + 1), 0);
  if (known === 0) return;
  const page = pageOf(entries);
  if (page === undefined) return;
  const heavy = known >= LEAST_KNOWN && known >= KNOWN_SHARE * entries.length;
  const open = entries.flatMap((e, i) =>
    e.row === undefined && !e.repeat && (heavy || i < page.first || i > page.last) ? [i] : [],
  );
  if (open.length === 0) return;
  const odds = judge(model, page, open);
  const sure = open.filter((i) => odds.get(i)! <= SURE_CONTENT);
  const first = heavy ? (sure[0] ?? page.first) : Math.min(sure[0] ?? page.first, page.first);
  const last = heavy ? (sure.at(-1) ?? page.last) : Math.max(sure.at(-1) ?? page.last, page.last);
  const titles = titlesOf(entries, page, odds, title);
  const going = open.filter((i) => {
    const entry = entries[i]!;
    if (titles.has(i) || isSigned(entries, i)) return false;
    const inside = i > first && i < last;
    if ((inside || !heavy) && isStated(entries, i)) return false;
    const said = entry.body ? PARAGRAPH : entry.ends ? SENTENCE : 0;
    if (!heavy) return !inside && odds.get(i)! >= Math.max(LIGHT, said);
    return odds.get(i)! >= Math.max(inside ? MIDDLE : MARGIN, said);
  });
  // Inside the article only what hangs together with furniture that rows know.
  for (const order of [going, going.toReversed()])
    for (const i of order) {
      const inside = i > first && i < last;
      if (!inside || entries[i - 1]?.row !== undefined || entries[i + 1]?.row !== undefined)
        entries[i]!.row = "line-model";
    }
}

/** A title is so long at least. */
const SHORTEST_TITLE = 8;

/** What may be the title: the line of the head that is most about the article, and the one least like furniture. */
function titlesOf(
  entries: readonly Entry[],
  page: Page,
  odds: ReadonlyMap<number, number>,
  title: string | undefined,
): ReadonlySet<number> {
  const out = new Set<number>();
  const at = titleAt(entries, page.first, title);
  if (at !== undefined) out.add(at);
  let best: number | undefined;
  for (const [i, v] of odds)
    if (i < page.first && entries[i]!.folded.length >= SHORTEST_TITLE && v < (odds.get(best ?? -1) ?? 99))
      best = i;
  if (best !== undefined) out.add(best);
  return out;
}

/** Who signs a notice or letter: an office, directly below its last line. */
const SIGNED = /^[^\s,，。:：|]{2,20}(?:银行|中心|公司|法院|委员会|协会|[局处部行])\s*(?:敬?[启啟]|谨启)?$/;

function isSigned(entries: readonly Entry[], i: number): boolean {
  const above = entries[i - 1];
  return above !== undefined && above.row === undefined && above.ends && SIGNED.test(entries[i]!.text);
}

/** Steps, list items and what a colon announces are the article's, whatever they consist of. */
function isStated(entries: readonly Entry[], i: number): boolean {
  const e = entries[i]!;
  const above = entries[i - 1];
  return (
    e.heading ||
    ordinalOf(e.text) !== undefined ||
    LISTED.test(e.text) ||
    STATED.test(e.plain) ||
    (above !== undefined && above.row === undefined && announces(above.text))
  );
}
