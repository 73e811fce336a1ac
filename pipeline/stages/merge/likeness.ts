/**
 * Texts alike in wording, found without comparing all with all: character pairs, MinHash, and
 * locality-sensitive hashing; what shares a band is compared in full. Numbers in flat arrays, so that a
 * million texts fit into memory.
 */
import { mix32 } from "../../text/shingles.ts";
import { fold } from "./fold.ts";

/**
 * Two texts whose likeness is s share a band with probability 1 − (1 − s^ROWS)^BANDS: .996 at .5, .03 at .1.
 * (Short texts have too few pairs for one permutation; these are independent hashes.)
 */
const BANDS = 42;
const ROWS = 3;
const HASHES = BANDS * ROWS;
/** Different cards in one bucket that a text is compared with: more are a crowd of unlike texts with a phrase in common. */
const MOST_COMPARED = 8;
/** A band's key and a text's number share a double: 32 and 21 bits. */
const MOST_TEXTS = 2 ** 21;

/**
 * Offers pairs that may be alike, each text with the foremost of its bucket's groups.
 *
 * @param texts at most two million
 * @param same whether two texts are known to belong together already
 * @param offer called with i < j and their likeness
 */
export function forAlike(
  texts: readonly string[],
  same: (i: number, j: number) => boolean,
  offer: (i: number, j: number, likeness: number) => void,
): void {
  if (texts.length > MOST_TEXTS) throw new RangeError(`more than ${MOST_TEXTS} texts: merge them in parts`);
  const { codes, starts } = pairCodes(texts);
  const sketches = sketchesOf(codes, starts);
  const order = new Float64Array(texts.length);
  const likeness = (i: number, j: number) =>
    jaccardOf(codes, starts[i]!, starts[i + 1]!, starts[j]!, starts[j + 1]!);
  for (let band = 0; band < BANDS; band++) {
    for (let i = 0; i < texts.length; i++) {
      let key = band;
      for (let row = 0; row < ROWS; row++) key = mix32(key ^ sketches[i * HASHES + band * ROWS + row]!);
      order[i] = key * MOST_TEXTS + i;
    }
    order.sort();
    for (let from = 0; from < order.length; ) {
      const key = Math.floor(order[from]! / MOST_TEXTS);
      const first: number[] = [];
      let to = from;
      for (; to < order.length && Math.floor(order[to]! / MOST_TEXTS) === key; to++) {
        const j = order[to]! % MOST_TEXTS;
        if (starts[j] === starts[j + 1]) continue;
        let joined = false;
        for (const i of first) {
          joined = same(i, j);
          if (joined) break;
          offer(i, j, likeness(i, j));
          joined = same(i, j);
          if (joined) break;
        }
        if (!joined && first.length < MOST_COMPARED) first.push(j);
      }
      from = to;
    }
  }
}

/** The different character pairs of each text as sorted numbers, one text behind the other. */
function pairCodes(texts: readonly string[]): { codes: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(texts.length + 1);
  let codes = new Uint32Array(Math.max(1024, texts.length * 64));
  let end = 0;
  texts.forEach((text, i) => {
    starts[i] = end;
    const folded = fold(text);
    const own = new Uint32Array(Math.max(0, folded.length - 1));
    for (let k = 0; k < own.length; k++)
      own[k] = (folded.charCodeAt(k) * 0x10000 + folded.charCodeAt(k + 1)) >>> 0;
    own.sort();
    if (end + own.length > codes.length) {
      const larger = new Uint32Array(Math.max(2 * codes.length, end + own.length));
      larger.set(codes);
      codes = larger;
    }
    own.forEach((code, k) => {
      if (k === 0 || code !== own[k - 1]) codes[end++] = code;
    });
  });
  starts[texts.length] = end;
  return { codes, starts };
}

function sketchesOf(codes: Uint32Array, starts: Uint32Array): Uint32Array {
  const count = starts.length - 1;
  const out = new Uint32Array(count * HASHES).fill(0xffffffff);
  const factors = Uint32Array.from({ length: HASHES }, (_, h) => mix32(2 * h + 1) | 1);
  const terms = Uint32Array.from({ length: HASHES }, (_, h) => mix32(0x9e3779b9 ^ h));
  for (let i = 0; i < count; i++) {
    const at = i * HASHES;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const code = mix32(codes[k]!);
      for (let h = 0; h < HASHES; h++) {
        const value = (Math.imul(code, factors[h]!) + terms[h]!) >>> 0;
        if (value < out[at + h]!) out[at + h] = value;
      }
    }
  }
  return out;
}

function jaccardOf(codes: Uint32Array, a: number, aEnd: number, b: number, bEnd: number): number {
  let both = 0;
  let i = a;
  let j = b;
  while (i < aEnd && j < bEnd) {
    const x = codes[i]!;
    const y = codes[j]!;
    if (x === y) both++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const all = aEnd - a + (bEnd - b) - both;
  return all === 0 ? 1 : both / all;
}
