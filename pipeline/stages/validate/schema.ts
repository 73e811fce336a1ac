/** Whether a build fits the schemas its files are published with. */
import type { z } from "zod";
import { AdviceFile } from "../../../schemas/advice.ts";
import { DocumentsFile } from "../../../schemas/article.ts";
import type { Fault } from "../../faults.ts";
import type { BuildResult } from "../../result.ts";
import type { Placed } from "./places.ts";

export function schemaFaults(result: BuildResult, place: Placed): Fault[] {
  const documents = DocumentsFile.safeParse({ documents: [...result.articles].map((a) => a.record) });
  const advice = AdviceFile.safeParse(result.advice);
  return [
    ...(documents.error?.issues ?? []).map((issue) => documentFault(result, issue, place)),
    ...(advice.error?.issues ?? []).map((issue) => adviceFault(result, issue, place)),
  ];
}

function documentFault(result: BuildResult, issue: z.core.$ZodIssue, place: Placed): Fault {
  const [, index, field, part] = issue.path;
  const article = typeof index === "number" ? [...result.articles][index] : undefined;
  const message = `${issue.path.slice(2).join(".") || "record"}: ${issue.message}`;
  if (!article) return place.inBuild("schema", message);
  const span = field === "spans" && typeof part === "number" ? article.record.spans[part] : undefined;
  return place.inArticle(article, span?.start ?? 0, "schema", message);
}

function adviceFault(result: BuildResult, issue: z.core.$ZodIssue, place: Placed): Fault {
  const [list, index, field, part] = issue.path;
  const item = list === "items" && typeof index === "number" ? result.advice.items[index] : undefined;
  const message = `${issue.path.slice(item ? 2 : 0).join(".") || "item"}: ${issue.message}`;
  if (!item || !Array.isArray(item.evidence)) return place.inBuild("schema", message);
  return place.inItem(
    item,
    "schema",
    message,
    field === "evidence" && typeof part === "number" ? part : undefined,
  );
}
