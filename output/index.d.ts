import type { AdviceItem } from "./types.js";

export { disclaimer, kinds, labels, newest, phases } from "./about.js";
export { documents } from "./documents.js";
export * as byPhase from "./phases/index.js";
export { sources } from "./sources.js";
export type * from "./types.js";

/** Every item: by phase, then kind, then support, then id. */
export declare const advice: readonly AdviceItem[];
