/** What an editor should look at first. */
import type { AdviceItem } from "../../../../schemas/advice.ts";

/** Reasons to look, the most pressing first. */
export const CONCERNS = [
  "disagreement",
  "text-gap",
  "contact-conflict",
  "hours-differ",
  "unverified-contact",
  "single-source",
] as const;

/** Place of an item in the queue: 0 is looked at first; `CONCERNS.length` where there is no reason to look. */
export function urgency(item: Pick<AdviceItem, "disagrees" | "flags">): number {
  if (item.disagrees.length > 0) return 0;
  const at = CONCERNS.findIndex((flag) => item.flags.includes(flag));
  return at < 0 ? CONCERNS.length : at;
}
