/** Annotated disagreements against those of a build: found, missed, and what was not annotated. */
import type { AdviceItem } from "../../schemas/advice.ts";
import type { ClustersFile } from "../../schemas/gold.ts";
import type { Finding } from "./score.ts";

export interface DisagreementScores {
  readonly gold: number;
  readonly found: number;
  /** `found` of `gold`. */
  readonly recall: number;
  /** Pairs of cards the build links and nobody annotated. */
  readonly others: number;
}

/**
 * @param builtInto annotated item → id of the card it was built into
 * @param annotated ids of the cards with evidence from annotated documents: only these can be judged
 */
export function countDisagreements(
  items: readonly AdviceItem[],
  builtInto: ReadonlyMap<string, string>,
  annotated: ReadonlySet<string>,
  wanted: NonNullable<ClustersFile["disagreements"]>,
  findings: Finding[],
): DisagreementScores {
  const linked = new Set<string>();
  for (const { id, disagrees } of items) {
    for (const other of disagrees) {
      if (annotated.has(id) && annotated.has(other.id)) linked.add(pairOf(id, other.id));
    }
  }
  const expected = new Set<string>();
  let found = 0;
  for (const { items: names, reason } of wanted) {
    const [a, b] = names.map((name) => builtInto.get(name));
    const pair = a === undefined || b === undefined ? undefined : pairOf(a, b);
    if (pair !== undefined) expected.add(pair);
    if (pair !== undefined && linked.has(pair)) found++;
    else findings.push({ what: "missed disagreement", document: names[0], detail: `${names[1]}: ${reason}` });
  }
  const others = [...linked].filter((pair) => !expected.has(pair));
  for (const pair of others) {
    const [a, b] = pair.split(" ");
    findings.push({ what: "other disagreement", document: a!, detail: b! });
  }
  const recall = wanted.length === 0 ? 1 : found / wanted.length;
  return { gold: wanted.length, found, recall, others: others.length };
}

const pairOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);
