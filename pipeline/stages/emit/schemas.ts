/** JSON Schemas of the bundle's files, generated from the schemas that validated them. */
import { z } from "zod";
import { AdviceFile } from "../../../schemas/advice.ts";
import { DocumentsFile } from "../../../schemas/article.ts";
import { ManifestFile, ReportFile } from "../../../schemas/bundle.ts";
import { AdviceLinkedData, AnnotationCollection } from "../../../schemas/linked-data.ts";
import { SearchFile } from "../../../schemas/search.ts";

const FILES = {
  advice: AdviceFile,
  "advice-linked-data": AdviceLinkedData,
  annotations: AnnotationCollection,
  documents: DocumentsFile,
  manifest: ManifestFile,
  report: ReportFile,
  search: SearchFile,
};

/** Path of each schema file and its contents (draft 2020-12). */
export function schemaFiles(): Array<[path: string, contents: string]> {
  return Object.entries(FILES).map(([name, schema]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12" });
    const named = { $schema, $id: `${name}.schema.json`, title: name, ...rest };
    return [`schema/${name}.schema.json`, `${JSON.stringify(named, null, 1)}\n`];
  });
}
