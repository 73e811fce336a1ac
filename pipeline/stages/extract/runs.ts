/**
 * Running prose cut into runs of neighbouring sentences on one subject. A sentence that gives
 * advice of its own opens a run; one that explains, gives an example or a reason goes on with it.
 */
import type { Kind } from "../../../schemas/advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { type Range, sentences } from "../../text/sentences.ts";
import { kindsOf, type Verdict } from "./classify.ts";
import { withoutQuotations } from "./quotations.ts";

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
/** A number or a menu: two sentences that each name one are two ways to reach the lender. */
const NAMES_DESK = /\d{5,}|[48]00-|“[^”]{1,10}”|→|在线客服|公众号|网点|柜台/;

/** 先联系客服。 before 可以打……: the act and the way to do it are one piece. */
export const REACHES = /(?:联系|致电|找到?|求助)[^，。]{0,10}(?:客服|银行|平台|官方)[^，。]{0,6}[。！]?$/;

export const GOES_ON =
  /^(?:这(?!里|时|个时候)|那样|此举|该(?!怎)|其中|例如|比如|譬如|如(?!果|何|今|实|有|若|需|期)|无论|不管|不论|否则|不然|因为|毕竟|也就是|换句话|换言之|即便|即使|哪怕|反之|因此|所以|从而|以便|以免|以防|这样|它|他们|她|他|否|当然|说白了|原因|目的|一来|二来|只有|只要|其实|在这个期间|在此期间|一是|二是|三是|第[一二三]|并且|而且|不仅|再|一方面|另一方面|总之|届时|到时|对方|同样|特别是|尤其)/;
export const SHIFTS =
  /^(?:另外|此外|同时|其次|再次|然后|接着|接下来|最后|最终|有时|也可|还可|除此之外|除了|与此同时|值得|需要注意|特别提醒|不过|但是?|如果|若|假如|倘若|要是|一旦|首先|随后|客户也可|用户也可|使用者也可|您也可|你也可|在(?:沟通|协商|谈判|整个|此|联系|这一)(?:的)?(?:过程|期间|进展|环节)|谈(?:妥|成|好))/;

export function runsOf(text: string, range: Range, above: string, subject: Subject): Run[] {
  const runs: Array<{ start: number; end: number; verdict: Verdict<Kind> }> = [];
  let open = false;
  for (const s of sentences(text, range.start, range.end)) {
    const sentence = text.slice(s.start, s.end);
    const plain = withoutQuotations(sentence);
    const silenced = subject.zones.some((z) => z.row.on === "sentence" && z.test(sentence));
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
      GOES_ON.test(sentence) &&
      !(best && best.value !== last.verdict.value && best.score >= TURNS + 1)
    ) {
      last.end = s.end;
      continue;
    }
    if (best === undefined || best.score < OPENS) {
      // Nothing of its own: an elaboration, if it follows advice and is no question.
      if (open && last && !SHIFTS.test(sentence) && !/[？?]$/.test(sentence)) last.end = s.end;
      else open = false;
      continue;
    }
    const otherDesk =
      last !== undefined &&
      best.value === "channel" &&
      last.verdict.value === "channel" &&
      best.score >= TURNS + 0.6 &&
      NAMES_DESK.test(sentence) &&
      NAMES_DESK.test(text.slice(last.start, last.end));
    const same = open && last && last.verdict.value === best.value && !otherDesk && !SHIFTS.test(sentence);
    const weak =
      open &&
      last &&
      best.value !== last.verdict.value &&
      best.score < (best.value === "action" ? TURNS_TO_ACTION : TURNS) &&
      !SHIFTS.test(sentence);
    if (
      last &&
      open &&
      best.value === "channel" &&
      last.verdict.value === "action" &&
      REACHES.test(text.slice(last.start, last.end))
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
