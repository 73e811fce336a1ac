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
}

export type Commas = PhraseRules<Border>;

export function compileCommas(rows: readonly CommaRow[]): Commas {
  return compilePhrases(
    rows.map((row) => ({
      id: row.id,
      side: row.comma,
      swap: Object.fromEntries(row.words.map((w) => [w, w])),
      where: row.where,
      except: row.except,
    })),
  );
}

/** Chinese characters without a mark between them: longer than this, a run has lost a comma. */
const LONG_RUN = 25;
/** What it takes to say that the page loses commas: one run of the first length, or two of the second. */
const LOSS_ONE = 40;
const LOSS_TWO = 30;
/** A clause shorter than this is no clause: no comma so near to a border. */
const SHORTEST = 4;

const STOPS = "，。；：！？…,;:!?\n（）()—";

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
    if (i < text.length && !STOPS.includes(text[i]!)) {
      // An enumeration is long without having lost anything.
      if (text[i] === "、") han = Math.max(0, han - 8);
      else if (isHan(text.charCodeAt(i))) han++;
      continue;
    }
    if (i > start) out.push({ start, end: i, han });
    start = i + 1;
    han = 0;
  }
  return out;
}

/** Insertions of the commas that are certainly missing. */
export function lostCommas(text: string, commas: Commas, closed: Uint8Array): Edit[] {
  const long = markless(text).filter((r) => r.han > LONG_RUN);
  const shown = long.some((r) => r.han > LOSS_ONE) || long.filter((r) => r.han > LOSS_TWO).length > 1;
  if (!shown) return [];
  const edits: Edit[] = [];
  const hits = commas.find(text, { closed });
  let next = 0;
  for (const run of long) {
    let border = run.start;
    while (next < hits.length && hits[next]!.start < run.start) next++;
    for (; next < hits.length && hits[next]!.end <= run.end; next++) {
      const hit = hits[next]!;
      const at = hit.row.side === "before" ? hit.start : hit.end;
      if (at - border < SHORTEST || run.end - at < SHORTEST) continue;
      edits.push({ start: at, end: at, text: "，", rule: `punctuation/${hit.row.id}` });
      border = at;
    }
  }
  return edits;
}
