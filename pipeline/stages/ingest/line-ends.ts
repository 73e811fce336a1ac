/** One kind of line end: what every later stage splits at. */
import type { Edit, TracedText } from "../../text/traced.ts";

const RULE = "ingest/line-end";

/** CRLF and lone CR become LF. Blanks belong to no span, so nothing of the raw text counts as removed. */
export function normalizeLineEnds(traced: TracedText): TracedText {
  const { text } = traced;
  const edits: Edit[] = [];
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    const pair = text[at + 1] === "\n";
    edits.push({ start: at, end: at + 1, text: pair ? "" : "\n", rule: RULE, status: "boilerplate" });
  }
  return traced.edit(edits);
}
