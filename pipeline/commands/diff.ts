/** `diff`: what changed between two builds, for whoever reviews a change of the content. */
import { ComparedAdvice, type ComparedBuild, ComparedDocuments } from "../diff/build.ts";
import { compareBuilds, isSame } from "../diff/compare.ts";
import { differencePage } from "../diff/page.ts";
import { loadConfig } from "../engine/config.ts";
import { openPlace } from "../engine/revision.ts";
import { ContentError, UsageError } from "../faults.ts";
import { labelsOf } from "../lexicon/labels.ts";
import { loadSubject } from "../lexicon/subject.ts";
import { say } from "./print.ts";

export interface DiffCommand {
  /** Rule tables by which lenders are called; default: the configuration's. */
  readonly subject?: string;
  readonly json?: boolean;
  /** A difference is exit code 1. */
  readonly exitCode?: boolean;
}

/**
 * @param before a folder with a build, or `REVISION:FOLDER`
 * @param after the same
 * @returns 0; with `exitCode` 1 where the builds differ
 * @throws UsageError when a place holds no build; ContentError when a build cannot be read
 */
export async function diff(before: string, after: string, options: DiffCommand): Promise<number> {
  const { products } = labelsOf(loadSubject(options.subject ?? loadConfig([]).subject));
  const difference = compareBuilds(await readCompared(before), await readCompared(after));
  if (options.json) say(JSON.stringify(difference, null, 1));
  else process.stdout.write(differencePage(difference, (product) => products[product] ?? product));
  return options.exitCode && !isSame(difference) ? 1 : 0;
}

async function readCompared(place: string): Promise<ComparedBuild> {
  const readFile = await openPlace(place);
  const read = async <T>(path: string, schema: { parse: (value: unknown) => T }): Promise<T> => {
    const text = await readFile(path);
    if (text === undefined) throw new UsageError(`${place}: holds no build (${path} is missing)`);
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      const message = `is not what a build writes: ${(error as Error).message}`;
      throw new ContentError([{ file: `${place}/${path}`, line: 1, column: 1, rule: "schema", message }]);
    }
  };
  const { items } = await read("data/advice.json", ComparedAdvice);
  const { documents } = await read("data/documents.json", ComparedDocuments);
  return { items, documents };
}
