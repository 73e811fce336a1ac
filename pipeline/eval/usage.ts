/**
 * What the rows of the tables do on real articles: how often each fires, how often rightly by the
 * annotations, which never do, and which always fire together. Pure: articles come in, figures go out.
 */
import type { Kind, Phase } from "../../schemas/advice.ts";
import type { GoldFile } from "../../schemas/gold.ts";
import type { Article } from "../article.ts";
import { compile } from "../lexicon/pattern.ts";
import { type Cleaned, cleanArticle } from "../process.ts";
import type { Rules } from "../rules.ts";
import { featuresOf } from "../stages/extract/index.ts";
import { passagesOf } from "../stages/extract/passages.ts";
import { Places } from "../text/places.ts";
import { type Range, sentences } from "../text/sentences.ts";
import { resolveSpan } from "./spans.ts";

/** A row by its table (`common/spun`, `debt/cues`) and id. */
export interface RowName {
  readonly table: string;
  readonly id: string;
}

/** A row with what tells where it fires; one without `match` or `names` is known by the changes it makes. */
export interface KnownRow extends RowName {
  readonly match?: string;
  readonly none?: string;
  readonly names?: readonly string[];
  readonly kind?: Kind;
  readonly kinds?: readonly Kind[];
  readonly phase?: Phase;
  readonly scope?: "label" | "first" | "body" | "above";
  readonly on?: "heading" | "lead" | "sentence" | "opening" | "closing";
}

export interface RowUsage extends RowName {
  /** Passages and sentences it fired on; for rows that change the text, places. */
  readonly fired: number;
  /** Articles among them. */
  readonly documents: number;
  /** Share of firings inside an annotated item of the row's kind or phase; absent without annotations. */
  readonly precision?: number;
  /** Firings the share is of. */
  readonly judged?: number;
}

export interface Usage {
  readonly articles: number;
  readonly annotated: number;
  readonly rows: readonly RowUsage[];
  /** Rows of one table that fired at the same places and nowhere else, three or more of them. */
  readonly together: ReadonlyArray<readonly RowName[]>;
}

export interface Annotated {
  readonly article: Article;
  readonly gold?: GoldFile | undefined;
}

interface Tally {
  readonly places: string[];
  readonly documents: Set<string>;
  judged: number;
  right: number;
}

/** At fewer places rows fire together by chance. */
const FEWEST_TOGETHER = 3;

/** @param known every row of the tables, whether it fires or not */
export function usageOf(docs: readonly Annotated[], rules: Rules, known: readonly KnownRow[]): Usage {
  const tallies = new Map<string, Tally>(known.map((row) => [nameOf(row), newTally()]));
  const testers = known.flatMap((row) =>
    row.match === undefined && row.names === undefined ? [] : [testerOf(row)],
  );
  let annotated = 0;
  docs.forEach((doc, number) => {
    const cleaned = cleanArticle(doc.article, rules);
    if ("reason" in cleaned) return;
    if (doc.gold) annotated++;
    const fire: Fire = (name, place, right) => {
      const tally = tallies.get(name);
      if (tally === undefined) return;
      tally.places.push(`${number} ${place}`);
      tally.documents.add(doc.article.id);
      if (right === undefined) return;
      tally.judged++;
      if (right) tally.right++;
    };
    changesIn(cleaned, fire);
    passagesIn(cleaned, doc, rules, testers, fire);
  });
  return {
    articles: docs.length,
    annotated,
    rows: known.map((row) => {
      const { places, documents, judged, right } = tallies.get(nameOf(row))!;
      return {
        table: row.table,
        id: row.id,
        fired: places.length,
        documents: documents.size,
        ...(judged > 0 && { precision: right / judged, judged }),
      };
    }),
    together: alwaysTogether(known, tallies),
  };
}

const nameOf = (row: RowName) => `${row.table}/${row.id}`;
const newTally = (): Tally => ({ places: [], documents: new Set(), judged: 0, right: 0 });

/** @param right whether an annotator agrees; undefined where none was asked, or the row says nothing to agree with */
type Fire = (name: string, place: string, right?: boolean) => void;

interface Tester {
  readonly row: KnownRow;
  readonly name: string;
  /** The table without its folder. */
  readonly table: string;
  readonly test: (text: string) => boolean;
}

function testerOf(row: KnownRow): Tester {
  const { names, match } = row;
  const test =
    match === undefined
      ? (text: string) => names!.some((name) => text.includes(name))
      : compile({ match, none: row.none }).test;
  return { row, name: nameOf(row), table: row.table.split("/")[1]!, test };
}

/** Rows that change or mark the text say so themselves. */
function changesIn({ traced }: Cleaned, fire: Fire): void {
  const by = (rule: string, at: number) => {
    const [stage, id] = rule.split("/");
    if (id !== undefined) fire(`common/${stage === "strip" ? "furniture" : stage}/${id}`, String(at));
  };
  for (const change of traced.changes) by(change.rule, change.start);
  for (const mark of traced.marks) by(mark.rule, mark.at);
}

/** A passage or sentence as the rows see it. */
interface Unit {
  readonly place: string;
  readonly label: string;
  readonly first: string;
  readonly body: string;
  readonly above: string;
  readonly whole: string;
}

function passagesIn(
  cleaned: Cleaned,
  { article, gold }: Annotated,
  rules: Rules,
  testers: readonly Tester[],
  fire: Fire,
): void {
  const { traced, outline } = cleaned;
  const { text } = traced;
  const places = new Places(traced.raw);
  const items = gold?.items.map((item) => ({ ...item, span: resolveSpan(traced.raw, places, item) }));

  const look = (label: string, body: readonly Range[], above: readonly string[]) => {
    const [start, end] = [body[0]?.start, body.at(-1)?.end];
    if (start === undefined || end === undefined || end <= start) return;
    const raw = traced.rawRange(start, end);
    const inside = items?.filter(({ span }) => {
      const both = Math.min(span.end, raw.end) - Math.max(span.start, raw.start);
      return 2 * both > Math.min(span.end - span.start, raw.end - raw.start);
    });
    const whole = body.map((r) => text.slice(r.start, r.end)).join("\n");
    const unit: Unit = { ...featuresOf(text, label, body, above), whole, place: String(start) };
    for (const tester of testers) {
      if (!firesOn(tester, unit)) continue;
      const { kind, phase, kinds } = tester.row;
      const right =
        tester.table === "cues"
          ? inside?.some((i) => i.kind === kind)
          : tester.table === "topics"
            ? inside?.some((i) => kinds!.includes(i.kind))
            : tester.table === "phases" && inside?.length
              ? // A phase is said of advice alone.
                inside.some((i) => i.phase === phase)
              : undefined;
      fire(tester.name, unit.place, right);
    }
  };

  const headings = new Set<string>();
  for (const p of passagesOf(text, outline, rules.subject)) {
    for (const heading of p.above) headings.add(heading);
    if (p.label !== "") headings.add(p.label);
    if (p.place !== "prose") look(p.label, p.body, p.above);
    else for (const r of p.body) for (const s of sentences(text, r.start, r.end)) look("", [s], p.above);
  }
  const lines = text.split("\n").filter((l) => l.trim() !== "");
  const edges = {
    opening: lines.slice(0, 3),
    closing: lines.slice(-2),
    heading: [...headings],
    lead: [...headings],
  };
  // A product is named wherever it is named, title and headings included.
  const named = [...new Set([cleaned.title ?? "", ...lines])];
  for (const { row, table, name, test } of testers) {
    if (table === "products") for (const line of named) if (test(line)) fire(name, `${article.id} ${line}`);
    if (table !== "zones" || row.on === undefined || row.on === "sentence") continue;
    for (const line of edges[row.on]) if (test(line)) fire(name, `${article.id} ${line}`);
  }
}

function firesOn({ table, row, test }: Tester, unit: Unit): boolean {
  switch (table) {
    case "cues":
    case "phases":
      return unit[row.scope!] !== "" && test(unit[row.scope!]);
    case "topics":
      return row.scope === "body" ? test(unit.whole) : test(unit.label) || test(unit.first);
    case "zones":
      return row.on === "sentence" && test(unit.whole);
    case "materials":
      return unit.whole.split(/[、，,；;：:。和与及\s]+/u).some((piece) => piece.length >= 2 && test(piece));
    case "options":
    case "claims":
    case "wording":
      return test(unit.whole) || test(unit.label);
    default:
      return false;
  }
}

function alwaysTogether(known: readonly KnownRow[], tallies: ReadonlyMap<string, Tally>): RowName[][] {
  const byPlaces = new Map<string, RowName[]>();
  for (const row of known) {
    const { places } = tallies.get(nameOf(row))!;
    if (places.length < FEWEST_TOGETHER) continue;
    const key = `${row.table.split("/")[1]} ${places.join("|")}`;
    const name = { table: row.table, id: row.id };
    const same = byPlaces.get(key);
    if (same) same.push(name);
    else byPlaces.set(key, [name]);
  }
  return [...byPlaces.values()].filter((same) => same.length > 1);
}
