/**
 * Faults as SARIF 2.1.0, which code hosts show beside the lines they are about.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import packageFile from "../../package.json" with { type: "json" };
import type { Fault } from "../faults.ts";

/** @returns a SARIF log with one run; every fault is a result with its level, rule and place */
export function sarif(errors: readonly Fault[], warnings: readonly Fault[]): string {
  const rules = [...new Set([...errors, ...warnings].map(({ rule }) => rule))].sort();
  const index = new Map(rules.map((rule, i) => [rule, i]));
  const result = (level: "error" | "warning") => (fault: Fault) => ({
    ruleId: fault.rule,
    ruleIndex: index.get(fault.rule),
    level,
    message: { text: fault.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(fault.file),
          region: { startLine: fault.line, startColumn: fault.column },
        },
      },
    ],
  });
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: packageFile.name,
            version: packageFile.version,
            rules: rules.map((id) => ({ id })),
          },
        },
        // As faults give them.
        columnKind: "utf16CodeUnits",
        results: [...errors.map(result("error")), ...warnings.map(result("warning"))],
      },
    ],
  };
  return JSON.stringify(log, null, 1);
}

/** A path of the project is relative to its root, wherever that is checked out. */
function artifactLocation(file: string) {
  // Half of a character has no place in an address.
  const name = file.replace(/\p{Surrogate}/gu, "\ufffd");
  if (isAbsolute(name)) return { uri: pathToFileURL(name).href };
  return { uri: name.split(sep).map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}
