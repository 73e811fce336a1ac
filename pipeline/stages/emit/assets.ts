/**
 * Files of the bundle that are the same in every build: code and types for the programs that import
 * it. They are read here as text, for what a compiler would make of them differs from one to another.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** The module and the types of the package's parts, by their path in the bundle. */
const OWN = [
  "about.d.ts",
  "documents.d.ts",
  "index.d.ts",
  "index.js",
  "lib/tokenize.d.ts",
  "lib/tokenize.js",
  "search.d.ts",
  "search.js",
  "sources.d.ts",
] as const;

/** Path and contents of every such file. */
export function* assets(): Generator<[path: string, contents: string]> {
  for (const path of OWN) yield [path, read(`assets/${path}`)];
  yield ["types.d.ts", read("../../../schemas/generated/types.d.ts")];
  yield ["lib/minisearch.js", miniSearch()];
}

/** The library itself, so that a bundle needs nothing installed; its licence asks for the notice. */
function miniSearch(): string {
  const require = createRequire(import.meta.url);
  const folder = new URL("../../", pathToFileURL(require.resolve("minisearch")));
  const beside = (path: string) => readFileSync(new URL(path, folder), "utf8").replaceAll("\r\n", "\n");
  const { version } = JSON.parse(beside("package.json")) as { version: string };
  const code = beside("dist/es/index.js").replace(/^\/\/# sourceMappingURL=.*\n?/m, "");
  return `/*!\nMiniSearch ${version}\n${beside("LICENSE.txt").trim()}\n*/\n${code.trimEnd()}\n`;
}
