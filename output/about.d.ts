import type { Kind, Labels, Phase } from "./types.js";

/** To be shown wherever the advice is. */
export declare const disclaimer: string;
/** Date of the newest article that states one. */
export declare const newest: string | undefined;
/** In the order of a borrower's way. */
export declare const phases: readonly Phase[];
export declare const kinds: readonly Kind[];
/** What the enumerated values are called in Chinese. */
export declare const labels: Labels;
