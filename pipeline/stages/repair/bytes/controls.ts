/** Deletes characters no reader sees; what stands where is the table `invisible-characters`. */
import type { Edit, TracedText } from "../../../text/traced.ts";
import type { BytesTables } from "./tables.ts";

/** Edits that take invisible characters out of a text. */
export function invisibleEdits(text: string, { invisible }: Pick<BytesTables, "invisible">): Edit[] {
  const edits: Edit[] = [];
  // The character a reader would see before this one: the text as read so far, not as written.
  let before = "";
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i)!;
    const char = String.fromCodePoint(code);
    const found = invisible.get(code);
    if (found !== undefined && !(before !== "" && found.unlessAfter?.test(before))) {
      edits.push({ start: i, end: i + char.length, text: found.becomes, rule: found.rule });
    } else before = char;
    i += char.length;
  }
  return edits;
}

export function removeInvisible(traced: TracedText, tables: Pick<BytesTables, "invisible">): TracedText {
  return traced.edit(invisibleEdits(traced.text, tables));
}
