/** Shows where a repaired text still differs from the sound one, and how much. */
import { charDifferences } from "../../pipeline/eval/repair.ts";

export interface Differences {
  /** Characters inserted, deleted or replaced, over the length of the sound text. */
  readonly rate: number;
  readonly errors: number;
  /** One entry a place: `…before[wanted→got]after…`. */
  readonly places: readonly string[];
}

export function differences(wanted: string, got: string): Differences {
  const { errors, places } = charDifferences(wanted, got);
  return { rate: errors / Math.max(wanted.length, 1), errors, places };
}
