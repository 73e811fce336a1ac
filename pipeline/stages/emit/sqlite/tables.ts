/** The tables of `data/content.sqlite`. Lists are tables of their own, in the order of `position`. */

/** A list of an item's that is plain values: its table and the name of the value. */
export const LISTS = [
  { field: "products", table: "item_products", column: "product", type: "TEXT" },
  { field: "phones", table: "item_phones", column: "phone", type: "TEXT" },
  { field: "path", table: "item_path", column: "label", type: "TEXT" },
  { field: "materials", table: "item_materials", column: "material", type: "TEXT" },
  { field: "options", table: "item_options", column: "option", type: "TEXT" },
  { field: "periods", table: "item_periods", column: "instalments", type: "INTEGER" },
  { field: "amounts", table: "item_amounts", column: "yuan", type: "REAL" },
  { field: "variants", table: "item_variants", column: "variant", type: "TEXT" },
  { field: "flags", table: "item_flags", column: "flag", type: "TEXT" },
] as const;

const listTable = ({ table, column, type }: (typeof LISTS)[number]) => `
CREATE TABLE ${table} (
  item TEXT NOT NULL REFERENCES items (id),
  position INTEGER NOT NULL,
  ${column} ${type} NOT NULL,
  PRIMARY KEY (item, position)
) WITHOUT ROWID;`;

export const SCHEMA = `
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  record INTEGER,
  sha256 TEXT NOT NULL,
  encoding TEXT NOT NULL,
  compression TEXT,
  script TEXT NOT NULL,
  title TEXT,
  published TEXT,
  url TEXT,
  text TEXT NOT NULL,
  duplicate_of TEXT,
  similarity REAL
);

CREATE TABLE items (
  number INTEGER PRIMARY KEY, -- the order of data/advice.json
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  phase TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  hours TEXT,
  support INTEGER NOT NULL,
  seen_from TEXT,
  seen_to TEXT
);
CREATE INDEX items_by_phase ON items (phase, kind);
${LISTS.map(listTable).join("\n")}

CREATE TABLE item_durations (
  item TEXT NOT NULL REFERENCES items (id),
  position INTEGER NOT NULL,
  least REAL, -- null: open towards zero
  most REAL, -- null: open towards more
  unit TEXT NOT NULL,
  PRIMARY KEY (item, position)
) WITHOUT ROWID;

CREATE TABLE item_rates (
  item TEXT NOT NULL REFERENCES items (id),
  position INTEGER NOT NULL,
  percent REAL NOT NULL,
  per TEXT, -- null: not said
  PRIMARY KEY (item, position)
) WITHOUT ROWID;

CREATE TABLE disagreements (
  item TEXT NOT NULL REFERENCES items (id),
  position INTEGER NOT NULL,
  other TEXT NOT NULL REFERENCES items (id),
  reason TEXT NOT NULL,
  PRIMARY KEY (item, position)
) WITHOUT ROWID;

CREATE TABLE evidence (
  item TEXT NOT NULL REFERENCES items (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  start INTEGER NOT NULL, -- UTF-16 code units into the decoded file
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  phase TEXT NOT NULL,
  products TEXT NOT NULL, -- JSON
  slots TEXT NOT NULL, -- JSON
  rules TEXT NOT NULL, -- JSON
  PRIMARY KEY (item, position)
) WITHOUT ROWID;
CREATE INDEX evidence_by_document ON evidence (document);

CREATE TABLE characters (traditional TEXT PRIMARY KEY, simplified TEXT NOT NULL) WITHOUT ROWID;

-- Terms of each item, its number as rowid: pairs of Chinese characters, and whole words of letters and digits.
CREATE VIRTUAL TABLE items_fts USING fts5(
  title, text, products, facts, content = '', tokenize = 'unicode61 remove_diacritics 0'
);
`;
