/**
 * The non-blank lines of a text with their places. At the stages that work by lines (page
 * furniture, repeats) a paragraph is a line, whether or not blank lines stand between.
 */
export interface Line {
  /** First code unit that is not blank. */
  readonly start: number;
  /** One past the last code unit that is not blank. */
  readonly end: number;
  /** One past the line break, or the end of the text: what a removal of the line takes along. */
  readonly next: number;
  readonly text: string;
}

/** Non-blank lines in order; linear in the text's length. */
export function linesOf(text: string): Line[] {
  const out: Line[] = [];
  let at = 0;
  while (at < text.length) {
    const br = text.indexOf("\n", at);
    const stop = br < 0 ? text.length : br;
    const next = br < 0 ? text.length : br + 1;
    const whole = text.slice(at, stop);
    const trimmed = whole.trim();
    if (trimmed !== "") {
      const start = at + (whole.length - whole.trimStart().length);
      out.push({ start, end: start + trimmed.length, next, text: trimmed });
    }
    at = next;
  }
  return out;
}

const ENDS = "。！？!?；;…";
/** What may stand behind the mark that ends a sentence. */
const CLOSERS = '”’』」）)】"';

/** Ends like a sentence, not like a title or label. */
export function endsSentence(line: string): boolean {
  let at = line.length - 1;
  while (at >= 0 && CLOSERS.includes(line[at]!)) at--;
  return at >= 0 && ENDS.includes(line[at]!);
}

/** Ends with a colon: what stands below belongs to it. */
export function announces(line: string): boolean {
  const last = line.charCodeAt(line.length - 1);
  return last === 0x3a || last === 0xff1a;
}
