/** Decompression that cannot be made to fill the memory: a small file may unpack to anything. */
import { gunzipSync } from "node:zlib";

export type Gunzipped =
  | { readonly bytes: Uint8Array }
  | { readonly reason: "too-large" | "gzip"; readonly message: string };

/** Unpack gzip members, at most `limit` bytes of them. */
export function gunzip(bytes: Uint8Array, limit: number): Gunzipped {
  try {
    return { bytes: gunzipSync(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") {
      return {
        reason: "too-large",
        message: `unpacks to more than ${limit} bytes; split it, or raise maxTextBytes in jinghua.config.yaml`,
      };
    }
    return { reason: "gzip", message: `cannot be unpacked (${message}); pack it again` };
  }
}
