/**
 * What a page would cost its parser, told without it, so that it need not be trusted with any page: its
 * tree builder walks up the open elements at every tag and opens unclosed formatting (`<font>`) anew in
 * every paragraph, and the conversion of its tree recurses.
 */

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Elements the parser closes by itself when the next one begins. */
const CLOSED_BY_NEXT = new Set(
  "p li dt dd tr td th tbody thead tfoot option optgroup a button nobr".split(" "),
);
/** Elements whose content is text to the parser, tags and all. */
const TEXT_ONLY = new Set("script style textarea title xmp iframe noembed noframes".split(" "));
/** Formatting that is opened anew in the next block when a block ends without closing it. */
const FORMATTING = new Set("b big code em font i s small strike strong tt u".split(" "));
/** Blocks that do so; more elements can, these are what pages are made of. */
const REOPENING = new Set(
  "p div li td th dd dt section article h1 h2 h3 h4 h5 h6 center blockquote span a".split(" "),
);
const NAME = /(\/?)([a-zA-Z][^\s/>]*)/y;

export interface Cost {
  /** The greatest depth at which an element can stand. */
  readonly depth: number;
  /** Elements at most that unclosed formatting adds to those written. */
  readonly reopened: number;
}

/** Linear in the source. */
export function costOf(source: string): Cost {
  let formatting = 0;
  let reopened = 0;
  let depth = 0;
  let deepest = 0;
  /** Depth at which a drawing or formula began: inside it no tag is closed by another, and `/>` closes. */
  let foreign = -1;
  for (let at = source.indexOf("<"); at >= 0; at = source.indexOf("<", at)) {
    if (source.startsWith("<!--", at)) {
      const end = source.indexOf("-->", at + 2);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    NAME.lastIndex = at + 1;
    const match = NAME.exec(source);
    if (!match) {
      at++;
      continue;
    }
    const tag = match[2]!.toLowerCase();
    const end = tagEnd(source, NAME.lastIndex);
    const closed = source[end - 2] === "/";
    at = end;
    if (FORMATTING.has(tag)) formatting = Math.max(0, formatting + (match[1] ? -1 : 1));
    else if (!match[1] && REOPENING.has(tag)) reopened += formatting;
    if (match[1]) {
      if (VOID.has(tag) || (foreign < 0 && CLOSED_BY_NEXT.has(tag))) continue;
      depth = Math.max(0, depth - 1);
      if (depth <= foreign) foreign = -1;
      continue;
    }
    if (VOID.has(tag) || (foreign >= 0 ? closed : CLOSED_BY_NEXT.has(tag))) continue;
    if ((tag === "svg" || tag === "math") && foreign < 0) {
      if (closed) continue;
      foreign = depth;
    }
    if (TEXT_ONLY.has(tag) && foreign < 0) {
      const close = new RegExp(`</${tag}(?=[\\s/>])`, "gi");
      close.lastIndex = at;
      const found = close.exec(source);
      if (!found) break;
      at = tagEnd(source, close.lastIndex);
      deepest = Math.max(deepest, depth + 1);
      continue;
    }
    deepest = Math.max(deepest, ++depth);
  }
  return { depth: deepest, reopened };
}

/** The place behind a tag's `>`, those in quoted values passed over; the end of the source if it never ends. */
function tagEnd(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const c = source[i];
    if (c === ">") return i + 1;
    // A quote counts only where a value begins.
    if ((c === '"' || c === "'") && beginsValue(source, i)) {
      const end = source.indexOf(c, i + 1);
      if (end < 0) return source.length;
      i = end;
    }
  }
  return source.length;
}

function beginsValue(source: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && /\s/.test(source[i]!)) i--;
  return source[i] === "=";
}
