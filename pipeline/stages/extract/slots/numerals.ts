/** Numerals for the patterns of slots. */

/**
 * A numeral that begins where a run of its characters begins: a pattern that could start anywhere in
 * a long run would try every tail of it, a square of its length.
 */
export const WHOLE_NUMERAL =
  "(?:(?<!\\d)\\d+(?:\\.\\d+)?|(?<![零〇一二两三四五六七八九十百千万])[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+|半)";

/** 分12个月, 分成十个月: months that are counted as instalments. */
export const INSTALMENTS_BEFORE = /(?<![部十百千万])分(?:成|作|为)?(?:约)?\s*$/u;
