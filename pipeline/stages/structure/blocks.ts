/**
 * Lines of the clean text as blocks: headings, list items, paragraphs, each with its marker and
 * label. Plain text carries no mark-up, so headings are told by their marker, their length and
 * what follows; a container's own hints (`<h2>`, `##`, `<li>`) outrank that.
 */
import type { Hint } from "../../article.ts";
import type { Block, Marker } from "../../outline.ts";
import { trim } from "../../text/sentences.ts";
import type { TracedText } from "../../text/traced.ts";
import { markerOf } from "./markers.ts";

/** A numbered line up to this long that is no sentence is a heading (longest in the articles measured: 24). */
const LONGEST_NUMBERED_HEADING = 38;
/** The same for a line without a marker, where the risk of taking a short paragraph for a heading is greater. */
const LONGEST_PLAIN_HEADING = 22;
/** Captions that end with a full stop are shorter still. */
const CAPTION = 14;
const LONGEST_QUESTION = 45;
const LONGEST_TITLE = 48;
/** Labels of 「标签：正文」: 2 to 16 characters, without a sentence inside. */
const LABEL =
  /^([我客甲乙]|[^：:，,。！？!?；;“”"\s、]{2,16}|[^：:，,。！？!?；;“”"]{2,16})[：:](?=\s*\S)(?!\/\/|\d)/;
/** 「先排个队。拿张纸……」: a very short first sentence names what the rest of a list item says. */
const SHORT_SENTENCE = /^([^：:，,。！？!?；;“”"、]{2,12})[。！](?=\s*\S{6})/;
const NOT_A_LABEL = /^(例如|比如|譬如|如下|https?|\d+|.*(说|问|表示|回答|告诉.{1,4}|认为|包括|如))$/;
const SENTENCE_END = /[。！!；;…]$/;
const QUESTION = /[？?]$/;

interface Line {
  start: number;
  end: number;
  text: string;
  hint?: Hint;
}

export interface Blocks {
  readonly blocks: readonly Block[];
  /** Depth of a heading that a container's hint gave, by index of its block. */
  readonly hinted: ReadonlyMap<number, number>;
}

export function blocksOf(traced: TracedText, hints: readonly Hint[]): Blocks {
  const lines = linesOf(traced, hints);
  const blocks: Block[] = [];
  const hinted = new Map<number, number>();
  lines.forEach((line, i) => {
    const found = markerOf(line.text);
    const body = line.start + (found?.length ?? 0);
    const rest = line.text.slice(found?.length ?? 0);
    const base = {
      start: line.start,
      end: line.end,
      body,
      level: 1,
      ...(found && { marker: found.marker }),
    };
    if (line.hint?.role === "heading") {
      hinted.set(blocks.length, line.hint.depth);
      blocks.push({ ...base, role: "heading" });
      return;
    }
    const label =
      labelOf(rest, body) ??
      (found || line.hint?.role === "list-item" ? shortSentence(rest, body) : undefined);
    const withLabel = label ? { ...base, label } : base;
    if (line.hint?.role === "list-item") {
      blocks.push({ ...withLabel, role: "item", level: line.hint.depth });
    } else if (isHeading(lines, i, found?.marker, rest, label !== undefined)) {
      blocks.push({ ...base, role: "heading" });
    } else {
      blocks.push({ ...withLabel, role: found ? "item" : "paragraph" });
    }
  });
  return { blocks, hinted };
}

function linesOf(traced: TracedText, hints: readonly Hint[]): Line[] {
  const { text } = traced;
  const lines: Line[] = [];
  const byPlace = new Map<number, Hint>();
  for (const h of hints) byPlace.set(traced.currentOffset(h.at), h);
  let from = 0;
  while (from <= text.length) {
    let to = text.indexOf("\n", from);
    if (to < 0) to = text.length;
    const { start, end } = trim(text, from, to);
    if (end > start) {
      const hint = byPlace.get(start) ?? byPlace.get(from);
      lines.push({
        start,
        end,
        text: text.slice(start, end),
        ...(hint && { hint }),
      });
    }
    from = to + 1;
  }
  return lines;
}

function isHeading(
  lines: readonly Line[],
  i: number,
  marker: Marker | undefined,
  rest: string,
  hasLabel: boolean,
): boolean {
  const next = lines[i + 1];
  if (i === 0 && !marker) return isTitle(rest, next);
  if (next === undefined || ARROW.test(lines[i - 1]?.text ?? "") || ARROW.test(next.text)) return false;
  if (OPENING.test(rest) && POINTER.test(next.text)) return false;
  if (SENTENCE_END.test(rest) && !(marker === undefined && isCaption(lines, rest, next))) return false;
  if (/^(问|Q\d*|提问)\s*[：:.、]/i.test(rest) && rest.length <= LONGEST_QUESTION) return true;
  // 「客服：请问……？」 is somebody speaking, 「疑问：……？」 a heading.
  if (QUESTION.test(rest) && hasLabel && !/^(?:疑|提)?问/.test(rest)) return false;
  if (QUESTION.test(rest))
    return rest.length <= LONGEST_QUESTION && !/[。；]/.test(rest) && !startsQuotation(rest);
  if (/[。；]/.test(rest.slice(0, -1))) return false;
  if (marker === undefined) {
    if (hasLabel || /[：:]$/.test(rest) || startsQuotation(rest)) return false;
    if (rest.length > LONGEST_PLAIN_HEADING || /[，,、]$/.test(rest)) return false;
    // A run of short lines is a list or an address, not a run of headings; a heading has text below it.
    return (
      next.text.length > rest.length &&
      (next.text.length > LONGEST_PLAIN_HEADING ||
        markerOf(next.text) !== undefined ||
        /[。：:]$/.test(next.text))
    );
  }
  switch (marker.family) {
    case "cn":
    case "section":
      return rest.length <= LONGEST_NUMBERED_HEADING && !sameFamilyRun(lines, i, marker);
    case "cn-paren":
    case "step":
      return (
        rest.length <= LONGEST_PLAIN_HEADING + 4 &&
        next.text.length > rest.length &&
        !sameFamilyRun(lines, i, marker)
      );
    case "arabic":
    case "arabic-paren":
      // A short numbered line over a paragraph is a heading; over marks of another kind it is the head of a list item.
      return (
        (rest.length <= LONGEST_PLAIN_HEADING && !hasLabel && isOverOwnPoints(marker, next)) ||
        (rest.length <= LONGEST_PLAIN_HEADING &&
          !hasLabel &&
          !/[，,：:]/.test(rest) &&
          markerOf(next.text) === undefined &&
          next.text.length > rest.length &&
          !sameFamilyRun(lines, i, marker))
      );
    case "bullet":
      // 📌 over lines with other signs: a sign that comes back over short names is a heading's.
      return isSignedHeading(lines, i, rest);
    default:
      return false;
  }
}

/** 2. over 2.1: its points carry its number. */
function isOverOwnPoints(marker: Marker, next: Line): boolean {
  const own = /^(\d{1,2})[.．]\d/.exec(next.text);
  return (
    own !== null && Number(own[1]) === marker.ordinal && markerOf(next.text)?.marker.family === "section"
  );
}

const SIGN = /^\p{Extended_Pictographic}/u;
/** Lines that only lead from one step to the next. */
const ARROW = /^[↓⬇▼⇩→⇨]\uFE0F?$/u;

/** The first step of a path over several lines: 登录某某应用, and below it ➤我的. */
const OPENING = /^(?:登[录錄入]|打[开開]|[点點][开開击擊]|[进進]入|[启啟][动動]|搜索)[^的]+$/;
const POINTER = /^[➤→➜➔▶►👉⇒➡>]/u;

/** A short line behind a sign of its own, over lines without such a sign: a heading, where the author has several. */
function isSignedHeading(lines: readonly Line[], i: number, rest: string): boolean {
  const fits = (at: number, name: string) => {
    const next = lines[at + 1];
    return (
      SIGN.test(lines[at]!.text) &&
      name.length <= LONGEST_PLAIN_HEADING &&
      !/[，,。；：:]/.test(name) &&
      next !== undefined &&
      !SIGN.test(next.text) &&
      (next.text.length > name.length || ARROW.test(lines[at + 2]?.text ?? "")) &&
      // The last of some short entries with signs is one of them.
      !(at > 0 && SIGN.test(lines[at - 1]!.text) && lines[at - 1]!.text.length <= LONGEST_PLAIN_HEADING)
    );
  };
  if (!fits(i, rest)) return false;
  return (
    lines.filter((l, at) => SIGN.test(l.text) && fits(at, l.text.slice(markerOf(l.text)?.length ?? 0)))
      .length >= 2
  );
}

function isTitle(text: string, next: Line | undefined): boolean {
  if (text.length > LONGEST_TITLE || next === undefined) return false;
  return !SENTENCE_END.test(text) && !/[：:]$/.test(text) && !/。/.test(text);
}

/** 「走应用。」 over a paragraph, several times in one text: headings of an author who ends them with a full stop. */
function isCaption(lines: readonly Line[], rest: string, next: Line): boolean {
  const fits = (text: string, below: Line | undefined) =>
    text.length <= CAPTION &&
    /^[^，,；;：:]+。$/.test(text) &&
    below !== undefined &&
    below.text.length >= 2 * CAPTION;
  return fits(rest, next) && lines.filter((l, i) => fits(l.text, lines[i + 1])).length >= 3;
}

/** Numbered lines one right after the other are a list of short entries, not headings without text. */
function sameFamilyRun(lines: readonly Line[], i: number, marker: Marker): boolean {
  const neighbour = (at: number, step: number) => {
    const other = lines[at] && markerOf(lines[at].text)?.marker;
    return other?.family === marker.family && other.ordinal === marker.ordinal + step;
  };
  return neighbour(i + 1, 1) || neighbour(i - 1, -1);
}

function startsQuotation(text: string): boolean {
  return /^["“「『]/.test(text);
}

function shortSentence(rest: string, body: number): { start: number; end: number } | undefined {
  const match = SHORT_SENTENCE.exec(rest);
  return match ? { start: body, end: body + match[1]!.length } : undefined;
}

function labelOf(rest: string, body: number): { start: number; end: number } | undefined {
  const match = LABEL.exec(rest);
  if (match === null || NOT_A_LABEL.test(match[1]!)) return undefined;
  return { start: body, end: body + match[1]!.length };
}
