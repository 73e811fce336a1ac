import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Candidate,
  groupNearDuplicates,
  SIGNATURE_VERSION,
  signature,
} from "../../../pipeline/stages/dedupe/index.ts";
import { compose, corpus, ownArticles, reflow, spin } from "../../helpers/corpus.ts";
import { random } from "../../helpers/random.ts";

function plainTexts(folder: string): Array<{ id: string; text: string }> {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => ({ id: `${folder}/${name}`, text: readFileSync(join(folder, name), "utf8") }));
}

const articles = corpus(300);
const entries: Candidate[] = articles.map(({ id, text }) => ({ id, signature: signature(text), text }));
const groups = groupNearDuplicates(entries);
const byId = new Map(articles.map((a) => [a.id, a]));
const survivorOf = (id: string) => groups.get(id)?.duplicateOf ?? id;

describe("groupNearDuplicates on 300 articles with known duplicates", () => {
  it.each([
    ["exact", 1],
    ["spun-10", 1],
    ["spun-20", 1],
    ["spun-30", 0.9],
    ["shuffled", 1],
    ["half", 0.9],
    ["embedded", 0.9],
  ] as const)("finds the %s copies (recall at least %d)", (how, floor) => {
    const copies = articles.filter((a) => a.how === how);
    const found = copies.filter((copy) => {
      const original = articles.find((a) => a.family === copy.family && a.how === "original")!;
      return survivorOf(copy.id) === survivorOf(original.id);
    });
    expect(copies.length).toBeGreaterThan(20);
    expect(found.length / copies.length).toBeGreaterThanOrEqual(floor);
  });

  it("puts no two families together", () => {
    const wrong = [...groups].filter(
      ([id, { duplicateOf }]) => byId.get(id)!.family !== byId.get(duplicateOf)!.family,
    );
    expect(wrong).toEqual([]);
  });

  it("names the least id as survivor, which repeats nothing itself", () => {
    for (const [id, { duplicateOf, similarity }] of groups) {
      expect(duplicateOf < id).toBe(true);
      expect(groups.has(duplicateOf)).toBe(false);
      expect(similarity).toBeGreaterThan(0);
      expect(similarity).toBeLessThanOrEqual(1);
    }
  });

  it("does not depend on the order of the articles", () => {
    for (const seed of [1, 2, 3]) {
      const next = random(seed);
      const shuffled = entries
        .map((e) => ({ e, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ e }) => e);
      expect([...groupNearDuplicates(shuffled)]).toEqual([...groups]);
    }
  });
});

describe("groupNearDuplicates", () => {
  const pair = (a: string, b: string) =>
    groupNearDuplicates([
      { id: "d-1", signature: signature(a), text: a },
      { id: "d-2", signature: signature(b), text: () => b },
    ]).get("d-2");

  it("says 1 for texts that differ in punctuation and blanks only", () => {
    const text = compose(5);
    expect(pair(text, text.replace(/，/g, " , "))).toEqual({ duplicateOf: "d-1", similarity: 1 });
  });

  it("never says 1 for texts that differ in a letter", () => {
    const text = compose(6);
    expect(pair(text, `${text}又`)!.similarity).toBeLessThan(1);
  });

  it("keeps the project's own articles on one subject apart", () => {
    const own = ["test/articles/develop/raw", "test/articles/train/raw", "raw"].flatMap(plainTexts);
    expect(own.length).toBeGreaterThan(50);
    const groups = groupNearDuplicates(own.map((a) => ({ ...a, signature: signature(a.text) })));
    // One of the samples was made from another, to be found.
    expect([...groups].map(([id, { duplicateOf }]) => [id, duplicateOf])).toEqual([
      ["raw/huabei-yuqi-zenme-tan.txt", "raw/huabei fenqi gonglue.txt"],
    ]);
  });

  it("finds two spins of one text, neither of which is the original", () => {
    const found = ownArticles().filter(
      (text, i) => pair(spin(text, 0.2, i), spin(text, 0.2, i + 100)) !== undefined,
    );
    expect(found.length).toBeGreaterThanOrEqual(ownArticles().length - 1);
  });

  it.each([
    ["as they stand", (text: string) => text],
    ["in other paragraphs", (text: string) => reflow(text, 5)],
    ["as one paragraph", (text: string) => text.replace(/\n+/g, "")],
    ["with words swapped", (text: string) => spin(text, 0.1, 5)],
  ])("finds a partial copy, its passages taken over %s", (_, change) => {
    const [part, rest] = [compose(11, 4), compose(12, 5)];
    expect(pair(`${compose(13, 4)}\n${part}`, change(`${part}\n${rest}`))).toBeDefined();
  });

  const RULE =
    "发卡机构在确认持卡人的欠款已经超出其偿付能力、而本人仍愿意归还的情况下，可以与其平等商谈，订立分期归还的约定，年限以五年为最长，约定期间不得再计新的费用，也不得转让给别的机构催收。";
  const HOTLINE = "如需帮助，请在工作日九点到十八点之间拨打机构公布的客服热线，转人工以后说明来意。";
  it.each([
    ["the quotation of a rule", `规定原文写道：“${RULE}”`],
    ["a hotline", HOTLINE],
    ["a rule and a hotline", `规定原文写道：“${RULE}”\n${HOTLINE}`],
    ["three sentences", compose(77, 1).split("。").slice(0, 3).join("。")],
  ])("keeps two articles apart that share %s", (_, common) => {
    for (let seed = 1; seed <= 20; seed++) {
      const [a, b] = [compose(seed * 50, 4), compose(seed * 50 + 7, 4)];
      expect(pair(`${a}\n${common}`, `${common}\n${b}`)).toBeUndefined();
    }
  });

  it("does not take a compilation for a copy of the short pieces in it", () => {
    const pieces = [1, 2, 3, 4, 5, 6].map((n) => compose(n * 300, 3));
    expect(pair(pieces[2]!, pieces.join("\n"))).toBeUndefined();
  });

  it("leaves blank and very short texts alone unless they are equal", () => {
    expect(pair("", "")).toBeUndefined();
    expect(pair("协商之前先看账单。", "协商之前先看合同。")).toBeUndefined();
    expect(pair("协商之前先看账单。", "协商之前,先看账单")).toEqual({ duplicateOf: "d-1", similarity: 1 });
  });

  it("gives a signature that survives JSON", () => {
    const s = signature(compose(3));
    expect(JSON.parse(JSON.stringify(s))).toEqual(s);
  });
});

describe("groupNearDuplicates on records and mass copies", () => {
  /** How many groups there are, each article that stands alone being one. */
  const groupsOf = (texts: readonly string[]) =>
    texts.length -
    groupNearDuplicates(
      texts.map((text, i) => ({ id: `d-${String(i).padStart(5, "0")}`, text, signature: signature(text) })),
    ).size;

  const SURNAMES = "王李张刘陈杨黄吴徐孙";
  it.each<[string, (i: number) => string]>([
    ["a number", (i) => `工单${100_000 + i * 37}：用户申请延期归还，已经受理，三个工作日内答复。`],
    ["a name", (i) => `${SURNAMES[i % 10]}${"明华强丽"[i % 4]}先生的分期申请已经受理，请留意短信通知。`],
    ["an amount and instalments", (i) => `欠款${5000 + i * 11}元，拆成${6 + (i % 30)}期归还，协议已经寄出。`],
    [
      "a labelled name and a date",
      (i) =>
        `姓名：${SURNAMES[i % 10]}小${"明华强丽"[i % 4]}，登记日期2024-0${1 + (i % 9)}-1${i % 10}，结果：同意展期。`,
    ],
  ])("takes 2,000 records that differ in %s for one", (_, record) => {
    expect(groupsOf(Array.from({ length: 2_000 }, (_, i) => record(i)))).toBe(1);
  });

  it.each<[string, string[]]>([
    [
      "answers of different numbers",
      ["一般最长可以延期7天归还。", "一般最长可以延期30天归还。", "一般最长可以延期三个月归还。"],
    ],
    [
      "answers of one pattern",
      [
        "花呗可以提前还，不收费用。",
        "借呗可以提前还，不收费用。",
        "白条可以提前还，不收费用。",
        "月付可以提前还，不收费用。",
      ],
    ],
    ["two hotlines", ["转人工请拨95188，按2。", "转人工请拨95017，按0。"]],
    ["lists of figures", ["第1期 300元", "第2期 300元", "第3期 280元", "第4期 280元", "第5期 260元"]],
  ])("keeps apart %s", (_, texts) => {
    expect(groupsOf(texts)).toBe(texts.length);
  });

  it("takes longer forms filled in for one, however many there are", () => {
    const form = (i: number) =>
      `编号${100_000 + i * 7}。申请人${SURNAMES[i % 10]}某因店面停业，自${2019 + (i % 6)}年起欠下本行款项${3000 + i * 13}元，经本人书面申请并交来停业证明，本行同意分${12 + (i % 48)}期归还，每期于当月最后一个工作日之前存入指定账户，逾期未存的恢复原来的计收方式，本约定自盖章之日起有效，双方各执一份。`;
    expect(groupsOf(Array.from({ length: 1_000 }, (_, i) => form(i)))).toBe(1);
  });

  it("keeps a mass copied text together when none of its keys is rare", () => {
    const text = compose(2025, 5);
    expect(groupsOf(Array.from({ length: 600 }, (_, i) => spin(text, 0.2, i)))).toBe(1);
  });
});

describe("signature", () => {
  it("is what its version says: raise SIGNATURE_VERSION when this has to change", () => {
    const { keys, ...rest } = signature(compose(1, 5));
    const record = signature("工单4411：张先生申请分12期，已经受理。");
    expect([SIGNATURE_VERSION, rest, keys.length, keys[0], keys.at(-1), record]).toMatchInlineSnapshot(`
      [
        1,
        {
          "hash": "cd4169fe41701d85",
          "length": 550,
        },
        98,
        85270992,
        4112545781,
        {
          "form": "d89dae8d1d6d5",
          "hash": "1f763a27a5978661",
          "keys": [],
          "length": 19,
        },
      ]
    `);
  });
});
