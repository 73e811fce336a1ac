import { describe, expect, it } from "vitest";
import { ACCEPTED, applyDecisions, decisionKey, RELABELLED } from "../pipeline/decisions.ts";
import { validate } from "../pipeline/stages/validate/index.ts";
import type { AdviceItem, Kind } from "../schemas/advice.ts";
import type { Decision } from "../schemas/decisions.ts";
import { articleOf, evidenceOf, itemOf, resultOf, sampleResult } from "./helpers/result.ts";

type Verdict = "accept" | "reject" | "ignore" | Kind;

const stated = (item: AdviceItem, verdict: Verdict, line = 1) => {
  const about = { key: decisionKey(item), item: item.id, title: item.title };
  const decision: Decision =
    verdict === "accept" || verdict === "reject" || verdict === "ignore"
      ? { ...about, decision: verdict }
      : { ...about, decision: "relabel", kind: verdict };
  return { decision, line };
};

const { articles, advice } = sampleResult();
const [papers, call, other] = advice.items as [AdviceItem, AdviceItem, AdviceItem];

describe("a decision's key", () => {
  it("stays while kind and words stay, whatever else of the item changes", () => {
    const same = { ...call, id: "a-ffffffffffff", support: 9, flags: ["x"], text: `${call.text} 。 ` };
    expect(decisionKey(same)).toBe(decisionKey(call));
  });

  it("changes with the words and with the kind", () => {
    expect(decisionKey({ ...call, text: call.text.replace("95188", "95187") })).not.toBe(decisionKey(call));
    expect(decisionKey({ ...call, kind: "action" })).not.toBe(decisionKey(call));
  });
});

describe("decisions", () => {
  it("leave items as they are where there are none", () => {
    expect(applyDecisions(advice.items, []).items).toEqual(advice.items);
  });

  it("take a rejected item out, and every reference to it, and the flag that rested on it", () => {
    const flagged = advice.items.map((i) => (i.disagrees.length > 0 ? { ...i, flags: ["disagreement"] } : i));
    const { items } = applyDecisions(flagged, [stated(other, "reject")]);
    expect(items.map((i) => i.id)).toEqual([papers.id, call.id]);
    expect(items[1]).toMatchObject({ disagrees: [], variants: [], flags: [] });
  });

  it("leave a disagreement that somebody still keeps up", () => {
    const three = { ...other, id: "a-00000000000f", text: "还有人说打95018。" };
    const asked = {
      ...call,
      flags: ["disagreement"],
      disagrees: [other, three].map(({ id }) => ({ id, reason: "号码" })),
    };
    const { items } = applyDecisions([asked, other, three], [stated(other, "reject")]);
    expect(items[0]).toMatchObject({ disagrees: [{ id: three.id }], flags: ["disagreement"] });
  });

  it("give an item another kind, its place in the order and the rule that says so, and keep its id", () => {
    const { items, account } = applyDecisions(advice.items, [stated(call, "caution")]);
    expect(items.map((i) => [i.id, i.kind])).toEqual([
      [papers.id, "material"],
      [other.id, "channel"],
      [call.id, "caution"],
    ]);
    const relabelled = items[2]!;
    expect(relabelled.evidence[0]!.rules.at(-1)).toBe(RELABELLED);
    expect(relabelled.variants).toEqual([]);
    expect(items[1]!.variants).toEqual([]);
    expect(account.keys.get(call.id)).toBe(decisionKey(call));
    expect(validate(resultOf([...articles], items))).toEqual([]);
  });

  it("flag what was accepted, and leave alone what was ignored", () => {
    const { items } = applyDecisions(advice.items, [stated(papers, "ignore"), stated(call, "accept", 2)]);
    expect(items[0]).toEqual(papers);
    expect(items[1]!.flags).toEqual([ACCEPTED, "single-source"]);
  });

  it("hold only as the last on the same words says", () => {
    const { items, account } = applyDecisions(advice.items, [
      stated(call, "reject", 1),
      stated(papers, "accept", 2),
      stated(call, "ignore", 3),
    ]);
    expect(items).toHaveLength(3);
    expect(account.applied.map((a) => [a.line, a.stale])).toEqual([
      [2, false],
      [3, false],
    ]);
  });

  it("are told of when they fit nothing any more", () => {
    const reworded = advice.items.map((i) => (i.id === call.id ? { ...i, text: "请拨打别的号码。" } : i));
    const { items, account } = applyDecisions(reworded, [stated(call, "reject", 7)]);
    expect(items).toHaveLength(3);
    expect(account.applied).toMatchObject([{ line: 7, stale: true }]);
  });

  it("fit two items of the same words and kind alike", () => {
    const article = articleOf("a.txt", "保持礼貌。\n保持礼貌！\n");
    const twice = ["保持礼貌。", "保持礼貌！"].map((quote) =>
      itemOf([evidenceOf(article, quote)], { kind: "action" }),
    );
    expect(applyDecisions(twice, [stated(twice[0]!, "reject")]).items).toEqual([]);
  });
});
