import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simplify } from "../../../pipeline/stages/simplify/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";
import { script, scriptRules } from "../repair/words/tables.ts";

const run = (text: string) => simplify(TracedText.of(text), scriptRules);

describe("simplify", () => {
  it.each(
    script.rows.map((row) => [row.id, row] as const),
  )("%s rewrites its examples and no near miss", (_, row) => {
    for (const e of row.examples) expect(run(e.in).traced.text).toBe(e.out);
    for (const miss of row.nearMisses) expect(run(miss).traced.changes, miss).toEqual([]);
  });

  it.each([
    "著名的乾隆皇帝在瞭望台上看见皇后",
    "以生病为藉口拖着不还",
    "新规覆盖了面包店和干洗店",
    "剩余里程不多，还有余地",
    "干部的收入显著提高",
    "他编著过一本介绍土著的书",
    "乾清宫后面就是坤宁宫",
    "人民币壹万贰仟元整",
    "范先生住在台州，郁女士住在于都县",
    "征信、发票、复印、系统、制度、只有、松动、几号",
    "毕昇发明了活字印刷",
    "他说：「改天再谈。」",
    "朋友圈里说别的都好，就是手头紧",
    "",
  ])("leaves Simplified text alone: %s", (text) => {
    const { traced, script: found } = run(text);
    expect(traced.changes).toEqual([]);
    expect(found).toBe("simplified");
  });

  it.each([
    ["銀行會隨著時間調整利率", "银行会随着时间调整利率"],
    ["看著帳單發愁，心裡沒有底", "看着账单发愁，心里没有底"],
    ["這些資訊可以在網路上查詢", "这些资讯可以在网路上查询"],
    ["註意：壹定要準時還款，否則後果自負", "注意：一定要准时还款，否则后果自负"],
    ["為什麽協商會失敗？", "为什么协商会失败？"],
    ["這裡沒有干貨，只有經驗", "这里没有干货，只有经验"],
    ["后果由借款人承擔，臺灣與台灣的規定不同", "后果由借款人承担，台湾与台湾的规定不同"],
    ["週轉不靈時，先別急著借新還舊", "周转不灵时，先别急着借新还旧"],
    ["乾脆把剩餘的債務併在一起", "干脆把剩余的债务并在一起"],
    ["借款壹萬元整，月息壹分", "借款壹万元整，月息壹分"],
    ["卡數、前置協商、更生、最低應繳", "卡数、前置协商、更生、最低应缴"],
  ])("converts %s", (text, expected) => {
    const { traced, script: found } = run(text);
    expect(traced.text).toBe(expected);
    expect(found).toBe("traditional");
  });

  it("converts a Traditional name that a Simplified article quotes, and calls the article Simplified", () => {
    const article =
      "他在《財經觀察》上读到一篇讲债务重组的文章，觉得很有启发，便把要点抄在本子上，又打电话向银行询问自己能不能照着办理延期。后来银行同意了他的申请。";
    const { traced, script: found } = run(article);
    expect(traced.text).toBe(article.replace("財經觀察", "财经观察"));
    expect(found).toBe("simplified");
  });

  it("decides by passage on a mixed page", () => {
    const { traced, script: found } = run(
      "他编著的书销量显著。\n借款人應隨時注意帳戶餘額。\n乾清宫旁边有人卖面包。",
    );
    expect(traced.text).toBe("他编著的书销量显著。\n借款人应随时注意账户余额。\n乾清宫旁边有人卖面包。");
    expect(found).toBe("mixed");
  });

  it("keeps each character at its own place in the raw text", () => {
    const raw = "請問這個帳戶為什麽會被凍結？";
    const { traced } = run(raw);
    for (let i = 0; i < traced.text.length; i++)
      expect(traced.rawRange(i, i + 1)).toEqual({ start: i, end: i + 1 });
    expect(traced.spans()).toEqual([{ start: 0, end: raw.length, status: "kept", reason: "text" }]);
  });

  it("leaves what has its Simplified form outside the basic plane, and with it every length", () => {
    expect(run("嗰啲錢聽日還").traced.text).toBe("嗰啲钱听日还");
  });

  const soup = fc.array(
    fc.oneof(
      fc.constantFrom(
        "後",
        "麼",
        "壹",
        "著",
        "「",
        "」",
        "，",
        "\n",
        "帳戶",
        "乾",
        "显著",
        "什麽",
        "殢",
        "團圞",
        "妳",
        "的",
        "嗰",
      ),
      fc.string({ maxLength: 3, unit: "binary" }),
    ),
    { maxLength: 60 },
  );

  it("never throws, keeps the number of characters and does nothing the second time", () => {
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join("");
        const once = run(text).traced.text;
        // Characters, not code units: some Simplified forms lie beyond the basic plane.
        expect([...once].length).toBe([...text].length);
        expect(run(once).traced.text).toBe(once);
      }),
    );
  });

  it("takes time in proportion to the text", () => {
    for (const trigger of ["壹", "帳戶", "為什麽", "「", "衹有", "後\n"]) {
      const text = trigger.repeat(10_000);
      expect(run(text).traced.text.length).toBe(text.length);
    }
  });
});
