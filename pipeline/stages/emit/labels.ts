/** What flags and units are called on the pages people read; the subject's own words come with the build. Wording only: changing it changes no data. */
import type { Labels } from "../../lexicon/labels.ts";

const FLAG_LABELS: Readonly<Record<string, string>> = {
  accepted: "编辑已核",
  "contact-conflict": "原文所说的号码与机构对不上",
  disagreement: "各文说法不一",
  "hours-differ": "服务时间说法不一",
  "single-source": "仅有一个来源",
  "text-gap": "原文缺字",
  "time-sensitive": "可能已过时",
  "unverified-contact": "联系方式未经核实",
};

const UNIT_LABELS = { day: "天", week: "周", month: "个月", year: "年" } as const;

/** A name given by an article has no label: it is shown as it is written. */
export const productLabel =
  (labels: Labels) =>
  (product: string): string =>
    named(labels.products, product);
export const optionLabel =
  (labels: Labels) =>
  (option: string): string =>
    named(labels.options, option);
export const flagLabel = (flag: string): string => named(FLAG_LABELS, flag);

/** Names come from articles: `constructor` is one like any other. */
function named(labels: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(labels, value) ? labels[value]! : value;
}

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
