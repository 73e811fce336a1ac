import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logProbabilities } from "../../../pipeline/stages/extract/linear.ts";
import { Vector } from "../../../pipeline/stages/extract/vector.ts";

type Put = readonly [name: string, text: string | undefined, value: number];

const text = fc.string({ unit: fc.constantFrom("协", "商", "a", " ", "\n"), maxLength: 6 });
const put: fc.Arbitrary<Put> = fc.tuple(
  fc.constantFrom("A", "B", "sum a", "A 协商"),
  fc.option(text, { nil: undefined }),
  fc.constantFrom(1, 0.5, 0.7),
);

/** The same features with every name written out. */
function written(puts: readonly Put[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const [name, pairs, value] of puts) {
    if (pairs === undefined) all.set(name, value);
    else for (let i = 0; i + 1 < pairs.length; i++) all.set(`${name} ${pairs.slice(i, i + 2)}`, value);
  }
  return all;
}

function vectorOf(puts: readonly Put[]): Vector {
  const vector = new Vector();
  for (const [name, pairs, value] of puts) {
    if (pairs === undefined) vector.set(name, value);
    else vector.pairs(name, pairs, value);
  }
  return vector;
}

describe("Vector", () => {
  it("is the map of the names it stands for", () => {
    fc.assert(
      fc.property(fc.array(put, { maxLength: 8 }), (puts) => {
        const map = written(puts);
        const vector = vectorOf(puts);
        for (const name of ["A", "B", "sum a", "A 协商", "A 协", ...map.keys()]) {
          expect(vector.get(name)).toBe(map.get(name));
          expect(vector.has(name)).toBe(map.has(name));
        }
        expect([...vector]).toEqual([...map]);
        expect(vector.size).toBe(map.size);
      }),
    );
  });

  it("weighs to the last bit what its names weigh", () => {
    const weights = fc.dictionary(
      fc.constantFrom("A", "sum a", "A 协商", "A 商协", "A aa", "B 协商", "A  a", "A \n协", "sum a 协商"),
      fc
        .tuple(fc.integer({ min: -900, max: 40_000 }), fc.integer({ min: -900, max: 900 }))
        .map((w) => [...w]),
    );
    fc.assert(
      fc.property(fc.array(put, { maxLength: 8 }), weights, (puts, rows) => {
        const model = { classes: ["x", "y"], bias: [3, -7], weights: rows };
        const sums = model.bias.map((b) => b / 100);
        for (const [name, value] of written(puts))
          for (const k of [0, 1]) if (rows[name]) sums[k]! += (value * rows[name][k]!) / 100;
        const most = Math.max(...sums);
        const total = Math.log(Math.exp(sums[0]! - most) + Math.exp(sums[1]! - most)) + most;
        const expected = sums.map((s) => s - total);
        expect(logProbabilities(model, vectorOf(puts))).toEqual(expected);
        expect(logProbabilities(model, written(puts))).toEqual(expected);
      }),
    );
  });
});

describe("pairs each with a value", () => {
  const model = {
    classes: ["a", "b"],
    bias: [0, 10],
    weights: { 协商: [120, -30], 商协: [-50, 5], "A 协商": [7, 7], "no cue": [3, 1] },
  };

  it("are called by the pair alone", () => {
    const pair = fc.constantFrom("协商", "商协", "商商", "a ", "\n协");
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(pair, fc.constantFrom(0.25, 1, 2)), { selector: ([p]) => p }),
        (puts) => {
          const map = new Map(puts);
          const vector = new Vector().bag(
            Int32Array.from(puts, ([p]) => (p.charCodeAt(0) << 16) | p.charCodeAt(1)),
            Float64Array.from(puts, ([, value]) => value),
          );
          expect([...vector]).toEqual([...map]);
          for (const name of map.keys()) expect(vector.get(name)).toBe(map.get(name));
          expect(logProbabilities(model, vector)).toEqual(logProbabilities(model, map));
        },
      ),
    );
  });
});

describe("what a text begins with", () => {
  const model = {
    classes: ["a", "b"],
    bias: [0, 10],
    weights: {
      "I^协": [120, -30],
      "I^协商": [-50, 5],
      "I^协商还": [7, 90],
      "I^商协商": [31, 2],
      "I2^协商": [3, 1],
      "I^^": [8, -8],
      "I^^协": [5, 11],
      "I^^协^": [13, 1],
      "I^ ^协": [17, 3],
    },
  };
  const unit = fc.constantFrom("协", "商", "还", "^", " ");
  const put = fc.tuple(
    fc.constantFrom("I", "I2", "I^"),
    fc.string({ unit, maxLength: 5 }),
    fc.constantFrom(1, 0.5),
  );

  it("is its first one, two and three characters", () => {
    fc.assert(
      fc.property(fc.array(put, { maxLength: 5 }), (puts) => {
        const vector = new Vector();
        const map = new Map<string, number>();
        for (const [prefix, text, value] of puts) {
          vector.starts(prefix, text, value);
          for (const n of [1, 2, 3]) if (text.length >= n) map.set(`${prefix}^${text.slice(0, n)}`, value);
        }
        expect([...vector]).toEqual([...map]);
        for (const name of ["I^协", "I^协商", ...map.keys()]) expect(vector.get(name)).toBe(map.get(name));
        expect(logProbabilities(model, vector)).toEqual(logProbabilities(model, map));
      }),
    );
  });

  it("weighs the same when it is asked about again", () => {
    const text = new Vector().pairs("A", "协商协商", 1);
    const pairs = { classes: ["a", "b"], bias: [0, 0], weights: { "A 协商": [120, -30], "A 商协": [1, 2] } };
    const once = logProbabilities(pairs, text);
    for (let n = 0; n < 4; n++) expect(logProbabilities(pairs, text)).toEqual(once);
  });
});
