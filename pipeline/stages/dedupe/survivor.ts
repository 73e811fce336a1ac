/** Which of two copies stays. The first, by default: only a plainly poorer one gives way. */

export interface Copy {
  readonly text: string;
  /** Places at which words are known to be missing. */
  readonly gaps: number;
}

/** A copy counts as cut off when the other is at least so much longer and goes on where it ends. */
const LONGER = 1.3;

/** @returns whether the later copy is clearly more complete than the earlier one */
export function better(later: Copy, earlier: Copy): boolean {
  if (later.gaps > earlier.gaps) return false;
  const cutOff =
    /(?:\.{2,}|…+|[^。！？!?；;”’」』）)])$/.test(earlier.text) && /[。！？!?”」』]$/.test(later.text);
  if (cutOff && later.text.length >= earlier.text.length * LONGER) return true;
  return later.gaps < earlier.gaps && later.text.length >= earlier.text.length;
}
