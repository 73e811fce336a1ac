/**
 * Marks what cannot be known: a run of replacement characters (U+FFFD) or a lone half of a
 * surrogate pair was some character, so one `□` stands there and the place is flagged `text-gap`.
 */
import type { Edit, Mark, TracedText } from "../../../text/traced.ts";

/** Stands for characters that are lost. */
export const HOLE = "□";
const RULE = "repair/replacement-character";

const LOST = /[\uFFFD\p{Cs}]+/gu;

export function markHoles(traced: TracedText): TracedText {
  const edits: Edit[] = [];
  for (const m of traced.text.matchAll(LOST)) {
    edits.push({ start: m.index, end: m.index + m[0].length, text: HOLE, rule: RULE });
  }
  return edit(traced, edits, (e) => e.text === HOLE);
}

/** Apply edits and mark those that leave a hole, at the hole. */
export function edit(
  traced: TracedText,
  edits: readonly Edit[],
  leavesHole: (e: Edit) => boolean,
): TracedText {
  if (edits.length === 0) return traced;
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const marks: Mark[] = [];
  let shift = 0;
  for (const e of sorted) {
    if (leavesHole(e))
      marks.push({ at: e.start + shift + Math.max(e.text.indexOf(HOLE), 0), flag: "text-gap", rule: e.rule });
    shift += e.text.length - (e.end - e.start);
  }
  return traced.edit(sorted).mark(marks);
}
