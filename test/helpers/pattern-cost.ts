/**
 * What a regular expression may cost, by its shape alone: no clock, so the verdict is the same on any
 * machine. A matcher that backtracks tries every way a pattern can stretch at one place before it
 * gives up there; `ways` multiplies what can stretch, `cost` adds up the attempts at one place.
 */
export interface PatternCost {
  /** Attempts at one place of the text; Infinity where nothing but the text's length bounds them. */
  readonly perPlace: number;
  /** Pieces that make it unbounded. */
  readonly unbounded: readonly string[];
}

interface Cost {
  readonly ways: number;
  readonly cost: number;
  /** Whether it can only match where the text begins. */
  readonly anchored: boolean;
  /** Whether it is one character, whichever. */
  readonly single: boolean;
  readonly text: string;
  /** The alternatives, of an alternation. */
  readonly options: readonly Cost[];
}

/** A repeat without an upper bound may stretch over all of the text. */
const WHOLE_TEXT = 1e9;
/** What stands behind one pass over a text in what it tries at each place. */
const LONG = 1e6;
/** What is tried where the text begins is tried once, not at every place. */
const ONCE = 1e3;

export function patternCost(source: string): PatternCost {
  const unbounded: string[] = [];
  let at = 0;
  const peek = () => source[at];
  const take = (s: string) => {
    if (!source.startsWith(s, at)) return false;
    at += s.length;
    return true;
  };

  function alternation(): Cost {
    const from = at;
    const options = [sequence()];
    while (take("|")) options.push(sequence());
    return {
      // Alternatives are tried one after the other; of words that differ one fits at most.
      ways: 1 + options.reduce((n, o) => n + o.ways - 1, 0),
      cost: options.reduce((n, o) => n + o.cost, 0),
      anchored: options.every((o) => o.anchored),
      single: options.every((o) => o.single),
      text: source.slice(from, at),
      options,
    };
  }

  function sequence(): Cost {
    const from = at;
    const parts: Cost[] = [];
    while (at < source.length && peek() !== "|" && peek() !== ")") parts.push(repeated());
    let ways = 1;
    let cost = 1;
    parts.forEach((p, i) => {
      cost += ways * p.cost;
      if (!endsAt(p, parts[i + 1])) ways *= p.ways;
    });
    return {
      ways,
      cost,
      anchored: parts.some((p) => p.anchored) && (parts[0]?.anchored ?? false),
      single: parts.length === 1 && parts[0]!.single,
      text: source.slice(from, at),
      options: [],
    };
  }

  /** [^\n]* before \n ends in one place alone. */
  function endsAt(part: Cost, next: Cost | undefined): boolean {
    const not = /^\[\^((?:\\.|[^\]])*)\][*+{]/.exec(part.text)?.[1];
    return not !== undefined && next !== undefined && next.text.length <= 2 && not.includes(next.text);
  }

  function repeated(): Cost {
    const from = at;
    const one = atom();
    const range = quantifier();
    if (range === undefined) return one;
    const [least, most] = range;
    const text = source.slice(from, at);
    if (most === Number.POSITIVE_INFINITY) {
      if (!one.single) unbounded.push(text);
      return {
        ways: WHOLE_TEXT,
        cost: WHOLE_TEXT * one.cost,
        anchored: false,
        single: false,
        text,
        options: [],
      };
    }
    const stretch = most - least + 1;
    // An optional word is there or is not; a stretch of any characters has as many ends as it is long.
    const ways =
      one.single || one.ways > 1 ? stretch * one.ways ** Math.min(most, 4) : most > 1 ? stretch : 1;
    return { ways, cost: most * one.cost, anchored: false, single: false, text, options: [] };
  }

  function quantifier(): [number, number] | undefined {
    let range: [number, number] | undefined;
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(source.slice(at, at + 12));
    if (take("*")) range = [0, Number.POSITIVE_INFINITY];
    else if (take("+")) range = [1, Number.POSITIVE_INFINITY];
    else if (take("?")) range = [0, 1];
    else if (counted) {
      at += counted[0].length;
      const least = Number(counted[1]);
      range = [
        least,
        counted[2] === undefined ? least : counted[3] === "" ? Number.POSITIVE_INFINITY : Number(counted[3]),
      ];
    }
    if (range) take("?");
    return range;
  }

  function atom(): Cost {
    const from = at;
    if (take("(")) {
      const look = take("?=") || take("?!") || take("?<=") || take("?<!");
      if (!look && !take("?:")) {
        const name = /^\?<[^>]+>/.exec(source.slice(at))?.[0];
        if (name) at += name.length;
      }
      const inside = alternation();
      if (!take(")")) throw new SyntaxError(`no end of the group at ${from} in ${source}`);
      const text = source.slice(from, at);
      // What a look-around has found is not looked for again in another way.
      return look ? { ...inside, ways: 1, anchored: false, single: false, text } : { ...inside, text };
    }
    let single = true;
    if (take("[")) {
      while (peek() !== "]") at += peek() === "\\" ? 2 : 1;
      at++;
    } else if (take("\\")) {
      const kind = peek();
      at++;
      if ((kind === "p" || kind === "P" || kind === "u") && peek() === "{") at = source.indexOf("}", at) + 1;
      single = kind !== "b" && kind !== "B";
    } else if (take("^") || take("$")) single = false;
    else at += source.codePointAt(at)! > 0xffff ? 2 : 1;
    const text = source.slice(from, at);
    return { ways: 1, cost: 1, anchored: text === "^", single, text, options: [] };
  }

  const whole = alternation();
  if (at < source.length) throw new SyntaxError(`left over at ${at} in ${source}`);
  let perPlace = 0;
  for (const option of whole.options) {
    const passes = option.cost / WHOLE_TEXT;
    // One long stretch from where the text begins is one pass over it; from any place it is a square.
    if (passes < 1) perPlace = Math.max(perPlace, option.anchored ? option.cost / ONCE : option.cost);
    else if (!option.anchored) unbounded.push(`from any place: ${option.text}`);
    else if (passes > LONG) unbounded.push(`two long stretches: ${option.text}`);
  }
  return { perPlace: unbounded.length > 0 ? Number.POSITIVE_INFINITY : perPlace, unbounded };
}
