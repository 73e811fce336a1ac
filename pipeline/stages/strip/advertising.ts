/**
 * Advertisements, told by what they have in common and not by their wording: a way to reach somebody
 * together with a service, an offer or somebody who praises himself. Advice that warns of such offers
 * uses the same words; a word of warning clears the whole sentence.
 */
import { type Matcher, marksOf } from "./furniture.ts";

/** Longer sentences are the article's. */
const LONGEST = 220;

/** Without an offer or account, a service with a call is an advertisement only in so few characters. */
const SHORT = 80;

type Kind = NonNullable<Matcher["row"]["signal"]>;

const KINDS = ["account", "call", "service", "offer", "self", "official", "warning"] as const;
const BITS = Object.fromEntries(KINDS.map((kind, i) => [kind, 1 << i])) as Record<Kind, number>;
/** What makes an advertisement together. */
const TOGETHER: readonly number[] = [
  BITS.account | BITS.call,
  BITS.account | BITS.service,
  BITS.account | BITS.offer,
  BITS.account | BITS.self,
  BITS.call | BITS.offer,
  BITS.service | BITS.offer,
  BITS.call | BITS.service | BITS.self,
];

/**
 * Whether a text, by the characters in it, may be an advertisement or hold one as one of its sentences: a
 * no is certain.
 *
 * @param signals compiled rows of scope `signal`
 */
export function mayAdvertise(signals: readonly Matcher[], text: string): boolean {
  const marks = marksOf(signals, text);
  let kinds = 0;
  for (const { row, at } of signals) if (marks[at] === 1) kinds |= BITS[row.signal!];
  for (const all of TOGETHER) if ((kinds & all) === all) return true;
  return false;
}

/**
 * @param signals compiled rows of scope `signal`
 * @param text a line or sentence in half-width form
 * @param warned whether the sentence before it warns of such offers: then only an account counts
 * @returns id of the row that names the advertisement; undefined when it is none
 */
export function advertisement(signals: readonly Matcher[], text: string, warned = false): string | undefined {
  if (text.length > LONGEST || !mayAdvertise(signals, text) || warns(signals, text)) return undefined;
  const marks = marksOf(signals, text);
  const found: Partial<Record<Kind, Matcher>> = {};
  for (const matcher of signals) {
    const kind = matcher.row.signal!;
    if (kind !== "warning" && found[kind] === undefined && holds(matcher, marks, text)) found[kind] = matcher;
  }
  const { account, call, service, offer, self, official } = found;
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
  const marks = marksOf(signals, text);
  for (const m of signals) if (m.row.signal === "warning" && holds(m, marks, text)) return true;
  return false;
}

function holds({ at, pattern, unless }: Matcher, marks: Uint8Array, text: string): boolean {
  return marks[at] === 1 && pattern.test(text) && !unless?.test(text);
}
