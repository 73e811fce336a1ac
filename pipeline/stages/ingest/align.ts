/**
 * Parsers give a text node's value decoded and the range it came from, not where each character came
 * from. This walks both side by side: escapes and character references are matched to what they
 * stand for, and what has no counterpart (a quote marker or indentation at a line's beginning, a
 * misnested tag) is left out.
 */
import { decodeNamedCharacterReference } from "decode-named-character-reference";

export interface Syntax {
  /** `&lt;`, `&#39;` stand for characters. */
  readonly references: boolean;
  /** A backslash before ASCII punctuation is not text. */
  readonly backslashes: boolean;
}

/** A stretch of source and what it reads as; without `text`, as itself. */
export type Sink = (start: number, end: number, text?: string) => void;

const REFERENCE = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z][a-zA-Z0-9]{0,31}));?/y;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const TAG = /<[/!a-zA-Z][^<>]*>/y;

/** Report the stretches of `source.slice(start, end)` that make up `value`, in order. Linear. */
export function align(
  source: string,
  start: number,
  end: number,
  value: string,
  syntax: Syntax,
  sink: Sink,
): void {
  let i = start;
  let j = 0;
  let run = -1;
  const flush = () => {
    if (run >= 0) sink(run, i);
    run = -1;
  };
  while (i < end && j < value.length) {
    const c = source[i]!;
    if (syntax.references && c === "&") {
      const reference = referenceAt(source, i, value, j);
      if (reference !== undefined && i + reference.length <= end) {
        flush();
        sink(i, i + reference.length, reference.text);
        i += reference.length;
        j += reference.text.length;
        continue;
      }
    }
    const escapes =
      syntax.backslashes &&
      c === "\\" &&
      i + 1 < end &&
      PUNCTUATION.test(source[i + 1]!) &&
      source[i + 1] === value[j];
    if (c === value[j] && !escapes) {
      if (run < 0) run = i;
      i++;
      j++;
      continue;
    }
    flush();
    i += escapes ? 1 : (c === "<" && tagLength(source, i)) || 1;
    if (escapes) {
      // Whatever it is, the escaped character stands for itself: a reference begins no more here.
      run = i;
      i++;
      j++;
    }
  }
  flush();
}

function referenceAt(
  source: string,
  at: number,
  value: string,
  place: number,
): { length: number; text: string } | undefined {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  if (!match) return undefined;
  const [whole, hex, decimal, name] = match;
  if (hex !== undefined || decimal !== undefined) {
    // Which character a number means is the parser's business (`&#150;` is a dash): its value says so.
    const code = value.codePointAt(place);
    return code === undefined ? undefined : { length: whole.length, text: String.fromCodePoint(code) };
  }
  // Without its semicolon a name may run on into the text: `&copy2024`.
  for (let length = name!.length; length > 1; length--) {
    const text = decodeNamedCharacterReference(name!.slice(0, length));
    if (text !== false && value.startsWith(text, place)) {
      const closed = length === name!.length && whole.endsWith(";");
      if (text === "&" && !closed && value.startsWith(whole, place)) return undefined;
      return { length: 1 + length + (closed ? 1 : 0), text };
    }
  }
  return undefined;
}

/** The character reference at a place of the source, whatever its parser would make of it; named ones need their semicolon. */
export function decodeReference(source: string, at: number): { length: number; text: string } | undefined {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  if (!match) return undefined;
  const [whole, hex, decimal, name] = match;
  if (name !== undefined) {
    const text = whole.endsWith(";") && decodeNamedCharacterReference(name);
    return text ? { length: whole.length, text } : undefined;
  }
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { length: whole.length, text: String.fromCodePoint(code) };
}

function tagLength(source: string, at: number): number {
  TAG.lastIndex = at;
  return TAG.exec(source)?.[0].length ?? 0;
}
