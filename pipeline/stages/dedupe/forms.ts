/**
 * Records of one form: 「工单4411：张先生申请分12期，已受理。」 and five thousand like it, which differ in a
 * name or a number, are one source and not five thousand. Short texts share too few shingles to tell
 * such records from two answers that happen to be alike, so what is compared is the text with names and
 * numbers blanked out, for equality. Two answers may well differ in a number only and say different
 * things (「最长延期7天」, 「最长延期30天」); that is why it takes several texts to make a form.
 */
import { fold, hash32 } from "../../text/shingles.ts";

/**
 * Different texts of one form from which it is a form. Answers of which the second contradicts the first
 * come in twos, of a third version now and then; records come in dozens.
 */
export const RECORDS = 4;
/** Letters a form must have besides its blanks: less is a list of figures, of which nothing can be said. */
const LEAST_LETTERS = 6;

/** Surnames of most people, but for those that are everyday words as well (于, 安, 常, 向, 关). */
const SURNAME =
  "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭鲁韦马方俞任袁柳史唐薛雷贺倪汤罗毕郝邬傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛戴宋庞熊纪项祝董梁杜阮闵季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万卢莫房丁邓单洪包左石崔龚程邢裴陆翁段侯班龙叶黎白蒲卓蔺乔谭温庄晏柴瞿阎古廖耿匡易曾沙简岳欧刘涂尤牛游阳聂储艾甘桂巫臧覃武丛娄冉宫焦符苗";
const STYLE = "先生|女士|小姐|太太|老师|师傅|同学|老板|大哥|大姐|阿姨|大叔|某某|某";
const NAMES: readonly RegExp[] = [
  // 张先生, 欧阳女士, 李某某, 王XX
  new RegExp(`[${SURNAME}]\\p{Script=Han}?(?:${STYLE})`, "gu"),
  new RegExp(`[${SURNAME}](?:[xX*＊×某]{1,3})`, "gu"),
  // A label that asks for a name, and what stands behind it.
  /(?<=(?:姓名|借款人|申请人|联系人|持卡人|客户|用户|户名)[:：] {0,2})[\p{Script=Han}·*＊×xX]{1,6}/gu,
  // 用户张建国申请…: a surname and one or two characters between the word for a client and a verb.
  new RegExp(
    `(?<=(?:姓名|借款人|申请人|持卡人|客户|用户))[${SURNAME}]\\p{Script=Han}{1,2}?(?=[于因在的已申提来致反咨办还，,、 ])`,
    "gu",
  ),
];
const NUMBER =
  /[0-9a-zA-Z*＊×]*[0-9*＊×][0-9a-zA-Z*＊×.,:/-]*|[零〇一二三四五六七八九十百千万两]+(?=个?(?:天|日|月|年|期|元|块|次|号|笔|周|点|小时|分|%))/g;

/**
 * @param text a short clean text
 * @returns hash of the folded text with names and numbers blanked out, 13 hex digits; undefined where
 *   nothing is blanked out or too little is left
 */
export function formOf(text: string): string | undefined {
  let blanked = text.normalize("NFKC");
  for (const name of NAMES) blanked = blanked.replace(name, "名");
  blanked = blanked.replace(NUMBER, "0");
  const form = fold(blanked);
  if (form.replaceAll("0", "").replaceAll("名", "").length < LEAST_LETTERS) return undefined;
  return `${hash32(form).toString(16).padStart(8, "0")}${(hash32(form, 0x12345679) >>> 12).toString(16).padStart(5, "0")}`;
}
