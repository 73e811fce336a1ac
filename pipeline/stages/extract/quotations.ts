/** Words to say: quotations in the reader's own voice, and text without any quotation. */
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { quotations, type Range } from "../../text/sentences.ts";

/** Shorter quotations are menu labels, terms and single words. */
const SHORTEST_SCRIPT = 12;
/** Characters behind a quotation in which the text may warn of it. */
const UNSAID_WITHIN = 14;
const INTRODUCED =
  /(?:例如|比如|譬如|如|说|讲|问|答|表示|表达|告诉.{0,8}|告知.{0,8}|询问|提出|强调|开口|话术|模板|这样|这么|写|写明|写上|留言|回复|回答|复述|请求|坦白|直言|补(?:上|充)?(?:一)?句|一句|这句|参考)(?:[^。！？]{0,6})[：:，,]?\s*$/;
const voices = perSubject(({ wording }: Subject) => ({
  own: new RegExp(wording.spoken, "u"),
  // What the other side says is no script.
  others: new RegExp(`(?:${wording.counterpart}|${wording.untrusted})[^，。；：“”]{0,10}$`, "u"),
  pleads: new RegExp(wording.plea, "u"),
  unsaidBefore: new RegExp(`${wording["unsaid-before"]}[^，。！？\\n]{0,12}[，：:]?$`, "u"),
  unsaidAfter: new RegExp(`^[^。！？\\n]{0,10}${wording["unsaid-after"]}`, "u"),
  toOthers: new RegExp(`(?:向|跟|对|告诉|告知|和|与|给)${wording.counterpart}`, "u"),
}));

export function scriptsOf(text: string, range: Range, strict: boolean, subject: Subject): Range[] {
  const voice = voices(subject);
  return quotations(text, range.start, range.end).filter((q) => {
    const inside = text.slice(q.start + 1, q.end - 1);
    if (inside.length < SHORTEST_SCRIPT || !voice.own.test(inside)) return false;
    const before = text.slice(Math.max(range.start, q.start - 24), q.start);
    const clause = before.split(/[。！？；\n]/).at(-1)!;
    if (
      voice.unsaidBefore.test(before) ||
      voice.unsaidAfter.test(text.slice(q.end, Math.min(range.end, q.end + UNSAID_WITHIN)))
    )
      return false;
    if (
      voice.others.test(clause.replace(/[：:，,]?\s*$/, "").replace(/(?:说|问|讲|表示)$/, "")) &&
      !voice.toOthers.test(clause)
    )
      return false;
    return !strict || INTRODUCED.test(before) || /[：:。！？]\s*$/.test(before) || q.start === range.start;
  });
}

/** Shorter ones ask for nothing in particular. */
const SHORTEST_PLEA = 14;

/**
 * Quotations that ask for something or offer it in the reader's own voice: words to say wherever they stand,
 * introduced or not.
 */
export function pleasOf(text: string, range: Range, subject: Subject): Range[] {
  const voice = voices(subject);
  return scriptsOf(text, range, false, subject).filter((q) => {
    const inside = text.slice(q.start + 1, q.end - 1);
    return inside.length >= SHORTEST_PLEA && voice.pleads.test(inside);
  });
}

/** The text with quotations in a person's voice blanked out, labels in quotation marks kept. */
export function withoutQuotations(text: string): string {
  let out = "";
  let from = 0;
  for (const q of quotations(text)) {
    if (q.end - q.start - 2 < SHORTEST_SCRIPT) continue;
    out += text.slice(from, q.start);
    from = q.end;
  }
  return out + text.slice(from);
}
