/**
 * What a site repeats. A line that stands in many otherwise different articles of one source is that
 * source's furniture: a motto, a call to follow, an address nobody has a row for. Counts alone would
 * take along what articles of one lender rightly share (its hotline, the statute, the last heading),
 * so a line goes only where a page has furniture: at the margins of what is left, beside other
 * furniture, or in a run of such lines.
 *
 * Three steps, so that articles can travel alone: `siteLines` of each article, `learnSite` over the
 * counts of a site, `bySite` in a second pass over the articles that hold a learnt line. What is
 * learnt comes from the first pass alone.
 */
import { fold, hash32 } from "../../text/shingles.ts";
import { linesOf } from "../../text/text-lines.ts";
import type { Entry } from "./entries.ts";

/** Folded lines shorter than this are no evidence: 总结, 结语, 第一步. */
const SHORTEST = 5;

/**
 * A line is learnt when it stands in so many articles, and in this share of the site's articles.
 * Measured on composed sites (`test/stages/strip/site.test.ts` prints and checks the table).
 */
const LEAST_ARTICLES = 4;
const LEAST_SHARE = 0.05;

/** Title-like lines above which a head may still have furniture are at most so long. */
const LONGEST_TITLE = 60;
/** In the middle so many learnt lines in a row that are no sentences are a block of the page. */
const LEAST_RUN = 3;
/** Numbers of lenders and authorities: a line that states one is never the page's. */
const SERVICE = /(?<!\d)(?:95\d{3}|1010\d{4}|123(?:0[59]|15|48|63|68|77|78|86)|96110)(?!\d)/;
/** Numbers anybody may have; at the margin of a page they are its own, inside an article they may be the lender's. */
const FREE_CALL = /(?<!\d)[48]00[\s-]?\d{3}[\s-]?\d{4}(?!\d)/;

/** Things told over in a line (身份证、收入证明和流水): the articles' own, though no sentence; menus of a page have bars and blanks. */
const LISTING = /、[^。]*[、和及或]/;

export interface Origin {
  /** Address of the article, where stated. */
  readonly url?: string;
  /** Path below the raw folder, `/` as separator. */
  readonly source: string;
  /** Number of the record, for articles of a container. */
  readonly record?: number;
}

/**
 * The site an article is of: the host of its address, else its folder below the raw folder, else
 * the container it is a record of.
 *
 * @returns a key; undefined for a file of its own in the raw folder itself
 */
export function siteOf({ url, source, record }: Origin): string | undefined {
  const host = url === undefined ? undefined : hostOf(url);
  if (host !== undefined) return `host:${host}`;
  const folder = source.lastIndexOf("/");
  if (folder > 0) return `folder:${source.slice(0, folder)}`;
  return record === undefined ? undefined : `file:${source}`;
}

/** Host of an address, without what only tells a telephone's page from a desk's. */
function hostOf(url: string): string | undefined {
  const match = /^(?:https?:)?\/\/([^/?#\s@]+@)?([^/?#:\s]+)/i.exec(url.trim());
  return match?.[2]?.toLowerCase().replace(/^(?:www|m|wap|mip|h5|3g)\.(?=[^.]+\.)/, "");
}

/**
 * Hashes of the lines an article is left with, each once, in ascending order.
 *
 * @param text the text after `strip` (with no site given)
 */
export function siteLines(text: string): Uint32Array {
  const hashes = new Set<number>();
  for (const line of linesOf(text)) {
    const hash = hashOf(fold(line.text), line.text);
    if (hash !== undefined) hashes.add(hash);
  }
  return Uint32Array.from(hashes).sort();
}

function hashOf(folded: string, text: string): number | undefined {
  return folded.length < SHORTEST || SERVICE.test(text) ? undefined : hash32(folded);
}

/**
 * Which lines of a site are its furniture.
 *
 * @param articles number of its articles; near-duplicates of one another count as one
 * @param counts for each hash of `siteLines` the number of these articles it stands in
 */
export function learnSite(
  articles: number,
  counts: Iterable<readonly [hash: number, articles: number]>,
  { least = LEAST_ARTICLES, share = LEAST_SHARE } = {},
): Set<number> {
  const enough = Math.max(least, Math.ceil(share * articles));
  const out = new Set<number>();
  for (const [hash, n] of counts) if (n >= enough) out.add(hash);
  return out;
}

/** Whether an article holds a learnt line, and has to be stripped again. */
export function holdsLearnt(lines: Uint32Array, learnt: ReadonlySet<number>): boolean {
  return lines.some((hash) => learnt.has(hash));
}

/** Mark the learnt lines that stand where a page has furniture. */
export function bySite(entries: readonly Entry[], learnt: ReadonlySet<number>): void {
  if (learnt.size === 0) return;
  const row = "site-repeats";
  const isLearnt = entries.map((e) => {
    const hash = e.row === undefined ? hashOf(e.folded, e.text) : undefined;
    return hash !== undefined && learnt.has(hash);
  });
  for (let i = entries.length - 1; i >= 0; i--) {
    const e = entries[i]!;
    if (e.row !== undefined) continue;
    if (!isLearnt[i] || e.heading) break;
    e.row = row;
  }
  let titles = 1;
  for (let i = 0; i < entries.length; i++) {
    const e = entries[i]!;
    if (e.row !== undefined) continue;
    if (isLearnt[i] && !e.heading) e.row = row;
    else if (titles-- <= 0 || e.text.length > LONGEST_TITLE || e.ends) break;
  }
  // Sentences of the middle are the articles' own where furniture stands on one side only.
  const loose = (k: number) => {
    const e = entries[k];
    return e !== undefined && isLearnt[k]! && e.row === undefined && !e.heading && !FREE_CALL.test(e.text);
  };
  const beside = (k: number) => entries[k]?.row !== undefined;
  for (let i = 0; i < entries.length; i++) {
    let end = i;
    while (loose(end)) end++;
    if (end === i) continue;
    const run = entries.slice(i, end);
    const stubs = run.filter((e) => !e.ends && !LISTING.test(e.text));
    if (beside(i - 1) && beside(end)) for (const e of run) e.row = row;
    else if (beside(i - 1) || beside(end) || stubs.length >= LEAST_RUN) for (const e of stubs) e.row = row;
    i = end;
  }
}
