/** Whether a build fits the schemas its files are published with. */
import type { z } from "zod";
import { AdviceFile, AdviceItem } from "../../../schemas/advice.ts";
import type { Fault } from "../../faults.ts";
import type { ArticleFault, BuildResult, BuiltArticle } from "../../result.ts";
import type { Placed } from "./places.ts";

const Head = AdviceFile.omit({ items: true });

/** @param ownFaults what is wrong with an article by itself */
export function schemaFaults(
  result: BuildResult,
  place: Placed,
  ownFaults: (article: BuiltArticle) => readonly ArticleFault[],
): Fault[] {
  const faults: Fault[] = [];
  for (const article of result.articles) {
    for (const { offset, rule, message } of ownFaults(article)) {
      if (rule === "schema") faults.push(place.inArticle(article, offset, rule, message));
    }
  }
  const { items, ...head } = result.advice;
  for (const issue of Head.safeParse(head).error?.issues ?? []) {
    faults.push(place.inBuild("schema", `${issue.path.join(".") || "advice"}: ${issue.message}`));
  }
  // One by one: a parsed copy of all would need their memory again.
  for (const item of items) {
    for (const issue of AdviceItem.safeParse(item).error?.issues ?? []) {
      faults.push(itemFault(item, issue, place));
    }
  }
  return faults;
}

function itemFault(item: AdviceItem, issue: z.core.$ZodIssue, place: Placed): Fault {
  const [field, part] = issue.path;
  const message = `${issue.path.join(".") || "item"}: ${issue.message}`;
  if (!Array.isArray(item.evidence)) return place.inBuild("schema", message);
  return place.inItem(
    item,
    "schema",
    message,
    field === "evidence" && typeof part === "number" ? part : undefined,
  );
}
