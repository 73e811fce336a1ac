import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { announces, endsSentence } from "../../pipeline/text/text-lines.ts";

const line = fc.string({ unit: fc.constantFrom(...'先问。！；…？”』」）)】"::：a🔍'), maxLength: 8 });

describe("how a line ends", () => {
  it("is told as a pattern would tell it", () => {
    fc.assert(
      fc.property(line, (text) => {
        expect(endsSentence(text)).toBe(/[。！？!?；;…][”’』」）)】"]*$/.test(text));
        expect(announces(text)).toBe(/[:：]$/.test(text));
      }),
    );
  });
});
