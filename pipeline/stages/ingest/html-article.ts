/**
 * The choice of the article in a page: which elements hold it. By the names sites give to bodies where
 * they are credible, else by where the prose stands. Of a thread it is what its author wrote, of
 * questions the answers of those who know, of pages that go on with the next article the first.
 */

import type { HtmlName } from "../../../schemas/lexicon-html.ts";
import type { Marked } from "./html-furniture.ts";
import { children, common, contains, measure, type Page, type Sums } from "./html-page.ts";
import type { HtmlRules } from "./html-rules.ts";
import { AREAS } from "./html-tables.ts";

/** Without a telling name, an area is the article if it has all the prose and what stands beside it is at most so much. */
const MOST_BESIDE = 0.2;
/** Several bodies of one name are all the article if the lesser ones hold this share. */
const OTHER_BODIES = 0.3;
/** Of nested bodies the inner one counts if it has this share of the outer one's prose, */
const SAME_PROSE = 0.97;
/** or that share, if what it lacks stands behind it: before it a summary may stand. */
const PROSE_BEHIND = 0.75;
/** Answers are what a page is about if they hold this share of its text. */
const LEAST_ANSWERS = 0.3;
/** An answer of so many characters is no chat, whoever wrote it. */
const LONG_ANSWER = 100;
const LONGEST_BADGE = 20;
const LONGEST_NAME = 30;

/** Names credible at a smaller share say nothing but body. */
const SURE_SHARE = 0.4;

export interface Choice {
  /** The elements that are the article, in order, none within another. */
  readonly roots: readonly number[];
  /** Why what others wrote beside it is not, by element. */
  readonly others: ReadonlyMap<number, string>;
}

/** The root of the page is chosen if nothing on it tells body from furniture. */
export function chooseArticle(page: Page, marked: Marked, rules: HtmlRules): Choice {
  const { dropped, headline } = marked;
  const sums = measure(page, dropped);
  const others = new Map<number, string>();
  const chosen =
    byAnswers(page, rules, dropped, sums, others) ??
    byBody(page, rules, dropped, sums, headline, others) ??
    byDensity(page, sums);
  const roots = [...chosen];
  if (headline !== undefined && !roots.some((r) => contains(page, r, headline))) roots.push(headline);
  return { roots: outermost(page, roots), others };
}

function outermost(page: Page, of: readonly number[]): number[] {
  const out: number[] = [];
  for (const i of [...of].sort((a, b) => a - b)) {
    if (out.length === 0 || i > page.last[out.at(-1)!]!) out.push(i);
  }
  return out;
}

/** Elements for which something holds, what was dropped and what lies inside another left out. */
function find(
  page: Page,
  dropped: ReadonlyArray<string | undefined>,
  is: (i: number) => boolean,
  nested = false,
): number[] {
  const found: number[] = [];
  for (let i = 0; i < page.nodes.length; i++) {
    if (dropped[i] !== undefined) i = page.last[i]!;
    else if (page.tags[i] !== "" && is(i)) {
      found.push(i);
      if (!nested) i = page.last[i]!;
    }
  }
  return found;
}

// ---- questions and answers -------------------------------------------------------------------------

/** The question and the answers worth keeping, on a page with one question. */
function byAnswers(
  page: Page,
  rules: HtmlRules,
  dropped: ReadonlyArray<string | undefined>,
  sums: Sums,
  others: Map<number, string>,
): number[] | undefined {
  const plain = (i: number) => sums.text[i]! - sums.linked[i]!;
  const hasRow = (role: HtmlName["is"]) => (i: number) =>
    plain(i) > 0 && page.named[i]!.some((r) => r.is === role);
  const answers = find(page, dropped, hasRow("answer"));
  if (answers.length === 0) return undefined;
  // Many questions with an answer each are a list of what is often asked: all of it is the article.
  const holdsAnswer = new Uint8Array(page.nodes.length);
  for (const a of answers) {
    for (let i = a; i >= 0 && holdsAnswer[i] === 0; i = page.parents[i]!) holdsAnswer[i] = 1;
  }
  const isAsked = hasRow("question");
  const asked = find(page, dropped, (i) => holdsAnswer[i] === 0 && isAsked(i)).filter(
    (q) => !isWithin(page, [q], answers),
  );
  const folds = answers.filter((a) => page.named[a]!.some((r) => r.is === "fold"));
  if (asked.length >= 3 && asked.length >= answers.length - 1) return undefined;
  if (asked.length === 0 && folds.length === answers.length) return undefined;
  if (answers.reduce((sum, a) => sum + plain(a), 0) < LEAST_ANSWERS * plain(0)) return undefined;

  const bodies = answers.map((a) => bodyIn(page, dropped, sums, a) ?? a);
  const kept = answers.map((a, k) => isExpert(page, rules, a) || sums.text[bodies[k]!]! >= LONG_ANSWER);
  if (!kept.includes(true)) {
    let longest = 0;
    bodies.forEach((b, k) => {
      if (sums.text[b]! > sums.text[bodies[longest]!]!) longest = k;
    });
    kept[longest] = true;
  }
  answers.forEach((a, k) => {
    if (!kept[k]) others.set(a, "ingest/reader-answer");
  });
  return [...asked, ...bodies.filter((_, k) => kept[k])];
}

/** The body of an answer: the largest of what is surely called so, else of what may be. */
function bodyIn(
  page: Page,
  dropped: ReadonlyArray<string | undefined>,
  sums: Sums,
  unit: number,
): number | undefined {
  const best: Array<number | undefined> = [undefined, undefined];
  for (let i = unit + 1; i <= page.last[unit]!; i++) {
    if (dropped[i] !== undefined) {
      i = page.last[i]!;
      continue;
    }
    const row = page.named[i]!.find((r) => r.is === "body");
    if (row === undefined || sums.text[i] === 0) continue;
    const rank = isSureRow(row) ? 0 : 1;
    const other = best[rank];
    if (other === undefined || sums.text[i]! > sums.text[other]!) best[rank] = i;
  }
  return best[0] ?? best[1];
}

/** Whether an answer, or a mark within it, says that it is a professional's, the lender's own, or the chosen one. */
function isExpert(page: Page, rules: HtmlRules, answer: number): boolean {
  for (let i = answer; i <= page.last[answer]!; i++) {
    if (page.named[i]!.some((r) => r.is === "expert")) return true;
    const node = page.nodes[i]!;
    if (node.type !== "text" || node.value.length > 4 * LONGEST_BADGE) continue;
    const line = node.value.trim();
    if (line.length > 0 && line.length <= LONGEST_BADGE && rules.says("expert", line)) return true;
  }
  return false;
}

// ---- named bodies ----------------------------------------------------------------------------------

/** Ways to know a body, the surest first; `share` is the least share of the page's text that makes it credible. */
interface Way {
  readonly share: number;
  readonly key: (page: Page, i: number) => string;
}

const isSureRow = (row: HtmlName) => row.share! < SURE_SHARE;

const bodyRow =
  (sure: boolean): Way["key"] =>
  (page, i) => {
    const row = page.named[i]!.find((r) => r.is === "body" && isSureRow(r) === sure);
    return row === undefined ? "" : page.nameAs(i, row);
  };
const byAttribute =
  (test: (tag: string, role: string, itemprop: string) => boolean): Way["key"] =>
  (page, i) => {
    const node = page.nodes[i]!;
    if (node.type !== "element") return "";
    const { role, itemProp } = node.properties;
    return test(node.tagName, String(role ?? ""), String(itemProp ?? "").toLowerCase()) ? "-" : "";
  };

const WAYS: readonly Way[] = [
  { share: 0.15, key: byAttribute((_, __, itemprop) => itemprop === "articlebody") },
  { share: 0.15, key: bodyRow(true) },
  { share: 0.5, key: byAttribute((tag) => tag === "article") },
  { share: 0.5, key: byAttribute((tag, role) => tag === "main" || role === "main") },
  { share: 0.5, key: bodyRow(false) },
];

function byBody(
  page: Page,
  rules: HtmlRules,
  dropped: ReadonlyArray<string | undefined>,
  sums: Sums,
  headline: number | undefined,
  others: Map<number, string>,
): number[] | undefined {
  const plain = (i: number) => sums.text[i]! - sums.linked[i]!;
  for (const { share, key } of WAYS) {
    const groups = new Map<string, number[]>();
    for (const i of find(page, dropped, (i) => plain(i) > 0 && key(page, i) !== "", true)) {
      const name = key(page, i);
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [i]);
      else group.push(i);
    }
    const total = (of: readonly number[], by: (i: number) => number) => of.reduce((sum, i) => sum + by(i), 0);
    const prose = (of: readonly number[]) => total(of, (i) => sums.prose[i]!);
    let best: number[] | undefined;
    for (const group of groups.values()) {
      const members = innermost(page, group, plain);
      const closer = best !== undefined && isWithin(page, members, best);
      if (best === undefined) best = members;
      else if (closer ? holdsProse(sums, members, best) : prose(members) > prose(best)) best = members;
      else if (prose(best) === 0 && total(members, plain) > total(best, plain)) best = members;
    }
    if (best === undefined) continue;
    const bodies = series(page, rules, sums, best, headline, others, share < SURE_SHARE);
    if (total(best, plain) >= share * plain(0)) return bodies;
    others.clear();
  }
  return undefined;
}

/** Whether each of some elements lies in one of others; both in document order, none of one list within another. */
function isWithin(page: Page, inner: readonly number[], outer: readonly number[]): boolean {
  let k = 0;
  return inner.every((i) => {
    while (k < outer.length && page.last[outer[k]!]! < i) k++;
    return k < outer.length && outer[k]! <= i;
  });
}

/** Whether inner bodies hold what outer ones do, but for furniture without a name. */
function holdsProse(sums: Sums, inner: readonly number[], outer: readonly number[]): boolean {
  const prose = (of: readonly number[]) => of.reduce((sum, i) => sum + sums.prose[i]!, 0);
  if (prose(inner) >= SAME_PROSE * prose(outer)) return prose(inner) > 0;
  if (outer.length > 1 || prose(inner) < PROSE_BEHIND * prose(outer)) return false;
  let before = 0;
  for (let i = outer[0]!; i < inner[0]!; i++) before += sums.ownProse[i]!;
  return before === 0;
}

/** Of elements of one name, some within others, those that are bodies: inner ones if they hold nearly all. */
function innermost(page: Page, group: readonly number[], plain: (i: number) => number): number[] {
  const out: number[] = [];
  for (const i of group) {
    const outer = out.at(-1);
    if (outer === undefined || !contains(page, outer, i)) out.push(i);
    else if (plain(i) >= SAME_PROSE * plain(outer)) out[out.length - 1] = i;
  }
  return out;
}

/** Several bodies of one name: posts of a thread, articles one after the other, or one article in pieces. */
function series(
  page: Page,
  rules: HtmlRules,
  sums: Sums,
  bodies: readonly number[],
  headline: number | undefined,
  others: Map<number, string>,
  isSure: boolean,
): number[] {
  if (bodies.length === 1) return [...bodies];
  const plain = (i: number) => sums.text[i]! - sums.linked[i]!;
  const units = unitsOf(page, bodies);
  const first = units[0]!;

  const isNext = bodies.map(
    (body, k) => k > 0 && headline !== undefined && hasHeadline(page, units[k]!, body, sums),
  );
  if (headline !== undefined && contains(page, first, headline) && isNext.includes(true)) {
    const from = isNext.indexOf(true);
    for (const unit of units.slice(from)) others.set(unit, "ingest/other-article");
    return bodies.slice(0, from);
  }

  const authors = units.map((unit, k) => authorOf(page, unit, bodies[k]!));
  const opener = authors[0];
  if (opener !== undefined && authors.some((a, k) => k > 0 && a !== undefined)) {
    const kept = bodies.filter((body, k) => {
      const own = k === 0 || authors[k] === opener || isStarter(page, rules, units[k]!, body);
      if (!own) others.set(units[k]!, "ingest/reply");
      return own;
    });
    return kept;
  }

  let best = bodies[0]!;
  for (const b of bodies) if (plain(b) > plain(best)) best = b;
  const rest = bodies.reduce((sum, b) => sum + plain(b), 0) - plain(best);
  if (rest > OTHER_BODIES * plain(0)) return [common(page, bodies)];
  // A name that says nothing but body is believed of a short one too, such as what was added to a post later.
  return isSure ? bodies.filter((b) => b === best || sums.prose[b]! > 0) : [best];
}

/** What each body belongs to: the element of a post it stands in, or the child of their common ancestor. */
function unitsOf(page: Page, bodies: readonly number[]): number[] {
  const all = common(page, bodies);
  return bodies.map((body) => {
    let top = body;
    let post: number | undefined;
    while (page.parents[top] !== all && page.parents[top]! >= 0 && top !== all) {
      if (page.named[top]!.some((r) => r.is === "post")) post = top;
      top = page.parents[top]!;
    }
    return post ?? top;
  });
}

/** A headline of its own: a heading outside the body that is no heading of a section. */
function hasHeadline(page: Page, unit: number, body: number, sums: Sums): boolean {
  for (let i = unit; i < body; i++) {
    const isHead =
      /^h[12]$/.test(page.tags[i]!) || (page.tags[i] !== "" && page.named[i]!.some((r) => r.is === "title"));
    if (isHead && sums.text[i]! >= 4) return true;
  }
  return false;
}

function authorOf(page: Page, unit: number, body: number): string | undefined {
  for (let i = unit; i <= page.last[unit]!; i++) {
    if (i === body) {
      i = page.last[body]!;
      continue;
    }
    if (page.tags[i] === "" || !page.named[i]!.some((r) => r.is === "author")) continue;
    const name = page.firstLine(i, LONGEST_NAME);
    if (name !== "" && name.length <= LONGEST_NAME) return name;
  }
  return undefined;
}

function isStarter(page: Page, rules: HtmlRules, unit: number, body: number): boolean {
  for (let i = unit; i <= page.last[unit]!; i++) {
    if (i === body) {
      i = page.last[body]!;
      continue;
    }
    const node = page.nodes[i]!;
    if (node.type === "text" && node.value.length < 20 && rules.says("starter", node.value)) return true;
  }
  return false;
}

// ---- prose -----------------------------------------------------------------------------------------

/** Down from the root as long as one area holds all the prose, and hardly anything stands beside it. */
function byDensity(page: Page, sums: Sums): number[] {
  const { text, linked, prose } = sums;
  if (prose[0] === 0) return [0];
  let at = 0;
  for (;;) {
    const down = children(page, at).find((i) => prose[i] === prose[at] && prose[i]! > 0);
    if (down === undefined) break;
    const tag = page.tags[down]!;
    if (!AREAS.has(tag) && tag !== "html" && tag !== "body") break;
    const beside = text[at]! - linked[at]! - (text[down]! - linked[down]!);
    if (beside > MOST_BESIDE * (text[0]! - linked[0]!)) break;
    at = down;
  }
  return [at];
}
