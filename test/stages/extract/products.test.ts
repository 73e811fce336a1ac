import { describe, expect, it } from "vitest";
import { loadRules } from "../../../pipeline/rules.ts";
import { articleProducts, itemProducts, Scopes } from "../../../pipeline/stages/extract/products.ts";
import { structure } from "../../../pipeline/stages/structure/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const rows = loadRules("debt").subject.products;

/** Products of the stretch `words` of an article whose first line is its title. */
function about(text: string, words: string): string[] {
  const { outline } = structure(TracedText.of(text), []);
  const article = articleProducts(text, text.slice(0, text.indexOf("\n")), rows);
  const at = text.indexOf(words);
  expect(at).toBeGreaterThanOrEqual(0);
  return itemProducts(words, article, rows, new Scopes(text, outline, article, rows).at(at));
}

const ARTICLE = `拿去花和唯品花怎么谈

一、拿去花
先把订单号抄下来，再打电话说明行程取消。

二、唯品花
没拆吊牌的衣服先退掉，退款直接冲账。

三、两家通用
唯品花这边要求先还一成。剩下的可以按九期排。拿去花没有这一条。方案都要让客服写在短信里。

每次通话都记下时间和工号。`;

describe("an item of an article on two products", () => {
  it.each([
    ["先把订单号抄下来", ["拿去花"], "the heading names one"],
    ["没拆吊牌的衣服先退掉", ["唯品花"], "the next heading names the other"],
    ["剩下的可以按九期排", ["唯品花"], "its paragraph has named one so far"],
    ["方案都要让客服写在短信里", ["拿去花", "唯品花"], "its paragraph has named both"],
    ["每次通话都记下时间", ["拿去花", "唯品花"], "nothing names one"],
    ["唯品花这边要求先还一成", ["唯品花"], "it names its own"],
  ])("%s: %j, for %s", (words, products) => expect(about(ARTICLE, words).sort()).toEqual(products.sort()));
});

describe("an article that names a lender in two ways", () => {
  it.each([
    [["任性付"], "任性付还不上怎么谈\n\n任性付由苏宁消费金融放款，先打苏宁消费金融的客服电话。"],
    [["招商银行"], "招行信用卡还不上怎么谈\n\n招商银行的规矩是先登记，再等回电。"],
  ])("is about %j, as its title has it, if that is not only shorter", (products, text) =>
    expect(about(text, text.slice(-6))).toEqual(products));
});
