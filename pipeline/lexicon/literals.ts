/**
 * What a text must hold to be matched: for a pattern, some literals of which every match has at least
 * one. Most rows of a table do not match most texts, and to look for literals is much cheaper than to
 * run the pattern. Where nothing can be told of a pattern, nothing is.
 */

/** A part of a pattern. */
interface Part {
  /** All that the part matches, where that is little; "" for what matches at a place without taking anything. */
  readonly exact?: readonly string[];
  /** At least one of these stands in every text that the part matches in. */
  readonly some?: readonly string[];
}

/** More strings than this are not told one by one. */
const MOST_EXACT = 48;
const MOST_LITERALS = 512;
const MOST_IN_CLASS = 12;

const DIGITS = [..."0123456789"];

const ANY: Part = {};
const NOTHING: Part = { exact: [""] };

/** Syntax that is not known here: of such a pattern nothing is told. */
class Unknown extends Error {}

/**
 * @param source of a pattern with flag `u`
 * @param ignoreCase whether it has flag `i`: then characters that have a case are not told
 * @param letters with `ignoreCase`, tell ASCII letters all the same, in lower case, for a search that takes both cases for one
 * @returns undefined where no such literals can be told
 */
export function literalsOf(
  source: string,
  ignoreCase = false,
  letters = false,
): readonly string[] | undefined {
  try {
    const parser = new Parser(source, ignoreCase, letters);
    return bestOf(parser.whole());
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

/** How often, about, a text holds one of the literals: rough, by their lengths. */
function commonness(literals: readonly string[]): number {
  return literals.reduce((n, l) => n + (l.length === 1 ? 0.05 : l.length === 2 ? 0.003 : 0.0005), 0);
}

function isTelling(literals: readonly string[] | undefined): literals is readonly string[] {
  return literals !== undefined && literals.length <= MOST_LITERALS && literals.every((l) => l !== "");
}

function better(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!isTelling(b)) return a;
  return a === undefined || commonness(b) < commonness(a) ? b : a;
}

function bestOf(part: Part): readonly string[] | undefined {
  return better(better(undefined, part.exact), part.some);
}

function oneAfterAnother(parts: readonly Part[]): Part {
  let run: readonly string[] = [""];
  let whole = true;
  let some: readonly string[] | undefined;
  for (const part of parts) {
    some = better(some, part.some);
    if (part.exact !== undefined && run.length * part.exact.length <= MOST_EXACT) {
      const { exact } = part;
      run = run.flatMap((head) => exact.map((tail) => head + tail));
      continue;
    }
    whole = false;
    some = better(some, run);
    run = part.exact ?? [""];
  }
  if (whole) return { exact: [...new Set(run)], ...(some && { some }) };
  some = better(some, run);
  return some ? { some } : ANY;
}

function oneOf(parts: readonly Part[]): Part {
  const [first, ...more] = parts;
  if (first !== undefined && more.length === 0) return first;
  const exact = parts.flatMap((p) => p.exact ?? []);
  const all = parts.every((p) => p.exact !== undefined) && exact.length <= MOST_EXACT;
  const each = parts.map(bestOf);
  const some = each.every((e) => e !== undefined) ? [...new Set(each.flat())] : undefined;
  return { ...(all && { exact: [...new Set(exact)] }), ...(isTelling(some) && { some }) };
}

function repeated(part: Part, least: number, most: number): Part {
  if (least === 1 && most === 1) return part;
  if (least === 0) return most === 1 && part.exact ? { exact: [...new Set(["", ...part.exact])] } : ANY;
  const some = bestOf(part);
  return some ? { some } : ANY;
}

/** Upper and lower case are one for these: letters of scripts that have no case, digits, marks and pictograms. */
function hasNoCase(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0x2010 && code <= 0x2027) ||
    (code >= 0xa1 && code <= 0xb4 && code !== 0xaa) ||
    (code >= 0xb6 && code <= 0xbf && code !== 0xba) ||
    // Arrows, signs and circled numbers, but for circled letters.
    (code >= 0x2190 && code <= 0x2bff && !(code >= 0x24b6 && code <= 0x24e9)) ||
    (code >= 0x1f000 && code <= 0x1faff) ||
    (code < 0x80 && !/[A-Za-z]/.test(String.fromCharCode(code)))
  );
}

class Parser {
  #at = 0;
  readonly #source: readonly string[];

  constructor(
    source: string,
    readonly ignoreCase: boolean,
    readonly letters: boolean,
  ) {
    this.#source = [...source];
  }

  whole(): Part {
    const part = this.#disjunction();
    if (this.#at < this.#source.length) throw new Unknown();
    return part;
  }

  #eat(expected: string): boolean {
    for (let k = 0; k < expected.length; k++) if (this.#source[this.#at + k] !== expected[k]) return false;
    this.#at += expected.length;
    return true;
  }

  #next(): string {
    const char = this.#source[this.#at++];
    if (char === undefined) throw new Unknown();
    return char;
  }

  #disjunction(): Part {
    const parts = [this.#alternative()];
    while (this.#eat("|")) parts.push(this.#alternative());
    return oneOf(parts);
  }

  #alternative(): Part {
    const parts: Part[] = [];
    for (
      let c = this.#source[this.#at];
      c !== undefined && c !== "|" && c !== ")";
      c = this.#source[this.#at]
    )
      parts.push(this.#quantified(this.#atom()));
    return oneAfterAnother(parts);
  }

  #quantified(part: Part): Part {
    let [least, most] = [1, 1];
    if (this.#eat("*")) [least, most] = [0, Number.POSITIVE_INFINITY];
    else if (this.#eat("+")) [least, most] = [1, Number.POSITIVE_INFINITY];
    else if (this.#eat("?")) [least, most] = [0, 1];
    else if (this.#eat("{")) {
      let inside = "";
      while (!this.#eat("}")) inside += this.#next();
      const [, from, comma, to] = /^(\d+)(,?)(\d*)$/.exec(inside) ?? [];
      if (from === undefined) throw new Unknown();
      least = Number(from);
      most = comma === "" ? least : to === "" ? Number.POSITIVE_INFINITY : Number(to);
    } else return part;
    this.#eat("?");
    return repeated(part, least, most);
  }

  #atom(): Part {
    const c = this.#next();
    switch (c) {
      case "^":
      case "$":
        return NOTHING;
      case ".":
        return ANY;
      case "(":
        return this.#group();
      case "[":
        return this.#class();
      case "\\":
        return this.#escape();
      default:
        return this.#literal(c);
    }
  }

  #literal(char: string): Part {
    const code = char.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) return ANY;
    if (!this.ignoreCase || hasNoCase(code)) return { exact: [char] };
    return this.letters && /[A-Za-z]/.test(char) ? { exact: [char.toLowerCase()] } : ANY;
  }

  #group(): Part {
    let [looks, denied] = [false, false];
    if (this.#eat("?=") || this.#eat("?<=")) looks = true;
    else if (this.#eat("?!") || this.#eat("?<!")) [looks, denied] = [true, true];
    else if (this.#eat("?<")) while (this.#next() !== ">");
    else if (this.#eat("?") && !this.#eat(":")) throw new Unknown();
    const inside = this.#disjunction();
    if (!this.#eat(")")) throw new Unknown();
    if (!looks) return inside;
    // What is looked at stands in the text as well, but takes no place of its own.
    const some = denied ? undefined : bestOf(inside);
    return some ? { exact: [""], some } : NOTHING;
  }

  #escape(): Part {
    const c = this.#next();
    if (c === "d") return { exact: DIGITS };
    if (/[DwWsS]/.test(c)) return ANY;
    if (/[bB]/.test(c)) return NOTHING;
    if (/[pP]/.test(c)) {
      while (this.#next() !== "}");
      return ANY;
    }
    // Control characters, code points and references: rare, so not worth the reading.
    if (/[A-Za-z0-9]/.test(c)) throw new Unknown();
    return this.#literal(c);
  }

  #class(): Part {
    const denied = this.#eat("^");
    const chars: string[] = [];
    let few = !denied;
    for (let c = this.#next(); c !== "]"; c = this.#next()) {
      if (c === "\\") {
        c = this.#next();
        if (/[pP]/.test(c)) while (this.#next() !== "}");
        if (c === "d") {
          chars.push(...DIGITS);
          continue;
        }
        if (/[A-Za-z0-9]/.test(c)) {
          // Such an escape may be a code point of several characters, each of which is then read as one of the class.
          few = false;
          continue;
        }
      }
      chars.push(c);
      if (this.#source[this.#at] !== "-" || this.#source[this.#at + 1] === "]") continue;
      const [from, to] = [c.codePointAt(0)!, this.#source[this.#at + 1]?.codePointAt(0) ?? 0];
      if (to === 0x5c || to - from > MOST_IN_CLASS) few = false;
      else for (let code = from + 1; code <= to; code++) chars.push(String.fromCodePoint(code));
      this.#at += 1;
    }
    if (!few || chars.length > MOST_IN_CLASS) return ANY;
    const parts = chars.map((c) => this.#literal(c).exact?.[0]);
    return parts.every((p) => p !== undefined) ? { exact: [...new Set(parts)] } : ANY;
  }
}
