/**
 * How alike two short texts are, character by character and in order. Shingle sets find
 * candidates; the alignment decides, because it also sees order and single swapped characters.
 */

/**
 * Length of the longest common subsequence, bit-parallel (Hyyrö 2004): about
 * `a.length / 32 * b.length` steps.
 */
export function commonLength(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0;
  const words = (a.length + 31) >>> 5;
  const masks = new Map<number, Uint32Array>();
  for (let i = 0; i < a.length; i++) {
    const c = a.charCodeAt(i);
    let mask = masks.get(c);
    if (mask === undefined) {
      mask = new Uint32Array(words);
      masks.set(c, mask);
    }
    mask[i >>> 5] = mask[i >>> 5]! | (1 << (i & 31));
  }
  // A zero bit marks a position of `a` that the subsequence uses.
  const v = new Uint32Array(words).fill(0xffffffff);
  for (let j = 0; j < b.length; j++) {
    const mask = masks.get(b.charCodeAt(j));
    if (mask === undefined) continue;
    let carry = 0;
    for (let w = 0; w < words; w++) {
      const x = v[w]!;
      const u = (x & mask[w]!) >>> 0;
      const sum = x + u + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      v[w] = ((sum >>> 0) | (x & ~mask[w]!)) >>> 0;
    }
  }
  let n = 0;
  for (let i = 0; i < a.length; i++) if ((v[i >>> 5]! & (1 << (i & 31))) === 0) n++;
  return n;
}

/** Twice the common length by the sum of lengths: 1 for equal texts, 0 for nothing in common. */
export function likeness(a: string, b: string): number {
  const sum = a.length + b.length;
  return sum === 0 ? 1 : (2 * commonLength(a, b)) / sum;
}
