/** Arrangements a text asks for or grants, by the subject's table. */
import type { Kind } from "../../../../schemas/advice.ts";
import type { Subject } from "../../../lexicon/subject.ts";

/** What to avoid, what follows and where to call may mention a plan; they offer none. */
const OFFERS_NONE: ReadonlySet<Kind> = new Set(["caution", "consequence", "channel"]);
/** Kinds in which a number of instalments is an arrangement asked for or granted, not a term of a contract. */
const ASKS_OR_GRANTS: ReadonlySet<Kind> = new Set(["script", "option", "case"]);

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
  subject: Subject,
  kind?: Kind,
  periods: readonly number[] = [],
): string[] {
  if (kind !== undefined && OFFERS_NONE.has(kind)) return [];
  const sentences = text.split(/[。！？!?\n]/u);
  const { instalments } = subject.about;
  const found = new Set<string>();
  const look = (alone: boolean) => {
    for (const { row, test } of subject.options) {
      if (row.alone !== alone || (row.kinds && !(kind && row.kinds.includes(kind)))) continue;
      if (sentences.some((s) => test(s) && !isDenied(s, row.match))) found.add(row.option);
    }
  };
  look(false);
  if (instalments !== undefined && kind !== undefined && ASKS_OR_GRANTS.has(kind) && periods.length > 0)
    found.add(instalments);
  if (found.size === 0) look(true);
  return [...found].sort();
}
