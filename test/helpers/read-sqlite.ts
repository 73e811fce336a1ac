/** Reads the advice back out of `data/content.sqlite`, as somebody would who has nothing but its tables. */
import nodeSqlite from "node-sqlite3-wasm";
import type { AdviceItem } from "../../schemas/advice.ts";

type Row = Record<string, string | number | null>;

/** Open read-only, and close whatever happens. */
export function withDatabase<T>(file: string, use: (all: (sql: string, values?: object) => Row[]) => T): T {
  const db = new nodeSqlite.Database(file, { readOnly: true, fileMustExist: true });
  try {
    return use((sql, values) => db.all(sql, values as never) as Row[]);
  } finally {
    db.close();
  }
}

const present = (entries: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(entries).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** Every item, in order, as `data/advice.json` has it. */
export function itemsOf(file: string): AdviceItem[] {
  return withDatabase(file, (all) => {
    const of = (table: string, id: string) =>
      all(`SELECT * FROM ${table} WHERE item = ? ORDER BY position`, [id]);
    return all("SELECT * FROM items ORDER BY number").map((row) => {
      const id = row.id as string;
      const values = (table: string, column: string) => of(table, id).map((r) => r[column]);
      return {
        id,
        kind: row.kind,
        phase: row.phase,
        products: values("item_products", "product"),
        title: row.title,
        text: row.text,
        ...present({
          phones: values("item_phones", "phone"),
          hours: row.hours,
          path: values("item_path", "label"),
          materials: values("item_materials", "material"),
          options: values("item_options", "option"),
          periods: values("item_periods", "instalments"),
          durations: of("item_durations", id).map((d) => ({ min: d.least, max: d.most, unit: d.unit })),
          amounts: values("item_amounts", "yuan"),
          rates: of("item_rates", id).map(({ percent, per }) => ({ percent, per })),
        }),
        evidence: of("evidence", id).map((e) => ({
          document: e.document,
          start: e.start,
          end: e.end,
          quote: e.quote,
          phase: e.phase,
          products: JSON.parse(e.products as string),
          slots: JSON.parse(e.slots as string),
          rules: JSON.parse(e.rules as string),
        })),
        support: row.support,
        variants: values("item_variants", "variant"),
        disagrees: of("disagreements", id).map((d) => ({ id: d.other, reason: d.reason })),
        ...(row.seen_from !== null && { seen: { from: row.seen_from, to: row.seen_to } }),
        flags: values("item_flags", "flag"),
      } as unknown as AdviceItem;
    });
  });
}
