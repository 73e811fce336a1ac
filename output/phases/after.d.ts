import type { AdviceItem } from "../types.js";

export declare const after: readonly AdviceItem[];
