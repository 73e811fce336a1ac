/**
 * The headline of a page and its title. A headline is known by its words standing at the beginning of
 * a title the page states (site names end titles), and by its element: of two that agree the heading wins.
 */
import type { Page, Sums } from "./html-page.ts";
import type { HtmlRules } from "./html-rules.ts";
import { oneLine } from "./reduced.ts";

/** A shorter heading that begins the title may be the name of a section of the site. */
const SHORTEST_HEADLINE = 4;
const LONGEST_HEADLINE = 120;
/** Text that is no heading by element or name must be so much of the title. */
const LEAST_OF_TITLE = 0.5;

/** Ids and classes of parts that show a page's title as the name of a place, not as its headline. */
const NOT_HEADLINE = new Set([
  "navigation",
  "page-turner",
  "related",
  "sidebar",
  "contents",
  "comments",
  "share",
]);

export const folded = (s: string) => s.normalize("NFKC").replace(/[\s\p{P}\p{S}]/gu, "");

/**
 * @param sums of the page with nothing but what is never text left out
 * @param titles as the page states them
 */
export function findHeadline(
  page: Page,
  sums: Sums,
  dropped: ReadonlyArray<string | undefined>,
  titles: readonly string[],
): number | undefined {
  const { tags, last, parents } = page;
  const stated = titles.map((t) => ({ whole: folded(t), first: folded(t.split(SEPARATOR)[0]!) }));
  const heads: number[] = [];
  let best: number | undefined;
  let bestRank = 0;
  for (let i = 0; i < page.nodes.length; i++) {
    const aside =
      dropped[i] !== undefined ||
      tags[i] === "nav" ||
      tags[i] === "aside" ||
      tags[i] === "footer" ||
      (page.named[i]!.some((r) => NOT_HEADLINE.has(r.id)) && sums.prose[i] === 0);
    if (aside) {
      i = last[i]!;
      continue;
    }
    const tag = tags[i]!;
    if (tag === "" || sums.text[i]! < SHORTEST_HEADLINE || sums.text[i]! > LONGEST_HEADLINE) continue;
    if (tag === "h1") heads.push(i);
    const isNamed = page.named[i]!.some((r) => r.is === "title");
    const isHeading = /^h[1-4]$/.test(tag);
    const rank =
      tag === "h1" ? 5 : tag === "h2" ? 4 : isHeading && isNamed ? 4 : isHeading || isNamed ? 3 : 1;
    if (rank <= bestRank) continue;
    if (rank === 1 && (tag === "a" || isInLink(page, i))) continue;
    const words = folded(page.textOf(i));
    if (words.length < SHORTEST_HEADLINE) continue;
    const least = rank >= 4 ? 0 : LEAST_OF_TITLE;
    if (!stated.some((t) => t.whole.startsWith(words) && words.length >= least * t.first.length)) continue;
    best = i;
    bestRank = rank;
  }
  if (best !== undefined) return best;
  // A heading alone that no title knows: unless it is the site's name, which titles do contain.
  const own = heads.filter((i) => !isLinked(page, i, parents));
  const words = own.length === 1 ? folded(page.textOf(own[0]!)) : "";
  return words !== "" && !stated.some((t) => t.whole.includes(words)) ? own[0] : undefined;
}

function isInLink(page: Page, i: number): boolean {
  for (let at = page.parents[i]!; at > 0; at = page.parents[at]!) if (page.tags[at] === "a") return true;
  return false;
}

/** A logo: the heading is a link to where the site begins. */
function isLinked(page: Page, i: number, parents: readonly number[]): boolean {
  for (let k = i; k <= page.last[i]!; k++) if (page.tags[k] === "a") return true;
  return page.tags[parents[i]!] === "a";
}

/** So many names of sections and sites end a title at most. */
const MOST_NAMES = 4;
/** Parts of a title are set apart by these; a hyphen without blanks only before what is plainly a site. */
const SEPARATOR = /[_|｜]|\s[-–—@»]\s|\s::\s/;

/**
 * A page's title without the names of its section and its site.
 *
 * @param title `标题_栏目_站名`, `标题 - 站名`
 */
export function withoutSite(title: string, site: string | undefined, rules: HtmlRules): string {
  let first = oneLine(title.split(SEPARATOR)[0]) ?? title;
  for (let names = 0; names < MOST_NAMES; names++) {
    const cut = /^(.*[^-–—])[-–—]([^-–—]{1,24})$/u.exec(first);
    const rest = oneLine(cut?.[1]);
    if (cut === null || rest === undefined) break;
    if (cut[2]!.trim() !== site && !rules.says("site", cut[2]!)) break;
    first = rest;
  }
  return first;
}
