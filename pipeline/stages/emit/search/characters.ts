/** Which Simplified character a Traditional one stands for when something is looked for. */
import { Converter } from "opencc-js/t2cn";
import { simplifiedOf } from "../assets/lib/tokenize.js";

/** Blocks of Chinese characters in everyday use: the basic one and extension A. */
const BLOCKS = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
] as const;

let all: { readonly from: string; readonly to: string } | undefined;

/** Every Traditional character that a single Simplified one stands for, in the order of Unicode. */
function traditionalCharacters(): { readonly from: string; readonly to: string } {
  if (all) return all;
  const characters = BLOCKS.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
  );
  // One a line: a neighbour would make a word of it.
  const converted = Converter({ from: "t", to: "cn" })(characters.join("\n")).split("\n");
  const changed = characters.flatMap((from, i) => {
    const to = converted[i]!;
    return to !== from && [...to].length === 1 ? [{ from, to }] : [];
  });
  all = { from: changed.map((c) => c.from).join(""), to: changed.map((c) => c.to).join("") };
  return all;
}

/** As a map, for folding. */
export function simplifiedCharacters(): ReadonlyMap<string, string> {
  const { from, to } = traditionalCharacters();
  return simplifiedOf(from, to);
}

/** Those whose Simplified character occurs: all that a query needs. */
export function charactersThatOccur(occurring: Pick<ReadonlySet<string>, "has">): {
  from: string;
  to: string;
} {
  const { from, to } = traditionalCharacters();
  const targets = [...to];
  const kept = [...from].flatMap((character, i) =>
    occurring.has(targets[i]!) ? [{ from: character, to: targets[i]! }] : [],
  );
  return { from: kept.map((c) => c.from).join(""), to: kept.map((c) => c.to).join("") };
}

/** The characters of many texts. */
export class Characters {
  /** By code unit; the few that take two are kept by name. */
  readonly #units = new Uint8Array(0x10000);
  readonly #others = new Set<string>();

  add(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i)!;
      if (code <= 0xffff) this.#units[code] = 1;
      else {
        this.#others.add(String.fromCodePoint(code));
        i++;
      }
    }
  }

  has(character: string): boolean {
    return character.length > 1 ? this.#others.has(character) : this.#units[character.charCodeAt(0)] === 1;
  }
}
