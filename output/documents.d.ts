import type { DocumentRecord } from "./types.js";

/** Every article with its clean text; where only names and links are needed, `sources` is a fraction of it. */
export declare const documents: readonly DocumentRecord[];
