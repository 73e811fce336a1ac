import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadFurniture, strip } from "../../../pipeline/stages/strip/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const { value: furniture } = loadFurniture("pipeline/lexicon/common/furniture.yaml");
const run = (text: string) => strip(TracedText.of(text), furniture, { hints: [] }).traced;

const digits = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`));
const mobile = fc.tuple(fc.constantFrom("13", "15", "18", "19", "17"), digits(9)).map(([a, b]) => a + b);
/** Sentences of advice, stories and warnings: what they say stays, the number in them does not. */
const FRAMES = [
  "有人冒充客服，用 {} 这个号码给我打过电话，我没有理他。",
  "我当时留的是{}，后来换了号码，就去营业厅改了资料。",
  "他让我把钱转到 {} 上，我说只打到平台的对公账户。",
  "不要相信自称法务的人，这种 {} 一律不要回拨。",
];
const BODY = "逾期之后先把账单列出来，再按利率从高到低排好，逐家打电话说明情况，争取一个还得起的计划。";

describe("private contacts", () => {
  it("no mobile number comes through, however it is written", () => {
    fc.assert(
      fc.property(mobile, fc.constantFrom("", " ", "-"), fc.constantFrom(...FRAMES), (number, gap, frame) => {
        const written = `${number.slice(0, 3)}${gap}${number.slice(3, 7)}${gap}${number.slice(7)}`;
        const { text } = run(`${BODY}\n${frame.replace("{}", written)}\n${BODY}`);
        expect(text).not.toContain(number.slice(3, 7));
      }),
    );
  });

  it.each([
    ["银行卡", "6222 0000 1111 2222 333"],
    ["银行卡", "6217000011112222333"],
    ["身份证", "11010119900101123X"],
    ["邮箱", "xiaoman.88@example.com"],
    ["微信号 ", "abcd_8888"],
    ["QQ ", "623401188"],
  ])("takes out the number of %s %s and leaves the sentence", (label, number) => {
    const text = `有个人给了我一个${label}${number}，我截图交给了派出所，后来没有再联系。`;
    expect(run(`${BODY}\n${text}\n${BODY}`).text).toContain(text.replace(number, ""));
  });

  it("says by which rule, as boilerplate, and where", () => {
    const raw = `${BODY}\n他的号码是13900001111，别信。`;
    const span = run(raw)
      .spans()
      .find((s) => s.reason === "strip/private-mobile");
    expect(span && raw.slice(span.start, span.end)).toBe("13900001111");
    expect(span?.status).toBe("boilerplate");
  });

  it.each([
    "客服热线95188，全天都能打通，接通后按2转人工服务，再说明情况。",
    "投诉可以拨打12378，也可以写信给银行的总行说明经过。",
    "信用卡中心的电话是400-820-5555，早上九点开始有人接听。",
    "国外打来请拨 86-400-820-5555，市话 010-12345678 也可以。",
    "“您好，我是李XX，手机号138XXXX0000，想申请延期还款。”",
    "我欠了 138000 元，分六十期，每期 2300 元，一直还到现在。",
    "交易单号 2024031512345678901 要抄下来，和客服对账时用得上。",
  ])("leaves alone %s", (line) => {
    expect(run(`${BODY}\n${line}\n${BODY}`).text).toContain(line);
  });
});
