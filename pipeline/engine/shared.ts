/**
 * What candidates have in common, held once. All of a corpus lie in memory until they are merged, and
 * most name the same few products and rows: parsed one by one, each would have strings and lists of its own.
 */
import type { Candidate } from "../advice.ts";

type Fresh = { -readonly [K in keyof Candidate]: Candidate[K] };

/** For as long as one build: what it has seen is never let go of. */
export class Shared {
  readonly #lists = new Map<string, readonly string[]>();
  readonly #strings = new Map<string, string>();

  /** @param candidates read a moment ago, and nobody else's; they are changed in place */
  share(candidates: readonly Candidate[]): readonly Candidate[] {
    for (const candidate of candidates as readonly Fresh[]) {
      candidate.document = this.#string(candidate.document);
      candidate.products = this.#list(candidate.products);
      candidate.flags = this.#list(candidate.flags);
      candidate.rules = this.#list(candidate.rules);
      // Most advice is in the author's own words.
      if (candidate.text === candidate.quote) candidate.text = candidate.quote;
    }
    return candidates;
  }

  #string(text: string): string {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    this.#strings.set(text, text);
    return text;
  }

  #list(list: readonly string[]): readonly string[] {
    const key = list.join("\n");
    let known = this.#lists.get(key);
    if (known === undefined || known.length !== list.length) {
      // Whoever changed one would change it for all.
      known = Object.freeze(list.map((text) => this.#string(text)));
      this.#lists.set(key, known);
    }
    return known;
  }
}
