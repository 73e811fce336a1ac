/** The files of a bundle that speak of the bundle itself: `data/manifest.json` and `report/report.json`. */
import { z } from "zod";
import { Kind } from "./advice.ts";
import { SpanStatus } from "./article.ts";

/** Raised when the meaning of a field of the bundle changes; new fields and files leave it alone. */
export const SCHEMA_VERSION = 1;

/** Written into the manifest, so that a folder can be known for a build before anything in it is replaced. */
export const GENERATOR = "jinghua";

const count = z.int().nonnegative();

export const ManifestFile = z.strictObject({
  generator: z.literal(GENERATOR),
  schemaVersion: z.literal(SCHEMA_VERSION),
  pipelineVersion: z.string().min(1),
  tables: z.record(z.string().min(1), z.string().min(1)).describe("version of each rule table, by its name"),
  files: z
    .record(
      z.string().min(1),
      z.strictObject({
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        bytes: count,
        records: count.optional().describe("documents, or advice items, where the file is a list of them"),
      }),
    )
    .describe("every file of the bundle but this one, by its path"),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

const Removed = z.strictObject({
  status: SpanStatus.exclude(["kept"]),
  reason: z.string().min(1),
  characters: count,
});

/** All character counts of the report are UTF-16 code units that are not white space. */
export const ArticleReport = z.strictObject({
  id: z.string().min(1),
  source: z.string().min(1),
  record: z.int().positive().optional(),
  duplicateOf: z.string().optional(),
  similarity: z.number().min(0).max(1).optional(),
  characters: z.strictObject({ in: count, kept: count, removed: count }),
  removed: z.array(Removed).describe("by status and reason, most characters first"),
  edits: z
    .array(z.strictObject({ rule: z.string().min(1), count: z.int().positive() }))
    .describe("most first"),
  flags: z.array(
    z.strictObject({
      flag: z.string().min(1),
      rule: z.string().min(1),
      line: z.int().positive(),
      column: z.int().positive(),
    }),
  ),
});
export type ArticleReport = z.infer<typeof ArticleReport>;

export const QuarantinedReport = z.strictObject({
  source: z.string().min(1),
  record: z.int().positive().optional(),
  stage: z.string().min(1),
  reason: z.string().min(1),
  message: z.string().min(1),
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
});

const eachKind = Object.fromEntries(Kind.options.map((kind) => [kind, count])) as Record<Kind, typeof count>;

/** The sums of a build. `articles.in` is the sum of the other three; `characters.in` of `kept` and `removed`. */
export const Totals = z.strictObject({
  articles: z.strictObject({ in: count, built: count, duplicates: count, quarantined: count }),
  characters: z.strictObject({
    in: count,
    kept: count,
    removed: z.strictObject({ boilerplate: count, duplicate: count, damage: count }),
  }),
  items: z.strictObject({ total: count, byKind: z.strictObject(eachKind) }),
});
export type Totals = z.infer<typeof Totals>;

/** What became of editors' decisions: how many took effect, and which fit nothing any more. */
export const DecisionsReport = z.strictObject({
  accept: count,
  reject: count,
  ignore: count,
  relabel: count,
  stale: z
    .array(
      z.strictObject({
        line: z.int().positive().describe("of decisions.jsonl"),
        key: z.string().min(1),
        decision: z.string().min(1),
        title: z.string().min(1),
      }),
    )
    .describe("no item says these words any more"),
});
export type DecisionsReport = z.infer<typeof DecisionsReport>;

export const ReportFile = z.strictObject({
  totals: Totals,
  decisions: DecisionsReport.optional().describe("absent where no editor decided anything"),
  quarantined: z.array(QuarantinedReport),
  articles: z.array(ArticleReport),
});
export type ReportFile = z.infer<typeof ReportFile>;
