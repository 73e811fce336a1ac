/** Arrangements a text asks for or grants, by the subject's table. */
import type { OptionRow } from "../../../../schemas/lexicon-extract.ts";
import type { Compiled } from "../../../lexicon/pattern.ts";

export function optionsOf(text: string, rows: ReadonlyArray<Compiled<OptionRow>>): string[] {
  const sentences = text.split(/[。！？!?\n]/u);
  return [...new Set(rows.filter((r) => sentences.some((s) => r.test(s))).map((r) => r.row.option))];
}
