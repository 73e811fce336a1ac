/** Words the code asks for by the part they play, so that none of them stands in the code. */
import { z } from "zod";
import { MatchRow, tableOf } from "./lexicon.ts";
import { Pattern } from "./lexicon-extract.ts";

/**
 * Parts words play. A part's words of the language (`common/wording.yaml`) and of the subject
 * (`subjects/NAME/wording.yaml`) are taken together; a part nobody has words for recognizes nothing.
 */
export const Part = z.enum([
  // Who speaks and who is spoken of.
  "counterpart", // who answers for the other side
  "reached", // who is got hold of in a call to get in touch
  "expert", // whom an interview asks
  "told-of", // 一位…网友: who stories are told about
  "untrusted", // whose words, or words of what sort, are none to say oneself
  "spoken", // marks of one's own voice
  "plea", // asks for something or offers it: words to say wherever they stand
  "unsaid-before", // before words one had better not say
  "unsaid-after", // the same, behind them
  // How items hang together.
  "outcome", // how a story came out
  "act-first", // a point that begins so tells what to do: it is no arrangement
  "goes-on", // a sentence that begins so explains the one before
  "shifts", // a sentence that begins so turns to the next point
  "same-actor", // whom a sentence names again where it opens another point
  // Ways to the other side.
  "desk-hotline",
  "desk-online",
  "desk-named", // two sentences that each name one name two ways
  "app", // what one does things in: 在微信里
  "menu-label", // labels people press, known without quotation marks
  "no-page", // before 页面, yet no page's name
  // Papers.
  "bare-paper", // a name that needs what stands before it
  "paper-owner", // whom a paper is about: part of its name
  "paper-giver", // who gives it out: no part of its name
  "paper-dated", // 近三个月的…: papers that reach back over a time
  "fact-told", // facts that are told, not handed over
  // Lengths of time and numbers of instalments.
  "lapse", // being late, from which time is counted
  "measured-before", // by which a length is measured, before it
  "measured-after",
  "asked-before", // a length asked for or granted, before it
  "asked-after",
  "missed-before", // instalments missed, not agreed
  "missed-after",
  "sum-named", // a request that names the sum
  "limit", // before a number: the most there may be
]);
export type Part = z.infer<typeof Part>;

/** `match` becomes an alternative in larger patterns: without anchors unless it says where it stands by itself. */
export const WordingRow = MatchRow.extend({ part: Part, match: Pattern });
export type WordingRow = z.infer<typeof WordingRow>;

export const WordingTable = tableOf(WordingRow);
