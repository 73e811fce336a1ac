/**
 * What two items must share to be one card, kind by kind (section 5 of the annotation guideline).
 * A key does not depend on which articles are present, so ids made of it are stable.
 */
import type { Candidate } from "../../advice.ts";
import { ownersOf, type Subject } from "../../lexicon/subject.ts";
import { perSubject } from "../../lexicon/wording.ts";
import { limitOf } from "./limits.ts";
import { topicOf } from "./topics.ts";

const patternsOf = perSubject(({ wording }: Subject) => ({
  hotline: new RegExp(wording["desk-hotline"], "u"),
  online: new RegExp(wording["desk-online"], "u"),
  // A request that names the sum is another than the bare question.
  amount: new RegExp(wording["sum-named"], "u"),
}));

/** Desk a channel reaches. */
export function deskOf(item: Candidate, subject: Subject): "hotline" | "online" | undefined {
  if (item.slots.phones) return "hotline";
  if (item.slots.path) return "online";
  const head = `${item.label} ${item.text.slice(0, 60)}`;
  const { hotline, online } = patternsOf(subject);
  if (hotline.test(head)) return "hotline";
  if (online.test(head)) return "online";
  return undefined;
}

/** Keys of an item: two items of one kind with a key in common are the same advice. Empty: judged by wording alone. */
export function keysOf(item: Candidate, subject: Subject): string[] {
  const { slots } = item;
  switch (item.kind) {
    case "channel": {
      if (slots.phones) return slots.phones.map((p) => `phone ${p.replaceAll("-", "")}`);
      return slots.path && slots.path.length >= 2 ? [`path ${withoutApp(slots.path).join(">")}`] : [];
    }
    case "option":
      return slots.options
        ? [`options ${[...slots.options].sort().join("+")}${limitKey(item, subject)}`]
        : [];
    case "script":
      return slots.options
        ? [
            `request ${[...slots.options].sort().join("+")}${patternsOf(subject).amount.test(item.text) ? " with an amount" : ""}`,
          ]
        : [];
    case "case":
      return [];
    default: {
      const topic = topicOf(item, subject);
      return topic === undefined ? [] : [`topic ${topic}`];
    }
  }
}

/** Two upper limits of the same arrangement are two statements, set against each other. */
function limitKey(item: Candidate, subject: Subject): string {
  const limit = limitOf(item, subject);
  return limit === undefined ? "" : ` at most ${limit.most}`;
}

function withoutApp(path: readonly string[]): readonly string[] {
  return path.length > 2 ? path.filter((label, i) => i > 0 || /^(?:我的|我|首页|设置)$/.test(label)) : path;
}

/**
 * Whether an item may share a card at all. Numbers of several lenders in one sentence would put one's
 * number on the other's card; a number its article ascribes to the wrong lender must not spread.
 */
export function standsAlone(item: Candidate, subject: Subject): boolean {
  if (item.flags.includes("contact-conflict")) return true;
  const owners = (item.slots.phones ?? []).map((p) => ownersOf(p, subject.products));
  return owners.some((a) =>
    owners.some((b) => a.length > 0 && b.length > 0 && !a.some((row) => b.includes(row))),
  );
}
