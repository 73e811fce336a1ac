import type { AdviceItem } from "../types.js";

export declare const contact: readonly AdviceItem[];
