/**
 * Repair of damage at the level of bytes: what a wrong decoder, an escaping template, an editor's
 * invisible characters or a tool that burnt readings into the text have done. Runs after the text
 * is decoded and before the script is converted, because the bytes of the damage are those of the
 * script the page was written in.
 *
 * Every repair is an edit with its rule; what cannot be known stands as `□` and is marked
 * `text-gap`. A sound text comes through without an edit, and so does a repaired one.
 */
import type { TracedText } from "../../../text/traced.ts";
import { removeInvisible } from "./controls.ts";
import { decodeEntities } from "./entities.ts";
import { markHoles } from "./holes.ts";
import { repairMojibake } from "./mojibake.ts";
import { repairPinyin } from "./pinyin.ts";
import { type BytesTables, shippedBytesTables } from "./tables.ts";

export { type BytesTables, loadBytesTables } from "./tables.ts";

/** One damage can hide another (an escaped soft hyphen inside a reading); three deep is what pages show at most. */
const ROUNDS = 3;

/**
 * Repair the bytes of a text: character references, mojibake, invisible characters, readings in
 * brackets with what they broke, and last the holes that no repair could fill. Mojibake goes
 * before invisible characters: soft hyphens and C1 controls are bytes of it.
 *
 * @param traced the text as decoded
 * @param tables the lexicon's tables for this stage; those of the package by default
 */
export function repairBytes(traced: TracedText, tables: BytesTables = shippedBytesTables()): TracedText {
  let current = traced;
  for (let round = 0; round < ROUNDS; round++) {
    let next = decodeEntities(current);
    next = repairMojibake(next, tables);
    next = removeInvisible(next, tables);
    next = repairPinyin(next, tables);
    if (next === current) break;
    current = next;
  }
  return markHoles(current);
}
