/** `validate`: whether the sources build, and whether the output is exactly what a build of them would write. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesIn, isAside } from "../engine/output.ts";
import type { Fault } from "../faults.ts";
import { type EmittedFile, emit, piecesOf } from "../stages/emit/index.ts";
import { Places } from "../text/places.ts";
import { attempt, type BuildContent, quarantineFault } from "./content.ts";
import { junit } from "./junit.ts";
import { type Format, faultLines, say } from "./print.ts";
import { sarif } from "./sarif.ts";

export interface ValidateCommand {
  readonly raw: string;
  readonly out: string;
  readonly subject?: string;
  readonly strict?: boolean;
  readonly format: Format;
}

/**
 * @returns 0 when everything holds, 1 when not; quarantined articles are warnings, unless `strict`
 * @throws UsageError when there is no raw folder
 */
export async function validate(options: ValidateCommand, buildContent: BuildContent): Promise<number> {
  const { raw, out, subject, strict, format } = options;
  const [at, from] = [new Date(), performance.now()];
  const { result, faults } = await attempt(buildContent, {
    raw,
    ...(subject === undefined ? {} : { subject }),
  });
  const quarantined = (result?.quarantined ?? []).map((q) => quarantineFault(q, raw));
  // What a build at fault would write is not known.
  const stale = result && faults.length === 0 ? await compareOutput(out, emit(result)) : [];
  const errors = [...faults, ...stale, ...(strict ? quarantined : [])];
  const warnings = strict ? [] : quarantined;
  const ok = errors.length === 0;
  switch (format) {
    case "json":
      say(JSON.stringify({ ok, faults: errors, warnings }, null, 1));
      break;
    case "sarif":
      say(sarif(errors, warnings));
      break;
    case "junit":
      say(junit(errors, warnings, { at, seconds: (performance.now() - from) / 1000 }));
      break;
    case "github":
      say([...faultLines(errors, format), ...faultLines(warnings, format, "warning")]);
      break;
    case "pretty":
      say([
        ...faultLines(errors, format),
        ...faultLines(warnings, format).map(asWarning),
        ok
          ? `${out} is what a build of ${raw} writes`
          : `${errors.length} ${errors.length === 1 ? "fault" : "faults"}`,
      ]);
  }
  return ok ? 0 : 1;
}

const asWarning = (line: string) => `warning: ${line}`;

/** Files of a folder that are missing, too many, or not what they should be. */
export async function compareOutput(folder: string, expected: Iterable<EmittedFile>): Promise<Fault[]> {
  const fault = (path: string, rule: string, message: string, place = { line: 1, column: 1 }): Fault => ({
    file: join(folder, path),
    ...place,
    rule,
    message,
  });
  const found = (await filesIn(folder)).filter((path) => !isAside(path.split("/")[0]!));
  if (found.length === 0) return [fault("", "output-missing", "there is no build here: run `build` first")];
  const faults: Fault[] = [];
  const present = new Set(found);
  const written = new Set<string>();
  for (const { path, contents } of expected) {
    written.add(path);
    const bytes = Buffer.concat([...piecesOf(contents)].map((piece) => Buffer.from(piece)));
    if (!present.has(path)) {
      faults.push(fault(path, "output-missing", "a build writes this file, but it is not there"));
      continue;
    }
    const actual = await readFile(join(folder, path));
    if (actual.equals(bytes)) continue;
    const text = actual.toString("utf8");
    const message = "differs from what a build writes: run `build` again, and do not edit it by hand";
    faults.push(
      fault(
        path,
        "output-differs",
        message,
        new Places(text).at(firstDifference(text, bytes.toString("utf8"))),
      ),
    );
  }
  for (const path of found) {
    if (!written.has(path)) faults.push(fault(path, "output-extra", "no build writes this file: remove it"));
  }
  return faults;
}

function firstDifference(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
