/** Whether one article holds by itself: its record fits the schema, and every character is accounted for. */
import { DocumentRecord } from "../../../schemas/article.ts";
import type { ArticleFault, BuiltArticle } from "../../result.ts";
import { isBlank } from "../../text/places.ts";

/** Faults that can be told without any other article. */
export function articleFaults({ record, raw }: Pick<BuiltArticle, "record" | "raw">): ArticleFault[] {
  const parsed = DocumentRecord.safeParse(record);
  if (!parsed.success) {
    // What does not have the shape cannot be asked whether it holds together.
    return parsed.error.issues.map((issue) => {
      const [field, part] = issue.path;
      const span = field === "spans" && typeof part === "number" ? record.spans[part] : undefined;
      return {
        offset: span?.start ?? 0,
        rule: "schema",
        message: `${issue.path.join(".") || "record"}: ${issue.message}`,
      };
    });
  }
  const faults: ArticleFault[] = [];
  if (record.text.trim() === "" && record.duplicateOf === undefined) {
    const message = "no text is left: such an article belongs into quarantine";
    faults.push({ offset: 0, rule: "empty-text", message });
  }
  return [...faults, ...spanFaults(raw, record.spans)];
}

/**
 * Spans must be in order, not overlap, and hold every character of the file that is not blank; in a
 * container, what belongs to other records has spans of its own.
 */
function spanFaults(raw: string, spans: DocumentRecord["spans"]): ArticleFault[] {
  const faults: ArticleFault[] = [];
  const fault = (offset: number, message: string) => faults.push({ offset, rule: "span-partition", message });
  let done = 0;
  const gap = (end: number) => {
    for (let i = done; i < end; i++) {
      if (isBlank(raw.charCodeAt(i))) continue;
      fault(i, `no span accounts for ${JSON.stringify(raw.slice(i, Math.min(end, i + 12)))}`);
      return;
    }
  };
  for (const span of spans) {
    if (span.end <= span.start || span.end > raw.length) {
      fault(span.start, `a span reaches from ${span.start} to ${span.end} in a text of ${raw.length}`);
    } else if (span.start < done) {
      fault(span.start, `the span from ${span.start} begins before the one ahead of it ends, at ${done}`);
    }
    gap(span.start);
    done = Math.max(done, Math.min(span.end, raw.length));
  }
  gap(raw.length);
  return faults;
}
