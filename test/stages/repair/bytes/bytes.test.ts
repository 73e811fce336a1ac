import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairBytes } from "../../../../pipeline/stages/repair/bytes/index.ts";
import { TracedText } from "../../../../pipeline/text/traced.ts";
import { differences } from "../../../helpers/differences.ts";
import {
  gbkAsLatin1,
  gbkAsWindows1252,
  utf8AsGbk,
  utf8AsLatin1,
  utf8AsWindows1252,
} from "../../../helpers/forward/mojibake.ts";
import { SIMPLIFIED, TRADITIONAL } from "../../../helpers/forward/sentences.ts";

const repair = (raw: string) => repairBytes(TracedText.of(raw));
const fixed = (raw: string) => repair(raw).text;
const SOUND = [...TRADITIONAL, ...SIMPLIFIED];

describe("mojibake", () => {
  it.each([
    ["UTF-8 as Windows-1252", utf8AsWindows1252],
    ["UTF-8 as Latin-1", utf8AsLatin1],
    ["GBK as Windows-1252", gbkAsWindows1252],
    ["GBK as Latin-1", gbkAsLatin1],
  ])("of every sentence is undone: %s", (_, damage) => {
    expect(SOUND.map((s) => fixed(damage(s)))).toEqual(SOUND);
    expect(fixed(damage(SOUND.join("\n")))).toBe(SOUND.join("\n"));
  });

  it("of UTF-8 as GBK is undone as far as the bytes go, and lost characters are marked", () => {
    for (const sentence of SOUND) {
      const out = repair(utf8AsGbk(sentence));
      const found = differences(sentence, out.text);
      // Bytes at the end of the line may be gone; nothing else may differ, and nothing without a mark.
      expect(found.errors, found.places.join(" ")).toBeLessThanOrEqual(3);
      if (found.errors > 0) expect(out.marks.length).toBeGreaterThan(0);
    }
  });

  it.each([
    [
      "a span in a sound line",
      `前半句没坏，${utf8AsWindows1252("后半句坏了")}，结尾没坏`,
      "前半句没坏，后半句坏了，结尾没坏",
    ],
    [
      "one line of several",
      `标题\n${gbkAsWindows1252("银行卡分期还款")}\n结尾`,
      "标题\n银行卡分期还款\n结尾",
    ],
    ["a Latin word", `the ${utf8AsWindows1252("café")} opens`, "the café opens"],
    ["typographic punctuation", utf8AsWindows1252("a – “ok” …"), "a – “ok” …"],
    ["a no-break space", utf8AsWindows1252("a\u00a0b"), "a\u00a0b"],
    ["pinyin in a broken line", utf8AsWindows1252("还款 huán kuǎn"), "还款 huán kuǎn"],
  ])("in %s", (_, seen, sound) => {
    expect(fixed(seen)).toBe(sound);
  });

  it("gives each character its own origin", () => {
    const raw = `好${utf8AsWindows1252("支付宝")}`;
    const out = repair(raw);
    expect([...out.text].map((_, i) => out.rawRange(i, i + 1))).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 4 },
      { start: 4, end: 7 },
      { start: 7, end: 10 },
    ]);
  });
});

describe("character references", () => {
  it.each([
    ["利息&nbsp;违约金", "利息\u00a0违约金"],
    ["&#x4E2D;&#22269;", "中国"],
    ["&amp;quot;分期&amp;quot;", '"分期"'],
    ["&amp;amp;lt;", "<"],
    ["&ldquo;好&rdquo;&hellip;", "“好”…"],
    ["&#150;", "–"],
    ["&euro;&#128;", "€€"],
    ["&#x1F4B0;", "💰"],
    ["会&shy;议", "会议"],
    ["A&amp;B", "A&B"],
  ])("%s", (seen, sound) => {
    expect(fixed(seen)).toBe(sound);
  });
});

describe("holes", () => {
  it.each([
    ["还款\ufffd\ufffd\ufffd日", "还款□日", 2],
    ["还款\ud83d日", "还款□日", 2],
    ["\ufffd", "□", 0],
  ])("%j", (raw, text, at) => {
    const out = repair(raw);
    expect(out.text).toBe(text);
    expect(out.marks).toEqual([{ at, flag: "text-gap", rule: "repair/replacement-character" }]);
  });
});

describe("sound text comes through without an edit", () => {
  it.each([
    // Brackets with a use of their own.
    "打开支付宝(APP)，进入首页",
    "点击银行(bank)图标",
    "啊(a)，原来如此",
    "选项：恩(en)、额(e)、啊(a)",
    "方案(a)与方案(b)，任选其一",
    "他(ta)在这里指任何人",
    "逾(yú)期就是过了约定的日子还没有还",
    "饕(tāo)餮(tiè)、魑(chī)魅(mèi)都是传说里的怪物",
    "张喆(zhé)和李赟(yūn)是同事",
    "“还”有两个读音：还(huán)款、还(hái)有，行(háng)业、行(xíng)走，长(zhǎng)大",
    "拼音练习：会(huì)、学(xué)、门(mén)",
    "这个字念作(zhī)，不念(zhì)",
    "讀音：會(huì)議、學(xué)習",
    "费用（元）与期数（个）",
    "(一)准备材料 (二)拨打电话",
    "利率(年化)不超过(含)24%",
    "API(v2)和SDK(an)",
    "see (li) in the list",
    // Question marks and letters of their own.
    "真的吗?真的!",
    "什么?!不会吧?",
    "你确定?(是/否)",
    "怎么办?打电话(ok)?",
    "为什么?why)",
    "插入U盾，输入K宝密码",
    "A股、B超、T恤、K线、X光",
    "选A还是选B?",
    "数组下标a[0]和b]",
    "https://example.com/?q=a&copy=1&reg=2",
    "/search?w=huabei&amp=1",
    "R&D部门，AT&T公司，B&Q",
    "&nbsp不带分号",
    "&没有这个名字;",
    "&#xD800;&#0;&unknown;",
    "写法是 `&nbsp;` 这样",
    "&#99999999;",
    // Letters with marks.
    "café, naïve, résumé, Österreich",
    "Größe, Übergrößenträger, ÄÖÜß",
    "São Paulo, Ångström, Ærø, Łódź",
    "à la carte, où, Noël, façade, señor",
    "„Ä“ und „Ö“",
    "hǎo, nǐ, zhī dào, lǜ",
    "5°C ± 3 µm ½ × ÷ ¶ §",
    "£100, ¥200, €300, ￥400",
    "© 2024 某某公司 ® ™",
    "Ã",
    "«bonjour»",
    "Việt Nam, Đồng",
    // Rare but sound Chinese.
    "鏄字很少見",
    "锛是一种工具",
    "浣熊和麂子",
    "魑魅魍魉",
    "龘靐齉爩",
    "鐨、鍏、涓都是字",
    "銀行、債務、協商、還款",
    // Blanks, emoji, marks.
    "\u3000\u3000段首空两格",
    "还款\u00a0日",
    "还款\t日\r\n下一行",
    "👨‍👩‍👧 一家人 👍🏽 ❤️",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 和 🇨🇳",
    "□ 同意 ☑ 不同意",
    "می‌خواهم",
    "\ue600",
    "“引号”‘单引’《书名》——破折号……",
    "①②③ ⅠⅡ ㈠",
    "他说：“好吧？！”然后挂了",
    "！！！重要！！！",
    "1.5 GB/s, x<y && y>z",
    "",
    ...SOUND,
  ])("%j", (text) => {
    const out = repair(text);
    expect(out.changes).toEqual([]);
    expect(out.marks).toEqual([]);
    expect(out.text).toBe(text);
  });
});

describe("any text", () => {
  const any = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fc.nat(0xffff), { maxLength: 60 }).map((u) => String.fromCharCode(...u)),
    fc.array(fc.nat(0xff), { maxLength: 60 }).map((u) => String.fromCharCode(...u)),
    fc
      .array(
        fc.constantFrom(
          "&",
          "amp;",
          "nbsp;",
          "#x4E2D;",
          "Ã",
          "©",
          "ä¸",
          "\u00ad",
          "\u200b",
          "\ufffd",
          "鏀",
          "粯",
          "?",
          "支付",
        ),
        { maxLength: 20 },
      )
      .map((p) => p.join("")),
  );

  it("never throws, lone surrogates and all, and keeps the books", () => {
    fc.assert(
      fc.property(any, (raw) => {
        const out = repair(raw);
        let last = 0;
        for (const span of out.spans()) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          last = span.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is repaired once and for all", () => {
    fc.assert(
      fc.property(any, (raw) => {
        const once = fixed(raw);
        expect(repair(once).text).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe("ten thousand times the same damage", () => {
  // A stage whose cost grows with the square of the text would not come back within the test's time.
  it.each([
    ["(huì)", "會(huì)"],
    ["open brackets", "會(huì"],
    ["lost bytes", "主張?jiān)谙M(fèi)時，"],
    ["unfinished lost bytes", "張?jiān)谙"],
    ["only lost bytes", "?jiān)"],
    ["question marks", "會(huì)?，"],
    ["letters", "會(huì)！皳碛幸惶缀w"],
    ["ampersands", "&amp;"],
    ["one long reference", "&amp;amp;amp;#x"],
    ["UTF-8 as Windows-1252", utf8AsWindows1252("还款")],
    ["halves of it", "ä¸"],
    ["GBK as Windows-1252", gbkAsWindows1252("还款")],
    ["halves of it ", "ÄÖ"],
    ["UTF-8 as GBK", utf8AsGbk("还款")],
    ["invisible", "\u200b分\u00ad"],
    ["replacement characters", "\ufffd期"],
    ["combining marks", "會(u\u0300"],
  ])("%s", (_, token) => {
    const raw = token.repeat(10_000);
    expect(repair(raw).raw).toBe(raw);
  });
});
