/**
 * Lists of records as every format writes them: each with its keys in one fixed order, made anew while
 * it is asked for, so that a list of any length takes the memory of one record.
 */
import { AdviceItem } from "../../../schemas/advice.ts";
import { DocumentRecord } from "../../../schemas/article.ts";
import type { BuildResult } from "../../result.ts";
import { inContractOrder } from "./json.ts";

/** @throws ZodError at the first item that does not fit */
export function* itemRecords(items: Iterable<AdviceItem>): Generator<Readonly<Record<string, unknown>>> {
  for (const item of items) yield inContractOrder(AdviceItem.parse(item));
}

/** @throws ZodError at the first article that does not fit */
export function* documentRecords({ articles }: Pick<BuildResult, "articles">): Generator<DocumentRecord> {
  for (const { record } of articles) yield DocumentRecord.parse(record);
}
