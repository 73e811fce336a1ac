/** The member of a cluster whose words stand on the card. */
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { compareText } from "../../text/order.ts";
import { byPlace } from "./cluster.ts";
import { bigrams, jaccard } from "./fold.ts";

/** Members looked at for likeness to the others: enough to tell the typical from the odd, and no square of a crowd. */
const LOOKED_AT = 24;
/** Characters of a card that is read at a glance. */
const BEST_LENGTH = 90;

const anyName = perSubject(({ products }: Subject) => {
  const names = products.flatMap((p) => p.names).map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(names.length > 0 ? names.join("|") : "(?!)", "u");
});

/** The clearest wording: most like the others, without gaps, of middling length, under a label of its own; ties by text. */
export function leadOf(members: readonly Candidate[], subject: Subject): Candidate {
  if (members.length === 1) return members[0]!;
  const candidates = speakingForAll(members, subject);
  const sets = candidates.slice(0, LOOKED_AT).map((m) => bigrams(m.text));
  const score = (m: Candidate, own: ReadonlySet<string>) =>
    8 * (sets.reduce((sum, s) => sum + jaccard(own, s), 0) / sets.length) +
    (m.label === "" ? 0 : 1) -
    3 * m.flags.length +
    slotsStated(m) / 2 -
    Math.abs(Math.log((m.text.length + 1) / BEST_LENGTH)) / 2;
  let best: { m: Candidate; score: number } | undefined;
  for (const m of candidates) {
    const own = { m, score: score(m, bigrams(m.text)) };
    const order =
      best === undefined
        ? -1
        : best.score - own.score || compareText(own.m.text, best.m.text) || byPlace(own.m, best.m);
    if (order < 0) best = own;
  }
  return best!.m;
}

/** Sums and rates are those of one borrower: words with more of them speak for fewer. */
function slotsStated({ slots: { amounts: _, rates: __, ...slots } }: Candidate): number {
  return Object.keys(slots).length;
}

/** A card of several products is led by words that name none of them, if any member has such. */
function speakingForAll(members: readonly Candidate[], subject: Subject): readonly Candidate[] {
  const first = members[0]!.products.join();
  if (members.every((m) => m.products.join() === first)) return members;
  const name = anyName(subject);
  const general = members.filter((m) => !name.test(m.text));
  return general.length > 0 ? general : members;
}
