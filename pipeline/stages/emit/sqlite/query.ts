/**
 * The search as one SQL statement, for clients that are not JavaScript: it makes the terms of what
 * somebody typed (`:query`) as `lib/tokenize.js` does, but for numbers of several characters (十二期).
 * It stands in the table `about` under `search`. As in the search index, what meets more of the terms
 * comes first.
 */
import { FIELDS } from "../search/fields.ts";

/** Each stands at the place of its value. */
const NUMERALS = "一二三四五六七八九十";

const WEIGHTS = Object.values(FIELDS).join(", ");

export const SEARCH_SQL = `WITH RECURSIVE
typed (i, c) AS (
  SELECT 1, substr(:query, 1, 1) UNION ALL SELECT i + 1, substr(:query, i + 1, 1) FROM typed WHERE i < length(:query)
),
folded (i, c) AS (
  SELECT i, lower(coalesce((SELECT simplified FROM characters WHERE traditional = c), c)) FROM typed
),
kinds (i, c, kind) AS (
  SELECT i, c, CASE
    WHEN unicode(c) BETWEEN 0x3400 AND 0x9fff OR unicode(c) BETWEEN 0x20000 AND 0x3ffff THEN 'han'
    WHEN c BETWEEN 'a' AND 'z' OR c BETWEEN '0' AND '9' THEN 'word'
    ELSE 'gap' END
  FROM folded
),
words (i, word) AS (
  SELECT i, c FROM kinds AS k WHERE kind = 'word' AND NOT EXISTS (SELECT 1 FROM kinds WHERE i = k.i - 1 AND kind = 'word')
  UNION ALL
  SELECT w.i, w.word || k.c FROM words AS w JOIN kinds AS k ON k.i = w.i + length(w.word) WHERE k.kind = 'word'
),
longest (i, word) AS (SELECT i, max(word) FROM words GROUP BY i),
terms (term) AS MATERIALIZED (
  SELECT '"' || a.c || b.c || '"' FROM kinds AS a JOIN kinds AS b ON b.i = a.i + 1 WHERE a.kind = 'han' AND b.kind = 'han'
  UNION
  SELECT '"' || c || '"*' FROM kinds AS k WHERE kind = 'han'
    AND NOT EXISTS (SELECT 1 FROM kinds WHERE i IN (k.i - 1, k.i + 1) AND kind = 'han')
  UNION
  SELECT '"' || word || '"*' FROM longest
  UNION
  SELECT '"' || word || k.c || '"*' FROM longest AS w JOIN kinds AS k ON k.i = w.i + length(w.word) AND k.kind = 'han'
  UNION
  SELECT '"' || instr('${NUMERALS}', a.c) || b.c || '"*' FROM kinds AS a JOIN kinds AS b ON b.i = a.i + 1 AND b.kind = 'han'
    WHERE instr('${NUMERALS}', a.c) > 0
    AND NOT EXISTS (SELECT 1 FROM kinds WHERE i = a.i - 1 AND instr('${NUMERALS}', c) > 0)
),
found (number, score) AS MATERIALIZED (
  SELECT items_fts.rowid, -bm25(items_fts, ${WEIGHTS}) FROM terms JOIN items_fts ON items_fts MATCH terms.term
)
SELECT items.*, sum(found.score) * count(*) AS score FROM found JOIN items ON items.number = found.number
GROUP BY found.number ORDER BY score DESC, found.number LIMIT 20`;
