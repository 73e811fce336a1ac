/** Sentences of a clean text that read like advice, though no item covers them: what an editor looks for misses in. */
import type { Cue } from "../../../result.ts";
import { sentences } from "../../../text/sentences.ts";
import type { RawRange } from "../../../text/traced.ts";

export interface Uncovered extends RawRange {
  /** Ids of the rows that took it for advice, or `phone`. */
  readonly cues: readonly string[];
}

/** Shorter ones are headings and interjections. */
const SHORTEST = 8;
/** Weight of the cues for one kind from which a sentence is shown: any less is in every other sentence. */
const LEAST = 2;
/** More than these an editor does not read of one article. */
const MOST = 100;

/** Service lines by form alone: 95xxx and 96xxx, 12xxx, 1010xxxx, 400 and 800 numbers, landlines with their area code. */
const PHONE =
  /(?<![\d.])(?:[48]00[- ]?\d{3,4}[- ]?\d{3,4}|9[56]\d{3,4}|12\d{3}|1010\d{4}|0\d{2,3}[- ]\d{7,8})(?![\d.])/;

/**
 * @param covered ranges of `text` that items stand for, in any order
 * @param cues rows that tell advice, each asked of one sentence alone
 */
export function uncovered(text: string, covered: readonly RawRange[], cues: readonly Cue[]): Uncovered[] {
  const ranges = [...covered].sort((a, b) => a.start - b.start);
  const out: Uncovered[] = [];
  let next = 0;
  let reach = 0;
  for (const { start, end } of sentences(text)) {
    while (next < ranges.length && ranges[next]!.start < end) reach = Math.max(reach, ranges[next++]!.end);
    if (reach > start || end - start < SHORTEST) continue;
    const sentence = text.slice(start, end);
    // A line without a full stop is a heading, or a label; a question asks for advice.
    if (!/[。！!；;…”」]$/.test(sentence)) continue;
    const found = tellingCues(sentence, cues);
    if (PHONE.test(sentence)) found.unshift("phone");
    if (found.length > 0) out.push({ start, end, cues: found });
    if (out.length === MOST) break;
  }
  return out;
}

/** Ids of the cues for all kinds that they speak for loudly enough. */
function tellingCues(sentence: string, cues: readonly Cue[]): string[] {
  const weights = new Map<Cue["kind"], number>();
  const fired = cues.filter((cue) => cue.test(sentence));
  for (const { kind, weight } of fired) weights.set(kind, (weights.get(kind) ?? 0) + weight);
  return fired.filter(({ kind }) => weights.get(kind)! >= LEAST).map((cue) => cue.id);
}
