import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { processArticle } from "../../../pipeline/process.ts";
import { loadRules } from "../../../pipeline/rules.ts";
import { type PhaseSums, phasesOf } from "../../../pipeline/stages/extract/classify.ts";
import { logProbabilities } from "../../../pipeline/stages/extract/linear.ts";
import { ingest } from "../../../pipeline/stages/ingest/index.ts";
import { train } from "../../../pipeline/train/regression.ts";
import { defaultConfig } from "../../../schemas/config.ts";

const rules = loadRules("debt");

function candidates(text: string) {
  const { articles } = ingest({ source: "a.txt", bytes: Buffer.from(text) }, defaultConfig);
  const done = processArticle(articles[0]!, rules, 1_000_000);
  if ("reason" in done) throw new Error(done.message);
  return done.candidates;
}

describe("articles on other subjects", () => {
  const folder = "test/articles/off-topic/raw";
  it.each(readdirSync(folder))("%s yields no advice", (file) => {
    expect(candidates(readFileSync(join(folder, file), "utf8")).map((c) => c.text)).toEqual([]);
  });
});

describe("a dialogue", () => {
  const turns = [
    "客服：您好，请问有什么可以帮您？",
    "小周：您好，我的信用卡欠款还不上了，想申请协商分期还款。",
    "客服：请问是什么原因造成逾期的呢？",
    "小周：上个月公司裁员，我现在靠打零工，每个月只能还八百元。",
    "客服：好的，我先给您登记，银行会在七天之内回电。",
    "小周：谢谢，请您把登记的编号告诉我，我好记下来。",
  ];
  it("gives the borrower's turns as scripts, without the speaker, and nothing of the lender's", () => {
    const found = candidates(
      `和银行协商的一次通话\n\n欠款还不上的时候怎么开口？先看一段通话。\n\n${turns.join("\n\n")}\n`,
    );
    expect(found.filter((c) => c.kind === "script").map((c) => c.quote)).toEqual(
      turns.filter((t) => t.startsWith("小周")).map((t) => t.slice(3)),
    );
    expect(found.some((c) => c.quote.includes("客服：") || c.quote.includes("先给您登记"))).toBe(false);
  });
});

describe("an interview with the other side", () => {
  it("gives what it answers as advice, and none of the questions as words to say", () => {
    const found = candidates(
      [
        "信用卡欠款怎么谈：访某银行贷后经理",
        "持卡人逾期以后怎样协商还款，我们请贷后部的经理来答。",
        "记者：持卡人要交哪些资料？",
        "郑经理：身份证、银行流水、失业证明，三样交齐才会受理。",
        "记者：打哪个号码最快？",
        "郑经理：拨打95588，转人工以后说要协商还款，上午人少。",
        "记者：还有什么要提醒大家的吗？",
        "郑经理：不要相信代办的中介，收了钱不办事的很多。",
      ].join("\n\n"),
    );
    expect(found.map((c) => c.kind)).toEqual(["material", "channel", "caution"]);
  });
  it("knows somebody by name whose office was told once", () => {
    const found = candidates(
      [
        "两张信用卡逾期怎么谈：一次法律咨询的记录",
        "为保护隐私，文中都是化名。",
        "当事人（施先生）：律师您好，我两家银行都逾期了，先找哪一家？",
        "律师（单于岚）：先找欠得多的那一家，把每月能还的数额算好再打电话。",
        "施先生：要交什么？",
        "单于岚：身份证、失业登记表、银行流水，三样都要。",
        "施先生：有人加我微信要我先转钱，能转吗？",
        "单于岚：一分钱也不要转，银行的人不会用私人账户收款。",
      ].join("\n\n"),
    );
    expect(found.map((c) => c.kind)).toEqual(["action", "material", "caution"]);
    expect(found.some((c) => c.quote.includes("单于岚"))).toBe(false);
  });
});

describe("a linear model", () => {
  it("gives probabilities: they sum to one whatever the features", () => {
    const model = rules.subject.models!.passage;
    const names = Object.keys(model.weights);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(names.length - 1), fc.double({ min: -3, max: 3, noNaN: true }))),
        (picked) => {
          const scores = logProbabilities(model, new Map(picked.map(([i, v]) => [names[i]!, v])));
          expect(scores.reduce((a, s) => a + Math.exp(s), 0)).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it("pays no heed to features it has not seen, nor to names every object has", () => {
    const model = rules.subject.models!.passage;
    const nothing = logProbabilities(model, new Map());
    expect(
      logProbabilities(
        model,
        new Map([
          ["constructor", 1],
          ["never seen", 5],
        ]),
      ),
    ).toEqual(nothing);
  });

  const sample = (label: string, document: string, ...names: string[]) => ({
    label,
    document,
    features: new Map(names.map((n) => [n, 1])),
  });
  const samples = [
    sample("a", "1", "x", "w"),
    sample("a", "2", "x"),
    sample("b", "1", "y", "w"),
    sample("b", "2", "y"),
    sample("b", "2", "only here"),
  ];
  const options = { l2: 0.01, epochs: 30, leastDocuments: 2, hidden: 0 };

  it("learns what tells the classes apart, and the same every time", () => {
    const model = train(samples, options);
    const best = (name: string) => {
      const s = logProbabilities(model, new Map([[name, 1]]));
      return model.classes[s.indexOf(Math.max(...s))];
    };
    expect([best("x"), best("y")]).toEqual(["a", "b"]);
    expect(train(samples, options)).toEqual(model);
  });

  it("takes no feature of one document alone for evidence", () => {
    expect(Object.keys(train(samples, options).weights)).not.toContain("only here");
  });
});

describe("the phases of an article", () => {
  const sums = (scores: Partial<Record<string, number>>): PhaseSums =>
    new Map(
      (["before", "contact", "negotiate", "agreement", "after"] as const).map((p) => [
        p,
        { score: scores[p] ?? 0, rules: [] },
      ]),
    );
  it("leave an item without cues where its neighbours stand", () => {
    const found = phasesOf(
      [sums({ before: 2 }), sums({}), sums({ before: 2 }), sums({ after: 3 })],
      rules.subject,
    );
    expect(found).toEqual(["before", "before", "before", "after"]);
  });
  it("fall back where an item says so plainly", () => {
    expect(phasesOf([sums({ after: 3 }), sums({ before: 3 })], rules.subject)).toEqual(["after", "before"]);
  });
  it("of no items are none", () => expect(phasesOf([], rules.subject)).toEqual([]));
});
