/**
 * Reads a rule table: YAML in, validated rows out. Errors name file, line and column of the
 * field at fault, because a table is edited by people who do not read stack traces.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { ContentError, type Fault } from "../faults.ts";

export interface Loaded<T> {
  readonly value: T;
  /** First 12 hex digits of the SHA-256 of the file's bytes. */
  readonly version: string;
}

/**
 * Parse and validate one YAML file.
 *
 * @param file path to read
 * @param shown path as printed in errors
 * @throws ContentError with one fault for each syntax error or field at fault
 */
export function loadYaml<S extends z.ZodType>(file: string, schema: S, shown = file): Loaded<z.infer<S>> {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    const message = `cannot be read (${(error as NodeJS.ErrnoException).code ?? error}): put the table back`;
    throw new ContentError([{ file: shown, line: 1, column: 1, rule: "unreadable", message }]);
  }
  return { value: parseYaml(source, schema, shown), version: versionOf(source) };
}

/** As `loadYaml`, of a text already read. */
export function parseYaml<S extends z.ZodType>(source: string, schema: S, shown: string): z.infer<S> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file: shown, line, column: col };
  };
  if (document.errors.length > 0) {
    throw new ContentError(
      document.errors.map((e) => ({ ...place(e.pos[0]), rule: "yaml", message: e.message })),
    );
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const faults: Fault[] = parsed.error.issues.map((issue) => {
    // The innermost node that exists: a missing field is reported at the map that lacks it.
    const path = issue.path.map((p) => (typeof p === "symbol" ? String(p) : p));
    if (issue.code === "unrecognized_keys") {
      const map = path.length === 0 ? document.contents : document.getIn(path, true);
      const pair = isMap(map)
        ? map.items.find((i) => isScalar(i.key) && i.key.value === issue.keys[0])
        : undefined;
      if (pair && isNode(pair.key) && pair.key.range) {
        const message = `unknown key '${issue.keys[0]}': mend its spelling or take it out`;
        return { ...place(pair.key.range[0]), rule: "schema", message };
      }
    }
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) {
        const field = issue.path.join(".") || "(top level)";
        return { ...place(node.range[0]), rule: "schema", message: `${field}: ${issue.message}` };
      }
    }
    return { file: shown, line: 1, column: 1, rule: "schema", message: issue.message };
  });
  throw new ContentError(faults);
}

export function versionOf(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}
