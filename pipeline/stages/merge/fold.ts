/** Text folded for comparison: NFKC, letters and digits only. Bigram sets and their likeness. */
export function fold(text: string): string {
  return text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "");
}

export function normalizeForMatch(text: string): string {
  return text.replace(/\s+/g, " ");
}

export function bigrams(text: string): Set<string> {
  const folded = fold(text);
  const out = new Set<string>();
  for (let i = 0; i + 1 < folded.length; i++) out.add(folded.slice(i, i + 2));
  return out;
}

/** Jaccard likeness of two sets, 0…1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let both = 0;
  for (const x of a) if (b.has(x)) both++;
  return both / (a.size + b.size - both);
}
