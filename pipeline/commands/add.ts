/** `add`: takes articles into the raw folder, but only such as a build could take in. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { adopt } from "../engine/adopt.ts";
import { loadConfig } from "../engine/config.ts";
import { type Fault, UsageError } from "../faults.ts";
import { ingest } from "../stages/ingest/index.ts";
import { quarantineFault, requireFolder } from "./content.ts";
import { faultLines, say, warn } from "./print.ts";

export interface AddCommand {
  readonly raw: string;
}

/**
 * Each file is judged alone: one that is refused does not keep out the others. A container with some
 * broken records is taken, with a warning for each.
 *
 * @returns 0 when every file was taken, 1 when any was refused
 * @throws UsageError when a path is no file
 */
export async function add(files: readonly string[], { raw }: AddCommand): Promise<number> {
  await requireFolder(raw, "the raw folder");
  for (const file of files) {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new UsageError(`${file}: ${found ? "is not a file" : "no such file"}`);
  }
  const config = loadConfig([raw]);
  let refused = 0;
  for (const file of files) {
    const name = basename(file);
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${file}: cannot be read (${error.code})`);
    });
    const { articles, quarantined, faults } = ingest({ source: name, bytes }, config);
    // The place is in the file as it was given, which is where it can be mended.
    const held = quarantined.map((q): Fault => ({ ...quarantineFault(q, raw), file }));
    const wrong = [...faults.map((f): Fault => ({ ...f, file })), ...(articles.length === 0 ? held : [])];
    if (wrong.length === 0 && !(await adopt(raw, name, bytes))) {
      wrong.push({
        file,
        line: 1,
        column: 1,
        rule: "add/name-taken",
        message: `${raw} holds a file named ${name}`,
      });
    }
    if (wrong.length > 0) {
      refused++;
      warn(faultLines(wrong, "pretty"));
    } else {
      warn(faultLines(held, "pretty").map((line) => `warning: ${line}`));
      say(`${name}: added${articles.length === 1 ? "" : `, ${articles.length} articles`}`);
    }
  }
  return refused > 0 ? 1 : 0;
}
