import type { AdviceItem } from "../types.js";

export declare const agreement: readonly AdviceItem[];
