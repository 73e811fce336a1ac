/**
 * Reads on behind a lost byte. Where an insertion between the two bytes of a character swallowed
 * one of them, the text after it was decoded one byte out of step, until an ASCII byte that can
 * end a character, or another loss, brought it back. With the lost byte put back, the true
 * characters appear; where several bytes are possible, the likelier Chinese wins, and where none
 * is clearly likelier a hole is left.
 */
import { gbkChar, gbkPair, isAsciiTrail } from "../../../text/gbk.ts";
import { type Annotation, LEAST_MISFIT, misfit } from "./annotations.ts";
import { droppedPairs, LEADS, type Pairs, seconds } from "./dropped.ts";
import { HOLE } from "./holes.ts";
import { costAfter, isSimplifiedOnly, joins } from "./plausibility.ts";
import type { HanFrequency } from "./tables.ts";
import { costOfWords } from "./word-cost.ts";

/** Longest stretch that is read out of step, in characters. The real ones seen are under 20. */
export const LONGEST = 48;
/** Readings kept at each step; there are rarely more than three. */
const BEAM = 16;
/** Bits by which a reading must be likelier than the next to be taken. */
const MARGIN = 2;
/** Bits by which it must be likelier to be taken without a mark. */
const CLEAR = 5;
/**
 * Cost of a hole, of supposing that a pair was dropped, and of a reading that contradicts its
 * annotation. Whether decoders drop a pair is settled by its bytes, so supposing it costs little.
 */
const HOLE_COST = 20;
const DROP_COST = 1;
const CONTRADICTION = 20;
/** Bits that speak against a Simplified form on a Traditional page. */
const OTHER_SCRIPT = 5;
/** Mean cost in bits a character above which a stretch is no Chinese, even with names in it. */
const PLAUSIBLE = 15;
/** Cost from which on a character in its place is all but unknown, and not believed without a mark. */
const DESPERATE = 18;

/** Dropped pairs supposed in one stretch at most: every comma in it makes one. */
const MOST_DROPPED = 6;

/** A reading in the making. */
export interface State {
  /** First byte of the character whose second comes next. */
  readonly pending: number;
  /** Each one code unit, as are all characters of GBK. */
  readonly chars: string;
  readonly last: string;
  readonly cost: number;
  /** The part of the cost that is not the characters' own: what contradicts it, what had to be supposed. */
  readonly base: number;
  readonly dropped: number;
  /** An annotation named another reading. */
  readonly faulty: boolean;
  /** Something was lost that could not be told for certain. */
  readonly lossy: boolean;
}

export interface Shifted {
  /** The true characters; `□` where unknown. Each one code unit. */
  readonly chars: string;
  /** Pieces of the text as it stands, in order, the first one the lost byte's: `[start, end)`. */
  readonly units: ReadonlyArray<readonly [number, number]>;
  /** Where the text is in step again. */
  readonly end: number;
  readonly cost: number;
  /** Cost of the rarest character in its place, in bits, and the mean. */
  readonly worst: number;
  readonly mean: number;
  readonly faulty: boolean;
  /** Something was lost that could not be told for certain. */
  readonly lossy: boolean;
}

export interface Reader {
  readonly text: string;
  readonly annotations: ReadonlyMap<number, Annotation>;
  /** Characters annotated on the page, with their readings. */
  readonly seen: ReadonlySet<string>;
  readonly han: HanFrequency;
  /** The page is written in Traditional characters. */
  readonly traditional: boolean;
  /** Candidates for a dropped pair, by the bytes around it. */
  readonly dropped: Map<string, Pairs>;
  /** What was read before, by all that it depends on; offsets are from the first piece. */
  readonly memory: Map<string, Shifted | undefined>;
  /** How far into the text the last reading looked. */
  furthest: number;
}

export function startState(pending: number, before: string, chars = "", cost = 0): State {
  return { pending, chars, last: before, cost, base: cost, dropped: 0, faulty: false, lossy: false };
}

/** Begins no character and is none alone. */
const LONE_BYTE = 0x80;
/** Bits that speak against supposing that an ASCII character went with a lost byte. */
const EATEN_COST = 5;

/** Text behind the first piece on which a remembered reading may depend. */
const VIEW = LONGEST * 3;

/**
 * Decode from `at`, where the first bytes of `states` wait for their second. Pages repeat their
 * phrases and their paragraphs, so what was read once is remembered.
 *
 * @param first the piece of text that the lost byte's character is put in place of
 * @returns the best reading, or undefined if there is none
 */
export function readShifted(
  reader: Reader,
  at: number,
  first: readonly [number, number],
  states: readonly State[],
): Shifted | undefined {
  const origin = first[0];
  const { text, memory } = reader;
  const past = origin + VIEW;
  const open = isQuoteOpen(text, origin) ? "“" : "";
  const from = states.map((s) => `${s.pending}${s.last}${s.cost}`).join();
  const key = `${at - origin},${first[1] - origin}${open}${from}|${text.slice(origin, past)}`;
  if (memory.has(key)) {
    const known = memory.get(key);
    return known && moved(known, origin);
  }
  reader.furthest = at;
  const found = decode(reader, at, first, states);
  // An annotation at the edge of the view is whole only if the view goes on behind it.
  if (reader.furthest + LONGEST < past) memory.set(key, found && moved(found, -origin));
  return found;
}

function moved(found: Shifted, by: number): Shifted {
  return { ...found, end: found.end + by, units: found.units.map(([s, e]) => [s + by, e + by] as const) };
}

/** What the walks found: the readings, and the pieces of text they were read from, which are the same for all. */
interface Found {
  readonly states: readonly State[];
  readonly units: ReadonlyArray<readonly [number, number]>;
  readonly end: number;
}

function decode(
  reader: Reader,
  at: number,
  first: readonly [number, number],
  states: readonly State[],
): Shifted | undefined {
  const plain = walk(reader, at, first, states, undefined);
  const holed = walk(reader, at, first, states, DROP_COST);
  const found = holed ?? plain;
  if (found === undefined) return undefined;
  const all = new Map<string, State>();
  for (const s of [...(plain?.states ?? []), ...(holed?.states ?? [])]) {
    const known = all.get(s.chars);
    if (known === undefined || s.cost < known.cost) all.set(s.chars, s);
  }
  const best = choose(
    reader,
    { ...found, states: [...all.values()] },
    contextBefore(reader.text, first[0], states[0]?.last ?? ""),
  );
  return best !== undefined && best.mean <= PLAUSIBLE ? best : undefined;
}

/** Characters on either side of a stretch by which its words are judged. */
const CONTEXT = 4;

/** The last characters before a stretch, readings in brackets left out. */
function contextBefore(text: string, at: number, last: string): string {
  if (last === "" || text[at - 1] !== last) return last;
  let out = "";
  for (let i = at - 1; i >= 0 && out.length < CONTEXT; i--) {
    if (text[i] === ")") {
      const open = text.lastIndexOf("(", i);
      if (open < 0 || i - open > 9) break;
      i = open;
      continue;
    }
    if (gbkPair(text[i]!) === 0) break;
    out = text[i]! + out;
  }
  return out;
}

/** The first characters behind a stretch, as far as they are in step. */
function contextAfter({ text, annotations }: Reader, at: number): string {
  let out = "";
  for (let i = at; i < text.length && out.length < CONTEXT; i++) {
    const annotation = annotations.get(i);
    if (annotation?.headless) return out.slice(0, -1);
    if (annotation !== undefined) i = annotation.end;
    if (gbkPair(text[i] ?? "") === 0) break;
    out += text[i]!;
  }
  return out;
}

function walk(
  reader: Reader,
  at: number,
  first: readonly [number, number],
  initial: readonly State[],
  dropCost: number | undefined,
): Found | undefined {
  const { text, annotations, han } = reader;
  const units: Array<readonly [number, number]> = [first];
  let states = initial;
  const otherScript = (char: string) => (reader.traditional && isSimplifiedOnly(char) ? OTHER_SCRIPT : 0);
  /** What the dearest reading that will be kept costs at most: so many are as cheap without a dropped pair. */
  const enough = (byte: number | undefined, said?: Annotation): number => {
    const costs: number[] = [];
    for (const s of states) {
      for (const c of seconds(s.pending, byte, said?.reading)) {
        const fit = said === undefined ? 0 : (misfit(c, said, reader.seen) ?? CONTRADICTION);
        costs.push(s.cost + costAfter(s.last, c, han) + fit + otherScript(c));
      }
    }
    return costs.sort((a, b) => a - b)[BEAM - 1] ?? Number.POSITIVE_INFINITY;
  };
  // Read one byte (any, if undefined) as the second of the waiting character; before it, suppose a pair was dropped.
  const readByte = (byte: number | undefined, pending: number, said?: Annotation): readonly State[] => {
    const next = new Beam();
    const bound = dropCost === undefined ? 0 : enough(byte, said);
    /** Read `char` as said after `last`, on top of what was supposed before it. */
    const put = (s: State, dropped: string, last: string, cost: number, base: number, char: string) => {
      const fit = said === undefined ? 0 : misfit(char, said, reader.seen);
      const extra = (fit ?? CONTRADICTION) + otherScript(char);
      const all = cost + costAfter(last, char, han) + extra;
      if (all >= next.limit) return;
      next.add({
        pending,
        chars: s.chars + dropped + char,
        last: char,
        cost: all,
        base: base + extra,
        dropped: dropped === "" ? s.dropped : s.dropped + 1,
        faulty: s.faulty || fit === undefined,
        lossy: s.lossy || (dropped !== "" && said === undefined),
      });
    };
    for (const s of states) {
      for (const c of seconds(s.pending, byte, said?.reading)) put(s, "", s.last, s.cost, s.base, c);
      if (dropCost === undefined || s.dropped >= MOST_DROPPED) continue;
      // Bits that the pair itself may cost, with one to spare for rounding.
      const most = Math.min(next.limit, bound) - s.cost - dropCost - Math.min(LEAST_MISFIT, 0) + 1;
      for (const [one, two] of dropped(reader, s, byte, said?.reading, most)) {
        const extra = otherScript(one);
        const cost = s.cost + dropCost + costAfter(s.last, one, han) + extra;
        put(s, one, one, cost, s.base + dropCost + extra, two);
      }
    }
    return next.states;
  };
  const hole = () => {
    states = states.map((s) => ({
      ...s,
      chars: s.chars + HOLE,
      last: "",
      cost: s.cost + HOLE_COST,
      base: s.base + HOLE_COST,
      lossy: true,
    }));
  };
  /** The second byte is lost without a reading to tell it: what the words or the line say, else a hole. */
  const guessLast = () => {
    const after = text[i + 1] ?? "\n";
    const open = isQuoteOpen(text, first[0]);
    const next: State[] = [];
    for (const s of states) {
      for (const b of [LONE_BYTE, ...LEADS]) {
        const c = gbkChar(s.pending, b);
        if (c === undefined) continue;
        const likely =
          b === LONE_BYTE ||
          (after === "\n" && s.pending === 0xa1
            ? c === (open ? "”" : "。")
            : (c === "”" && open) || joins(s.last, c, han) || joins(c, after, han));
        if (!likely) continue;
        // Alone it is lost; any other byte takes the ASCII character behind it along.
        const eaten = b === LONE_BYTE ? 0 : EATEN_COST;
        const extra = otherScript(c);
        const cost = s.cost + costAfter(s.last, c, han) + extra + eaten;
        const base = s.base + extra + eaten;
        next.push({ ...s, pending: 0, chars: s.chars + c, last: c, cost, base, lossy: true });
      }
    }
    if (next.length === 0) hole();
    else states = next;
  };
  let i = at;
  for (let n = 0; ; n++) {
    reader.furthest = Math.max(reader.furthest, i);
    const annotation = annotations.get(i);
    if (annotation !== undefined && !annotation.headless && n > 0) {
      // Inside the stretch a straddling match is in step with the decoder: only its bracket came in.
      units[units.length - 1] = [units.at(-1)![0], annotation.end];
      i = annotation.end;
      continue;
    }
    const char = text[i] ?? "\n";
    const code = char.charCodeAt(0);
    const lost = char === "?" || char === "\uFFFD";
    const said = annotation?.headless ? annotation : lost ? annotations.get(i + 1) : undefined;
    if (said !== undefined && (said === annotation || !said.headless)) {
      // The second byte went with the bracket or was none to the decoder, but its character's reading is known.
      const next = readByte(undefined, 0, said).filter((s) => !s.faulty);
      if (next.length > 0) states = next;
      else hole();
      units.push([i, said.end]);
      i = said.end;
      break;
    }
    if (code === 0x20ac) {
      // Browsers read the byte 0x80 as a euro sign.
      states = readByte(0x80, 0, annotations.get(i + 1));
      units.push([i, i + 1]);
      i++;
      break;
    }
    if (isAsciiTrail(code)) {
      const known = annotations.get(i + 1);
      states = readByte(code, 0, known?.headless ? undefined : known);
      units.push([i, i + 1]);
      i++;
      break;
    }
    const pair = gbkPair(char);
    if (pair === 0 || n >= LONGEST) {
      // A lead byte takes the byte behind it along; what that was is lost, so the place is marked.
      if (lost && n < LONGEST) {
        guessLast();
        units.push([i, i + 1]);
        i++;
      } else hole();
      break;
    }
    const [x, y] = [pair >> 8, pair & 0xff];
    states = readByte(x, y);
    units.push([i, i + 1]);
    i++;
    if (y < 0x80) {
      // The true text had an ASCII character here, taken for the second half of this one.
      const ascii = String.fromCharCode(y);
      states = states.map((s) => ({ ...s, chars: s.chars + ascii, last: ascii }));
      break;
    }
    if (states.length === 0) return undefined;
  }
  return { states, units, end: i };
}

/** A quotation that opened farther back is taken for closed. */
const LONGEST_QUOTE = 400;

/** Whether a quotation mark stands open before a place, on its line. */
function isQuoteOpen(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - LONGEST_QUOTE; i--) {
    if (text[i] === "“") return true;
    if (text[i] === "”" || text[i] === "\n") return false;
  }
  return false;
}

/** `droppedPairs` behind a state, which are the same for many of them. */
function dropped(
  { han, dropped: known }: Reader,
  { pending, last }: State,
  trail: number | undefined,
  reading: string | undefined,
  most: number,
): Pairs["pairs"] {
  const key = `${pending},${trail ?? ""},${last},${reading ?? ""}`;
  let found = known.get(key);
  if (found === undefined || found.most < most) {
    found = droppedPairs(han, pending, last, trail, reading, most);
    known.set(key, found);
  }
  return found.pairs;
}

/** The cheapest readings of a step, cheapest first; of equals the one found first. */
class Beam {
  readonly states: State[] = [];
  /** What does not cost less will not be kept. */
  limit = Number.POSITIVE_INFINITY;

  add(state: State): void {
    const { states } = this;
    let place = states.length;
    while (place > 0 && states[place - 1]!.cost > state.cost) place--;
    states.splice(place, 0, state);
    if (states.length > BEAM) states.pop();
    if (states.length === BEAM) this.limit = states[BEAM - 1]!.cost;
  }
}

/** What two readings have in common, holes for the rest: character by character, or where their lengths differ from both ends. */
function agreed(best: string, rival: string): string {
  let out = "";
  if (best.length === rival.length) {
    for (let k = 0; k < best.length; k++) out += best[k] === rival[k] ? best[k] : HOLE;
    return out;
  }
  let head = 0;
  while (head < best.length && head < rival.length && best[head] === rival[head]) head++;
  let tail = 0;
  const most = Math.min(best.length, rival.length) - head;
  while (tail < most && best.at(-1 - tail) === rival.at(-1 - tail)) tail++;
  for (let k = 0; k < best.length; k++) out += k >= head && k < best.length - tail ? HOLE : best[k];
  return out;
}

/** The cheapest reading; places where one almost as cheap reads otherwise become holes. */
function choose(reader: Reader, { states, units, end }: Found, before: string): Shifted | undefined {
  const { han } = reader;
  const after = contextAfter(reader, end);
  // One word list judges them all, with what stands around: characters alone cannot tell 每個月 from 每家月.
  const finals = states
    .map((s) => ({ ...s, score: s.base + costOfWords(before + s.chars + after, han) }))
    .sort((a, b) => a.score - b.score);
  const best = finals[0];
  if (best === undefined) return undefined;
  let { chars } = best;
  for (const rival of finals.slice(1)) {
    if (rival.score - best.score >= MARGIN) break;
    chars = agreed(chars, rival.chars);
  }
  let real = 0;
  let holes = 0;
  let worst = 0;
  for (let k = 0; k < best.chars.length; k++) {
    const c = best.chars[k]!;
    if (c === HOLE) {
      holes++;
      continue;
    }
    if (c >= "\u0080") real++;
    worst = Math.max(worst, costAfter(best.chars[k - 1] ?? "", c, han));
  }
  const mean = (best.cost - holes * HOLE_COST) / Math.max(real, 1);
  const sure = finals.every((f) => f.score - best.score >= CLEAR || f.chars === best.chars);
  return {
    chars,
    units,
    end,
    worst,
    cost: best.cost,
    mean,
    faulty: best.faulty,
    lossy: best.lossy || !sure || worst > DESPERATE,
  };
}
