import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { COMMON_SIMPLIFIED, COMMON_TRADITIONAL } from "../../../pipeline/stages/ingest/common-characters.ts";
import { declaredEncoding, decode } from "../../../pipeline/stages/ingest/decode.ts";

const SIMPLIFIED =
  "手头紧的时候先别躲着电话。把每个月挣多少、花多少写清楚，再主动打给银行，说明为什么这期还不上。" +
  "对方多半会问你打算怎么办，你可以提出先还一部分，剩下的分成十二期慢慢还。谈妥了记得要一份书面的说明。" +
  "如果客服没有权限，请他帮你转给能做主的人，并记下工号和通话时间，过几天再问结果。";
const TRADITIONAL =
  "手頭緊的時候先別躲著電話。把每個月賺多少、花多少寫清楚，再主動打給銀行，說明為什麼這期還不上。" +
  "對方多半會問你打算怎麼辦，你可以提出先還一部分，剩下的分成十二期慢慢還。談妥了記得要一份書面的說明。" +
  "如果客服沒有權限，請他幫你轉給能做主的人，並記下工號和通話時間，過幾天再問結果。";

const CASES: ReadonlyArray<readonly [label: string, text: string]> = [
  ["utf-8", SIMPLIFIED],
  ["gb18030", SIMPLIFIED],
  ["gb18030", TRADITIONAL],
  ["big5", TRADITIONAL],
  ["utf-16le", SIMPLIFIED],
  ["utf-16le", TRADITIONAL],
  ["utf-16be", SIMPLIFIED],
];

const inHtml = (text: string) =>
  `<!DOCTYPE html><html><head><title>${text}</title></head><body class="page">${text}</body></html>`;

/** Begin anywhere, end after so many bytes, be it inside a character. */
function* windows(text: string, label: string, length: number): Generator<Buffer> {
  for (let at = 0; at < text.length - 40; at++) {
    const whole = iconv.encode(text.slice(at), label);
    if (whole.length < length) return;
    yield whole.subarray(0, length - (label.startsWith("utf-16") ? length % 2 : 0));
  }
}

describe("decode", () => {
  it.each(
    CASES.flatMap(([label, text]) => [50, 100, 200].map((n) => [label, n, text] as const)),
  )("finds %s from %i bytes wherever they begin and end", (label, length, text) => {
    const missed = [...windows(text, label, length)].filter((b) => decode(b)?.encoding !== label);
    expect(missed.map((b) => iconv.decode(b, label))).toEqual([]);
  });

  it.each(CASES)("finds %s inside HTML that declares nothing", (label, text) => {
    for (const length of [12, 40, 150]) {
      const bytes = iconv.encode(inHtml(text.slice(0, length)), label);
      expect(decode(bytes)).toEqual({ encoding: label, text: inHtml(text.slice(0, length)) });
    }
  });

  it("returns exactly what the label's TextDecoder returns, byte order mark removed", () => {
    const marked: ReadonlyArray<readonly [string, number[]]> = [
      ["utf-8", [0xef, 0xbb, 0xbf]],
      ["utf-16le", [0xff, 0xfe]],
      ["utf-16be", [0xfe, 0xff]],
    ];
    for (const [label, mark] of marked) {
      const bytes = Buffer.concat([Buffer.from(mark), iconv.encode("还款 ok", label)]);
      expect(decode(bytes)).toEqual({ encoding: label, text: "还款 ok" });
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const decoded = decode(bytes);
        if (decoded) expect(decoded.text).toBe(new TextDecoder(decoded.encoding).decode(bytes));
      }),
    );
  });

  it("takes any well-formed text without NULs for UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        fc.pre(!text.includes("\0") && !text.startsWith("\ufeff") && !/^[\ufffe\ufeff]/.test(text));
        expect(decode(Buffer.from(text))).toEqual({ encoding: "utf-8", text });
      }),
    );
  });

  it("reads UTF-8 with a few broken bytes as UTF-8, and marks them", () => {
    const bytes = Buffer.from(SIMPLIFIED);
    bytes[30] = 0xff;
    bytes[100] = 0x20;
    const decoded = decode(bytes)!;
    expect(decoded.encoding).toBe("utf-8");
    expect(decoded.text).toContain("\ufffd");
    expect(decoded.text.slice(-20)).toBe(SIMPLIFIED.slice(-20));
  });

  it("reads UTF-16 of Latin letters, which is valid UTF-8 with NULs", () => {
    expect(decode(iconv.encode("open the app", "utf-16le"))?.text).toBe("open the app");
    expect(decode(iconv.encode("open the app", "utf-16be"))?.text).toBe("open the app");
  });

  it("lets a declaration decide only what the bytes leave open", () => {
    const short = iconv.encode("逾期", "gb18030");
    expect(decode(short, { hint: "gbk" })?.encoding).toBe("gb18030");
    expect(decode(iconv.encode(TRADITIONAL, "big5"), { hint: "gb2312" })?.encoding).toBe("big5");
    expect(decode(Buffer.from(SIMPLIFIED), { hint: "gb2312" })?.encoding).toBe("utf-8");
    expect(decode(short, { forced: "big5" })?.encoding).toBe("big5");
  });

  it("skips the scripts a page begins with", () => {
    const page = iconv.encode(`<script>${"var a=1;".repeat(20_000)}</script>${SIMPLIFIED}`, "gb18030");
    expect(decode(page)?.encoding).toBe("gb18030");
  });

  it.each([
    [
      "Western text",
      iconv.encode("Café déjà vu, naïve façade: «très bien», señor Muñoz. ".repeat(4), "win1252"),
    ],
    ["Japanese", iconv.encode("ローンの返済について、まず銀行に相談してください。".repeat(4), "euc-jp")],
    ["noise", Uint8Array.from({ length: 3000 }, (_, i) => (i * i * 7919 + i * 13) % 256)],
  ])("refuses %s", (_, bytes) => {
    expect(decode(bytes)).toBeUndefined();
  });
});

describe("declaredEncoding", () => {
  it.each([
    ['<meta charset="GBK">', "gbk"],
    ["<meta charset=utf-8>", "utf-8"],
    ["<meta http-equiv='Content-Type' content='text/html; charset=gb2312' />", "gb2312"],
    ["<p>charset=big5</p>", undefined],
    ["", undefined],
  ])("reads %s", (html, label) => {
    expect(declaredEncoding(Buffer.from(html))).toBe(label);
  });
});

describe("the tables of common characters", () => {
  it("hold each character once, in one of them", () => {
    const all = [...COMMON_SIMPLIFIED, ...COMMON_TRADITIONAL];
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((c) => /^\p{Script=Han}$/u.test(c))).toBe(true);
  });
});
