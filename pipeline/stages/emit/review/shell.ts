/**
 * The page's own text, style and script, as they stand in `page/`. The script's modules are put behind
 * one another in the order of their imports: a browser that opens a page from disk loads no modules.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Later ones override earlier ones. */
const STYLES = ["theme.css", "layout.css", "article.css", "items.css", "figures.css", "narrow.css"] as const;
const PAGE = new URL("./page/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, PAGE), "utf8");

export interface Shell {
  /** Up to where the data stands, and from there on. */
  readonly head: string;
  readonly tail: string;
}

let made: Shell | undefined;

/** Read once a process; they are part of the program. */
export function shell(): Shell {
  made ??= make();
  return made;
}

function make(): Shell {
  const style = STYLES.map(read).join("\n");
  const script = scriptOf("main.js");
  // Nothing from elsewhere, and of scripts and styles only these very ones.
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = read("page.html")
    .replace("{policy}", () => policy)
    .replace("<!-- style -->", () => `<style>${style}</style>`)
    .replace("<!-- script -->", () => `<script>${script}</script>`);
  const [head, tail] = page.split("<!-- data -->\n");
  if (tail === undefined) throw new RangeError("page.html has no place for the data");
  return { head: head!, tail };
}

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/**
 * All modules `entry` needs, each once and behind those it imports, each in a function of its own that
 * gives back what it exports. Understood are `import { a, b } from "./c.js"` and `export` before
 * `function` and `const`: the page has no others.
 */
function scriptOf(entry: string): string {
  const parts: string[] = [];
  const taken = new Set<string>();
  const take = (name: string) => {
    if (taken.has(name)) return;
    taken.add(name);
    const source = read(name);
    for (const [, from] of source.matchAll(IMPORT)) take(from!);
    const exported = [...source.matchAll(EXPORT)].map(([, , what]) => what);
    const body = source.replace(IMPORT, "").replace(EXPORT, "$1$2");
    const imported = [...source.matchAll(IMPORT)].map(
      ([clause, from]) =>
        `const ${clause.slice("import ".length, clause.indexOf(" from "))} = modules["${from}"];`,
    );
    parts.push(
      [
        `modules["${name}"] = (() => {`,
        ...imported,
        body,
        `return { ${exported.join(", ")} };`,
        "})();",
      ].join("\n"),
    );
  };
  take(entry);
  return `"use strict";\nconst modules = {};\n${parts.join("\n")}\n`;
}

const IMPORT = /^import \{[^}]*\} from "\.\/([a-z-]+\.js)";$/gm;
const EXPORT = /^export ((?:async )?(?:function|const) )(\w+)/gm;
