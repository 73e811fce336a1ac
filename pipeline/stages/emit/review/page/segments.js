/** A text cut wherever one of many ranges begins or ends, so that each piece can be marked as all of them ask. */

/**
 * @template {{ start: number, end: number }} R
 * @param {number} length of the text
 * @param {R[]} ranges in any order; they may overlap
 * @returns {Array<{ start: number, end: number, over: R[] }>} in order, without a gap
 */
export function segmentsOf(length, ranges) {
  const inside = ranges
    .map((range) => ({ range, start: Math.max(0, range.start), end: Math.min(length, range.end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts = [...new Set([0, length, ...inside.flatMap((r) => [r.start, r.end])])].sort((a, b) => a - b);
  /** @type {Array<{ start: number, end: number, over: R[] }>} */
  const out = [];
  /** @type {typeof inside} */
  let open = [];
  let next = 0;
  cuts.forEach((start, i) => {
    const end = cuts[i + 1];
    if (end === undefined) return;
    open = open.filter((r) => r.end > start);
    for (let r = inside[next]; r !== undefined && r.start <= start; r = inside[++next]) open.push(r);
    out.push({ start, end, over: open.map((r) => r.range) });
  });
  return out;
}
