/** Lines no row knows: what the model may take, and what it must not whatever its odds. */
import { describe, expect, it } from "vitest";
import { type Entry, entriesOf } from "../../../pipeline/stages/strip/entries.ts";
import { byModel } from "../../../pipeline/stages/strip/judge.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";
import type { LinearModel } from "../../../schemas/linear.ts";

/** Takes every line that is no sentence for furniture, every sentence for the article's. */
const eager: LinearModel = {
  classes: ["content", "furniture"],
  bias: [0, 300],
  weights: { "class paragraph": [900, 0], "class sentence": [900, 0], "class short sentence": [900, 0] },
};

const BODY = "先把每一笔欠款的本金、利息和到期的日子写在一张表上，再按利率从高到低排好，逐家打电话去问。";
const OTHER = "电话里说过的事情都要记下来，写明哪一天、跟谁谈、谈了什么，日后才说得清楚，也不怕对方反悔。";

/** Lines that begin with `#` are known to rows. */
function judged(...lines: string[]): string[] {
  const entries: Entry[] = entriesOf(TracedText.of(lines.map((l) => l.replace(/^#/, "")).join("\n")), []);
  entries.forEach((e, i) => {
    if (lines[i]!.startsWith("#")) e.row = "known";
  });
  byModel(entries, eager);
  return entries.filter((e) => e.row === "line-model").map((e) => e.text);
}

const HEAVY = ["#登录", "#注册", "#下载", "#首页", "欠款多了怎么一家一家去谈"];

describe("the line model", () => {
  it("leaves a page alone on which rows know nothing", () => {
    expect(judged("欠款多了怎么一家一家去谈", BODY, "某某频道", OTHER, "某某频道二")).toEqual([]);
  });

  it("takes what stands beside known furniture, never the title", () => {
    expect(judged(...HEAVY, "某某频道", BODY, "#广告", "某某卡片", OTHER)).toEqual(["某某频道", "某某卡片"]);
  });

  it("takes nothing inside the article that stands apart from known furniture", () => {
    expect(judged(...HEAVY, BODY, "准备哪些材料", OTHER)).toEqual([]);
  });

  it.each([
    "1. 身份证复印件",
    "热线：95000",
    "周一至周五 9:00-17:00",
    "三、去哪里谈",
    "我的 > 设置 > 客服",
  ])("never takes what an article is read for: %s", (line) => {
    expect(judged(...HEAVY, BODY, "#广告", line, OTHER)).toEqual([]);
  });

  it("never takes what a colon announces", () => {
    expect(judged(...HEAVY, BODY, "#广告", "#广告", "要带的东西有：", "工资流水", OTHER)).not.toContain(
      "工资流水",
    );
  });

  it("on a page with little furniture takes only what stands outside the article", () => {
    expect(
      judged(
        "欠款多了怎么一家一家去谈",
        BODY,
        "#广告",
        "某某卡片",
        OTHER,
        BODY.replace("先", "再"),
        "某某频道",
      ),
    ).not.toContain("某某卡片");
  });
});
