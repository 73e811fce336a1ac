import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constant, listModule } from "../../../../pipeline/stages/emit/package/modules.ts";

/** What a module exports, run as the text it is. */
async function exportsOf(code: string): Promise<Record<string, unknown>> {
  return import(/* @vite-ignore */ `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`);
}

const listed = (records: readonly unknown[]) =>
  records.map((record) => ({ record: () => JSON.stringify(record) }));

const json = fc.jsonValue({ stringUnit: "binary" });

describe("data as a module", () => {
  it("is the same when it is imported, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 5 }), async (records) => {
        const { list } = await exportsOf([...listModule("list", listed(records))].join(""));
        expect(list).toEqual(JSON.parse(JSON.stringify(records)));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["quotes and backslashes", `'"\\ \\' \\u0041 \${x} \``],
    ["the end of a script", "</script><!-- ]]>"],
    ["line ends of another kind", "a\u2028b\u2029c\u0085d\r\ne"],
    ["half a character", "\ud83d x \ude00"],
    ["nothing", ""],
  ])("holds %s", async (_, value) => {
    const code = constant("value", { value });
    expect(code).not.toMatch(/<|\u2028|\u2029/);
    expect(code.split("\n")).toHaveLength(2);
    // Half a character cannot stand in a URL, nor in a file: it has to be escaped.
    expect((await exportsOf(code)).value).toEqual({ value });
  });

  it("keeps a key such as __proto__ a key", async () => {
    const record = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
    const { list } = await exportsOf([...listModule("list", listed([record]))].join(""));
    const [back] = list as [object];
    expect(Object.keys(back)).toEqual(["__proto__", "constructor"]);
    expect("polluted" in back).toBe(false);
  });

  it("says undefined for what is not there", async () => {
    expect(await exportsOf(constant("newest", undefined))).toHaveProperty("newest", undefined);
  });
});
