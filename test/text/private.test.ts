import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsContact, maskContacts } from "../../pipeline/text/private.ts";

describe("maskContacts", () => {
  it.each([
    ["加微信abc_12345咨询", "加×××××××××××咨询"],
    ["一三八零零一三八零零零", "×××××××××××"],
    ["写信到a.b@c.cn", "写信到××××××××"],
    ["2024年3月15日 10:30起办理", "2024年3月15日 10:30起办理"],
  ])("%s", (text, masked) => expect(maskContacts(text)).toBe(masked));

  it("passes over nothing that the pattern would find", () => {
    const unit = fc.constantFrom(..."加微信号vQ@＠12０一幺_- .：年月日\n", "line");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (text) => {
        // With the sign of an address behind it every text is looked through.
        const looked = maskContacts(`${text}\n\n@`);
        expect(maskContacts(text)).toBe(looked.slice(0, text.length));
        expect(holdsContact(text)).toBe(holdsContact(`${text}\n\n@`));
      }),
      { numRuns: 2000 },
    );
  });
});
