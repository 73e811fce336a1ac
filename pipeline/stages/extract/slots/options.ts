/** Arrangements a text asks for or grants, by the subject's table. */
import type { Kind } from "../../../../schemas/advice.ts";
import type { OptionRow } from "../../../../schemas/lexicon-extract.ts";
import type { Compiled } from "../../../lexicon/pattern.ts";

/** What to avoid and what follows may mention a plan; they offer none. */
const OFFERS_NONE: ReadonlySet<Kind> = new Set(["caution", "consequence"]);
/** Kinds in which a number of instalments is an arrangement asked for or granted, not a term of a contract. */
const ASKS_OR_GRANTS: ReadonlySet<Kind> = new Set(["script", "option", "case", "action", "condition"]);
/** 我每月10号能还六百: who names a sum and nothing else asks to pay no more than that. */
const SUM_ONE_CAN_PAY =
  /(?:每期|每月|每个月|一个月|月月)[^，。]{0,12}(?:还|拿|拿得出|承担|付|归还|负担|挤)(?:得起|得出|出|上)?[^，。]{0,4}(?:\d{3,5}|[一二两三四五六七八九][千百])|(?:做到|降到|减到|按)[^，。]{0,4}(?:\d{3,5}|[一二两三四五六七八九][千百])/u;

/** 不能分期 offers no instalments; a reader who looks for them must not be sent here. */
const DENIED =
  /(?:不能|不可以|不可|无法|不支持|不接受|不提供|不办理|不允许|没有|并无|不予|拒绝|取消了?)(?:再|申请|办理|进行|给予|提供|做|有|任何|单独|直接|继续)*$/u;

function isDenied(sentence: string, pattern: string): boolean {
  const at = sentence.search(new RegExp(pattern, "u"));
  return at > 0 && DENIED.test(sentence.slice(Math.max(0, at - 14), at));
}

/**
 * @param kind of the item the text is of, where it is known
 * @param periods numbers of instalments it names
 */
export function optionsOf(
  text: string,
  rows: ReadonlyArray<Compiled<OptionRow>>,
  kind?: Kind,
  periods: readonly number[] = [],
): string[] {
  if (kind !== undefined && OFFERS_NONE.has(kind)) return [];
  const sentences = text.split(/[。！？!?\n]/u);
  const found = new Set(
    rows
      .filter((r) => sentences.some((s) => r.test(s) && !isDenied(s, r.row.match)))
      .map((r) => r.row.option),
  );
  if (kind !== undefined && ASKS_OR_GRANTS.has(kind) && periods.length > 0) found.add("installment");
  if (kind === "script" && found.size === 0 && SUM_ONE_CAN_PAY.test(text)) found.add("lower-payment");
  return [...found].sort();
}
