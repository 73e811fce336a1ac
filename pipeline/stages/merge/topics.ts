/** What an item mainly asks for, by the subject's table: its label first, then its first sentence. */
import type { Candidate } from "../../advice.ts";
import type { Subject } from "../../lexicon/subject.ts";
import { sentences } from "../../text/sentences.ts";
import { normalizeForMatch } from "./fold.ts";

/** @returns the id of the topic, or undefined */
export function topicOf(item: Candidate, subject: Subject): string | undefined {
  const rows = subject.topics.filter((t) => t.row.kinds.includes(item.kind));
  const first = sentences(item.text)[0];
  const firstText = first ? item.text.slice(first.start, first.end) : item.text;
  const scopes = [
    { of: ["label", "first"], text: item.label },
    { of: ["label", "first"], text: firstText.slice(item.label === "" ? 0 : item.label.length) },
    { of: ["body"], text: normalizeForMatch(item.text) },
  ];
  for (const scope of scopes) {
    if (scope.text === "") continue;
    const hit = rows.find((r) => scope.of.includes(r.row.scope) && r.test(scope.text));
    if (hit) return hit.row.id;
  }
  return undefined;
}
