/** Shows where a repaired text still differs from the sound one, and how much. */
import { diffChars } from "diff";

export interface Differences {
  /** Characters inserted, deleted or replaced, over the length of the sound text. */
  readonly rate: number;
  readonly errors: number;
  /** One entry a place: `…before[wanted→got]after…`. */
  readonly places: readonly string[];
}

export function differences(wanted: string, got: string): Differences {
  const parts = diffChars(wanted, got);
  const places: string[] = [];
  let errors = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (!part.added && !part.removed) continue;
    let lost = "";
    let came = "";
    let j = i;
    for (; j < parts.length && (parts[j]!.added || parts[j]!.removed); j++) {
      if (parts[j]!.removed) lost += parts[j]!.value;
      else came += parts[j]!.value;
    }
    errors += Math.max(lost.length, came.length);
    const before = i > 0 ? parts[i - 1]!.value.slice(-6) : "";
    places.push(`…${before}[${lost}→${came}]${parts[j]?.value.slice(0, 6) ?? ""}…`);
    i = j - 1;
  }
  return { rate: errors / Math.max(wanted.length, 1), errors, places };
}
