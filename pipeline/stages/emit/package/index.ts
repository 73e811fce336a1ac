/**
 * The bundle as an importable package: `import { advice, documents, byPhase } from "jinghua-content"`.
 * A module a phase, so that an app which shows one phase does not carry the text of the others.
 */
import { Kind, Phase } from "../../../../schemas/advice.ts";
import { Labels, Source } from "../../../../schemas/package.ts";
import type { BuildResult } from "../../../result.ts";
import { compareText } from "../../../text/order.ts";
import { assets } from "../assets.ts";
import type { MadeFile } from "../file.ts";
import { inOrder } from "../in-order.ts";
import { documentLines, itemLines, ofArticles } from "../records.ts";
import { descriptor } from "./descriptor.ts";
import { constant, listModule } from "./modules.ts";

/** Modules, their types, and the package file that names them. */
export function* packageFiles(result: BuildResult): Generator<MadeFile> {
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
      constant("labels", sortedLabels(Labels.parse(labels))),
    ].join(""),
  };
  for (const phase of Phase.options) {
    const items = advice.items.filter((item) => item.phase === phase);
    yield {
      path: `phases/${phase}.js`,
      contents: listModule(phase, itemLines(items)),
      records: items.length,
    };
    yield { path: `phases/${phase}.d.ts`, contents: phaseTypes(phase) };
  }
  const all = Phase.options.map((phase) => `export { ${phase} } from "./${phase}.js";\n`).join("");
  yield { path: "phases/index.js", contents: all };
  yield { path: "phases/index.d.ts", contents: all };
  const records = result.articles.length;
  yield { path: "documents.js", contents: listModule("documents", documentLines(result)), records };
  yield { path: "sources.js", contents: listModule("sources", sources(result)), records };
}

const sortedLabels = (labels: Labels): Labels => ({
  ...labels,
  products: sorted(labels.products),
  options: sorted(labels.options),
});

const sorted = (names: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(names).sort(([a], [b]) => compareText(a, b)));

const phaseTypes = (phase: Phase) =>
  `import type { AdviceItem } from "../types.js";\n\nexport declare const ${phase}: readonly AdviceItem[];\n`;

const sources = ({ articles }: BuildResult) =>
  ofArticles(articles, ({ record }) => JSON.stringify(inOrder(Source, record)));
