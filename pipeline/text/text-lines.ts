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

/** Ends like a sentence, not like a title or label. */
export function endsSentence(line: string): boolean {
  return /[。！？!?；;…][”’』」）)】"]*$/.test(line);
}
