/** Decoding with the wrong encoding, forwards. */
import iconv from "iconv-lite";

/** UTF-8 bytes read as Windows-1252, its five holes as C1 controls, as browsers do. */
export function utf8AsWindows1252(text: string): string {
  return new TextDecoder("windows-1252").decode(Buffer.from(text, "utf8"));
}

/** UTF-8 bytes read as Latin-1. */
export function utf8AsLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** GBK bytes read as Windows-1252. */
export function gbkAsWindows1252(text: string): string {
  return new TextDecoder("windows-1252").decode(iconv.encode(text, "gbk"));
}

/** GBK bytes read as Latin-1. */
export function gbkAsLatin1(text: string): string {
  return iconv.encode(text, "gbk").toString("latin1");
}

/** UTF-8 bytes read as GBK; what cannot be read is U+FFFD, or `?` as editors save it. */
export function utf8AsGbk(text: string, lost: "?" | "\ufffd" = "\ufffd"): string {
  return new TextDecoder("gbk").decode(Buffer.from(text, "utf8")).replaceAll("\ufffd", lost);
}
