/**
 * Papers and facts to prepare or hand over, in the author's words. They stand in enumerations
 * (准备身份证、工资流水和失业证明); each member is cut down to its noun phrase and kept if its end is
 * a material by the subject's table.
 */
import type { MaterialRow } from "../../../../schemas/lexicon-extract.ts";
import type { Compiled } from "../../../lexicon/pattern.ts";

/** Between members of an enumeration. 及 and 和 only where a member is left on both sides. */
const SEPARATORS = /[、，,；;。：:！？!?\n（）()]|以及|还有|或者是|或者|或是|或|及其|及|和|与|以(?=便|供|验证|证明|核实|支持|说明|备)|用(?:来|于)|并(?=提供|提交|准备|附)|\s+/u;
/** What may stand before the noun: verbs of preparing and giving, examples, determiners. */
const LEADING = new RegExp(
  "^.*(?:准备好|准备|提供好|提供(?!的)|提交|携带|带上|带好|出具(?!的)|上传|附上|附|出示|拿出|拿着|找出|整理好|整理|收集好|收集|备好|备齐|备妥|开具(?!的)|打印|保留好|保留|保存好|保存|留存|留好|交|递交|比如说|比如|例如|譬如|包括但不限于|包括|包含|涵盖|像|诸如|诸如此类|凭|需要|需|须|要求|核对|核验|填写|说明|告知|报上|有|是|即|把|将|的话|时|让.{0,6}?看到|向(?:客服|对方|银行|平台)(?:人员)?)(?!明)",
  "u",
);
const DETERMINERS = /^(?:(?:过|任何|自己|本人|自身|您|你|我|他|她|他们|我们|家人|相应|相关|有关|必要|具体|详细|完整|真实|有效|最新|一些|部分|各种|各类|所有|全部|其他|其它|任何|一份|两份|一张|几张|当时|当前|目前|现有|上述|以上|下列|近期|如|等|的|了|好)(?:的)?)+/u;
const TAIL = /(?:等等|等(?:相关|有关)?(?:材料|资料|文件|证明|信息|证件)?|之类(?:的)?(?:材料|资料|证明)?|材料等|复印件各一份|各一份|一份|若干|即可|就行|等)$/u;
/** Names of the whole class say nothing to a reader who packs a folder. */
const GENERIC = /^(?:(?:相关|证明|必要|申请|协商|书面|支持|辅助|佐证|有力|困难|真实|所需|个人|基本|情况)*(?:的)?(?:材料|资料|文件|信息|证据|凭证|证件|证明|证明材料|证明文件|佐证材料|情况|单据|记录|手续))$/u;
const LONGEST = 16;

/** Enumerations count only in clauses about giving, keeping or preparing. */
const CONTEXT = /准备|提供|提交|携带|带上|带好|出具(?!的)|上传|附上|出示|备好|备齐|开具|保留|保存|留存|留好|收集|整理|递交|材料|资料|证明|凭|核对|核验|填写|打印/u;

/**
 * @param text an item's text without quotations
 * @param all whether the whole text is a list of papers (a list below a heading that says so)
 */
export function materialsOf(text: string, rows: ReadonlyArray<Compiled<MaterialRow>>, all: boolean): string[] {
  const found: string[] = [];
  for (const sentence of text.split(/[。！？!?；;]/u)) {
    if (!all && !CONTEXT.test(sentence)) continue;
    for (const part of sentence.split(SEPARATORS)) {
      const noun = nounOf(part);
      if (noun.length < 2 || noun.length > LONGEST || GENERIC.test(noun)) continue;
      if (rows.some((r) => r.test(noun)) && !found.includes(noun)) found.push(noun);
    }
  }
  // 流水 next to 银行流水 is the same paper said shorter.
  return found.filter((m) => !found.some((other) => other !== m && other.endsWith(m)));
}

function nounOf(part: string): string {
  let noun = part.trim();
  noun = noun.replace(/^[“"「『]+|[”"」』]+$/gu, "").replace(TAIL, "");
  noun = noun.replace(LEADING, "");
  for (let i = 0; i < 3; i++) {
    const cut = noun.replace(DETERMINERS, "");
    if (cut === noun || cut.length < 2) break;
    noun = cut;
  }
  // 医院的诊断证明 → 诊断证明: the giver is no part of the name; 出具的 is, for it needs its giver.
  const of = noun.lastIndexOf("的");
  if (of > 0 && !/出具|开具|发放|提供/.test(noun.slice(0, of))) noun = noun.slice(of + 1);
  return noun.replace(/^(?:近|最近)?(?:[一二三四五六七八九十半\d]+|几)个?(?:月|年)(?:内|以内|以来)?(?:的)?/u, "").trim();
}
