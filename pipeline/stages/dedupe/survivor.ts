/**
 * Which of two copies stays. The first, by default: only a plainly poorer one gives way. What the raw text
 * says decides, not what repair made of it: a comma put back is a guess, one that was never lost is none.
 */

export interface Copy {
  /** As it stands now. */
  readonly text: string;
  /** Letters and digits. */
  readonly length: number;
  /** Places at which words are known to be missing. */
  readonly gaps: number;
  /** Words that had to be swapped back. */
  readonly spun: number;
  /** Punctuation marks that were there from the beginning. */
  readonly marks: number;
}

/** A copy counts as cut off when the other is at least so much longer and goes on where it ends. */
const LONGER = 1.3;
/** Damage is compared between copies of about one length: a shorter one says less, a longer one is of two paragraphs. */
const AS_LONG = 0.9;
/** One comma or one word may be the better author's choice; from so many on it is damage. */
const CLEARLY = 2;
/** Share of the marks of the one that the other has left, from which they count as lost. */
const LOST = 0.75;

/** @returns whether the later copy is clearly better than the earlier one: more complete, or less damaged */
export function better(later: Copy, earlier: Copy): boolean {
  if (later.gaps > earlier.gaps) return false;
  const cutOff =
    /(?:\.{2,}|…+|[^。！？!?；;”’」』）)])$/.test(earlier.text) && /[。！？!?”」』]$/.test(later.text);
  if (cutOff && later.text.length >= earlier.text.length * LONGER) return true;
  if (later.gaps < earlier.gaps && later.text.length >= earlier.text.length) return true;
  const [short, long] = [later.length, earlier.length].sort((a, b) => a - b);
  if (short! < long! * AS_LONG) return false;
  // Better in one way and worse in another is not clearly better.
  if (later.spun > earlier.spun || later.marks < earlier.marks) return false;
  const lost = later.marks - earlier.marks >= CLEARLY && earlier.marks <= LOST * later.marks;
  return lost || earlier.spun - later.spun >= CLEARLY;
}

/** Several copies in a row as one: a text given twice is judged as a whole, and stays in one place. */
export function together(copies: readonly Copy[]): Copy {
  const sum = (of: (copy: Copy) => number) => copies.reduce((n, copy) => n + of(copy), 0);
  return {
    text: copies.map(({ text }) => text).join("\n"),
    length: sum(({ length }) => length),
    gaps: sum(({ gaps }) => gaps),
    spun: sum(({ spun }) => spun),
    marks: sum(({ marks }) => marks),
  };
}
