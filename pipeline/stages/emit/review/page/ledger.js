/**
 * Decisions: those of the build's file, and over them those made here, kept in the browser where it
 * lets a page do so. They are known by the words they are on, so that they outlive a build.
 */
import { build, items } from "./data.js";

/** @typedef {import("./data.js").Decision} Decision */

const STORE = "jinghua:decisions";
/** @type {Map<string, Decision>} */
export const onFile = new Map(build.decisions.map(({ decision }) => [decision.key, decision]));
const known = new Set([...items.map((item) => item.key), ...onFile.keys()]);
/** Made here; null takes back what stands on file. @type {Map<string, Decision | null>} */
const made = new Map();
/** Of other builds: kept as they are. @type {Record<string, Decision | null>} */
let others = {};
let saves = true;

/** Whether decisions outlive the page. */
export const isSaved = () => saves;

/** A decision as a line of the file. @param {Decision} decision */
function lineOf({ key, item, decision, kind, note, title }) {
  return JSON.stringify({ key, item, decision, kind, note, title });
}

/** Whether it stands on file as it is. @param {Decision | null} decision */
function isOnFile(decision) {
  const standing = decision && onFile.get(decision.key);
  return standing ? lineOf(standing) === lineOf(decision) : false;
}

/** Read what the browser kept. */
export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    for (const [key, decision] of Object.entries(kept)) {
      if (isOnFile(decision)) continue;
      if (known.has(key)) made.set(key, /** @type {Decision | null} */ (decision));
      else others = { ...others, [key]: /** @type {Decision | null} */ (decision) };
    }
  } catch {
    saves = false;
  }
}

function save() {
  try {
    localStorage.setItem(STORE, JSON.stringify({ ...others, ...Object.fromEntries(made) }));
  } catch {
    saves = false;
  }
}

/** @param {string} key @returns {Decision | undefined} */
export function decisionOn(key) {
  const own = made.get(key);
  return own === undefined ? onFile.get(key) : (own ?? undefined);
}

/** @param {Decision} decision */
export function decide(decision) {
  if (isOnFile(decision)) made.delete(decision.key);
  else made.set(decision.key, decision);
  save();
}

/** @param {string} key */
export function takeBack(key) {
  if (onFile.has(key)) made.set(key, null);
  else made.delete(key);
  save();
}

/** How many decisions are not on file as they stand. */
export const unsavedCount = () => made.size;

/** The file as it should be: lines that were there in their order, then new ones in that of the items. */
export function exported() {
  const keys = new Set([...onFile.keys(), ...items.map((item) => item.key), ...made.keys()]);
  const lines = [...keys].flatMap((key) => decisionOn(key) ?? []);
  return lines.map((decision) => `${lineOf(decision)}\n`).join("");
}
