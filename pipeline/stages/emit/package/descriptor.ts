/** `package.json` of the bundle: what may be imported, and where its types are. */
import packageFile from "../../../../package.json" with { type: "json" };
import { Phase } from "../../../../schemas/advice.ts";

const entry = (path: string) => ({ types: `./${path}.d.ts`, default: `./${path}.js` });

/** `package.json` of the bundle. */
export function descriptor(): string {
  const phases = Phase.options.map((phase) => [`./phases/${phase}`, entry(`phases/${phase}`)]);
  const value = {
    name: "jinghua-content",
    version: packageFile.version,
    description: "Clean, source-grounded content with its evidence, as data, modules and pages",
    private: true,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    main: "./index.js",
    types: "./index.d.ts",
    exports: {
      ".": entry("index"),
      "./phases": entry("phases/index"),
      ...Object.fromEntries(phases),
      "./documents": entry("documents"),
      "./sources": entry("sources"),
      "./about": entry("about"),
      "./search": entry("search"),
      "./types": { types: "./types.d.ts" },
      "./data/*": "./data/*",
      "./schema/*": "./schema/*",
      "./package.json": "./package.json",
    },
  };
  return `${JSON.stringify(value, null, 1)}\n`;
}
