/**
 * Faults as JUnit XML, in the form of Ant's report task, which is the strictest of its dialects and read
 * by all who read any. It knows no warnings: they are cases that pass, with their text in the output.
 */
import packageFile from "../../package.json" with { type: "json" };
import { type Fault, formatFault } from "../faults.ts";

/**
 * @param at when the check was made
 * @param seconds how long it took
 */
export function junit(
  errors: readonly Fault[],
  warnings: readonly Fault[],
  { at, seconds }: { readonly at: Date; readonly seconds: number },
): string {
  const cases = [
    ...errors.map((fault) => testCase(fault, failure(fault))),
    ...warnings.map((fault) => testCase(fault, "")),
    // A suite without cases counts as broken with some readers.
    ...(errors.length === 0 ? [`  <testcase name="content is valid" classname="validate" time="0"/>\n`] : []),
  ];
  const counts = { tests: cases.length, failures: errors.length, errors: 0, time: seconds.toFixed(3) };
  const suite = {
    name: "validate",
    package: packageFile.name,
    id: 0,
    hostname: "localhost",
    timestamp: at.toISOString().slice(0, 19),
    ...counts,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
 <testsuite${attributes(suite)}>
  <properties/>
${cases.join("")}  <system-out>${text(warnings.map((fault) => `warning: ${formatFault(fault)}\n`).join(""))}</system-out>
  <system-err/>
 </testsuite>
</testsuites>`;
}

function testCase({ file, line, column, rule }: Fault, inner: string): string {
  const opening = `  <testcase${attributes({ name: `${file}:${line}:${column} ${rule}`, classname: file, time: 0 })}`;
  return inner === "" ? `${opening}/>\n` : `${opening}>${inner}</testcase>\n`;
}

function failure(fault: Fault): string {
  return `<failure${attributes({ type: fault.rule, message: fault.message })}>${text(formatFault(fault))}</failure>`;
}

function attributes(all: Readonly<Record<string, string | number>>): string {
  return Object.entries(all)
    .map(
      ([key, value]) =>
        ` ${key}="${text(String(value)).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")}"`,
    )
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What XML 1.0 cannot hold, not even escaped, is shown by its code. */
function text(value: string): string {
  return value
    .replace(/[&<>]/g, (c) => ENTITIES[c]!)
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
