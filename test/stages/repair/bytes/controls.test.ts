import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invisibleEdits } from "../../../../pipeline/stages/repair/bytes/controls.ts";
import { compileInvisible } from "../../../../pipeline/stages/repair/bytes/tables.ts";

/** Character by character, each asked for in the table. */
function slowly(text: string, invisible: ReturnType<typeof compileInvisible>) {
  const edits = [];
  let before = "";
  let start = 0;
  for (const char of text) {
    const found = invisible.get(char.codePointAt(0)!);
    const end = start + char.length;
    if (found && !(before !== "" && found.unlessAfter?.test(before))) {
      edits.push({ start, end, text: found.becomes, rule: found.rule });
    } else before = char;
    start = end;
  }
  return edits;
}

const table = compileInvisible([
  { id: "joiner", from: "200D", to: "200D", becomes: "", unlessAfter: "😀人" },
  { id: "blank", from: "A0", to: "A0", becomes: " " },
  { id: "tag", from: "E0020", to: "E007F", becomes: "" },
] as unknown as Parameters<typeof compileInvisible>[0]);

describe("invisible characters", () => {
  it("are found as if each character were looked up", () => {
    const piece = fc.constantFrom(
      "😀",
      "人",
      "a",
      "\u200d",
      "\u00a0",
      "\u{e0041}",
      "\ud83d",
      "\ude00",
      "\udb40",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        expect(invisibleEdits(text, { invisible: table })).toEqual(slowly(text, table));
      }),
      { numRuns: 500 },
    );
  });
});
