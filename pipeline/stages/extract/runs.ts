/**
 * Running prose cut into runs of neighbouring sentences on one subject. A sentence that gives
 * advice of its own opens a run; one that explains, gives an example or a reason goes on with it.
 */
import type { Kind } from "../../../schemas/advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { type Range, sentences } from "../../text/sentences.ts";
import { kindsOf, type Verdict } from "./classify.ts";
import { withoutQuotations } from "./quotations.ts";
import { zonesIn } from "./zones.ts";

export interface Run extends Range {
  readonly verdict: Verdict<Kind>;
}

/** A sentence of prose must say this much to open an item; in a list the author's own mark says the rest. */
const OPENS = 1.6;
/** Another kind, this sure of itself, opens a run of its own; an act to do needs less, it says so by its verb. */
const TURNS = 2.4;
const TURNS_TO_ACTION = 1.6;

/** 先说心态。 opens what the next sentence says. */
const SHORT_FIRST = 14;
/** How sentences hang together, in the words of the subject. */
export const connectivesOf = perSubject(({ wording }: Subject) => ({
  // A number or a menu: two sentences that each name one are two ways to reach somebody.
  namesDesk: new RegExp(`\\d{5,}|[48]00-|“[^”]{1,10}”|→|${wording["desk-named"]}`, "u"),
  // 先联系客服。 before 可以打……: the act and the way to do it are one piece.
  reaches: new RegExp(`(?:联系|致电|找到?|求助)[^，。]{0,10}${wording.reached}[^，。]{0,6}[。！]?$`, "u"),
  goesOn: new RegExp(`^${wording["goes-on"]}`, "u"),
  shifts: new RegExp(`^${wording.shifts}`, "u"),
}));

export function runsOf(text: string, range: Range, above: string, subject: Subject): Run[] {
  const runs: Array<{ start: number; end: number; verdict: Verdict<Kind> }> = [];
  let open = false;
  const connectives = connectivesOf(subject);
  for (const s of sentences(text, range.start, range.end)) {
    const sentence = text.slice(s.start, s.end);
    const plain = withoutQuotations(sentence);
    const silenced = zonesIn("sentence", sentence, subject).length > 0;
    const last = runs.at(-1);
    if (open && last && last.end - last.start <= SHORT_FIRST && s.start - last.end <= 1) {
      last.end = s.end;
      const whole = withoutQuotations(text.slice(last.start, s.end));
      const both = kindsOf(
        {
          label: text.slice(last.start, s.start).trim().replace(/。$/, ""),
          first: plain,
          body: whole,
          above,
        },
        subject,
      );
      if (both[0]) last.verdict = both[0];
      continue;
    }
    if (silenced) {
      open = false;
      continue;
    }
    const features = { label: "", first: plain, body: plain, above };
    const [best] = kindsOf(features, subject, ["first", "body"]);
    if (
      open &&
      last &&
      connectives.goesOn.test(sentence) &&
      !(best && best.value !== last.verdict.value && best.score >= TURNS + 1)
    ) {
      last.end = s.end;
      continue;
    }
    if (best === undefined || best.score < OPENS) {
      // Nothing of its own: an elaboration, if it follows advice and is no question.
      if (open && last && !connectives.shifts.test(sentence) && !/[？?]$/.test(sentence)) last.end = s.end;
      else open = false;
      continue;
    }
    const otherDesk =
      last !== undefined &&
      best.value === "channel" &&
      last.verdict.value === "channel" &&
      best.score >= TURNS + 0.6 &&
      connectives.namesDesk.test(sentence) &&
      connectives.namesDesk.test(text.slice(last.start, last.end));
    const same =
      open && last && last.verdict.value === best.value && !otherDesk && !connectives.shifts.test(sentence);
    const weak =
      open &&
      last &&
      best.value !== last.verdict.value &&
      best.score < (best.value === "action" ? TURNS_TO_ACTION : TURNS) &&
      !connectives.shifts.test(sentence);
    if (
      last &&
      open &&
      best.value === "channel" &&
      last.verdict.value === "action" &&
      connectives.reaches.test(text.slice(last.start, last.end))
    ) {
      // 先联系客服。可以打…也可以在…: the act and the way to do it are one piece.
      last.end = s.end;
      last.verdict = kindsOf(features, subject)[0]!;
    } else if (last && (same || weak)) {
      last.end = s.end;
    } else {
      runs.push({ ...s, verdict: kindsOf(features, subject)[0]! });
      open = true;
    }
  }
  return runs;
}
