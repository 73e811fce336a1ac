/** What became of the words of a text: the pieces that stayed, went and came, in order. */
import { diffArrays } from "diff";
import { cut } from "../text/words.ts";

export interface Piece {
  readonly is: "same" | "removed" | "added";
  readonly text: string;
}

/** Edits beyond which two texts are not compared word by word, but shown one after the other. */
const MOST_EDITS = 2000;
/** A piece that stayed and is so short only tears what went and came apart. */
const TORN = 1;

/** Pieces without the added ones are `before`, without the removed ones `after`. */
export function wordDiff(before: string, after: string): Piece[] {
  const parts = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITS });
  if (!parts) return joined([piece("removed", before), piece("added", after)]);
  return joined(
    parts.map(({ added, removed, value }) =>
      piece(added ? "added" : removed ? "removed" : "same", value.join("")),
    ),
  );
}

/** A number is one word: half of one that changed is easily read over. */
function wordsOf(text: string): string[] {
  const runs = text.match(/[A-Za-z0-9][A-Za-z0-9:.-]*|[^A-Za-z0-9]+/g) ?? [];
  return runs.flatMap((run) => (/^[A-Za-z0-9]/.test(run) ? [run] : cut(run)));
}

const piece = (is: Piece["is"], text: string): Piece => ({ is, text });

/** Between two that stayed, one that went and one that came at most. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed !== "") out.push(piece("removed", removed));
    if (added !== "") out.push(piece("added", added));
    removed = added = "";
  };
  pieces.forEach(({ is, text }, i) => {
    if (is === "removed") removed += text;
    else if (is === "added") added += text;
    else if (text.length <= TORN && removed + added !== "" && i < pieces.length - 1) {
      removed += text;
      added += text;
    } else {
      flush();
      out.push(piece("same", text));
    }
  });
  flush();
  return out;
}
