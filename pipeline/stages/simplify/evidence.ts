/**
 * Which characters show that a passage is Traditional or Simplified. Most of what two scripts
 * share shows nothing (后, 里, 干 are right in both), so the evidence comes from what each script's
 * own character set leaves out: GB 2312 was made for Simplified, level 1 of Big5 for Traditional.
 */
import { Converter } from "opencc-js/t2cn";

const single = Converter({ from: "t", to: "cn" });

/** Every two-byte character of a legacy code page within the given rows and cells. */
function charset(
  label: string,
  rows: readonly [number, number],
  cells: readonly [number, number],
): Set<string> {
  const bytes: number[] = [];
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let cell = cells[0]; cell <= cells[1]; cell++) bytes.push(row, cell);
  }
  // One pair at a time: a bad pair must not swallow the byte after it.
  const decoder = new TextDecoder(label);
  const out = new Set<string>();
  for (let i = 0; i < bytes.length; i += 2) {
    const c = decoder.decode(new Uint8Array([bytes[i]!, bytes[i + 1]!]));
    if (c.length === 1 && c !== "\ufffd") out.add(c);
  }
  return out;
}

/** OpenCC changes it, within the basic plane: what cannot be converted must not ask for conversion for ever. */
function isConverted(c: string): boolean {
  const to = single(c);
  return to !== c && to.length === 1;
}

export const TRADITIONAL = 1;
export const SIMPLIFIED = 2;

/**
 * A table by code unit: 0 no evidence, `TRADITIONAL`, `SIMPLIFIED`.
 *
 * @param strong characters of GB 2312 that count as Traditional all the same (後)
 * @param weak Traditional characters that Simplified text keeps in names (昇): no evidence
 */
export function scriptEvidence(strong: string, weak: string): Uint8Array {
  const gb2312 = charset("gb18030", [0xb0, 0xf7], [0xa1, 0xfe]);
  const big5 = charset("big5", [0xa4, 0xc6], [0x40, 0xfe]);
  const table = new Uint8Array(0x10000);
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const c = String.fromCharCode(code);
    if (gb2312.has(c) && !big5.has(c) && !strong.includes(c)) table[code] = SIMPLIFIED;
    else if (!weak.includes(c) && (!gb2312.has(c) || strong.includes(c)) && isConverted(c)) {
      table[code] = TRADITIONAL;
    }
  }
  return table;
}
