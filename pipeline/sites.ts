/** What sites repeat, learnt from the lines of all their articles. */
import { holdsLearnt, learnSite, type Origin, siteOf } from "./stages/strip/index.ts";

export interface SiteArticle extends Origin {
  /** Hashes of its lines. */
  readonly lines: readonly number[];
  /** What it shares with its near-duplicates: together they count as one article. */
  readonly group: string;
}

/**
 * Learnt lines that stand in articles, by source: for each record that holds any (0 where the source is
 * one article), its own of them in ascending order.
 */
export function learntLines(articles: readonly SiteArticle[]): Map<string, Array<[number, number[]]>> {
  const sites = new Map<string, SiteArticle[]>();
  for (const article of articles) {
    const site = siteOf(article);
    if (site === undefined) continue;
    const own = sites.get(site);
    if (own) own.push(article);
    else sites.set(site, [article]);
  }
  const out = new Map<string, Array<[number, number[]]>>();
  for (const own of sites.values()) {
    const learnt = learnSite(new Set(own.map((a) => a.group)).size, counts(own));
    if (learnt.size === 0) continue;
    for (const { source, record, lines } of own) {
      if (!holdsLearnt(Uint32Array.from(lines), learnt)) continue;
      const row: [number, number[]] = [record ?? 0, lines.filter((line) => learnt.has(line))];
      const known = out.get(source);
      if (known) known.push(row);
      else out.set(source, [row]);
    }
  }
  return out;
}

/** For each line the number of groups whose articles hold it. */
function counts(articles: readonly SiteArticle[]): Map<number, number> {
  const byGroup = new Map<string, Set<number>>();
  for (const { group, lines } of articles) {
    const own = byGroup.get(group);
    if (own) for (const line of lines) own.add(line);
    else byGroup.set(group, new Set(lines));
  }
  const out = new Map<number, number>();
  for (const lines of byGroup.values()) for (const line of lines) out.set(line, (out.get(line) ?? 0) + 1);
  return out;
}
