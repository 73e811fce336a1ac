/**
 * Advertisements, told by what they have in common and not by their wording: a way to reach somebody
 * together with a service, an offer or somebody who praises himself. Advice that warns of such offers
 * uses the same words; a word of warning clears the whole sentence.
 */
import type { Matcher } from "./furniture.ts";

/** Longer sentences are the article's. */
const LONGEST = 220;

/** Without an offer or account, a service with a call is an advertisement only in so few characters. */
const SHORT = 80;

/**
 * @param signals compiled rows of scope `signal`
 * @param text a line or sentence in half-width form
 * @param warned whether the sentence before it warns of such offers: then only an account counts
 * @returns id of the row that names the advertisement; undefined when it is none
 */
export function advertisement(signals: readonly Matcher[], text: string, warned = false): string | undefined {
  if (text.length > LONGEST) return undefined;
  const found = new Map<string, Matcher>();
  for (const matcher of signals) {
    const kind = matcher.row.signal!;
    if (!matcher.may(text) || found.has(kind) || !matcher.pattern.test(text) || matcher.unless?.test(text))
      continue;
    if (kind === "warning") return undefined;
    found.set(kind, matcher);
  }
  const { account, call, service, offer, self, official } = Object.fromEntries(found) as Record<
    string,
    Matcher | undefined
  >;
  // A private account or number is an advertisement with next to anything; the lender has neither.
  if (account && (call || service || offer || self)) return account.row.id;
  if (official || warned) return undefined;
  if (call && offer) return call.row.id;
  if (call && service && self && text.length <= SHORT) return call.row.id;
  if (service && offer) return service.row.id;
  return undefined;
}

/** Whether a sentence warns of advertisers. */
export function warns(signals: readonly Matcher[], text: string): boolean {
  if (text.length > LONGEST) return false;
  return signals.some(
    (m) => m.row.signal === "warning" && m.may(text) && m.pattern.test(text) && !m.unless?.test(text),
  );
}
