/** Dedupe: repeats inside an article, near-duplicates across articles. */

export { type Candidate, type DuplicateOf, Grouping, groupNearDuplicates } from "./across.ts";
export { DuplicateIndex, type Stored } from "./incremental.ts";
export { type DedupeContext, dedupeInside } from "./inside.ts";
export { type Passage, sharedPassages } from "./passages.ts";
export { Sieves, type TextOf } from "./sets.ts";
export { SIGNATURE_VERSION, type Signature, signature } from "./signature.ts";
