import { describe, expect, it } from "vitest";
import { sharedPassages } from "../../../pipeline/stages/dedupe/index.ts";
import { compose, reflow, spin } from "../../helpers/corpus.ts";

const [a, b] = [compose(21, 5), compose(22, 5)];
const passage = compose(23, 1);

describe("sharedPassages", () => {
  it("finds a paragraph that two articles share, with its places in both", () => {
    const texts = { x: `${a}\n\n${passage}`, y: `${passage}\n\n${b}` };
    const found = sharedPassages([
      { id: "y", text: texts.y },
      { id: "x", text: texts.x },
    ]);
    expect(found).toHaveLength(1);
    const [only] = found;
    expect([only!.aId, only!.bId]).toEqual(["x", "y"]);
    expect(texts.x.slice(...only!.a)).toBe(passage);
    expect(texts.y.slice(...only!.b)).toBe(passage);
    expect(only!.alike).toBe(1);
  });

  it("finds it with words swapped", () => {
    const spun = spin(passage, 0.15, 5);
    expect(spun).not.toBe(passage);
    const found = sharedPassages([
      { id: "x", text: `${a}\n\n${passage}` },
      { id: "y", text: `${b}\n\n${spun}` },
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]!.alike).toBeLessThan(1);
  });

  it("does not depend on the order of the articles", () => {
    const articles = [
      { id: "x", text: `${a}\n\n${passage}` },
      { id: "y", text: `${b}\n\n${passage}` },
      { id: "z", text: `${passage}\n\n${compose(24, 3)}` },
    ];
    const found = sharedPassages(articles);
    expect(found.map((p) => p.aId + p.bId)).toEqual(["xy", "xz", "yz"]);
    expect(sharedPassages(articles.toReversed())).toEqual(found);
  });

  it("finds nothing between articles that share a subject only, nor inside one", () => {
    expect(
      sharedPassages([
        { id: "x", text: `${a}\n\n${a}` },
        { id: "y", text: b },
      ]),
    ).toEqual([]);
  });

  it("finds it whatever the paragraphs are", () => {
    const shared = compose(31, 2);
    const texts = {
      x: `${a}\n\n${shared}\n\n${compose(33, 2)}`,
      y: reflow(`${b}${shared}${compose(34, 2)}`, 3),
    };
    const found = sharedPassages([
      { id: "x", text: texts.x },
      { id: "y", text: texts.y },
    ]);
    const told = found.map((p) => texts.x.slice(...p.a)).join("");
    expect(told.replace(/\s+/g, "")).toBe(shared.replace(/\s+/g, ""));
    expect(found.map((p) => texts.y.slice(...p.b).replace(/\s+/g, ""))).toEqual(
      found.map((p) => texts.x.slice(...p.a).replace(/\s+/g, "")),
    );
  });

  it("tells paragraphs that correspond one by one", () => {
    const shared = [compose(41, 1), compose(42, 1)];
    const found = sharedPassages([
      { id: "x", text: `${a}\n${shared.join("\n")}` },
      { id: "y", text: `${shared.join("\n")}\n${b}` },
    ]);
    expect(found).toHaveLength(2);
  });

  it("does not tell of a phrase", () => {
    const phrase = "具体以机构答复为准。";
    expect(
      sharedPassages([
        { id: "x", text: `${a}\n${phrase}` },
        { id: "y", text: `${b}\n${phrase}` },
      ]),
    ).toEqual([]);
  });
});
