/**
 * What stands inside quotation marks or a book title is somebody's very words (or the label of a
 * button): no rule but the width of marks may touch it.
 */
const PAIRS: Readonly<Record<string, string>> = { "“": "”", "「": "」", "『": "』", "《": "》" };

/** Non-zero for every code unit inside quotes. A quote that is not closed ends with its line. */
export function quoted(text: string): Uint8Array {
  const closed = new Uint8Array(text.length);
  let until = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "\n") until = "";
    else if (until === "") until = PAIRS[c] ?? "";
    else if (c === until) until = "";
    else closed[i] = 1;
  }
  return closed;
}
