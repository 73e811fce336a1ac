/**
 * What the linear models see of a passage or sentence: the sums of the cue rows and which of them
 * fired, the characters of label, first sentence and headings in pairs, what slots are stated.
 */
import { type Kind, Kind as KindSchema } from "../../../schemas/advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { type Features, kindsOf } from "./classify.ts";
import { GOES_ON, SHIFTS } from "./runs.ts";
import { hoursOf } from "./slots/hours.ts";
import { optionsOf } from "./slots/options.ts";
import { pathOf } from "./slots/path.ts";
import { periodsOf } from "./slots/periods.ts";
import { phonesOf } from "./slots/phones.ts";

/** Characters of a first sentence that are looked at: its main clause nearly always lies within. */
const FIRST = 48;
const BODY = 240;

type Vector = Map<string, number>;

/** A passage the author set apart. `place` is list, section or answer; `where` is its place in the article, 0…1. */
export function passageVector(f: Features, place: string, where: number, subject: Subject): Vector {
  const v: Vector = new Map();
  rules(v, f, subject);
  pairs(v, "L", f.label);
  whole(v, "L=", f.label);
  pairs(v, "F", f.first.slice(0, FIRST));
  starts(v, "I", f.first);
  pairs(v, "B", f.body.slice(0, BODY), 0.5);
  pairs(v, "A", f.above.slice(-60), 0.7);
  stated(v, f.body, subject);
  v.set(`place ${place}`, 1);
  v.set(`where ${Math.min(4, Math.floor(where * 5))}`, 1);
  v.set(`length ${bucket(f.body.length)}`, 1);
  if (f.label === "") v.set("no label", 1);
  return v;
}

/** A sentence of running prose, with what stands before and after it in its paragraph. */
export function sentenceVector(
  sentence: string,
  plain: string,
  before: string,
  above: string,
  where: number,
  position: { readonly index: number; readonly of: number },
  subject: Subject,
): Vector {
  const v: Vector = new Map();
  const f: Features = { label: "", first: plain, body: plain, above };
  rules(v, f, subject);
  pairs(v, "F", plain.slice(0, BODY));
  starts(v, "I", plain);
  starts(v, "P", before, 0.5);
  pairs(v, "A", above.slice(-40), 0.5);
  stated(v, plain, subject);
  v.set(`where ${Math.min(4, Math.floor(where * 5))}`, 1);
  v.set(`length ${bucket(plain.length)}`, 1);
  v.set(position.index === 0 ? "first of paragraph" : position.index === position.of - 1 ? "last of paragraph" : "inside paragraph", 1);
  if (/[？?]$/.test(sentence)) v.set("question", 1);
  if (/[“「]/.test(sentence)) v.set("quotation", 1);
  if (/^(?:他|她|我|张|李|王|小|老)/.test(sentence)) v.set("person", 1);
  for (const z of subject.zones) if (z.row.on === "sentence" && z.test(sentence)) v.set(`zone ${z.row.id}`, 1);
  return v;
}

/** Whether a sentence opens an item of its own behind one that is in an item already. */
export function boundaryVector(sentence: string, before: string, kind: Vector, kindBefore: Vector, of = 3): Vector {
  const v: Vector = new Map();
  starts(v, "I", sentence);
  starts(v, "I2", sentence.replace(/^[^，,]{1,12}[，,]/, ""));
  pairs(v, "H", sentence.slice(0, 10));
  starts(v, "P", before);
  let top = "";
  let topBefore = "";
  let best = 0;
  let bestBefore = 0;
  for (const k of KindSchema.options) {
    const own = kind.get(`sum ${k}`) ?? 0;
    const was = kindBefore.get(`sum ${k}`) ?? 0;
    if (own > best) [top, best] = [k, own];
    if (was > bestBefore) [topBefore, bestBefore] = [k, was];
  }
  if (GOES_ON.test(sentence)) v.set("goes on", 1);
  if (SHIFTS.test(sentence)) v.set("shifts", 1);
  if (/^.{0,12}[，,]?(?:保持|客服|用户|客户|使用者|您|你)/.test(sentence)) v.set("subject again", 1);
  v.set(top === "" ? "no cue" : top === topBefore ? "same cue" : "other cue", 1);
  v.set("strength", best);
  v.set(`kind ${top} after ${topBefore}`, 1);
  if (kind.get("has phone") && (kindBefore.get("has phone") || kindBefore.get("has path"))) v.set("two desks", 1);
  if (kind.get("has path") && kindBefore.get("has phone")) v.set("two desks", 1);
  v.set(`sentences ${Math.min(6, of)}`, 1);
  v.set(`length ${bucket(sentence.length)}`, 1);
  v.set(`length before ${bucket(before.length)}`, 1);
  return v;
}

/** The phase of an item whose kind is known. */
export function phaseVector(f: Features, kind: Kind, where: number, sums: ReadonlyMap<string, { readonly score: number; readonly rules: readonly string[] }>): Vector {
  const v: Vector = new Map();
  for (const [phase, s] of sums) {
    v.set(`sum ${phase}`, s.score / 3);
    for (const r of s.rules) v.set(r, 1);
  }
  v.set(`kind ${kind}`, 1);
  pairs(v, "L", f.label);
  pairs(v, "F", f.first.slice(0, FIRST), 0.7);
  pairs(v, "A", f.above.slice(-40), 0.7);
  const place = Math.min(4, Math.floor(where * 5));
  v.set(`where ${place}`, 1);
  v.set(`kind ${kind} where ${place}`, 1);
  return v;
}

function rules(v: Vector, f: Features, subject: Subject): void {
  const verdicts = kindsOf(f, subject);
  for (const verdict of verdicts) {
    v.set(`sum ${verdict.value}`, verdict.score / 3);
    for (const r of verdict.rules) v.set(r, 1);
  }
  if (verdicts[0]) v.set(`top ${verdicts[0].value}`, 1);
  else v.set("no cue", 1);
}

function stated(v: Vector, text: string, subject: Subject): void {
  if (phonesOf(text).length > 0) v.set("has phone", 1);
  if ((pathOf(text)?.length ?? 0) >= 2) v.set("has path", 1);
  if (hoursOf(text)) v.set("has hours", 1);
  const options = optionsOf(text, subject.options).length;
  if (options > 0) v.set(`options ${Math.min(3, options)}`, 1);
  if (periodsOf(text).length > 0) v.set("has periods", 1);
}

function pairs(v: Vector, prefix: string, text: string, value = 1): void {
  const plain = text.replace(/[0-9０-９]+/g, "0").replace(/\s+/g, "");
  for (let i = 0; i + 1 < plain.length; i++) v.set(`${prefix} ${plain.slice(i, i + 2)}`, value);
}

function starts(v: Vector, prefix: string, text: string, value = 1): void {
  const plain = text.replace(/^[“「\s]+/, "");
  for (const n of [1, 2, 3]) if (plain.length >= n) v.set(`${prefix}^${plain.slice(0, n)}`, value);
}

function whole(v: Vector, prefix: string, text: string): void {
  if (text !== "" && text.length <= 8) v.set(prefix + text, 1);
}

function bucket(n: number): number {
  return n <= 12 ? 0 : n <= 25 ? 1 : n <= 50 ? 2 : n <= 100 ? 3 : n <= 200 ? 4 : 5;
}
