/**
 * Finds and reads the settings of a collection. The file beside the articles wins over the project's,
 * as a whole: half of one and half of the other would be settings nobody has written.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Config, defaultConfig } from "../../schemas/config.ts";
import { loadYaml } from "../lexicon/load.ts";

export const CONFIG_FILE = "jinghua.config.yaml";

/**
 * Settings from the first of the folders that holds a `jinghua.config.yaml`, else the defaults.
 *
 * @param folders in order of precedence: the raw folder, then the project's root
 * @throws ContentError with file, line and column of each fault
 */
export function loadConfig(folders: readonly string[]): Config {
  for (const folder of folders) {
    const file = join(folder, CONFIG_FILE);
    // An empty file parses as null and means: all defaults.
    if (existsSync(file))
      return loadYaml(
        file,
        z.preprocess((v) => v ?? {}, Config),
      ).value;
  }
  return defaultConfig;
}
