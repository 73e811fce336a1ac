import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bundleTypes } from "../../schemas/generate.ts";

it("schemas/generated/types.d.ts is what the schemas give; `npx tsx schemas/generate.ts` writes it anew", async () => {
  expect(readFileSync("schemas/generated/types.d.ts", "utf8")).toBe(await bundleTypes());
});
