/**
 * The version of the code that makes something: a hash of its module and all modules it imports. What
 * is kept on disk names the version that made it, so that a change of a stage redoes what it made and
 * nothing else.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Modules by `import`, and files that belong to one by `new URL`. */
const REFERENCES =
  /\bfrom\s*["'](\.[^"']+)["']|\bimport\s*\(?\s*["'](\.[^"']+)["']|new URL\(\s*["'](\.[^"']+)["']/g;

/**
 * @param entry path of a module
 * @param without folders whose modules are left out, with what only they import
 * @returns hexadecimal digits; the same for the same sources at any place
 */
export function codeVersion(entry: string, without: readonly string[] = []): string {
  const key = [entry, ...without].join("\n");
  const known = versions.get(key);
  if (known !== undefined) return known;
  const version = versionNow(entry, without);
  versions.set(key, version);
  return version;
}

/** Modules run as they were when this process started, whatever becomes of their files. */
const versions = new Map<string, string>();

/** As `codeVersion`, of the files as they are now. */
export function versionNow(entry: string, without: readonly string[] = []): string {
  const files = new Map<string, Buffer>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file) || without.some((folder) => file!.startsWith(folder))) continue;
    if (!existsSync(file) || !statSync(file).isFile()) continue;
    const source = readFileSync(file);
    files.set(file, source);
    if (!/\.[cm]?[jt]s$/.test(file)) continue;
    for (const [, from, dynamic, url] of source.toString("latin1").matchAll(REFERENCES)) {
      waiting.push(join(dirname(file), decodeURIComponent((from ?? dynamic ?? url)!)));
    }
  }
  const hash = createHash("sha256").update(`node ${process.version}\n`).update(installed());
  const home = dirname(entry);
  for (const [file, source] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${file.slice(commonLength(home, file))}\n${source.length}\n`).update(source);
  }
  return hash.digest("hex").slice(0, 32);
}

function commonLength(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** What packages are installed: their versions are written down where they are. */
function installed(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    for (const name of ["node_modules/.package-lock.json", "package-lock.json"]) {
      const file = join(folder, name);
      if (existsSync(file)) return createHash("sha256").update(readFileSync(file)).digest("hex");
    }
  }
  return "";
}
