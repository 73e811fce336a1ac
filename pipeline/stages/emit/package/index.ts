/**
 * The bundle as an importable package: `import { advice, documents, byPhase } from "jinghua-content"`.
 * A module a phase, so that an app which shows one phase does not carry the text of the others.
 */
import { Kind, Phase } from "../../../../schemas/advice.ts";
import { Labels, Source } from "../../../../schemas/package.ts";
import type { BuildResult } from "../../../result.ts";
import { compareText } from "../../../text/order.ts";
import { assets } from "../assets.ts";
import type { EmittedFile } from "../file.ts";
import { documentRecords, itemRecords } from "../records.ts";
import { descriptor } from "./descriptor.ts";
import { constant, listModule } from "./modules.ts";

/** Modules, their types, and the package file that names them. */
export function* packageFiles(result: BuildResult): Generator<EmittedFile> {
  const { advice, labels } = result;
  yield { path: "package.json", contents: descriptor() };
  for (const [path, contents] of assets()) yield { path, contents };
  yield {
    path: "about.js",
    contents: [
      constant("disclaimer", advice.disclaimer),
      constant("newest", advice.newest),
      constant("phases", Phase.options),
      constant("kinds", Kind.options),
      constant("labels", inOrder(Labels.parse(labels))),
    ].join(""),
  };
  for (const phase of Phase.options) {
    const items = advice.items.filter((item) => item.phase === phase);
    yield {
      path: `phases/${phase}.js`,
      contents: listModule(phase, itemRecords(items)),
      records: items.length,
    };
    yield { path: `phases/${phase}.d.ts`, contents: phaseTypes(phase) };
  }
  const all = Phase.options.map((phase) => `export { ${phase} } from "./${phase}.js";\n`).join("");
  yield { path: "phases/index.js", contents: all };
  yield { path: "phases/index.d.ts", contents: all };
  const records = result.articles.length;
  yield { path: "documents.js", contents: listModule("documents", documentRecords(result)), records };
  yield { path: "sources.js", contents: listModule("sources", sources(result)), records };
}

const inOrder = (labels: Labels): Labels => ({
  ...labels,
  products: sorted(labels.products),
  options: sorted(labels.options),
});

const sorted = (names: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(names).sort(([a], [b]) => compareText(a, b)));

const phaseTypes = (phase: Phase) =>
  `import type { AdviceItem } from "../types.js";\n\nexport declare const ${phase}: readonly AdviceItem[];\n`;

// Records are stripped of what a source does not say before they are checked for what it does.
const SourceOfRecord = Source.strip();

function* sources({ articles }: BuildResult): Generator<Source> {
  for (const { record } of articles) yield SourceOfRecord.parse(record);
}
