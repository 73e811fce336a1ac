/** Which product or lender an article, and each item in it, is about. */
import type { ProductRow } from "../../../schemas/lexicon-extract.ts";
import { ownersOf } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import type { Outline, Section } from "../../outline.ts";
import { Names } from "./names.ts";

export interface Mention {
  readonly row: ProductRow;
  readonly count: number;
  /** The fullest name the article writes. */
  readonly name: string;
}

/** A product mentioned at least this share as often as the most mentioned one is the article's subject too. */
const SHARE = 0.5;
/** Fewer mentions than this, and not in the title, are in passing. */
const FEWEST = 3;

/** Every name of every row, longest first, and which of them may stand in a text; made once a table. */
export const namesOf = perSubject((rows: readonly ProductRow[]) => {
  const names = rows
    .flatMap((row) => {
      const none = row.none === undefined ? undefined : new RegExp(row.none, "u");
      return row.names.map((name) => ({ row, name, none }));
    })
    .sort((a, b) => b.name.length - a.name.length);
  return { names, known: new Names(names.map(({ name }) => name)) };
});

/** Mentions of each product in `text`, longest name first at each place, so that 京东白条 is not 京东. */
export function mentionsOf(text: string, rows: readonly ProductRow[]): Mention[] {
  const { names, known } = namesOf(rows);
  const out: Mention[] = [];
  let taken: Uint8Array | undefined;
  const counts = new Map<ProductRow, Map<string, number>>();
  for (const i of known.in(text)) {
    const { row, name, none } = names[i]!;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      taken ??= new Uint8Array(text.length);
      if (taken[at]) continue;
      if (none?.test(text.slice(Math.max(0, at - 2), at + name.length + 2))) continue;
      taken.fill(1, at, at + name.length);
      const byName = counts.get(row) ?? new Map<string, number>();
      byName.set(name, (byName.get(name) ?? 0) + 1);
      counts.set(row, byName);
    }
  }
  if (counts.size === 0) return out;
  for (const [row, byName] of counts) {
    const [fullest] = [...byName.keys()].sort((a, b) => b.length - a.length);
    out.push({ row, count: [...byName.values()].reduce((a, b) => a + b), name: fullest! });
  }
  return out.sort((a, b) => rows.indexOf(a.row) - rows.indexOf(b.row));
}

/** The article's products: those of its title and those it speaks of most; platforms give way to their products. */
export function articleProducts(text: string, title: string, rows: readonly ProductRow[]): Mention[] {
  const mentions = mentionsOf(text, rows);
  const own = mentions.filter((m) => !m.row.platform);
  const inTitle = mentionsOf(title, rows);
  const titled = inTitle.filter((m) => !m.row.platform);
  if (titled.length > 0)
    return mentions.flatMap((m) => {
      const t = titled.find(({ row }) => row === m.row);
      return t === undefined ? [] : [isShortFor(t.name, m.name) ? m : { ...m, name: t.name }];
    });
  const most = Math.max(0, ...own.map((m) => m.count));
  const platformMost = Math.max(0, ...mentions.filter((m) => m.row.platform).map((m) => m.count));
  if (inTitle.length > 0) {
    // A platform in the title, and one product of its own all through the text: the product.
    const through = own.filter((m) => m.count >= FEWEST && m.count >= platformMost);
    return through.length > 0 ? through : mentions.filter((m) => inTitle.some((t) => t.row === m.row));
  }
  // Who is the only one named at all is who it is about.
  if (own.length === 1) return own;
  // Many lenders named alike is an article about debts in general.
  const often = own.filter((m) => m.count >= FEWEST && m.count >= most * SHARE);
  if (often.length > 0) return often.length <= 3 ? often : [];
  const platforms = mentions.filter((m) => m.row.platform && m.count >= FEWEST && m.count === platformMost);
  return platforms;
}

/** 招行 is 招商银行 said shorter; 任性付 is another name than 苏宁消费金融, and the one the title goes by. */
function isShortFor(name: string, full: string): boolean {
  let at = 0;
  for (const c of name) {
    at = full.indexOf(c, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How far back a paragraph is read for the product it speaks of. */
const LOOK_BACK = 400;

/** A line of the article and the products its headings name. */
interface Scope {
  readonly start: number;
  readonly end: number;
  readonly of: readonly Mention[];
}

/**
 * Which of an article's products a place of it is about: the one its paragraph has named so far, if it
 * is one; else those that the nearest heading names, if any does; else all.
 */
export class Scopes {
  readonly article: readonly Mention[];
  readonly #text: string;
  readonly #rows: readonly ProductRow[];
  /** By place, headings among them. */
  readonly #lines: Scope[] = [];

  constructor(text: string, { root }: Outline, article: readonly Mention[], rows: readonly ProductRow[]) {
    this.#text = text;
    this.article = article;
    this.#rows = rows;
    if (article.length > 1) this.#enter(root, article);
  }

  #enter({ heading, blocks, sections }: Section, above: readonly Mention[]): void {
    const named = heading ? this.#named(heading.body, heading.end) : [];
    const of = named.length > 0 ? named : above;
    if (heading) this.#lines.push({ start: heading.body, end: heading.end, of });
    for (const { body, end } of blocks) this.#lines.push({ start: body, end, of });
    for (const section of sections) this.#enter(section, of);
  }

  /** The article's products that a stretch of its text names. */
  #named(start: number, end: number): Mention[] {
    const named = mentionsOf(this.#text.slice(start, end), this.#rows);
    return this.article.filter(({ row }) => named.some((m) => m.row === row));
  }

  at(place: number): readonly Mention[] {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#lines[middle]!.end > place) high = middle;
      else low = middle + 1;
    }
    const line = this.#lines[low];
    if (line === undefined || line.start > place) return this.article;
    const before = this.#named(Math.max(line.start, place - LOOK_BACK), place);
    return before.length === 1 ? before : line.of;
  }
}

/** An item takes its article's products unless it names its own. */
export function itemProducts(
  text: string,
  article: readonly Mention[],
  rows: readonly ProductRow[],
  here: readonly Mention[] = article,
): string[] {
  const own = mentionsOf(text, rows).filter(
    (m) => !m.row.platform && (article.length === 0 || article.some((a) => a.row === m.row)),
  );
  const chosen = own.length > 0 && own.length <= 3 ? own : here;
  const nameOf = (m: Mention) => m.row.value ?? article.find((a) => a.row === m.row)?.name ?? m.name;
  return [...new Set(chosen.map(nameOf))];
}

export interface Contact {
  readonly products: string[];
  /** The words name a lender whose number it is not, by the table. */
  readonly conflict: boolean;
}

/**
 * A known hotline says whose it is: an item that gives it is about its owners, whatever else the
 * article speaks of, unless its own words name somebody else. A wrong pair of lender and number is
 * the worst that could be published.
 *
 * @param own what the item would be about by its words and its article
 * @param publicLines numbers of authorities: what gives nothing else is about nobody's product
 */
export function contactOf(
  phones: readonly string[],
  text: string,
  own: readonly string[],
  article: readonly Mention[],
  rows: readonly ProductRow[],
  publicLines: readonly string[] = [],
): Contact {
  const named = mentionsOf(text, rows).map((m) => m.row);
  // A line of the authorities is nobody's, whosever article names it.
  if (
    named.length === 0 &&
    phones.length > 0 &&
    phones.every((p) => publicLines.includes(p.replaceAll("-", "")))
  )
    return { products: [], conflict: false };
  const nameOf = (row: ProductRow) =>
    row.value ??
    article.find((a) => a.row === row)?.name ??
    row.names.find((n) => text.includes(n)) ??
    row.names[0]!;
  const products = new Set<string>();
  let conflict = false;
  for (const phone of phones) {
    const owners = ownersOf(phone, rows);
    if (owners.length === 0) continue;
    const fitting = owners.filter((row) => named.includes(row) || own.includes(nameOf(row)));
    const specific = fitting.filter((row) => !row.platform);
    if (fitting.length > 0)
      for (const row of specific.length > 0 ? specific : fitting) products.add(nameOf(row));
    else if (named.length > 0) conflict = true;
    else products.add(nameOf(owners.find((row) => row.platform) ?? owners[0]!));
  }
  if (conflict || products.size === 0) return { products: [...own], conflict };
  return { products: [...products], conflict };
}
