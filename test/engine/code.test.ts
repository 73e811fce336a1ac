import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { versionNow } from "../../pipeline/engine/code.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jinghua-code-"));
  put(
    "entry.ts",
    'import { a } from "./a.ts";\nawait import("./late.ts");\nnew URL("./words.txt", import.meta.url);\n',
  );
  put("a.ts", 'export * from "./b.ts";\n');
  put("b.ts", "export const a = 1;\n");
  put("late.ts", "\n");
  put("words.txt", "一\n");
  put("other.ts", "\n");
});
afterEach(() => rmSync(folder, { recursive: true }));
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const version = (...without: string[]) =>
  versionNow(
    join(folder, "entry.ts"),
    without.map((name) => join(folder, name)),
  );

describe("versionNow", () => {
  it.each(["entry.ts", "a.ts", "b.ts", "late.ts", "words.txt"])("changes with %s", (name) => {
    const before = version();
    put(name, name === "entry.ts" ? 'import { a } from "./a.ts";\n' : "// other\n");
    expect(version()).not.toBe(before);
  });

  it("stays when a module changes that is not imported, or only by what is left out", () => {
    const [before, without] = [version(), version("a.ts")];
    put("other.ts", "// other\n");
    expect(version()).toBe(before);
    put("b.ts", "// other\n");
    expect(version("a.ts")).toBe(without);
  });

  it("is the same of the same sources elsewhere", () => {
    const before = version();
    const elsewhere = mkdtempSync(join(tmpdir(), "jinghua-code-"));
    cpSync(folder, elsewhere, { recursive: true });
    expect(versionNow(join(elsewhere, "entry.ts"))).toBe(before);
    rmSync(elsewhere, { recursive: true });
  });
});
