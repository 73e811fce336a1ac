/** How an item reads on its card: a title of at most 24 characters, and its text in clean sentences. */
import type { Range } from "../../text/sentences.ts";
import { clauses, sentences } from "../../text/sentences.ts";
import { cut } from "../../text/words.ts";

export const LONGEST_TITLE = 24;
/** Connectives that point back at text the card does not show. */
const DANGLING =
  /^(?:同时|此外|另外|因此|所以|但是?|而且|并且|而|首先|其次|再次|最后|然后|接着|接下来|随后|反之|不过|当然|与此同时|除此之外|另一方面|一方面|一是|二是|三是|例如|比如)(?:，|,|、|：)?\s*/;
const TRAILING = /[，,、：:；;。.！!？?\s（(“"「]+$/u;

/** Text of an item: its label and its pieces, each piece a line, markers gone, no connective left hanging at the head. */
export function wordingOf(text: string, label: string, labelInside: boolean, body: readonly Range[]): string {
  const lines = body
    .map((r) =>
      text
        .slice(r.start, r.end)
        .replace(/\s*\n\s*/g, "\n")
        .trim(),
    )
    .filter((l) => l !== "");
  const head = labelInside && label !== "" ? `${label.replace(TRAILING, "")}：` : "";
  if (lines.length === 0) return head.replace(/：$/, "");
  if (head === "") {
    const bare = lines[0]!.replace(DANGLING, "");
    // 例如 before its example may not go where nothing else is left.
    if (bare.length > 4) lines[0] = bare;
  }
  return head + lines.join("\n");
}

/** The label if there is one that fits, else the item's most telling clause, cut between words. */
export function titleOf(label: string, text: string, test: (clause: string) => boolean): string {
  const own = label
    .replace(/^(?:第[一二三四五六七八九十\d]+(?:步|点|招|阶段)|问|答|Q\d*|A\d*)\s*[：:、.．]?\s*/u, "")
    .replace(TRAILING, "");
  if (own.length >= 2 && own.length <= LONGEST_TITLE) return own;
  if (own.length > LONGEST_TITLE) return shorten(own);
  const first = sentences(text)[0] ?? { start: 0, end: text.length };
  const all = clauses(text, first.start, first.end).map((c) => text.slice(c.start, c.end));
  const says = (c: string) => c.length >= 4 && /\p{Script=Han}{2}/u.test(c);
  const telling = all.find((c) => says(c) && test(c)) ?? all.find(says) ?? all[0] ?? text;
  return shorten(telling.replace(DANGLING, "").replace(TRAILING, "") || telling);
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= LONGEST_TITLE) return flat;
  let out = "";
  // What stands far behind the cut has no say in where its words end.
  for (const word of cut(flat.slice(0, 3 * LONGEST_TITLE))) {
    if (out.length + word.length > LONGEST_TITLE) break;
    out += word;
  }
  const tidy = (out === "" ? flat.slice(0, LONGEST_TITLE) : out).replace(TRAILING, "");
  // An opening quotation mark whose partner was cut off.
  return /“[^”]*$/.test(tidy) ? tidy.replace("“", "") : tidy;
}
