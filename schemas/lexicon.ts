/**
 * What every rule table has in common. A table is one YAML file under `pipeline/lexicon/`:
 * `{ table, description, rows: [...] }`. The columns of a table's own are declared beside the
 * stage that reads it, by extending these rows; a test runs every example and near miss.
 */
import { z } from "zod";

export const RuleId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens");

/** A row that rewrites text: each example says what comes in and what goes out; near misses come through untouched. */
export const RewriteRow = z.strictObject({
  id: RuleId,
  note: z.string().optional(),
  examples: z.array(z.strictObject({ in: z.string(), out: z.string() })).min(2),
  nearMisses: z.array(z.string()).min(1),
});

/** A row that recognizes text: it must match every example and no near miss. */
export const MatchRow = z.strictObject({
  id: RuleId,
  note: z.string().optional(),
  examples: z.array(z.string().min(1)).min(2),
  nearMisses: z.array(z.string().min(1)).min(1),
});

export const tableOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ table: z.string().min(1), description: z.string().min(1), rows: z.array(row) });
