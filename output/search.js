/** Search over `data/search.json`, in any browser or on a server: no network, no dependency to install. */
import MiniSearch from "./lib/minisearch.js";
import { fold, indexTerms, isPrefix, queryTerms, simplifiedOf } from "./lib/tokenize.js";

/**
 * @param data the parsed contents of `data/search.json`
 * @returns a function from what somebody typed to the items found, best first
 */
export function openSearch(data) {
  const simplified = simplifiedOf(data.simplified.from, data.simplified.to);
  const index = MiniSearch.loadJS(data.index, {
    ...data.options,
    tokenize: (text) => indexTerms(fold(text, simplified)),
    processTerm: (term) => term,
    searchOptions: {
      ...data.options.searchOptions,
      tokenize: (query) => queryTerms(fold(query, simplified)),
      prefix: isPrefix,
    },
  });
  return (query, options) => index.search(query, options);
}
