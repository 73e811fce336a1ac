/**
 * What stands inside quotation marks or a book title is somebody's very words (or the label of a
 * button): no rule but the width of marks may touch it.
 */
import { lastOf } from "../../../text/places.ts";

const PAIRS = ["“”", "「」", "『』", "《》"];
/** By code unit of an opening mark, its closing one; every other code unit 0. */
const CLOSING = new Uint16Array(0x10000);
for (const pair of PAIRS) CLOSING[pair.charCodeAt(0)] = pair.charCodeAt(1);
const NEWLINE = 0x0a;

/**
 * Non-zero for every code unit inside quotes. A quote that is not closed ends with its line. Not to be
 * written to: the steps of a pass ask for the same text one after the other.
 */
export const quoted: (text: string) => Readonly<Uint8Array> = lastOf(quotedIn);

function quotedIn(text: string): Uint8Array {
  const closed = new Uint8Array(text.length);
  let until = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE) until = 0;
    else if (until === 0) until = CLOSING[c]!;
    else if (c === until) until = 0;
    else closed[i] = 1;
  }
  return closed;
}
