/**
 * How far two annotators agree: twelve articles of the training sets, annotated a second time by somebody
 * who had the guideline and the raw text alone. What a build could reach at best.
 *
 *     npm run agreement
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { score } from "../../pipeline/eval/score.ts";
import { resolveSpan } from "../../pipeline/eval/spans.ts";
import { Places } from "../../pipeline/text/places.ts";
import type { AdviceItem } from "../../schemas/advice.ts";
import type { DocumentRecord } from "../../schemas/article.ts";
import { GoldFile } from "../../schemas/gold.ts";

const HOME = "test/articles";
const SETS = ["develop", "train", "varied"];
const read = (path: string) => GoldFile.parse(JSON.parse(readFileSync(path, "utf8")));

const golds: GoldFile[] = [];
const documents: DocumentRecord[] = [];
const items: AdviceItem[] = [];
const rawOf = new Map<string, string>();
for (const name of readdirSync(`${HOME}/second/gold`).sort()) {
  const set = SETS.find((s) => existsSync(`${HOME}/${s}/gold/${name}`));
  if (set === undefined) throw new Error(`${name} is in none of ${SETS.join(", ")}`);
  const second = read(`${HOME}/second/gold/${name}`);
  golds.push(read(`${HOME}/${set}/gold/${name}`));
  const raw = readFileSync(`${HOME}/${set}/raw/${second.document}`, "utf8");
  const hash = createHash("sha256").update(raw).digest("hex");
  const id = `d-${hash.slice(0, 12)}`;
  rawOf.set(id, raw);
  documents.push({
    ...{ id, source: second.document, sha256: hash, encoding: "utf-8", script: "simplified", text: raw },
    ...{ spans: [], flags: [] },
  });
  const places = new Places(raw);
  second.items.forEach((item, i) => {
    const { start, end } = resolveSpan(raw, places, item);
    const quote = raw.slice(start, end);
    const { kind, phase, products } = item;
    const slots = item.slots ?? {};
    items.push({
      ...{ id: `a-${hash.slice(0, 12)}${String(i).padStart(3, "0")}`, kind, phase, products },
      ...{ title: kind, text: quote, ...slots, support: 1, variants: [], disagrees: [], flags: [] },
      evidence: [{ document: id, start, end, quote, phase, products, slots, rules: ["second"] }],
    });
  });
}
const { scores } = score({ documents, items, rawOf }, golds);
const percent = (share: number) => (100 * share).toFixed(1);
console.log(`${golds.length} articles, ${items.length} items of the second annotator`);
console.log(`items by span ${percent(scores.itemSpans.f1)}  by span and kind ${percent(scores.items.f1)}`);
console.log(`characters and kind ${percent(scores.characters.f1)}  slots ${percent(scores.slots.f1)}`);
console.log(`phase ${percent(scores.phaseAccuracy)}  products ${percent(scores.productsAccuracy)}`);
