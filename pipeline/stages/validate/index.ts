/**
 * Validate: whether a build may be published. Everything that is wrong is reported at once, as faults
 * that name the line of the source they come from; nothing is thrown and nothing mended.
 */
import type { Fault } from "../../faults.ts";
import type { BuildResult } from "../../result.ts";
import { adviceFaults } from "./advice.ts";
import { documentFaults } from "./documents.ts";
import { placed } from "./places.ts";
import { schemaFaults } from "./schema.ts";

/**
 * Faults of a build, in the order of its documents and items: schemas first, then documents, then advice.
 *
 * @param root folder printed before the path of a source in a fault, such as `raw`
 */
export function validate(result: BuildResult, root = ""): Fault[] {
  const place = placed(result, root);
  const unfit = schemaFaults(result, place);
  // What does not have the shape cannot be asked whether it holds together.
  if (unfit.length > 0) return unfit;
  return [...documentFaults(result, place), ...adviceFaults(result, place)];
}
