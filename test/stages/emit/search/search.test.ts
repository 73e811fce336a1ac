import MiniSearch from "minisearch";
import { describe, expect, it } from "vitest";
import { fold, indexTerms } from "../../../../pipeline/stages/emit/assets/lib/tokenize.js";
import { simplifiedCharacters } from "../../../../pipeline/stages/emit/search/characters.ts";
import { type Field, fieldsOf } from "../../../../pipeline/stages/emit/search/fields.ts";
import { OPTIONS, searchJson } from "../../../../pipeline/stages/emit/search/index.ts";
import type { SearchFile } from "../../../../schemas/search.ts";
import { hostileResult, largeResult } from "../../../helpers/hostile.ts";
import { resultOf, sampleResult } from "../../../helpers/result.ts";

const simplified = simplifiedCharacters();

describe("data/search.json", () => {
  it.each([
    ["an ordinary build", sampleResult()],
    ["bad input", hostileResult()],
    ["many items", largeResult(200)],
    ["nothing", resultOf([])],
  ])("is what MiniSearch makes of %s", (_, result) => {
    const { index } = JSON.parse([...searchJson(result)].join("")) as SearchFile;
    const { items } = result.advice;
    const own = new MiniSearch({
      fields: [...OPTIONS.fields],
      storeFields: [...OPTIONS.storeFields],
      tokenize: (text) => indexTerms(fold(text, simplified)),
      processTerm: (term) => term,
      // `title` and others are both looked for and handed back, in different forms.
      extractField: (item, name) => (item as Record<string, unknown>)[name] as string,
    });
    const wrapped = items.map((item) => {
      const fields = fieldsOf(item, result.labels);
      return { item, fields };
    });
    own.addAll(wrapped.map(({ item, fields }) => ({ id: item.id, ...fields })));
    const theirs = JSON.parse(JSON.stringify(own)) as SearchFile["index"];
    const byTerm = (list: SearchFile["index"]["index"]) => Object.fromEntries(list);
    expect(byTerm(index.index)).toEqual(byTerm(theirs.index));
    expect(index.index).toHaveLength(theirs.index.length);
    expect(index.fieldLength).toEqual(theirs.fieldLength);
    expect(index.fieldIds).toEqual(theirs.fieldIds);
    expect(index.documentIds).toEqual(theirs.documentIds);
    expect([index.documentCount, index.nextId]).toEqual([theirs.documentCount, theirs.nextId]);
    // MiniSearch adds up as it goes, this build divides once.
    for (const [f, mean] of theirs.averageFieldLength.entries()) {
      expect(index.averageFieldLength[f]).toBeCloseTo(mean, 6);
    }
  });

  it("lets no term reach from one value of a list into the next", () => {
    const [item] = hostileResult().advice.items;
    const fields = fieldsOf({ ...item!, materials: ["收入", "证明"] }, sampleResult().labels);
    expect(indexTerms(fields["facts" satisfies Field])).not.toContain("入证");
  });
});
