import { describe, expect, it } from "vitest";
import { loadFurniture, strip } from "../../../pipeline/stages/strip/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const { value: furniture } = loadFurniture("pipeline/lexicon/common/furniture.yaml");
const left = (text: string) => strip(TracedText.of(text), furniture, { hints: [] }).traced.text;

const KEYWORD = "某某贷逾期协商";
/** «» marks where a keyword is pushed in: between characters that stand together elsewhere. */
const ARTICLE = `某某贷逾期协商怎么谈
先把账单列出来，再给客«»服打电话，说明收入减少的原«»因，请客服登记。
客服会问原因，也会问每月能还多少，把收«»入和支出写在纸上，照着念就行。
收入证明要提前开好，账«»单也要打印出来，带去网点。
谈好以后把账单截图，协议里的每一«»期都要核对，每一期的日期也要记下来。`;

describe("a keyword pushed into sentences", () => {
  it("goes, and the sentence closes behind it", () => {
    expect(left(ARTICLE.replaceAll("«»", KEYWORD))).toBe(ARTICLE.replaceAll("«»", ""));
  });

  it("stays where it has a place in the sentence, however often", () => {
    const text = [
      "某某贷逾期协商怎么谈",
      "申请某某贷逾期协商需要三样材料，缺一样都不行，先准备好再打电话。",
      "办理某某贷逾期协商的时间一般是工作日，周末打过去只能留言。",
      "关于某某贷逾期协商，客服的说法每次都不太一样，要多问几遍。",
      "做完某某贷逾期协商以后，把协议打印出来，和账单放在一起。",
      "我问过某某贷逾期协商能不能停息，客服说要看材料齐不齐全。",
    ].join("\n");
    expect(left(text)).toBe(text);
  });
});
