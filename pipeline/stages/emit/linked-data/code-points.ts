/** Offsets as other programs count them: W3C selectors, Python and SQL count characters, JavaScript counts UTF-16 code units. */

/**
 * A function from an offset in UTF-16 code units to one in Unicode code points. An offset between the
 * two halves of a character counts as behind it.
 */
export function codePointOffsets(text: string): (offset: number) => number {
  const pairs: number[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) pairs.push(i++);
  }
  return (offset) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle]! + 1 < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}

/** Up to so many code units before an offset, no character cut in half. */
export function before(text: string, offset: number, most: number): string {
  const start = Math.max(0, offset - most);
  return text.slice(start > 0 && isLow(text.charCodeAt(start)) ? start + 1 : start, offset);
}

/** Up to so many code units from an offset on, no character cut in half. */
export function after(text: string, offset: number, most: number): string {
  const end = Math.min(text.length, offset + most);
  return text.slice(offset, end < text.length && isHigh(text.charCodeAt(end - 1)) ? end - 1 : end);
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff;
