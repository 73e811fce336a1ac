import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../../pipeline/stages/strip/fields.ts";
import {
  firstMatch,
  halfWidth,
  loadFurniture,
  type Matcher,
  undecorated,
} from "../../../pipeline/stages/strip/furniture.ts";
import { fragmentsIn } from "../../../pipeline/stages/strip/inside.ts";

const { value: furniture, table } = loadFurniture("pipeline/lexicon/common/furniture.yaml");
const { lines, fields, sentences, fragments, runs, signals } = furniture;
const all: Matcher[] = [...lines, ...fields, ...sentences, ...fragments, ...runs, ...signals];

/** Whether one row alone recognizes the line, the sentence or the fragment in it. */
function recognizes(matcher: Matcher, text: string): boolean {
  const line = halfWidth(text);
  switch (matcher.row.scope) {
    case "field":
      return fieldsOf(furniture.fields, undecorated(line)) !== undefined;
    case "fragment":
      return fragmentsIn(matcher, line).length > 0;
    case "signal":
      return matcher.pattern.test(line) && !matcher.unless?.test(line);
    case "sentence":
      return firstMatch([matcher], line) !== undefined;
    default:
      return firstMatch([matcher], undecorated(line)) !== undefined;
  }
}

describe("furniture.yaml", () => {
  it("has a row for every matcher and no id twice", () => {
    expect(all).toHaveLength(table.rows.length);
    expect(new Set(table.rows.map((r) => r.id)).size).toBe(table.rows.length);
  });

  for (const matcher of all) {
    const { row } = matcher;
    it.each(row.examples)(`${row.id} recognizes %s`, (example) => {
      expect(recognizes(matcher, example)).toBe(true);
    });
    it.each(row.nearMisses)(`${row.id} leaves alone %s`, (nearMiss) => {
      expect(recognizes(matcher, nearMiss)).toBe(false);
    });
  }

  it("no near miss of a line row is taken by another row that holds anywhere", () => {
    const anywhere = furniture.lines.filter((m) => m.row.zone === "anywhere");
    const taken = all
      .flatMap((m) => m.row.nearMisses)
      .map((text) => [text, firstMatch(anywhere, undecorated(halfWidth(text)))?.matcher.row.id])
      .filter(([, id]) => id !== undefined);
    expect(taken).toEqual([]);
  });
});
