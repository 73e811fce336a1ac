/**
 * What the linear models see of a passage or sentence: the sums of the cue rows and which of them
 * fired, the characters of label, first sentence and headings in pairs, what slots are stated.
 */
import { type Kind, Kind as KindSchema } from "../../../schemas/advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { type Features, kindsOf } from "./classify.ts";
import { countPairs } from "./pairs.ts";
import type { Group } from "./passages.ts";
import { namesOf } from "./products.ts";
import { connectivesOf } from "./runs.ts";
import { sieved } from "./sieve.ts";
import { hoursOf } from "./slots/hours.ts";
import { optionsOf } from "./slots/options.ts";
import { pathOf } from "./slots/path.ts";
import { periodsOf } from "./slots/periods.ts";
import { phonesOf } from "./slots/phones.ts";
import { Vector } from "./vector.ts";
import { zonesIn } from "./zones.ts";

/** Characters of a first sentence that are looked at: its main clause nearly always lies within. */
const FIRST = 48;
const BODY = 240;

/** By kind: the feature that holds the sum of its cue rows. Written once, for they are asked for at every sentence. */
export const SUM = Object.fromEntries(KindSchema.options.map((kind) => [kind, `sum ${kind}`])) as Readonly<
  Record<Kind, string>
>;

/** Who and what is meant, in one character each: what is said of one name or reader holds for the next. */
const signsOf = perSubject(({ about, products }: Subject) => {
  const { names, known } = namesOf(products);
  const sign = about.signs.products;
  // A name may be written as a pattern.
  const plain = names.every(({ name }) => /^[\p{L}\p{N}]+$/u.test(name));
  const any = new RegExp(names.map(({ name }) => name).join("|"), "gu");
  return {
    namesIn: (text: string) =>
      names.length === 0 ? text : plain ? known.replace(text, sign) : text.replace(any, sign),
    people: about.signs.people.map((p) => ({ pattern: new RegExp(p.match, "gu"), sign: p.sign })),
  };
});
const signSieve = sieved(({ about }) => about.signs.people.map(({ match }) => match));

/** Headings are asked about with every sentence below them, and a sentence with the next: so many texts are remembered. */
const REMEMBERED = 64;

/** A longer text names somebody nearly always. */
const LONGEST_ASKED = 400;

const abstractOf = perSubject((subject: Subject) => {
  const { namesIn, people } = signsOf(subject);
  const marksOf = signSieve(subject);
  const mayName = (text: string, i: number): boolean => {
    const { all, from } = marksOf(text);
    return all[from + i] === 1;
  };
  const memory = new Map<string, string>();
  return (text: string): string => {
    const known = memory.get(text);
    if (known !== undefined) return known;
    let out = namesIn(text);
    for (let i = 0; i < people.length; i++) {
      // Anew for each: a sign put in may make a word with what stands beside it.
      if (out.length > LONGEST_ASKED || mayName(out, i))
        out = out.replace(people[i]!.pattern, people[i]!.sign);
    }
    out = out.replace(/\d+/g, "0").replace(/\s+/g, "");
    if (memory.size >= REMEMBERED) memory.clear();
    memory.set(text, out);
    return out;
  };
});

function abstract(text: string, subject: Subject): string {
  return text === "" ? "" : abstractOf(subject)(text);
}

const sameActor = perSubject(
  ({ wording }: Subject) => new RegExp(`^.{0,12}[，,]?${wording["same-actor"]}`, "u"),
);

/** A passage the author set apart. `place` is list, section or answer; `where` is its place in the article, 0…1. */
export function passageVector(f: Features, place: string, where: number, subject: Subject): Vector {
  const v = new Vector();
  const label = abstract(f.label, subject);
  const first = abstract(f.first, subject);
  rules(v, f, subject);
  pairs(v, "L", label);
  whole(v, "L=", label);
  pairs(v, "F", first.slice(0, FIRST));
  starts(v, "I", first);
  pairs(v, "B", abstract(f.body, subject).slice(0, BODY), 0.5);
  pairs(v, "A", abstract(f.above.slice(-60), subject), 0.7);
  stated(v, f.body, subject);
  v.set(`place ${place}`, 1);
  v.set(`where ${Math.min(4, Math.floor(where * 5))}`, 1);
  v.set(`length ${bucket(f.body.length)}`, 1);
  if (f.label === "") v.set("no label", 1);
  return v;
}

/** Of one more than the place: most pairs stand a few times only. */
const LOGARITHMS = Float64Array.from({ length: 64 }, (_, n) => Math.log(1 + n));
/** Weight of the words of an article beside the sums of the gate's groups. */
const WORDS = 4;

/**
 * A whole article: how much it speaks of each group of the gate, and its characters in pairs, each as
 * its share of the whole, so that a long article is not surer of anything than a short one.
 *
 * @param shares of the groups, 1 at the figure that the table sets
 */
export function gateVector(text: string, shares: readonly number[], subject: Subject): Vector {
  const v = new Vector();
  const { pairs, counts } = countPairs(abstract(text.replace(/\n+/g, "|"), subject));
  const values = new Float64Array(counts.length);
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const n = counts[i]!;
    const value = LOGARITHMS[n] ?? Math.log(1 + n);
    values[i] = value;
    sum += value ** 2;
  }
  const scale = WORDS / Math.sqrt(sum);
  for (let i = 0; i < values.length; i++) values[i] = scale * values[i]!;
  v.bag(pairs, values);
  shares.forEach((share, i) => {
    v.set(`group ${i}`, Math.min(MOST_OF_A_GROUP, share));
    if (share === 0) v.set(`no group ${i}`, 1);
  });
  return v;
}

/** More of one group does not make up for another. */
export const MOST_OF_A_GROUP = 3;

/**
 * A section of a few paragraphs or entries under one heading: whether they say one thing or several.
 *
 * @param group two texts at least
 */
export function sectionVector(heading: string, group: Group, subject: Subject): Vector {
  const { texts: paragraphs, entries, labels } = group;
  const v = new Vector();
  const name = abstract(heading, subject);
  pairs(v, "H", name);
  if (entries + labels > 0) {
    const short = paragraphs.filter((p) => p.length <= SHORT_ENTRY).length;
    v.set("list", 1);
    v.set(`list of ${Math.min(6, entries)}`, 1);
    v.set(`list short ${Math.round((4 * short) / paragraphs.length)}`, 1);
    v.set(`list labels ${Math.round((4 * labels) / paragraphs.length)}`, 1);
    v.set(
      `list sentences ${Math.round((4 * paragraphs.filter((p) => /[。！；]$/.test(p)).length) / paragraphs.length)}`,
      1,
    );
    v.set(`list longest ${bucket(Math.max(...paragraphs.map((p) => p.length)))}`, 1);
    pairs(v, "HL", name);
  }
  v.set(`heading length ${bucket(name.length)}`, 1);
  v.set(`paragraphs ${Math.min(4, paragraphs.length)}`, 1);
  const lengths = paragraphs.map((p) => p.length);
  v.set(`shortest ${bucket(Math.min(...lengths))}`, 1);
  v.set(`together ${Math.min(6, Math.floor(lengths.reduce((a, b) => a + b, 0) / 60))}`, 1);
  const tops = paragraphs.map((p) => kindsOf({ label: "", first: p, body: p, above: "" }, subject)[0]?.value);
  const [headed] = kindsOf({ label: heading, first: "", body: "", above: heading }, subject);
  if (headed) v.set("heading has a kind", 1);
  let differ = 0;
  for (let i = 1; i < paragraphs.length; i++) {
    const text = paragraphs[i]!;
    if (tops[i] !== undefined && tops[i - 1] !== undefined && tops[i] !== tops[i - 1]) differ++;
    if (tops[i] === undefined) v.set("one without a cue", 1);
    v.set(`then ${tops[i]} after ${tops[i - 1]}`, 1);
    starts(v, "I", text);
    const { goesOn, shifts } = connectivesOf(subject);
    if (goesOn.test(text)) v.set("goes on", 1);
    if (shifts.test(text)) v.set("shifts", 1);
  }
  v.set("kinds differ", differ);
  v.set("desks", paragraphs.filter((p) => phonesOf(p).length > 0 || pathOf(p, subject) !== undefined).length);
  return v;
}

/** A sentence of running prose, with what stands before and after it in its paragraph. */
export function sentenceVector(
  sentence: string,
  plain: string,
  before: string,
  above: string,
  where: number,
  position: { readonly index: number; readonly of: number; readonly edge: boolean },
  subject: Subject,
): Vector {
  const v = new Vector();
  const f: Features = { label: "", first: plain, body: plain, above };
  const own = abstract(plain, subject);
  rules(v, f, subject);
  pairs(v, "F", own.slice(0, BODY));
  starts(v, "I", own);
  starts(v, "P", abstract(before, subject), 0.5);
  pairs(v, "A", abstract(above.slice(-40), subject), 0.5);
  stated(v, plain, subject);
  v.set(`where ${Math.min(4, Math.floor(where * 5))}`, 1);
  v.set(`length ${bucket(plain.length)}`, 1);
  v.set(
    position.index === 0
      ? "first of paragraph"
      : position.index === position.of - 1
        ? "last of paragraph"
        : "inside paragraph",
    1,
  );
  if (position.edge) v.set("edge", 1);
  if (/[？?]$/.test(sentence)) v.set("question", 1);
  if (/[“「]/.test(sentence)) v.set("quotation", 1);
  if (/^(?:他|她|我|张|李|王|小|老)/.test(sentence)) v.set("person", 1);
  for (const { id } of zonesIn("sentence", sentence, subject)) v.set(`zone ${id}`, 1);
  return v;
}

/** Whether a sentence opens an item of its own behind one that is in an item already. */
export function boundaryVector(
  sentence: string,
  before: string,
  kind: ReadonlyMap<string, number>,
  kindBefore: ReadonlyMap<string, number>,
  subject: Subject,
  of = 3,
): Vector {
  const v = new Vector();
  starts(v, "I", sentence);
  starts(v, "I2", sentence.replace(/^[^，,]{1,12}[，,]/, ""));
  pairs(v, "H", sentence.slice(0, 10).replace(/\s+/g, ""));
  starts(v, "P", before);
  let top = "";
  let topBefore = "";
  let best = 0;
  let bestBefore = 0;
  for (const k of KindSchema.options) {
    const own = kind.get(SUM[k]) ?? 0;
    const was = kindBefore.get(SUM[k]) ?? 0;
    if (own > best) [top, best] = [k, own];
    if (was > bestBefore) [topBefore, bestBefore] = [k, was];
  }
  const { goesOn, shifts } = connectivesOf(subject);
  if (goesOn.test(sentence)) v.set("goes on", 1);
  if (shifts.test(sentence)) v.set("shifts", 1);
  if (sameActor(subject).test(sentence)) v.set("subject again", 1);
  v.set(top === "" ? "no cue" : top === topBefore ? "same cue" : "other cue", 1);
  v.set("strength", best);
  v.set(`kind ${top} after ${topBefore}`, 1);
  if (kind.get("has phone") && (kindBefore.get("has phone") || kindBefore.get("has path")))
    v.set("two desks", 1);
  if (kind.get("has path") && kindBefore.get("has phone")) v.set("two desks", 1);
  v.set(`sentences ${Math.min(6, of)}`, 1);
  v.set(`length ${bucket(sentence.length)}`, 1);
  v.set(`length before ${bucket(before.length)}`, 1);
  return v;
}

/** The phase of an item whose kind is known. */
export function phaseVector(
  f: Features,
  kind: Kind,
  where: number,
  sums: ReadonlyMap<string, { readonly score: number; readonly rules: readonly string[] }>,
  subject: Subject,
): Vector {
  const v = new Vector();
  for (const [phase, s] of sums) {
    v.set(`sum ${phase}`, s.score / 3);
    for (const r of s.rules) v.set(r, 1);
  }
  v.set(`kind ${kind}`, 1);
  pairs(v, "L", abstract(f.label, subject));
  pairs(v, "F", abstract(f.first, subject).slice(0, FIRST), 0.7);
  pairs(v, "A", abstract(f.above.slice(-40), subject), 0.7);
  const place = Math.min(4, Math.floor(where * 5));
  v.set(`where ${place}`, 1);
  v.set(`kind ${kind} where ${place}`, 1);
  return v;
}

function rules(v: Vector, f: Features, subject: Subject): void {
  const verdicts = kindsOf(f, subject);
  for (const verdict of verdicts) {
    v.set(SUM[verdict.value], verdict.score / 3);
    for (const r of verdict.rules) v.set(r, 1);
  }
  if (verdicts[0]) v.set(`top ${verdicts[0].value}`, 1);
  else v.set("no cue", 1);
}

function stated(v: Vector, text: string, subject: Subject): void {
  if (phonesOf(text).length > 0) v.set("has phone", 1);
  if ((pathOf(text, subject)?.length ?? 0) >= 2) v.set("has path", 1);
  if (hoursOf(text)) v.set("has hours", 1);
  const options = optionsOf(text, subject).length;
  if (options > 0) v.set(`options ${Math.min(3, options)}`, 1);
  if (periodsOf(text, subject).length > 0) v.set("has periods", 1);
}

/** An entry up to this long names a thing and says nothing of it. */
export const SHORT_ENTRY = 26;

function pairs(v: Vector, prefix: string, plain: string, value = 1): void {
  v.pairs(prefix, plain, value);
}

function starts(v: Vector, prefix: string, text: string, value = 1): void {
  v.starts(prefix, text.replace(/^[“「\s]+/, ""), value);
}

function whole(v: Vector, prefix: string, text: string): void {
  if (text !== "" && text.length <= 8) v.set(prefix + text, 1);
}

function bucket(n: number): number {
  return n <= 12 ? 0 : n <= 25 ? 1 : n <= 50 ? 2 : n <= 100 ? 3 : n <= 200 ? 4 : 5;
}
