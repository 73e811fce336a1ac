/** Dedupe: repeats inside an article, near-duplicates across articles. */

export {
  type Candidate,
  type DuplicateOf,
  groupNearDuplicates,
  SAME_TEXT,
  type Signature,
  sameness,
  signature,
} from "./across.ts";
export { type DedupeContext, dedupeInside } from "./inside.ts";
export { type Passage, sharedPassages } from "./passages.ts";
