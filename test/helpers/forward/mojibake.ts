/** Decoding with the wrong encoding, forwards. */
import iconv from "iconv-lite";

/**
 * Windows-1252 as browsers have it: its five holes are C1 controls. By hand, because some versions
 * of Node decode that label as Latin-1.
 */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function windows1252(bytes: Uint8Array): string {
  return [...bytes].map((b) => (b >= 0x80 && b <= 0x9f ? HIGH[b - 0x80]! : String.fromCharCode(b))).join("");
}

/** UTF-8 bytes read as Windows-1252. */
export function utf8AsWindows1252(text: string): string {
  return windows1252(Buffer.from(text, "utf8"));
}

/** UTF-8 bytes read as Latin-1. */
export function utf8AsLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** GBK bytes read as Windows-1252. */
export function gbkAsWindows1252(text: string): string {
  return windows1252(iconv.encode(text, "gbk"));
}

/** GBK bytes read as Latin-1. */
export function gbkAsLatin1(text: string): string {
  return iconv.encode(text, "gbk").toString("latin1");
}

/** UTF-8 bytes read as GBK; what cannot be read is U+FFFD, or `?` as editors save it. */
export function utf8AsGbk(text: string, lost: "?" | "\ufffd" = "\ufffd"): string {
  return new TextDecoder("gbk").decode(Buffer.from(text, "utf8")).replaceAll("\ufffd", lost);
}
