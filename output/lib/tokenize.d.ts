/** One form for what is written in several: width, case, Traditional and Simplified. */
export declare function fold(text: string, simplified: ReadonlyMap<string, string>): string;
/** Simplified character of each Traditional one, from two strings of the same length. */
export declare function simplifiedOf(from: string, to: string): ReadonlyMap<string, string>;
/** Terms of a folded text that is to be found. */
export declare const indexTerms: (folded: string) => string[];
/** Terms of a folded query. */
export declare const queryTerms: (folded: string) => string[];
/** Whether a term of a query stands for everything that begins with it. */
export declare const isPrefix: (term: string) => boolean;
