/** `data/manifest.json`: what the bundle holds and what made it. */
import { createHash } from "node:crypto";
import packageFile from "../../../package.json" with { type: "json" };
import { GENERATOR, type ManifestFile, SCHEMA_VERSION } from "../../../schemas/bundle.ts";
import { compareText } from "../../text/order.ts";

/**
 * @param files every other file of the bundle, by path
 * @param records number of records of the files that are lists
 */
export function manifest(
  files: ReadonlyMap<string, string>,
  records: Readonly<Record<string, number>>,
  tables: Readonly<Record<string, string>>,
): ManifestFile {
  return {
    generator: GENERATOR,
    schemaVersion: SCHEMA_VERSION,
    pipelineVersion: packageFile.version,
    tables: sorted(Object.entries(tables)),
    files: sorted(
      [...files].map(([path, contents]) => {
        const size = { sha256: sha256(contents), bytes: Buffer.byteLength(contents) };
        return [path, records[path] === undefined ? size : { ...size, records: records[path] }];
      }),
    ),
  };
}

function sha256(contents: string): string {
  return createHash("sha256").update(contents).digest("hex");
}

function sorted<T>(entries: Array<[string, T]>): Record<string, T> {
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
}
