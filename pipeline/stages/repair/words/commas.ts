/**
 * Lost commas. A filter that thinned out the commas leaves runs far longer than anybody writes; a
 * comma goes back only inside such runs, only at borders a table row calls certain, and only on a
 * page that shows the loss.
 */
import type { CommaRow } from "../../../../schemas/lexicon-words.ts";
import { compilePhrases, isHan, type PhraseRules, type PhraseSource } from "../../../text/phrases.ts";
import type { Edit } from "../../../text/traced.ts";

interface Border extends PhraseSource {
  readonly side: CommaRow["comma"];
  /** Characters between the last mark and the comma, at least. */
  readonly least: number;
  /** What may stand right behind the comma; absent: anything. */
  readonly next: readonly string[] | undefined;
}

export type Commas = PhraseRules<Border>;

export function compileCommas(rows: readonly CommaRow[]): Commas {
  return compilePhrases(
    rows.map((row) => ({
      id: row.id,
      side: row.comma,
      least: row.least ?? SHORTEST,
      next: row.next,
      swap: Object.fromEntries(row.words.map((w) => [w, w])),
      where: row.where,
      except: row.except,
    })),
  );
}

/** Chinese characters without a mark between them: longer than this, a run has lost a comma. */
const LONG_RUN = 16;
/** What it takes to say that the page loses commas: one run longer than the first, two than the second, three than the third. */
const LOSS_ONE = 36;
const LOSS_TWO = 28;
const LOSS_THREE = 26;
/** A clause shorter than this is no clause: no comma so near to a border. */
const SHORTEST = 4;

const STOPS = "，。；：！？…,;:!?\n（）()—";
const LISTS = "、";
/** By code unit: 1 for a mark that ends a run, 2 for one between the items of a list. */
const marks = new Uint8Array(0x10000);
for (const c of STOPS) marks[c.charCodeAt(0)] = 1;
for (const c of LISTS) marks[c.charCodeAt(0)] = 2;

interface Run {
  readonly start: number;
  readonly end: number;
  readonly han: number;
}

/** Stretches without a mark; quotation marks and the enumeration comma do not end one. */
function markless(text: string): Run[] {
  const out: Run[] = [];
  let start = 0;
  let han = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length) {
      const code = text.charCodeAt(i);
      if (marks[code] !== 1) {
        // An enumeration is long without having lost anything.
        if (marks[code] === 2) han = Math.max(0, han - 8);
        else if (isHan(code)) han++;
        continue;
      }
    }
    if (i > start) out.push({ start, end: i, han });
    start = i + 1;
    han = 0;
  }
  return out;
}

function showsLoss(runs: readonly Run[]): boolean {
  let [one, two, three] = [0, 0, 0];
  for (const { han } of runs) {
    if (han > LOSS_ONE) one++;
    if (han > LOSS_TWO) two++;
    if (han > LOSS_THREE) three++;
  }
  return one >= 1 || two >= 2 || three >= 3;
}

/** Insertions of the commas that are certainly missing. */
export function lostCommas(text: string, commas: Commas, closed: Uint8Array): Edit[] {
  const all = markless(text);
  if (!showsLoss(all)) return [];
  const long = all.filter((r) => r.han > LONG_RUN);
  const echoes = commaEchoes(text);
  const edits: Edit[] = [];
  const hits = commas.find(text, { closed });
  let next = 0;
  for (const run of long) {
    const borders = new Map<number, string>();
    while (next < hits.length && hits[next]!.start < run.start) next++;
    let border = run.start;
    for (; next < hits.length && hits[next]!.end <= run.end; next++) {
      const { row, start, end } = hits[next]!;
      const at = row.side === "before" ? start : end;
      if (at - border < row.least || run.end - at < SHORTEST) continue;
      if (row.next !== undefined && !row.next.some((w) => text.startsWith(w, at))) continue;
      borders.set(at, row.id);
      border = at;
    }
    for (let at = run.start + ECHO; at <= run.end - ECHO; at++) {
      if (closed[at] || borders.has(at)) continue;
      if (echoes.has(text.slice(at - ECHO, at + ECHO))) borders.set(at, "echoed-comma");
    }
    for (const [at, id] of borders) edits.push({ start: at, end: at, text: "，", rule: `punctuation/${id}` });
  }
  return edits;
}

/** Characters on either side of a comma by which its place is known again. */
const ECHO = 3;

/**
 * Places of commas on the page, by the characters around them. Such pages often say a paragraph
 * twice, and the copy has kept the commas that the first has lost.
 */
function commaEchoes(text: string): ReadonlySet<string> {
  const out = new Set<string>();
  for (let i = text.indexOf("，"); i >= 0; i = text.indexOf("，", i + 1)) {
    const around = text.slice(Math.max(0, i - ECHO), i) + text.slice(i + 1, i + 1 + ECHO);
    if (around.length === 2 * ECHO && /^[\p{Script=Han}“”]+$/u.test(around)) out.add(around);
  }
  return out;
}
