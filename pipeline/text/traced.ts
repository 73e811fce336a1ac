/**
 * Traced text: a text that never forgets where each of its characters stood.
 *
 * The raw text is immutable; every stage works by edits over it, each naming the rule that asked
 * for it. From the one data structure follow evidence spans, the partition of the raw text into
 * kept and removed, and the answer to "why does it read like this?". It plays the part a source
 * map plays for compilers (ECMA-426), with one difference: what was *removed* is recorded too.
 *
 * All offsets are UTF-16 code units, as in `String.prototype.slice`.
 */

import { isBlank } from "./places.ts";

/** Why characters of the raw text are not in the clean text. */
export type RemovalStatus = "boilerplate" | "duplicate" | "damage";

/** A change asked for by a rule, in coordinates of the current text. */
export interface Edit {
  /** First code unit replaced. */
  readonly start: number;
  /** One past the last code unit replaced; equal to `start` for an insertion. */
  readonly end: number;
  /** What stands there instead; empty for a deletion. */
  readonly text: string;
  /** Id of the rule that asks for the edit, e.g. `repair/pinyin-bracket`. */
  readonly rule: string;
  /** For a deletion: what the deleted text was. Default `damage`. */
  readonly status?: RemovalStatus;
  /** For a deletion of a duplicate: raw offset at which the surviving copy begins. */
  readonly of?: number;
  /**
   * For a deletion: the deleted text annotates the character before it (a bracketed reading) and
   * shares that character's fate: it counts as kept while the character is kept.
   */
  readonly absorb?: boolean;
}

/** One applied edit, in raw coordinates. */
export interface Change {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** A remark on a place of the raw text, such as `text-gap`: words were lost here. */
export interface Mark {
  readonly at: number;
  readonly flag: string;
  readonly rule: string;
}

/** A run of raw characters with one fate. `reason` is a rule id, or `text` for what came through as it was. */
export interface RawSpan {
  readonly start: number;
  readonly end: number;
  readonly status: "kept" | RemovalStatus;
  readonly reason: string;
  /** For duplicates: raw offset of the surviving copy. */
  readonly of?: number;
}

export interface RawRange {
  readonly start: number;
  readonly end: number;
}

interface Removal extends RawRange {
  readonly status: RemovalStatus;
  readonly rule: string;
  readonly of?: number;
}

interface Absorbed extends RawRange {
  readonly rule: string;
}

/** The part of the raw text an article may stand for; `rule` says why the rest is not its text. */
interface Window extends RawRange {
  readonly rule: string;
}

/** A traced text without its raw text, as plain JSON: what `TracedText.unpack` makes it of again. */
export interface PackedText {
  readonly text: string;
  /** Origins as runs of [raw offset, length, width]: width 1 counts on with each code unit, any other is shared by all of the run. */
  readonly runs: readonly number[];
  readonly window: Window;
  readonly removals: readonly Removal[];
  readonly absorbed: readonly Absorbed[];
  readonly changes: readonly Change[];
  readonly marks: readonly Mark[];
}

/** Offsets that are copied one by one: a view of so few costs more than they do. */
const FEW = 64;

export class TracedText {
  readonly raw: string;
  readonly text: string;
  /** Every change so far, in the order of application. */
  readonly changes: readonly Change[];
  readonly marks: readonly Mark[];
  /** `from[i]`, `to[i]`: the raw range that code unit `i` of `text` stands for. Both never decrease. */
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  readonly #removals: readonly Removal[];
  readonly #absorbed: readonly Absorbed[];
  readonly #window: Window;

  private constructor(
    window: Window,
    raw: string,
    text: string,
    from: Uint32Array,
    to: Uint32Array,
    removals: readonly Removal[],
    absorbed: readonly Absorbed[],
    changes: readonly Change[],
    marks: readonly Mark[],
  ) {
    this.#window = window;
    this.raw = raw;
    this.text = text;
    this.#from = from;
    this.#to = to;
    this.#removals = removals;
    this.#absorbed = absorbed;
    this.changes = changes;
    this.marks = marks;
  }

  /** The text as it came: every character stands for itself. */
  static of(raw: string): TracedText {
    return TracedText.window(raw, 0, raw.length, "");
  }

  /**
   * One record of a container: `raw.slice(start, end)` is the text, the rest of `raw` is boilerplate by
   * `rule`. Costs what the window costs, not what `raw` does, so that a file of many records stays linear.
   *
   * @throws RangeError when the window does not lie in `raw`.
   */
  static window(raw: string, start: number, end: number, rule: string): TracedText {
    if (!(start >= 0 && start <= end && end <= raw.length)) {
      throw new RangeError(`${rule}: window ${start}..${end} lies outside the text`);
    }
    const [from, to] = origins(end - start);
    for (let i = start; i < end; i++) {
      from[i - start] = i;
      to[i - start] = i + 1;
    }
    return new TracedText({ start, end, rule }, raw, raw.slice(start, end), from, to, [], [], [], []);
  }

  /** Everything but the raw text, small enough to be kept: almost all characters stand for themselves. */
  pack(): PackedText {
    const runs: number[] = [];
    const [from, to] = [this.#from, this.#to];
    for (let i = 0; i < from.length; ) {
      const width = to[i]! - from[i]!;
      const step = width === 1 ? 1 : 0;
      let n = 1;
      while (
        i + n < from.length &&
        from[i + n] === from[i]! + n * step &&
        to[i + n]! - from[i + n]! === width
      ) {
        n++;
      }
      runs.push(from[i]!, n, width);
      i += n;
    }
    return {
      text: this.text,
      runs,
      window: this.#window,
      removals: this.#removals,
      absorbed: this.#absorbed,
      changes: this.changes,
      marks: this.marks,
    };
  }

  /** The text that was packed, over the raw text it was made of. */
  static unpack(raw: string, packed: PackedText): TracedText {
    const { text, runs, window, removals, absorbed, changes, marks } = packed;
    const [from, to] = origins(text.length);
    let i = 0;
    for (let r = 0; r < runs.length; r += 3) {
      const [start, length, width] = [runs[r]!, runs[r + 1]!, runs[r + 2]!];
      const step = width === 1 ? 1 : 0;
      for (let k = 0; k < length; k++, i++) {
        from[i] = start + k * step;
        to[i] = from[i]! + width;
      }
    }
    return new TracedText(window, raw, text, from, to, removals, absorbed, changes, marks);
  }

  /**
   * Apply edits given in coordinates of the current text. They may come in any order but must not
   * overlap; insertions at one place are applied in the order given. Linear in the text's length.
   *
   * @throws RangeError when an edit lies outside the text or overlaps another.
   */
  edit(edits: readonly Edit[]): TracedText {
    const effective = this.#normalize(edits);
    if (effective.length === 0) return this;
    const { text: old } = this;
    let length = old.length;
    for (const e of effective) length += e.text.length - (e.end - e.start);
    const [from, to] = origins(length);
    const pieces: string[] = [];
    const removals: Removal[] = [];
    const absorbed: Absorbed[] = [];
    const changes: Change[] = [];
    let read = 0;
    let write = 0;
    const copy = (end: number) => {
      if (end === read) return;
      pieces.push(old.slice(read, end));
      if (end - read > FEW) {
        from.set(this.#from.subarray(read, end), write);
        to.set(this.#to.subarray(read, end), write);
        write += end - read;
        read = end;
        return;
      }
      for (; read < end; read++, write++) {
        from[write] = this.#from[read]!;
        to[write] = this.#to[read]!;
      }
    };
    for (const e of effective) {
      copy(e.start);
      const hull = this.#hull(e.start, e.end);
      changes.push({ rule: e.rule, ...hull, before: old.slice(e.start, e.end), after: e.text });
      if (e.text === "") {
        const host = write - 1;
        if (e.absorb && host >= 0 && pieces.at(-1)?.at(-1) !== "\n") {
          to[host] = Math.max(to[host]!, hull.end);
          absorbed.push({ ...hull, rule: e.rule });
        } else {
          this.#remove(e, removals);
        }
      } else {
        const oneToOne = e.text.length === e.end - e.start;
        for (let k = 0; k < e.text.length; k++) {
          from[write + k] = oneToOne ? this.#from[e.start + k]! : hull.start;
          to[write + k] = oneToOne ? this.#to[e.start + k]! : hull.end;
        }
        pieces.push(e.text);
        write += e.text.length;
      }
      read = e.end;
    }
    copy(old.length);
    return new TracedText(
      this.#window,
      this.raw,
      pieces.join(""),
      from,
      to,
      removals.length ? [...this.#removals, ...removals] : this.#removals,
      absorbed.length ? [...this.#absorbed, ...absorbed] : this.#absorbed,
      [...this.changes, ...changes],
      this.marks,
    );
  }

  /** Put remarks at places of the current text (`at` in current coordinates). */
  mark(marks: readonly Mark[]): TracedText {
    if (marks.length === 0) return this;
    const moved = marks.map((m) => ({ ...m, at: this.rawRange(m.at, m.at).start }));
    return new TracedText(
      this.#window,
      this.raw,
      this.text,
      this.#from,
      this.#to,
      this.#removals,
      this.#absorbed,
      this.changes,
      [...this.marks, ...moved].sort((a, b) => a.at - b.at),
    );
  }

  /** The raw range that `text.slice(start, end)` stands for. An empty range gives the place between its neighbours. */
  rawRange(start: number, end: number): RawRange {
    if (!(start >= 0 && start <= end && end <= this.text.length)) {
      throw new RangeError(`no range ${start}..${end} in a text of ${this.text.length} code units`);
    }
    return this.#hull(start, end);
  }

  /** Place in the current text of a raw offset: the first code unit that stands for it or for something after it. */
  currentOffset(rawOffset: number): number {
    let low = 0;
    let high = this.text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#to[middle]! > rawOffset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /**
   * The partition of the raw text's non-blank characters by their fate. Spans are in order and do not
   * overlap; every non-blank character lies in exactly one. Blanks between two spans belong to none.
   */
  spans(): RawSpan[] {
    const { raw } = this;
    const { start: first, end: past } = this.#window;
    // Arrays cover the window only. 0 stands for "nothing was said"; entry k > 0 is reasons[k - 1].
    const owner = new Uint32Array(past - first);
    const reasons: Array<Omit<RawSpan, "start" | "end">> = [];
    for (const r of this.#removals) {
      const reason = { status: r.status, reason: r.rule, ...(r.of === undefined ? {} : { of: r.of }) };
      reasons.push(reason);
      // The first removal of a character is the reason it went.
      for (let i = r.start - first; i < r.end - first; i++) if (owner[i] === 0) owner[i] = reasons.length;
    }
    const kept = new Uint8Array(past - first);
    const [from, to] = [this.#from, this.#to];
    let done = first;
    for (let i = 0; i < from.length; i++) {
      // Characters of one replacement share one raw range: paint it once, or long ones cost a square.
      for (let at = Math.max(from[i]!, done); at < to[i]!; at++) kept[at - first] = 1;
      done = Math.max(done, to[i]!);
    }
    const aside = new Map<number, string>();
    for (const a of this.#absorbed) for (let i = a.start; i < a.end; i++) aside.set(i, a.rule);
    const spans: RawSpan[] = [];
    // Between the end of the last span and the place looked at there are only blanks, so one fate makes one span.
    let last: { -readonly [K in keyof RawSpan]: RawSpan[K] } | undefined;
    const outside = (start: number, end: number) => {
      let [s, e] = [start, end];
      while (s < e && isBlank(raw.charCodeAt(s))) s++;
      while (e > s && isBlank(raw.charCodeAt(e - 1))) e--;
      if (s >= e) return;
      last = { start: s, end: e, status: "boilerplate", reason: this.#window.rule };
      spans.push(last);
    };
    outside(0, first);
    for (let i = first; i < past; i++) {
      if (isBlank(raw.charCodeAt(i))) continue;
      const removal = kept[i - first] ? undefined : reasons[owner[i - first]! - 1];
      const status = removal?.status ?? "kept";
      const reason = removal?.reason ?? (aside.size > 0 ? aside.get(i) : undefined) ?? "text";
      if (last?.status === status && last.reason === reason && last.of === removal?.of) last.end = i + 1;
      else {
        last = { start: i, end: i + 1, ...(removal ?? { status: "kept", reason }) };
        spans.push(last);
      }
    }
    outside(past, raw.length);
    return spans;
  }

  /** Sorted, checked, and cut down to what really changes, so that unchanged characters keep their own origin. */
  #normalize(edits: readonly Edit[]): Edit[] {
    // Sorting keeps the order of equals. Most stages find their edits in order.
    const byPlace = (a: Edit, b: Edit) => a.start - b.start || a.end - b.end;
    const inOrder = edits.every((e, k) => k === 0 || byPlace(edits[k - 1]!, e) <= 0);
    const sorted = inOrder ? edits : [...edits].sort(byPlace);
    const out: Edit[] = [];
    let last = 0;
    for (const e of sorted) {
      if (!(e.start >= 0 && e.start <= e.end && e.end <= this.text.length)) {
        throw new RangeError(`${e.rule}: edit ${e.start}..${e.end} lies outside the text`);
      }
      if (e.start < last) throw new RangeError(`${e.rule}: edit at ${e.start} overlaps the one before it`);
      last = e.end;
      const before = this.text.slice(e.start, e.end);
      if (before === e.text) continue;
      let head = 0;
      while (head < before.length && head < e.text.length && before[head] === e.text[head]) head++;
      let tail = 0;
      const most = Math.min(before.length, e.text.length) - head;
      while (tail < most && before.at(-1 - tail) === e.text.at(-1 - tail)) tail++;
      if (head === 0 && tail === 0) out.push(e);
      else {
        const text = e.text.slice(head, e.text.length - tail);
        out.push({ ...e, start: e.start + head, end: e.end - tail, text });
      }
    }
    return out;
  }

  #hull(start: number, end: number): RawRange {
    if (start < end) return { start: this.#from[start]!, end: this.#to[end - 1]! };
    // Between two characters; inside a replacement its pieces share one range, and so does what is put between them.
    const next = this.#from[start];
    const after = start > 0 ? this.#to[start - 1]! : (next ?? this.#window.start);
    return { start: Math.min(after, next ?? after), end: after };
  }

  /** Record a deletion by runs of adjoining raw ranges, so that what was removed earlier keeps its own reason. */
  #remove(e: Edit, removals: Removal[]): void {
    const fate = { status: e.status ?? "damage", rule: e.rule, ...(e.of === undefined ? {} : { of: e.of }) };
    let start = -1;
    let end = -1;
    for (let i = e.start; i < e.end; i++) {
      if (this.#from[i]! <= end) {
        end = Math.max(end, this.#to[i]!);
      } else {
        if (start >= 0) removals.push({ start, end, ...fate });
        start = this.#from[i]!;
        end = this.#to[i]!;
      }
    }
    if (start >= 0) removals.push({ start, end, ...fate });
  }
}

/** Room for where each code unit stood, `from` and `to`: in one piece, which costs half of two. */
function origins(length: number): [from: Uint32Array, to: Uint32Array] {
  const both = new Uint32Array(2 * length);
  return [both.subarray(0, length), both.subarray(length)];
}
