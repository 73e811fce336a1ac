/** How often each pair of neighbouring Chinese characters stands in a text, counted without writing one out. */

export interface PairCounts {
  /** Two code units in one number, the first above, in the order in which the pairs stand first. */
  readonly pairs: Int32Array;
  readonly counts: Int32Array;
}

/** By code unit: 0 not looked at yet, else whether it is a character of Chinese script by itself. */
const known = new Uint8Array(0x10000);
const NO = 1;
const YES = 2;
const HAN = /^\p{Script=Han}$/u;

function kindOf(code: number): number {
  const kind = HAN.test(String.fromCharCode(code)) ? YES : NO;
  known[code] = kind;
  return kind;
}

export function countPairs(text: string): PairCounts {
  let size = 64;
  while (size < 2 * text.length) size *= 2;
  const last = size - 1;
  /** Places in the lists below, one more than they are; a table of open addresses. */
  const table = new Int32Array(size);
  const pairs = new Int32Array(text.length);
  const counts = new Int32Array(text.length);
  let found = 0;
  let before = -1;
  const count = (code: number) => {
    if (before >= 0) {
      const pair = (before << 16) | code;
      const h = Math.imul(pair, 0x9e3779b1);
      let at = (h ^ (h >>> 15)) & last;
      while (table[at] !== 0 && pairs[table[at]! - 1] !== pair) at = (at + 1) & last;
      if (table[at] === 0) {
        pairs[found] = pair;
        table[at] = ++found;
      }
      counts[table[at]! - 1]!++;
    }
    before = code;
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((known[code] || kindOf(code)) === YES) count(code);
    // A character beyond the basic plane is two code units, each of a pair with its neighbour.
    else if (code >= 0xd800 && code < 0xdc00 && HAN.test(text.slice(i, i + 2))) {
      count(code);
      count(text.charCodeAt(++i));
    } else before = -1;
  }
  return { pairs: pairs.subarray(0, found), counts: counts.subarray(0, found) };
}
