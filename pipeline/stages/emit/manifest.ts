/** `data/manifest.json`: what the bundle holds and what made it. */
import packageFile from "../../../package.json" with { type: "json" };
import { GENERATOR, type ManifestFile, SCHEMA_VERSION } from "../../../schemas/bundle.ts";
import { compareText } from "../../text/order.ts";

/** @param files every other file of the bundle, in any order */
export function manifest(
  files: ReadonlyArray<[path: string, entry: ManifestFile["files"][string]]>,
  tables: Readonly<Record<string, string>>,
): ManifestFile {
  return {
    generator: GENERATOR,
    schemaVersion: SCHEMA_VERSION,
    pipelineVersion: packageFile.version,
    tables: sorted(Object.entries(tables)),
    files: sorted([...files]),
  };
}

function sorted<T>(entries: Array<[string, T]>): Record<string, T> {
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
}
