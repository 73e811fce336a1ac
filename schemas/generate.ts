/**
 * Types of the bundle for the programs that import it, generated from the schemas that validate it:
 * `npx tsx schemas/generate.ts` writes `generated/types.d.ts`, and a test fails where it is out of date.
 */
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { compile } from "json-schema-to-typescript";
import { z } from "zod";
import { AdviceItem, Duration, Evidence, Kind, Phase, Slots } from "./advice.ts";
import { DocumentRecord, DocumentSpan, Script, SpanStatus } from "./article.ts";
import { Labels, Source } from "./package.ts";

const NAMED = {
  Kind,
  Phase,
  Duration,
  Slots,
  Evidence,
  AdviceItemBase: AdviceItem.omit({ kind: true }),
  Script,
  SpanStatus,
  DocumentSpan,
  DocumentRecord,
  Source,
  Labels,
};

const BANNER =
  "/** Generated from the schemas that validate the bundle (schemas/generate.ts): do not edit. */";

/** The text of `generated/types.d.ts`. */
export async function bundleTypes(): Promise<string> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/$defs/${id}`,
    // A type says nothing of it but in a remark.
    override: ({ jsonSchema }) => delete jsonSchema.minItems,
  });
  const $defs = Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => [id, { ...schema, title: id }]),
  );
  // What nothing refers to would be left out, and a root would be a type too many.
  const root = { $defs, oneOf: Object.keys($defs).map((id) => ({ $ref: `#/$defs/${id}` })), title: "Root" };
  const types = await compile(root as Parameters<typeof compile>[0], "Root", {
    bannerComment: "",
    style: { printWidth: 110 },
  });
  const named = types
    .replace(/^export type Root\b[^;]*;\n+/m, "")
    // One a line, as the project's own files are formatted.
    .replace(
      /^ {2}("[^"\n]+"(?: \| "[^"\n]+")+);$/gm,
      (_, all: string) =>
        `${all
          .split(" | ")
          .map((value) => `  | ${value}`)
          .join("\n")};`,
    );
  return `${BANNER}\n\n${named}\n${union()}`;
}

/** The item as a union that narrows by `kind`. */
function union(): string {
  const nameOf = (kind: Kind) => `${kind[0]!.toUpperCase()}${kind.slice(1)}Item`;
  const members = Kind.options.map(
    (kind) => `export interface ${nameOf(kind)} extends AdviceItemBase {\n  kind: "${kind}";\n}\n`,
  );
  const names = Kind.options.map((kind) => `  | ${nameOf(kind)}`).join("\n");
  return `${members.join("")}export type AdviceItem =\n${names};\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeFile(new URL("generated/types.d.ts", import.meta.url), await bundleTypes());
}
