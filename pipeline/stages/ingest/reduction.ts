/**
 * What Markdown, HTML and JSON have in common: a text lies in pieces between markup. A reader says
 * which pieces are text and what separates them; from that follow the edits that leave the pieces and
 * remove all else, each removal with its rule. What no reader kept is gone, so markup cannot leak.
 */
import type { Edit } from "../../text/traced.ts";

/**
 * What stands between two pieces, weakest first:
 * - `wrap`: the source went on in a new line; one blank between Latin words, nothing beside Chinese
 * - `soft`: as `wrap`, but a line that ended a sentence or begins a list entry stays a line of its own
 * - a blank, a tab (next cell of a table row), a new line
 */
export type Separator = "" | "wrap" | "soft" | " " | "\t" | "\n";
const STRENGTH: readonly Separator[] = ["", "wrap", "soft", " ", "\t", "\n"];

export const MARKUP_RULE = "ingest/markup";

interface Piece {
  readonly start: number;
  readonly end: number;
  /** What the piece reads as, if not as itself (an entity, an escape). */
  readonly text: string | undefined;
  readonly before: Separator;
}

interface Drop {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** A line that ends so has said what it wanted to say. */
const LINE_IS_DONE = /[。！？!?；;：:…”」』）)]$/;
/** A line that begins so is an entry of a list whatever Markdown thinks of it. */
const LINE_IS_ENTRY =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）]|[①-⑳]|第[一二三四五六七八九十]{1,2}[步条点，、：])/;
/** Letters of scripts that put blanks between words. */
const LATIN = /[\u0021-\u007e\u00c0-\u024f]/;

export class Reduction {
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  readonly #drops: Drop[] = [];
  #separator: Separator = "";

  /** @param source the current text, in whose coordinates pieces are given */
  constructor(source: string) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Keep `source.slice(start, end)`, reading as `text` if that is given. Empty pieces are ignored. */
  keep(start: number, end: number, text?: string): void {
    if (start >= end || text === "") return;
    this.#pieces.push({ start, end, text, before: this.#separator });
    this.#separator = "";
  }

  /** Ask for a separator before the next piece; the strongest one asked for holds. */
  separate(by: Separator): void {
    if (STRENGTH.indexOf(by) > STRENGTH.indexOf(this.#separator)) this.#separator = by;
  }

  /** Whether the next piece begins a line. */
  get atLineStart(): boolean {
    return this.isEmpty || this.#separator === "\n";
  }

  /** Say why what is not kept between `start` and `end` goes; elsewhere it is markup. Ranges must not overlap. */
  drop(start: number, end: number, rule: string): void {
    if (start < end) this.#drops.push({ start, end, rule });
  }

  /** The edits that leave the pieces with their separators, and nothing else. */
  edits(): Edit[] {
    // Misnested HTML hands its pieces over in another order than the file's; the file's order counts.
    const ordered = this.#pieces.map((piece, given) => ({ piece, given }));
    ordered.sort((a, b) => a.piece.start - b.piece.start || a.given - b.given);
    const drops = this.#drops.sort((a, b) => a.start - b.start);
    const edits: Edit[] = [];
    let nextDrop = 0;
    const remove = (start: number, end: number) => {
      let at = start;
      while (at < end) {
        while (nextDrop < drops.length && drops[nextDrop]!.end <= at) nextDrop++;
        const drop = drops[nextDrop];
        const inside = drop !== undefined && drop.start <= at;
        const until = Math.min(end, inside ? drop.end : (drop?.start ?? end));
        const rule = inside ? drop.rule : MARKUP_RULE;
        edits.push({ start: at, end: until, text: "", rule, status: "boilerplate" });
        at = until;
      }
    };
    let last: Piece | undefined;
    let lastGiven = -1;
    let read = 0;
    for (const { piece, given } of ordered) {
      if (piece.start < read) continue;
      const asked = last === undefined ? "" : given === lastGiven + 1 ? piece.before : "\n";
      const separator = last === undefined ? "" : this.#resolve(asked, last, piece);
      const place = separator === "" ? -1 : this.#blank(read, piece.start, separator);
      if (place < 0) {
        remove(read, piece.start);
        if (separator !== "") {
          edits.push({ start: piece.start, end: piece.start, text: separator, rule: MARKUP_RULE });
        }
      } else {
        remove(read, place);
        if (this.#source[place] !== separator) {
          edits.push({ start: place, end: place + 1, text: separator, rule: MARKUP_RULE });
        }
        remove(place + 1, piece.start);
      }
      if (piece.text !== undefined) {
        const { start, end, text } = piece;
        // `&amp;` shortens to a deletion of `amp;`, which then belongs to the character it spelt.
        edits.push({ start, end, text, rule: "ingest/reference", status: "boilerplate", absorb: true });
      }
      read = piece.end;
      last = piece;
      lastGiven = given;
    }
    remove(read, this.#source.length);
    return edits;
  }

  #resolve(asked: Separator, before: Piece, after: Piece): "" | " " | "\t" | "\n" {
    if (asked !== "wrap" && asked !== "soft") return asked;
    const tail = before.text ?? this.#source.slice(Math.max(before.start, before.end - 2), before.end);
    const head = after.text ?? this.#source.slice(after.start, Math.min(after.end, after.start + 8));
    if (asked === "soft" && (LINE_IS_DONE.test(tail) || LINE_IS_ENTRY.test(head))) return "\n";
    return LATIN.test(tail.at(-1)!) && LATIN.test(head[0]!) ? " " : "";
  }

  /** Where in a gap a blank stands that can be the separator: itself if there is one, else any (not for line ends). */
  #blank(start: number, end: number, separator: string): number {
    let any = -1;
    for (let i = start; i < end; i++) {
      const c = this.#source[i]!;
      if (c === separator) return i;
      if (any < 0 && separator !== "\n" && (c === " " || c === "\t" || c === "\n")) any = i;
    }
    return any;
  }
}
