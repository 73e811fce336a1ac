/** What linked data calls things: the same names in both files, so that one leads to the other. */
import type { DocumentRecord } from "../../../../schemas/article.ts";

/** The raw file, named by its hash (RFC 6920): valid wherever the file lies. */
export function hashUri({ sha256 }: Pick<DocumentRecord, "sha256">): string {
  return `ni:///sha-256;${Buffer.from(sha256, "hex").toString("base64url")}`;
}

/** An address an article states, where it is one; otherwise undefined. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return /^https?:$/.test(parsed.protocol)
    ? parsed.href.replace(/[|\\^`{}]/g, encodeURIComponent)
    : undefined;
}
