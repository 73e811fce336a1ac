import type { AdviceItem } from "../types.js";

export declare const before: readonly AdviceItem[];
