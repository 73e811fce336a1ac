/**
 * Decodes HTML character references that came through as text (`&nbsp;`, `&#x4E2D;`), also those
 * escaped more than once (`&amp;quot;`). Only well-formed, known ones with their semicolon: a bare
 * `&copy` in an address is no reference.
 */
import { decodeNamedCharacterReference } from "decode-named-character-reference";
import iconv from "iconv-lite";
import type { Edit, TracedText } from "../../../text/traced.ts";

const RULE = "repair/html-entity";

const REFERENCE =
  /&(?:(?:amp|#38|#x26);){0,64}(#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});/g;

function decodeReference(name: string): string | undefined {
  if (!name.startsWith("#")) return decodeNamedCharacterReference(name) || undefined;
  const code = /^#[xX]/.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  // HTML reads 128…159 as Windows-1252. Not by TextDecoder: some versions of Node take that for Latin-1.
  if (code >= 0x80 && code <= 0x9f) return iconv.decode(Buffer.from([code]), "win1252");
  const allowed =
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0x20 && code !== 0x7f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  return allowed ? String.fromCodePoint(code) : undefined;
}

/** Edits that put characters in the place of references to them. */
export function entityEdits(text: string): Edit[] {
  const edits: Edit[] = [];
  for (const m of text.matchAll(REFERENCE)) {
    const start = m.index;
    const end = start + m[0].length;
    // In backticks it is the reference itself that is meant.
    if (text[start - 1] === "`" && text[end] === "`") continue;
    const char = decodeReference(m[1]!);
    if (char !== undefined) edits.push({ start, end, text: char, rule: RULE });
  }
  return edits;
}

export function decodeEntities(traced: TracedText): TracedText {
  return traced.edit(entityEdits(traced.text));
}
