/**
 * Editors' decisions applied to the items of a build. A decision is on words, not on an id: it holds
 * while kind and text are what they were when it was made, and a reworded item is asked for again.
 */
import { createHash } from "node:crypto";
import type { AdviceItem } from "../schemas/advice.ts";
import type { Decision } from "../schemas/decisions.ts";
import { compareItems, compareText } from "./text/order.ts";
import { fold } from "./text/shingles.ts";

/** A decision and the line of the file it stands on. */
export interface StatedDecision {
  readonly decision: Decision;
  /** 1-based. */
  readonly line: number;
}

/** What became of a decision: `stale` when no item says those words any more. */
export interface AppliedDecision extends StatedDecision {
  readonly stale: boolean;
}

/** What became of all of them; of several on the same words only the last counts and is listed. */
export interface DecisionAccount {
  /** In the order of the file. */
  readonly applied: readonly AppliedDecision[];
  /** Key by id of each item that a decision gave another kind: what the decision was on. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Flag of an item that an editor accepted. */
export const ACCEPTED = "accepted";
/** Stands among the rules of an item's evidence where an editor gave it its kind. */
export const RELABELLED = "decisions/relabel";

/** What a decision on an item is known by: 16 hex digits over its kind and folded text. Punctuation does not count. */
export function decisionKey({ kind, text }: Pick<AdviceItem, "kind" | "text">): string {
  return createHash("sha256")
    .update(`${kind}\n${fold(text)}`)
    .digest("hex")
    .slice(0, 16);
}

/**
 * @param items in the order of the contract
 * @returns the items as decided on: rejected ones and all references to them gone, relabelled ones
 *   with their new kind, accepted ones flagged, in the order of the contract
 */
export function applyDecisions(
  items: readonly AdviceItem[],
  decisions: readonly StatedDecision[],
): { readonly items: AdviceItem[]; readonly account: DecisionAccount } {
  const last = new Map<string, StatedDecision>();
  for (const stated of decisions) last.set(stated.decision.key, stated);
  const met = new Set<string>();
  const keys = new Map<string, string>();
  const decided = last.size === 0 ? [...items] : items.flatMap((item) => decide(item, last, met, keys));
  const account: DecisionAccount = {
    applied: [...last.values()]
      .sort((a, b) => a.line - b.line)
      .map((stated) => ({ ...stated, stale: !met.has(stated.decision.key) })),
    keys,
  };
  return { items: met.size === 0 ? decided : relinked(decided).sort(compareItems), account };
}

function decide(
  item: AdviceItem,
  decisions: ReadonlyMap<string, StatedDecision>,
  met: Set<string>,
  keys: Map<string, string>,
): AdviceItem[] {
  const key = decisionKey(item);
  const decision = decisions.get(key)?.decision;
  if (!decision) return [item];
  met.add(key);
  switch (decision.decision) {
    case "reject":
      return [];
    case "ignore":
      return [item];
    case "accept":
      return [{ ...item, flags: [...new Set([...item.flags, ACCEPTED])].sort(compareText) }];
    case "relabel":
      keys.set(item.id, key);
      return [
        {
          ...item,
          kind: decision.kind,
          evidence: item.evidence.map((e) => ({ ...e, rules: [...e.rules, RELABELLED] })),
        },
      ];
  }
}

/** References to what is gone go too, and so does the flag of a disagreement that nobody is left to keep up. */
function relinked(items: readonly AdviceItem[]): AdviceItem[] {
  const kinds = new Map(items.map((item) => [item.id, item.kind]));
  return items.map((item) => {
    const disagrees = item.disagrees.filter(({ id }) => kinds.has(id));
    // Only channels reach a desk in another way.
    const variants = item.variants.filter((id) => item.kind === "channel" && kinds.get(id) === "channel");
    const settled = item.disagrees.length > 0 && disagrees.length === 0;
    const flags = settled ? item.flags.filter((flag) => flag !== "disagreement") : item.flags;
    return { ...item, disagrees, variants, flags };
  });
}
