/** The project's own raw/, built by the real command into a folder of its own. */
import { readFileSync } from "node:fs";
import { type Project, project } from "./project.ts";
import { run } from "./run.ts";

export interface RawBuild {
  /** Temporary; the build is in its `out`. */
  readonly at: Project;
  read(path: string): string;
}

export async function rawBuild(): Promise<RawBuild> {
  const at = await project();
  const { code, stderr } = await run(["build", "--out", at.out, "--quiet"]);
  if (code !== 0) throw new Error(`raw/ does not build: ${stderr}`);
  return { at, read: (path) => readFileSync(`${at.out}/${path}`, "utf8") };
}
