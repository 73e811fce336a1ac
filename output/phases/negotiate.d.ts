import type { AdviceItem } from "../types.js";

export declare const negotiate: readonly AdviceItem[];
