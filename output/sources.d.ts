import type { Source } from "./types.js";

/** Every article without its text, for naming and linking what `evidence` points to. */
export declare const sources: readonly Source[];
