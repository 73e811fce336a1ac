/**
 * Validate: whether a build may be published. Everything that is wrong is reported at once, as faults
 * that name the line of the source they come from; nothing is thrown and nothing mended. Articles are
 * gone through one at a time, and those that were checked when they were made are not read again.
 */
import type { Evidence } from "../../../schemas/advice.ts";
import type { Fault } from "../../faults.ts";
import type { ArticleFault, BuildResult, BuiltArticle } from "../../result.ts";
import { adviceFaults } from "./advice.ts";
import { articleFaults } from "./article.ts";
import { documentFaults } from "./documents.ts";
import { placed } from "./places.ts";
import { schemaFaults } from "./schema.ts";

export { groundingFault } from "./advice.ts";
export { articleFaults } from "./article.ts";

/**
 * Faults of a build, in the order of its documents and items: schemas first, then documents, then advice.
 *
 * @param root folder printed before the path of a source in a fault, such as `raw`
 * @param isGrounded tells of evidence that it was held against its article before, and holds
 */
export function validate(
  result: BuildResult,
  root = "",
  isGrounded: (evidence: Evidence) => boolean = () => false,
): Fault[] {
  const place = placed(result, root);
  const found = new WeakMap<BuiltArticle, readonly ArticleFault[]>();
  const ownFaults = (article: BuiltArticle): readonly ArticleFault[] => {
    const known = article.checked ?? found.get(article);
    if (known) return known;
    const faults = articleFaults(article);
    found.set(article, faults);
    return faults;
  };
  const unfit = schemaFaults(result, place, ownFaults);
  // What does not have the shape cannot be asked whether it holds together.
  if (unfit.length > 0) return unfit;
  return [...documentFaults(result, place, ownFaults), ...adviceFaults(result, place, isGrounded)];
}
