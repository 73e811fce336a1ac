/**
 * Folding and shingling: the one notion of "the same text" that repeats inside an article and
 * near-duplicates across articles share. A shingle is a run of k characters of the folded text;
 * Chinese needs no word segmentation for that, and character shingles survive the swapping of
 * words far better than word shingles do.
 */

/** What a character comes to in folding, where that can be told of it alone. */
const ANYTHING = 0;
const DROPPED = 1;
const KEPT = 2;
const CAPITAL = 3;

/** By code unit. Normalization leaves these as they are, or makes of them what is dropped: it need not be asked. */
const FATES = new Uint8Array(0x10000);
for (let code = 0; code < 0x80; code++) FATES[code] = DROPPED;
for (let code = 0x30; code <= 0x39; code++) FATES[code] = KEPT;
for (let code = 0x41; code <= 0x5a; code++) FATES[code] = CAPITAL;
for (let code = 0x61; code <= 0x7a; code++) FATES[code] = KEPT;
for (let code = 0x4e00; code <= 0x9fa5; code++) FATES[code] = KEPT;
FATES[0x3007] = KEPT;
for (const mark of "\u00a0\u3000，。、；：？！“”‘’（）《》【】「」『』…—–·～％")
  FATES[mark.charCodeAt(0)] = DROPPED;

/** What is compared: NFKC, lower case, letters and digits only. Punctuation and blanks do not count. */
export function fold(text: string): string {
  let out = "";
  let from = 0;
  let capitals = false;
  for (let i = 0; i < text.length; i++) {
    const fate = FATES[text.charCodeAt(i)]!;
    if (fate === KEPT) continue;
    if (fate === ANYTHING) return foldAnything(text);
    if (fate === CAPITAL) {
      capitals = true;
      continue;
    }
    if (i > from) out += text.slice(from, i);
    from = i + 1;
  }
  if (from < text.length) out = from === 0 ? text : out + text.slice(from);
  return capitals ? out.toLowerCase() : out;
}

/** The same of any text; exported for tests. */
export function foldAnything(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** FNV-1a over UTF-16 code units, 32 bits. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let h = seed >>> 0;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return mix32(h);
}

/** Finalizer of MurmurHash3: every input bit reaches every output bit. */
export function mix32(h: number): number {
  let x = h >>> 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return x >>> 0;
}

/**
 * Hashes of all k-character shingles in order, by a rolling (Rabin–Karp) hash.
 *
 * @param folded a text as `fold` returns it
 * @returns one 32-bit hash a position; empty when the text is shorter than k
 */
export function shingleHashes(folded: string, k: number): Uint32Array {
  const count = folded.length - k + 1;
  if (count <= 0) return new Uint32Array(0);
  const BASE = 0x01000193;
  let lead = 1;
  for (let i = 1; i < k; i++) lead = Math.imul(lead, BASE);
  const out = new Uint32Array(count);
  let h = 0;
  for (let i = 0; i < folded.length; i++) {
    if (i >= k) h = (h - Math.imul(folded.charCodeAt(i - k), lead)) | 0;
    h = (Math.imul(h, BASE) + folded.charCodeAt(i)) | 0;
    if (i >= k - 1) out[i - k + 1] = mix32(h);
  }
  return out;
}

/** Winnowing (Schleimer et al. 2003): of every window of w shingles the rightmost least one. Any run of w + k - 1 shared characters shares a fingerprint. */
export function winnow(hashes: Uint32Array, w: number): Uint32Array {
  if (hashes.length > 0 && hashes.length < w)
    return uniqueSorted(Uint32Array.of(hashes.reduce((a, b) => Math.min(a, b))));
  const chosen = new Uint32Array(hashes.length);
  let count = 0;
  let least = -1;
  for (let right = w - 1; right < hashes.length; right++) {
    const left = right - w + 1;
    if (least < left) {
      least = left;
      for (let i = left + 1; i <= right; i++) if (hashes[i]! <= hashes[least]!) least = i;
      chosen[count++] = hashes[least]!;
    } else if (hashes[right]! <= hashes[least]!) {
      least = right;
      chosen[count++] = hashes[least]!;
    }
  }
  return uniqueSorted(chosen.subarray(0, count));
}

/** Size of the intersection of two sorted sets. */
export function shared(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let n = 0;
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) n++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return n;
}

/** |a ∩ b| / |a ∪ b|; 0 when both are empty. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  const n = shared(a, b);
  const union = a.length + b.length - n;
  return union === 0 ? 0 : n / union;
}

/** |a ∩ b| / |smaller|: how much of the smaller one stands in the other; 0 when one is empty. */
export function containment(a: Uint32Array, b: Uint32Array): number {
  const least = Math.min(a.length, b.length);
  return least === 0 ? 0 : shared(a, b) / least;
}

/**
 * The different values, ascending: the form in which sets are compared.
 *
 * @param values are sorted where they are
 */
export function uniqueSorted(values: Uint32Array): Uint32Array {
  values.sort();
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (i === 0 || values[i] !== values[n - 1]) values[n++] = values[i]!;
  }
  return values.slice(0, n);
}
