import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSubject } from "../../../pipeline/lexicon/subject.ts";
import { kindsOf } from "../../../pipeline/stages/extract/classify.ts";
import { zonesIn } from "../../../pipeline/stages/extract/zones.ts";
import { sentences } from "../../../pipeline/text/sentences.ts";

const folder = "test/articles/develop/raw";
const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return sentences(text).map(({ start, end }) => text.slice(start, end));
  });

describe.each(["debt", "deposit"])("rows of %s that fire in a text", (name) => {
  const subject = loadSubject(name);

  it("are those that recognize it, in the order of the table", () => {
    for (const text of texts)
      for (const on of ["heading", "lead", "sentence", "opening", "closing"] as const)
        expect(zonesIn(on, text, subject)).toEqual(
          subject.zones.filter((z) => z.row.on === on && z.test(text)).map((z) => z.row),
        );
  });

  it("tell the kinds of a passage", () => {
    for (const text of texts) {
      const features = { label: text, first: text, body: text, above: text };
      const rules = kindsOf(features, subject).flatMap((v) => v.rules);
      const expected = subject.cues.filter((cue) => cue.test(text)).map(({ row }) => `cues/${row.id}`);
      expect([...rules].sort()).toEqual(expected.sort());
    }
  });
});
