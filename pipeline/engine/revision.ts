/** Files of a folder, or of the folder as it was in a revision of a Git repository. */
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { UsageError } from "../faults.ts";

const run = promisify(execFile);
/** Largest file that is read from a revision. */
const MOST_BYTES = 2 ** 30;

/** Reads a file by its path below the place; undefined where there is none. */
export type ReadFile = (path: string) => Promise<string | undefined>;

/**
 * @param place a folder, or `REVISION:FOLDER` (`HEAD~1:output`)
 * @throws UsageError when it is neither
 */
export async function openPlace(place: string): Promise<ReadFile> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory()) {
    return (path) =>
      readFile(join(place, path), "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw new UsageError(`${join(place, path)}: cannot be read (${error.code})`);
      });
  }
  const [, revision, folder] = /^([^-:][^:]*):(.+)$/.exec(place) ?? [];
  if (found || revision === undefined || folder === undefined) {
    throw new UsageError(
      `${place}: ${found ? "is a file" : "no such folder"} (a build, or REVISION:FOLDER, is expected)`,
    );
  }
  const git = (...args: string[]) => run("git", args, { maxBuffer: MOST_BYTES }).then(({ stdout }) => stdout);
  await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`).catch(() => {
    throw new UsageError(`${place}: no such revision, or no Git repository here`);
  });
  const below = folder.replace(/\/+$/, "");
  return (path) => git("show", "--end-of-options", `${revision}:${below}/${path}`).catch(() => undefined);
}
