/** What the enumerated values are called on the pages people read. Wording only: changing it changes no data. */
import type { Kind, Phase } from "../../../schemas/advice.ts";

export const PHASE_LABELS: Readonly<Record<Phase, string>> = {
  before: "开始之前",
  contact: "联系机构",
  negotiate: "协商沟通",
  agreement: "达成协议",
  after: "协议之后",
};

export const KIND_LABELS: Readonly<Record<Kind, string>> = {
  channel: "联系渠道",
  action: "该做的事",
  material: "准备材料",
  option: "可谈的方案",
  script: "可以这样说",
  condition: "条件与规则",
  caution: "注意与避免",
  consequence: "后果与影响",
  case: "案例",
};

const PRODUCT_LABELS: Readonly<Record<string, string>> = {
  huabei: "花呗",
  jiebei: "借呗",
  alipay: "支付宝",
};

const OPTION_LABELS: Readonly<Record<string, string>> = {
  installment: "分期",
  extension: "延期",
  "interest-reduction": "减免利息",
  "lower-payment": "降低月供",
  pause: "暂停还款",
  "principal-only": "只还本金",
  other: "其他",
};

const FLAG_LABELS: Readonly<Record<string, string>> = {
  "contact-conflict": "原文所说的号码与机构对不上",
  disagreement: "各文说法不一",
  "hours-differ": "服务时间说法不一",
  "single-source": "仅有一个来源",
  "text-gap": "原文缺字",
  "time-sensitive": "可能已过时",
  "unverified-contact": "联系方式未经核实",
};

const UNIT_LABELS = { day: "天", week: "周", month: "个月", year: "年" } as const;

/** A name given by an article (a lender, say) has no label: it is shown as it is written. */
export const productLabel = (product: string): string => PRODUCT_LABELS[product] ?? product;
export const optionLabel = (option: string): string => OPTION_LABELS[option] ?? option;
export const flagLabel = (flag: string): string => FLAG_LABELS[flag] ?? flag;

/** A length of time in words; an open end is said as such. */
export function durationLabel(duration: {
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: keyof typeof UNIT_LABELS;
}): string {
  const { min, max } = duration;
  const unit = UNIT_LABELS[duration.unit];
  if (min === null && max === null) return `若干${unit}`;
  if (min === null) return `${max} ${unit}以内`;
  if (max === null) return `${min} ${unit}以上`;
  return min === max ? `${min} ${unit}` : `${min}–${max} ${unit}`;
}
