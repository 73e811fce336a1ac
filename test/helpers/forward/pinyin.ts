/**
 * The damage of bracketed readings, forwards: what a tool does that annotates GBK bytes without
 * looking at character boundaries, and what a page looks like after its decoder. Tests damage
 * sound sentences with it and ask for them back.
 */
import iconv from "iconv-lite";
import { pinyin } from "pinyin-pro";
import { gbkChar, gbkPair, isLead } from "../../../pipeline/text/gbk.ts";

/** Characters that such tools annotate: common ones whose Traditional form differs. */
export const ANNOTATED =
  "會說過對時為這來們個學國長發後開進經現動還實樣問題處點關業產種間題將無與從機電費務協議認證際達計劃戶導幾應當" +
  "號請選擇聯係聯繫輕維護獲專財務狀況給準備詳細記錄讓該價值優慮見親獨職質驗營運買賣貸負債責銀錢賬單據歲談話誠懇懷" +
  "態樂觀測試轉變減損額齊償須預訂確認標準網絡環節結構總體構統類別較難區域廠縣際陽陰隊階險隨雖離難雙雜頭顧願顯風飛" +
  "飯館驅驚鳥齡擇據擁擔擾攝攔敗數斷書東條極樓橋權歡歷殘氣沒漢溝滿漲災熱燈爾牆獎瑪療監盡礙禮穩窮競筆筆簡簽糾紅約級" +
  "紙線組終織綠續編緩緊縮繳罰義習聞聲聽腦臨舊藝蘇虧補裝複覺訊訴診詞詢誤調諾謝譯讀豐貨貴賠贏趕跡踐車軟軍輸辦邊遠遲適郵釋針鎖鐘鑒門閉陳陸隱靜項順領顏飲養馬鬥魚麗黃黨齒龍堅結環";

/** Each character with its first reading. */
export function annotationTable(characters: string = ANNOTATED): Map<string, string> {
  const table = new Map<string, string>();
  for (const c of characters) table.set(c, pinyin(c, { multiple: true, type: "array" })[0]!);
  return table;
}

/** GBK bytes of a text with readings put behind the bytes of each character of the table, wherever they stand. */
export function annotateBytes(text: string, table: ReadonlyMap<string, string>): Buffer {
  let bytes = iconv.encode(text, "gbk").toString("latin1");
  for (const [char, reading] of table) {
    const pair = iconv.encode(char, "gbk").toString("latin1");
    const insertion = iconv.encode(`(${reading})`, "gbk").toString("latin1");
    bytes = bytes.split(pair).join(pair + insertion);
  }
  return Buffer.from(bytes, "latin1");
}

/**
 * Decode GBK the way the pages were decoded: a lead byte takes the next byte with it, a pair that
 * is no character becomes `?`, one that is left to users vanishes, and a line end survives.
 */
export function decodeLikePages(bytes: Buffer): string {
  let out = "";
  for (let i = 0; i < bytes.length; ) {
    const b = bytes[i]!;
    if (!isLead(b)) {
      out += b < 0x80 ? String.fromCharCode(b) : "?";
      i++;
      continue;
    }
    const next = bytes[i + 1] ?? 0x0a;
    if (next === 0x0a) {
      out += "?";
      i++;
      continue;
    }
    const char = gbkChar(b, next);
    if (char !== undefined) out += char;
    else if (next < 0x40 || next === 0x7f || next === 0xff) out += "?";
    i += 2;
  }
  return out;
}

/** A page as it is found: annotated in bytes, decoded as pages are. */
export function annotate(text: string, table: ReadonlyMap<string, string> = annotationTable()): string {
  return decodeLikePages(annotateBytes(text, table));
}

/** Readings behind characters, without any broken bytes: pages annotated by a tool that knows characters. */
export function annotateCharacters(
  text: string,
  table: ReadonlyMap<string, string>,
  write: (reading: string) => string = (r) => `(${r})`,
): string {
  return [...text].map((c) => (table.has(c) ? c + write(table.get(c)!) : c)).join("");
}

/** Whether every character of a text has bytes in GBK; others cannot have come through such a tool. */
export function fitsGbk(text: string): boolean {
  return [...text].every((c) => c < "\u0080" || gbkPair(c) > 0);
}
