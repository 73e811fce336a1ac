/**
 * What a build says of an article: `data/documents.json` of the output contract.
 * Types are inferred from the schemas, never written twice.
 */
import { z } from "zod";

export const Script = z.enum(["simplified", "traditional", "mixed"]);
export type Script = z.infer<typeof Script>;

export const SpanStatus = z.enum(["kept", "boilerplate", "duplicate", "damage"]);

const offset = z.int().nonnegative();

export const DocumentSpan = z.strictObject({
  start: offset.describe("UTF-16 code units into the decoded file, BOM removed"),
  end: offset,
  status: SpanStatus,
  reason: z
    .string()
    .min(1)
    .describe("id of the rule that decided it; `text` for what came through as it was"),
  of: offset.optional().describe("for duplicates: raw offset at which the surviving copy begins"),
});
export type DocumentSpan = z.infer<typeof DocumentSpan>;

/** A date as the article states it, reduced to ISO 8601 (`2025-03-07` or `2025-03-07T21:31:08`). */
export const StatedDate = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/);

export const DocumentRecord = z.strictObject({
  id: z.string().regex(/^d-[0-9a-f]{12,}$/),
  source: z.string().min(1).describe("path below the raw folder, `/` as separator"),
  record: z
    .int()
    .positive()
    .optional()
    .describe("1-based number of the record in a container of many (JSONL: its line)"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("of the raw bytes of the file"),
  encoding: z.string().min(1).describe("WHATWG label the bytes were decoded with"),
  compression: z.enum(["gzip"]).optional().describe("offsets are into the decompressed text"),
  script: Script,
  title: z.string().min(1).optional(),
  published: StatedDate.optional(),
  url: z.string().min(1).optional(),
  text: z.string(),
  spans: z.array(DocumentSpan),
  flags: z.array(z.strictObject({ at: offset, flag: z.string().min(1), rule: z.string().min(1) })),
  duplicateOf: z.string().optional(),
  similarity: z.number().min(0).max(1).optional(),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;

export const DocumentsFile = z.strictObject({ documents: z.array(DocumentRecord) });
export type DocumentsFile = z.infer<typeof DocumentsFile>;
