/**
 * Takes readings in brackets out of a page that was annotated by a tool, and puts back what the
 * tool broke. It worked on GBK bytes without regard to character boundaries, so a reading can
 * stand between the two bytes of a character: one byte is then lost to a `?` together with the
 * bracket, and the text behind it is out of step.
 */
import { gbkChar, gbkPair, isAsciiTrail } from "../../../text/gbk.ts";
import { isReadingOf } from "../../../text/readings.ts";
import type { Edit, TracedText } from "../../../text/traced.ts";
import {
  type Annotation,
  annotatedOn,
  findAnnotations,
  isAnnotatedPage,
  misfit,
  straddled,
} from "./annotations.ts";
import { LEADS } from "./dropped.ts";
import { edit, HOLE } from "./holes.ts";
import { costOf, simplified } from "./plausibility.ts";
import { LONGEST, type Reader, readShifted, type Shifted, startState } from "./shift.ts";
import type { BytesTables } from "./tables.ts";

const RULE_BRACKET = "repair/pinyin-bracket";
const RULE_KEYWORD = "repair/pinyin-keyword";
const RULE_ORPHAN = "repair/pinyin-orphan";
const RULE_STRADDLE = "repair/pinyin-straddle";

/** Bits by which the text must read better for a stretch without a `?reading)` to be called out of step. */
const GAIN = 16;
/** Bits that speak for a full stop where full-width punctuation follows a lone `?`. */
const STOP_BEFORE_MARK = 5;
const MARK_BEFORE_PUNCTUATION = /[\p{Script=Han}”][?\uFFFD][\u3001\u3002\uFF01-\uFF1F]/u;
const KEYWORD = /[A-Za-z0-9]{1,20}$/;

/** Remove readings in brackets and repair the characters they broke; a sound page comes back as it is. */
export function repairPinyin(traced: TracedText, tables: BytesTables): TracedText {
  const annotations = findAnnotations(traced.text);
  if (!isAnnotatedPage(traced.text, annotations, tables)) return traced;
  const { edits, gaps } = new Repair(traced.text, annotations, tables).run();
  return edit(traced, edits, (e) => gaps.has(e) || (e.text.includes(HOLE) && e.rule === RULE_STRADDLE));
}

class Repair {
  readonly #edits: Edit[] = [];
  /** Edits that stand for a loss although no hole shows. */
  readonly #gaps = new Set<Edit>();
  readonly #reader: Reader;
  /** Text before this offset is settled. */
  #settled = 0;
  /** What the settled text ends in, if an edit ends there. */
  #tail = "";
  /** Bytes were broken on this page, so single letters and question marks are under suspicion. */
  readonly #broken: boolean;
  /** Most readings of this page are written without tone. */
  readonly #toneless: boolean;

  constructor(
    readonly text: string,
    readonly annotations: readonly Annotation[],
    readonly tables: BytesTables,
  ) {
    this.#reader = {
      text,
      annotations: new Map(annotations.map((a) => [a.start, a])),
      seen: annotatedOn(text, annotations),
      han: tables.han,
      traditional: annotations.some((a) => {
        const host = text[a.start - 1] ?? "";
        return isReadingOf(a.reading, host) && simplified(host) !== host;
      }),
      dropped: new Map(),
      memory: new Map(),
      furthest: 0,
    };
    this.#toneless = annotations.filter((a) => !a.toned).length * 2 > annotations.length;
    this.#broken =
      MARK_BEFORE_PUNCTUATION.test(text) ||
      annotations.some((a) => a.headless && a.toned) ||
      annotations.some((a) => this.#isLetter(a.start - 1));
  }

  run(): { edits: Edit[]; gaps: ReadonlySet<Edit> } {
    for (const a of this.annotations) {
      this.#suspects(a.start);
      if (a.start < this.#settled) continue;
      if (a.headless) this.#headless(a);
      else this.#bracket(a);
    }
    this.#suspects(this.text.length);
    return { edits: this.#edits, gaps: this.#gaps };
  }

  #isLetter(at: number): boolean {
    return at >= 0 && isAsciiTrail(this.text.charCodeAt(at));
  }

  /** The character before a place, as repaired. */
  #before(at: number): string {
    return at === this.#settled && this.#tail !== "" ? this.#tail : (this.text[at - 1] ?? "");
  }

  #delete(a: Annotation, rule: string): void {
    const host = this.#before(a.start);
    this.#edits.push({ start: a.start, end: a.end, text: "", rule, absorb: true });
    this.#settled = a.end;
    this.#tail = host;
  }

  #bracket(a: Annotation): void {
    const host = this.#before(a.start);
    if (isReadingOf(a.reading, host)) {
      // `啊(a)` is as well the label of a list.
      if (a.toned || this.#toneless || a.reading.length > 1) this.#delete(a, RULE_BRACKET);
      return;
    }
    if (isAsciiTrail(host.charCodeAt(0)) && this.#settled < a.start) {
      const outer = gbkPair(this.#before(a.start - 1)) & 0xff;
      const whole = gbkChar(outer, host.charCodeAt(0));
      if (whole !== undefined && outer >= 0x81 && isReadingOf(a.reading, whole)) {
        // The letter is text: the match lay across the character before it and the letter.
        this.#delete(a, RULE_STRADDLE);
        return;
      }
    }
    const keyword = KEYWORD.exec(this.text.slice(Math.max(this.#settled, a.start - 20), a.start));
    if (keyword !== null && isReadingOf(a.reading, this.#before(a.start - keyword[0].length))) {
      this.#delete(a, RULE_KEYWORD);
    } else if (a.toned) this.#delete(a, RULE_ORPHAN);
  }

  #headless(a: Annotation): void {
    const before = this.#before(a.start);
    const trail = gbkPair(before) & 0xff;
    const leads = trail >= 0x81 ? straddled(trail, a.reading).filter((b) => b >= 0x81) : [];
    if (leads.length === 0 && !a.toned) return;
    const known = leads.length > 0;
    const states = known
      ? leads.map((u) => startState(u, before, "", misfit(gbkChar(trail, u)!, a, this.#reader.seen)))
      : LEADS.map((u) => startState(u, before));
    const found = readShifted(this.#reader, a.end, [a.start, a.end], states);
    if (found !== undefined) this.#put(found, !known);
    else this.#replace([a.start, a.end], HOLE);
  }

  /** Between annotations: lone question marks, and single letters behind Chinese, that may hide a shift. */
  #suspects(to: number): void {
    if (!this.#broken) return;
    for (let i = this.#settled; i < to; i++) {
      if (i < this.#settled) continue;
      const code = this.text.charCodeAt(i);
      if (code === 0x3f || code === 0xfffd) this.#loneMark(i);
      else if (isAsciiTrail(code)) this.#loneLetter(i);
    }
  }

  /** `?，F(xiàn)代` → `。現代`: the first byte of a character is lost without a reading to tell it. */
  #loneMark(at: number): void {
    const before = this.#before(at);
    if (gbkPair(this.text[at + 1] ?? "") === 0 && !this.#isLetter(at + 1)) return;
    if (gbkPair(before) === 0) return;
    // Punctuation out of step mostly follows punctuation: 。 and a quotation mark both begin with A1.
    const wide = gbkPair(this.text[at + 1]!) >> 8 === 0xa3;
    const states = LEADS.map((u) => startState(u, before, "", wide && u === 0xa1 ? -STOP_BEFORE_MARK : 0));
    const found = readShifted(this.#reader, at + 1, [at, at + 1], states);
    if (found === undefined || found.faulty) return;
    const closing = this.#reader.annotations.get(found.end);
    const confirmed =
      closing !== undefined && !closing.headless && isReadingOf(closing.reading, found.chars.at(-1)!);
    if (confirmed || found.chars === "。”" || this.#gain(found, at + 1) >= GAIN) this.#put(found, false);
  }

  /** `！皳碛幸惶缀w` → `，“擁有一套涵蓋`: a byte is lost without a trace, a letter ends the shift. */
  #loneLetter(at: number): void {
    const { text } = this;
    const closing = this.#reader.annotations.get(at + 1);
    let start = at;
    let seen = 0;
    let best: { found: Shifted; gain: number } | undefined;
    while (start > this.#settled && at - start < LONGEST && gbkPair(text[start - 1]!) > 0) {
      start--;
      seen += costOf(text[start]!, this.tables.han);
      // Sound text stops the search: what is out of step costs more than it.
      if (at - start >= 3 && seen / (at - start) < 12) break;
      if (at - start < 2) continue;
      const pair = gbkPair(text[start]!);
      if ((pair & 0xff) < 0x81) continue;
      const lost = pair >> 8 === 0xa3 ? "，" : HOLE;
      const state = startState(pair & 0xff, lost === HOLE ? "" : lost, lost);
      const found = readShifted(this.#reader, start + 1, [start, start + 1], [state]);
      if (found === undefined || found.faulty || found.end !== at + 1) continue;
      const gain = this.#gain(found, start + 1);
      if (best === undefined || gain > best.gain) best = { found, gain };
    }
    if (best === undefined) return;
    const confirmed =
      closing !== undefined && !closing.headless && isReadingOf(closing.reading, best.found.chars.at(-1)!);
    if (best.gain >= (confirmed ? GAIN / 2 : GAIN * 1.5)) this.#put(best.found, true);
  }

  /** Bits saved by reading a stretch in step. */
  #gain(found: Shifted, from: number): number {
    let seen = 0;
    for (let i = from; i < found.end; i++) {
      const char = this.text[i]!;
      if (gbkPair(char) > 0) seen += costOf(char, this.tables.han);
      else if (isAsciiTrail(char.charCodeAt(0))) seen += 12;
    }
    return seen - found.cost;
  }

  #replace([start, end]: readonly [number, number], text: string): Edit {
    const e: Edit = { start, end, text, rule: RULE_STRADDLE };
    this.#edits.push(e);
    this.#settled = end;
    this.#tail = [...text].at(-1) ?? "";
    return e;
  }

  /** Put characters in the place of the pieces they were read from, piece by piece, so that each keeps its own origin. */
  #put(found: Shifted, lossy: boolean): void {
    const { chars, units } = found;
    const last = Math.min(chars.length, units.length) - 1;
    for (let k = 0; k <= last; k++) {
      const [start, end] = units[k]!;
      const e = this.#replace(
        [start, k === last ? units.at(-1)![1] : end],
        k === last ? chars.slice(k) : chars[k]!,
      );
      if ((lossy && k === 0) || (found.lossy && k === last)) this.#gaps.add(e);
    }
  }
}
