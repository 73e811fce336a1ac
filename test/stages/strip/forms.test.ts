/** Lines in the forms in which rows are tried on them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfWidth, undecorated } from "../../../pipeline/stages/strip/furniture.ts";

const line = fc.string({
  unit: fc.constantFrom(
    ..."先问，。：；ＡＺ～\u3000\u00a0\u2003★→丨|# >～a1[图片]【】",
    "🔍",
    "\ufe0f",
    "\ud83d",
  ),
  maxLength: 14,
});

describe("halfWidth", () => {
  it("keeps offsets and changes full-width forms and blanks only", () => {
    fc.assert(
      fc.property(line, (text) => {
        const expected = text
          .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
          .replace(/[\u3000\u00a0\u2002-\u200a]/g, " ");
        expect(halfWidth(text)).toBe(expected);
      }),
    );
  });
});

describe("undecorated", () => {
  it.each([
    ["★热门推荐★", "热门推荐"],
    ["🔍 搜一搜", "搜一搜"],
    ["## 小标题", "小标题"],
    ["[图片]说明", "说明"],
    ["丨栏目", "栏目"],
    ["没有装饰", "没有装饰"],
    ["★", ""],
    ["", ""],
  ])("%s", (text, bare) => expect(undecorated(text)).toBe(bare));

  it("takes away from the ends alone, and nothing the second time but a mark of Markdown or a placeholder", () => {
    fc.assert(
      fc.property(line, (text) => {
        const bare = undecorated(text);
        expect(text).toContain(bare);
        const again = undecorated(bare);
        if (!/^(?:#|[[【])/.test(bare)) expect(again).toBe(bare);
      }),
    );
  });
});
