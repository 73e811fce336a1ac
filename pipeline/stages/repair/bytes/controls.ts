/** Deletes characters no reader sees; what stands where is the table `invisible-characters`. */
import type { Edit, TracedText } from "../../../text/traced.ts";
import type { BytesTables } from "./tables.ts";

/** Edits that take invisible characters out of a text. */
export function invisibleEdits(text: string, { invisible }: Pick<BytesTables, "invisible">): Edit[] {
  const edits: Edit[] = [];
  const suspect = suspects(invisible);
  // Where the character is that a reader would see before this one: in the text as read so far, not as written.
  let before = -1;
  for (let i = 0; i < text.length; i++) {
    if (suspect[text.charCodeAt(i)] === 0) {
      before = i;
      continue;
    }
    const code = text.codePointAt(i)!;
    const end = i + (code > 0xffff ? 2 : 1);
    const found = invisible.get(code);
    if (found !== undefined && !(before >= 0 && found.unlessAfter?.test(characterAt(text, before)))) {
      edits.push({ start: i, end, text: found.becomes, rule: found.rule });
    } else before = i;
    i = end - 1;
  }
  return edits;
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!);
}

const known = new WeakMap<ReadonlyMap<number, unknown>, Uint8Array>();

/** By code unit: 1 where a character of the table may begin. Sound text has hardly one. */
function suspects(invisible: ReadonlyMap<number, unknown>): Uint8Array {
  let table = known.get(invisible);
  if (table === undefined) {
    table = new Uint8Array(0x10000);
    for (const code of invisible.keys()) table[String.fromCodePoint(code).charCodeAt(0)] = 1;
    // Pairs of surrogates are read together or not at all.
    table.fill(1, 0xd800, 0xdc00);
    known.set(invisible, table);
  }
  return table;
}

export function removeInvisible(traced: TracedText, tables: Pick<BytesTables, "invisible">): TracedText {
  return traced.edit(invisibleEdits(traced.text, tables));
}
