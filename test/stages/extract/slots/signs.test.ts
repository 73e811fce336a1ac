import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { loadSubject } from "../../../../pipeline/lexicon/subject.ts";
import { sentences } from "../../../../pipeline/text/sentences.ts";

const SLOTS = "../../../../pipeline/stages/extract/slots";
const subject = loadSubject("debt");

/** Everything that the readers read in a text. */
type Reader = (text: string) => unknown;

async function readers(): Promise<Reader> {
  const { phonesOf } = await import(`${SLOTS}/phones.ts`);
  const { hoursOf } = await import(`${SLOTS}/hours.ts`);
  const { periodsOf } = await import(`${SLOTS}/periods.ts`);
  const { durationsOf } = await import(`${SLOTS}/durations.ts`);
  const { amountsOf } = await import(`${SLOTS}/amounts.ts`);
  const { ratesOf } = await import(`${SLOTS}/rates.ts`);
  const { pathOf } = await import(`${SLOTS}/path.ts`);
  return (text) => ({
    phones: phonesOf(text),
    hours: hoursOf(text),
    periods: periodsOf(text, subject),
    durations: durationsOf(text, subject),
    lengthsInStory: durationsOf(text, subject, "story"),
    amounts: amountsOf(text),
    rates: ratesOf(text),
    path: pathOf(text, subject),
  });
}

let quick: Reader;
let thorough: Reader;

beforeAll(async () => {
  quick = await readers();
  vi.resetModules();
  vi.doMock(`${SLOTS}/signs.ts`, async (actual) => ({ ...(await actual<object>()), signsOf: () => -1 }));
  thorough = await readers();
  vi.doUnmock(`${SLOTS}/signs.ts`);
});

/** What slots are made of, in bits that fall together anew. */
const BITS = [
  ..."0123456789一二两三五十百千万亿半个多来元块期份月年天日周点时:：%％‰分之次全夜早晚朝至到-—|→👉>》“”「」、，。 \n１②⑩²㏠",
  ...[
    "24",
    "二十四",
    "小时",
    "工作日",
    "自然日",
    "星期",
    "礼拜",
    "季度",
    "个月",
    "人民币",
    "百分之",
    "万分之",
  ],
  ...[
    "95188",
    "400",
    "110",
    "010-",
    "8208788",
    "拨打",
    "热线",
    "客服",
    "服务",
    "有人",
    "全天",
    "昼夜",
    "日夜",
  ],
  ...[
    "早上",
    "下午",
    "晚上",
    "开始",
    "下班",
    "次日",
    "第二天",
    "超过",
    "以内",
    "以上",
    "逾期",
    "分成",
    "最长",
  ],
  ...[
    "年利率",
    "日利率",
    "违约金",
    "欠款",
    "打开",
    "支付宝",
    "APP",
    "点击",
    "点",
    "选择",
    "进入",
    "找到",
    "我的",
  ],
  ...["朝九晚五", "早9晚6", "拆成", "切成", "十二份", "九点", "18:00", "三个月", "半年", "2.5万", "月费率"],
  ...["我", "设置", "首页", "在线客服", "图标", "右上角", "有个", "点进去", "账单", "页面", "搜索", "<b>"],
];

describe("signs of slots", () => {
  it("keep nothing from the readers, however their words fall together", () => {
    const text = fc.array(fc.constantFrom(...BITS), { maxLength: 14 }).map((bits) => bits.join(""));
    fc.assert(
      fc.property(text, (t) => {
        expect(quick(t)).toEqual(thorough(t));
      }),
      { numRuns: 10_000 },
    );
  });

  it("keep nothing from the readers in the sentences of articles", () => {
    for (const folder of ["test/articles/develop/raw", "raw"])
      for (const name of readdirSync(folder)) {
        if (!name.endsWith(".txt")) continue;
        const text = readFileSync(join(folder, name), "utf8");
        for (const { start, end } of sentences(text)) {
          const sentence = text.slice(start, end);
          expect(quick(sentence)).toEqual(thorough(sentence));
        }
      }
  });
});
