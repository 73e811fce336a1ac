/** An article's own part of the file it stands in. */
import type { BuiltArticle } from "../../result.ts";

/** A record of a container answers for its own part of it; the rest of the file is its siblings'. */
export const OTHER_RECORD = "ingest/other-record";

/** The article's own part of the raw text. */
export function windowOf({ raw, record }: Pick<BuiltArticle, "raw" | "record">): {
  start: number;
  end: number;
} {
  const { spans } = record;
  const own = spans.filter((s) => s.reason !== OTHER_RECORD);
  if (own.length === spans.length) return { start: 0, end: raw.length };
  return { start: own[0]?.start ?? 0, end: own.at(-1)?.end ?? 0 };
}
