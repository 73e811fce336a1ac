/** HTML inside Markdown comes in scraps (`<b>` here, `</b>` there), so it is read tag by tag, not as a tree. */
import { decodeReference } from "./align.ts";
import { BLOCKS, NEVER_TEXT } from "./html-tables.ts";
import type { Reduction } from "./reduction.ts";

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)(?:"[^"]*"|'[^']*'|[^"'<>])*>|<!--|<[!?/][^<>]*>/y;

/**
 * Keep what stands between the tags of a scrap; scripts and the like go with their content.
 *
 * @returns the tag of an element whose content goes and whose end is not in the scrap
 */
export function keepMarkupText(
  source: string,
  start: number,
  end: number,
  keep: (start: number, end: number, text?: string) => void,
  reduction: Reduction,
): string | undefined {
  let at = start;
  while (at < end) {
    const c = source[at]!;
    if (/\s/.test(c)) {
      reduction.separate("wrap");
      at++;
      continue;
    }
    if (c === "&") {
      const reference = decodeReference(source, at);
      if (reference && at + reference.length <= end) {
        if (/^\s+$/.test(reference.text)) reduction.separate(" ");
        else keep(at, at + reference.length, reference.text);
        at += reference.length;
        continue;
      }
    }
    TAG.lastIndex = at;
    const match = c === "<" ? TAG.exec(source) : null;
    if (match && TAG.lastIndex <= end) {
      const tag = match[2]?.toLowerCase() ?? "";
      if (tag === "br" || BLOCKS.has(tag)) reduction.separate("\n");
      const rule = !match[1] && Object.hasOwn(NEVER_TEXT, tag) ? NEVER_TEXT[tag] : undefined;
      if (rule === undefined && match[0] !== "<!--") {
        at = TAG.lastIndex;
        continue;
      }
      const close = rule === undefined ? /-->/g : new RegExp(`</${tag}`, "gi");
      close.lastIndex = at;
      const found = close.exec(source);
      const stop = found && found.index < end ? (rule ? found.index : close.lastIndex) : end;
      reduction.drop(at, stop, rule ?? "ingest/comment");
      at = stop;
      if (stop === end && rule !== undefined) return tag;
      continue;
    }
    let stop = at + 1;
    while (stop < end && !/[\s<&]/.test(source[stop]!)) stop++;
    keep(at, stop);
    at = stop;
  }
  return undefined;
}
