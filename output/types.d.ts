/** Generated from the schemas that validate the bundle (schemas/generate.ts): do not edit. */

export type Kind =
  | "channel"
  | "action"
  | "material"
  | "option"
  | "script"
  | "condition"
  | "caution"
  | "consequence"
  | "case";
export type Phase = "before" | "contact" | "negotiate" | "agreement" | "after";
export type Script = "simplified" | "traditional" | "mixed";
export type SpanStatus = "kept" | "boilerplate" | "duplicate" | "damage";

export interface Duration {
  /**
   * null: open towards zero
   */
  min: number | null;
  /**
   * null: open towards more
   */
  max: number | null;
  unit: "day" | "week" | "month" | "year";
}
export interface Slots {
  phones?: string[];
  hours?: string;
  path?: string[];
  materials?: string[];
  options?: string[];
  periods?: number[];
  durations?: Duration[];
  /**
   * sums of money, in yuan
   */
  amounts?: number[];
  rates?: {
    percent: number;
    /**
     * null: the text does not say
     */
    per: ("day" | "month" | "year") | null;
  }[];
}
export interface Evidence {
  document: string;
  start: number;
  end: number;
  /**
   * exactly the raw text from start to end
   */
  quote: string;
  phase: Phase;
  products: string[];
  slots: Slots;
  /**
   * the rules that made this an item of its kind and phase
   */
  rules: string[];
}
export interface AdviceItemBase {
  phones?: string[];
  hours?: string;
  path?: string[];
  materials?: string[];
  options?: string[];
  periods?: number[];
  durations?: Duration[];
  /**
   * sums of money, in yuan
   */
  amounts?: number[];
  rates?: {
    percent: number;
    /**
     * null: the text does not say
     */
    per: ("day" | "month" | "year") | null;
  }[];
  id: string;
  phase: Phase;
  products: string[];
  title: string;
  text: string;
  evidence: Evidence[];
  /**
   * independent articles; near-duplicates count once
   */
  support: number;
  /**
   * ids of channel items that reach the same desk otherwise
   */
  variants: string[];
  disagrees: {
    id: string;
    reason: string;
  }[];
  /**
   * dates stated by its articles
   */
  seen?: {
    from: string;
    to: string;
  };
  flags: string[];
}
export interface DocumentSpan {
  /**
   * UTF-16 code units into the decoded file, BOM removed
   */
  start: number;
  end: number;
  status: SpanStatus;
  /**
   * id of the rule that decided it; `text` for what came through as it was
   */
  reason: string;
  /**
   * for duplicates: raw offset at which the surviving copy begins
   */
  of?: number;
}
export interface DocumentRecord {
  id: string;
  /**
   * path below the raw folder, `/` as separator
   */
  source: string;
  /**
   * 1-based number of the record in a container of many (JSONL: its line)
   */
  record?: number;
  /**
   * of the raw bytes of the file
   */
  sha256: string;
  /**
   * WHATWG label the bytes were decoded with
   */
  encoding: string;
  /**
   * offsets are into the decompressed text
   */
  compression?: "gzip";
  script: Script;
  title?: string;
  published?: string;
  url?: string;
  text: string;
  spans: DocumentSpan[];
  flags: {
    at: number;
    flag: string;
    rule: string;
  }[];
  duplicateOf?: string;
  similarity?: number;
}
export interface Source {
  id: string;
  /**
   * path below the raw folder, `/` as separator
   */
  source: string;
  /**
   * 1-based number of the record in a container of many (JSONL: its line)
   */
  record?: number;
  title?: string;
  published?: string;
  url?: string;
  duplicateOf?: string;
}
export interface Labels {
  phases: {
    before: string;
    contact: string;
    negotiate: string;
    agreement: string;
    after: string;
  };
  kinds: {
    channel: string;
    action: string;
    material: string;
    option: string;
    script: string;
    condition: string;
    caution: string;
    consequence: string;
    case: string;
  };
  products: {
    [k: string]: string;
  };
  options: {
    [k: string]: string;
  };
}

export interface ChannelItem extends AdviceItemBase {
  kind: "channel";
}
export interface ActionItem extends AdviceItemBase {
  kind: "action";
}
export interface MaterialItem extends AdviceItemBase {
  kind: "material";
}
export interface OptionItem extends AdviceItemBase {
  kind: "option";
}
export interface ScriptItem extends AdviceItemBase {
  kind: "script";
}
export interface ConditionItem extends AdviceItemBase {
  kind: "condition";
}
export interface CautionItem extends AdviceItemBase {
  kind: "caution";
}
export interface ConsequenceItem extends AdviceItemBase {
  kind: "consequence";
}
export interface CaseItem extends AdviceItemBase {
  kind: "case";
}
export type AdviceItem =
  | ChannelItem
  | ActionItem
  | MaterialItem
  | OptionItem
  | ScriptItem
  | ConditionItem
  | CautionItem
  | ConsequenceItem
  | CaseItem;
