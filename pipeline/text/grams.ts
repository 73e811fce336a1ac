/**
 * Which characters and pairs of characters a text holds, as a small set of bits: a quick no to the
 * question whether a literal stands in it. A yes may be wrong, a no never is.
 */

const BITS = 13;
const WORDS = 2 ** (BITS - 5);

function ofOne(a: number): number {
  return Math.imul(a + 1, 0x9e3779b1) >>> (32 - BITS);
}

function ofTwo(a: number, b: number): number {
  return Math.imul(Math.imul(a + 0x7f4a, 0x85ebca6b) ^ b, 0x9e3779b1) >>> (32 - BITS);
}

export type Grams = Uint32Array;

interface Kept {
  text: string;
  readonly grams: Grams;
}

/** Texts looked at lately, one a place: tables ask many times over for the same few. */
const PLACES = 64;
const kept: Kept[] = Array.from({ length: PLACES }, () => ({ text: "", grams: new Uint32Array(WORDS) }));

/** What a text holds. Good until the next call: the bits are used again for another text. */
export function gramsOf(text: string): Grams {
  const { length } = text;
  if (length === 0) return NONE;
  const mixed = ofTwo(
    length + text.charCodeAt(0),
    text.charCodeAt(length - 1) + text.charCodeAt(length >> 1),
  );
  const place = kept[mixed % PLACES]!;
  const { grams } = place;
  if (place.text === text) return grams;
  place.text = text;
  grams.fill(0);
  let before = text.charCodeAt(0);
  let bit = ofOne(before);
  grams[bit >>> 5]! |= 1 << (bit & 31);
  for (let i = 1; i < length; i++) {
    const code = text.charCodeAt(i);
    bit = ofOne(code);
    grams[bit >>> 5]! |= 1 << (bit & 31);
    bit = ofTwo(before, code);
    grams[bit >>> 5]! |= 1 << (bit & 31);
    before = code;
  }
  return grams;
}

const NONE: Grams = new Uint32Array(WORDS);

/** Of a longer literal only so many pairs are looked for. */
const MOST_PAIRS = 4;

/**
 * @param literals none of them empty
 * @returns whether a text may hold one of them
 */
export function sieveOf(literals: readonly string[]): (grams: Grams) => boolean {
  const bits: number[] = [];
  for (const literal of literals) {
    const own: number[] = [];
    if (literal.length === 1) own.push(ofOne(literal.charCodeAt(0)));
    for (let i = 0; i + 1 < literal.length && own.length < MOST_PAIRS; i++)
      own.push(ofTwo(literal.charCodeAt(i), literal.charCodeAt(i + 1)));
    bits.push(own.length, ...own);
  }
  const all = Uint16Array.from(bits);
  return (grams) => {
    for (let at = 0; at < all.length; ) {
      const end = at + 1 + all[at]!;
      let holds = true;
      for (let i = at + 1; i < end && holds; i++) {
        const bit = all[i]!;
        holds = (grams[bit >>> 5]! & (1 << (bit & 31))) !== 0;
      }
      if (holds) return true;
      at = end;
    }
    return false;
  };
}
