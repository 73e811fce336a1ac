/** Words to say: quotations in the borrower's voice, and text without any quotation. */
import { quotations, type Range } from "../../text/sentences.ts";

/** Shorter quotations are menu labels, terms and single words. */
const SHORTEST_SCRIPT = 12;
const SPOKEN = /我|咱|您好|你好|请问|贵(?:行|司|平台|公司)|能否|能不能|可否|希望|想申请|麻烦/;
const INTRODUCED =
  /(?:例如|比如|譬如|如|说|讲|问|答|表示|表达|告诉.{0,8}|告知.{0,8}|询问|提出|强调|开口|话术|模板|这样|这么|写|写明|写上|留言|回复|回答|复述|请求|坦白|直言|补(?:上|充)?(?:一)?句|一句|这句|参考)(?:[^。！？]{0,6})[：:，,]?\s*$/;
/** What the other side says is no script. */
const OTHER_SIDE =
  /(?:客服|对方|催收|坐席|银行|平台|专员|骗子|中介|他们|法务|自称|短信|承诺|宣称|标榜|声称|如果.{0,8}(?:说|问))[^，。；：“”]{0,10}$/;

export function scriptsOf(text: string, range: Range, strict: boolean): Range[] {
  return quotations(text, range.start, range.end).filter((q) => {
    const inside = text.slice(q.start + 1, q.end - 1);
    if (inside.length < SHORTEST_SCRIPT || !SPOKEN.test(inside)) return false;
    const before = text.slice(Math.max(range.start, q.start - 24), q.start);
    const clause = before.split(/[。！？；\n]/).at(-1)!;
    if (
      OTHER_SIDE.test(clause.replace(/[：:，,]?\s*$/, "").replace(/(?:说|问|讲|表示)$/, "")) &&
      !/(?:向|跟|对|告诉|告知|和|与|给)(?:客服|对方|银行|平台|坐席|专员)/.test(clause)
    )
      return false;
    return !strict || INTRODUCED.test(before) || /[：:。！？]\s*$/.test(before) || q.start === range.start;
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
