/** Whether the advice of a build holds together and is grounded: every quote is the very text it points at. */
import { type AdviceItem, type Evidence, SLOT_NAMES, type Slots } from "../../../schemas/advice.ts";
import type { Fault } from "../../faults.ts";
import type { BuildResult, BuiltArticle } from "../../result.ts";
import { compareItems } from "../../text/order.ts";
import { isBlank } from "../../text/places.ts";
import { articlesById, type Placed } from "./places.ts";

/** @param isGrounded tells of evidence that it was held against its article before, and holds */
export function adviceFaults(
  result: BuildResult,
  place: Placed,
  isGrounded: (evidence: Evidence) => boolean,
): Fault[] {
  const find = articlesById(result);
  const items = new Map<string, AdviceItem>();
  const faults: Fault[] = [];
  let last: AdviceItem | undefined;
  for (const item of result.advice.items) {
    const fault = (rule: string, message: string, evidence?: number) =>
      faults.push(place.inItem(item, rule, message, evidence));
    if (items.has(item.id)) fault("unique-id", "another item has this id");
    items.set(item.id, item);
    if (last && compareItems(last, item) > 0) {
      fault("order", `stands after ${last.id}: items are ordered by phase, kind, support, id`);
    }
    last = item;
    if (item.title.trim() === "" || item.text.trim() === "") fault("empty-text", "title or text is blank");
    for (const phone of item.phones ?? []) {
      if (!isPhoneForm(phone)) fault("phone-form", `${phone} has the form of no telephone number`);
    }
    for (const said of unstated(item)) fault("slot-evidence", `no evidence of it states ${said}`);
    const independent = new Set(item.evidence.map((e) => e.document)).size;
    if (item.support > independent) {
      fault("support", `supported by ${item.support} articles, but evidence is from ${independent}`);
    }
    item.evidence.forEach((evidence, i) => {
      if (isGrounded(evidence)) return;
      const message = evidenceFault(evidence, find(evidence.document));
      if (message) fault(message.rule, message.text, i);
    });
  }
  for (const item of items.values()) {
    const fault = (message: string) => faults.push(place.inItem(item, "reference", message));
    for (const { id } of item.disagrees) {
      if (id === item.id) fault("disagrees with itself");
      else if (!items.has(id)) fault(`disagrees names ${id}, which is not in the build`);
    }
    for (const id of item.variants) {
      if (id === item.id) fault("is given as a variant of itself");
      else if (!items.has(id)) fault(`variants names ${id}, which is not in the build`);
      else if (item.kind !== "channel" || items.get(id)!.kind !== "channel") {
        fault(`variants names ${id}: only channels have variants`);
      }
    }
  }
  return faults;
}

function evidenceFault(
  evidence: Evidence,
  article: BuiltArticle | undefined,
): { rule: string; text: string } | undefined {
  const { document } = evidence;
  if (!article) return { rule: "reference", text: `evidence names ${document}, which is not in the build` };
  return groundingFault(evidence, article);
}

/** What is wrong with a quote, held against its article: it is another text, or rests on text that was removed. */
export function groundingFault(
  { start, end, quote }: Pick<Evidence, "start" | "end" | "quote">,
  { raw, record }: { readonly raw: string; readonly record: Pick<BuiltArticle["record"], "spans"> },
): { rule: string; text: string } | undefined {
  if (!(start < end && end <= raw.length)) {
    return { rule: "grounding", text: `evidence reaches from ${start} to ${end} in a text of ${raw.length}` };
  }
  if (raw.slice(start, end) !== quote) {
    return {
      rule: "grounding",
      text: `quote ${clip(quote)} is not what stands there: ${clip(raw.slice(start, end))}`,
    };
  }
  if (quote.trim() === "") return { rule: "grounding", text: "the quote is blank" };
  let first = start;
  while (isBlank(raw.charCodeAt(first))) first++;
  let final = end - 1;
  while (isBlank(raw.charCodeAt(final))) final--;
  let kept = 0;
  let taken = 0;
  const edges = [false, false];
  for (const span of record.spans) {
    const inside = span.start < end && span.end > start;
    // Tags and escapes of the container are no text that somebody wrote.
    if (inside && span.status !== "kept" && !span.reason.startsWith("ingest/")) {
      taken += countNonBlank(raw.slice(Math.max(start, span.start), Math.min(end, span.end)));
    }
    if (span.status !== "kept" || span.end <= start || span.start >= end) continue;
    kept += countNonBlank(raw.slice(Math.max(start, span.start), Math.min(end, span.end)));
    edges[0] ||= span.start <= first && first < span.end;
    edges[1] ||= span.start <= final && final < span.end;
  }
  // What was taken out of the middle (an advertisement, a broken byte) stands in the quote all the same.
  if (!edges[0] || !edges[1] || kept < taken) {
    return { rule: "evidence-kept", text: `evidence ${clip(quote)} rests on text that was removed` };
  }
  return undefined;
}

/** Values an item states that none of its evidence does. */
function unstated(item: AdviceItem): string[] {
  const stated = new Set(item.evidence.flatMap((e) => values(e.slots)));
  return values(item).filter((value) => !stated.has(value));
}

function values(slots: Slots): string[] {
  return SLOT_NAMES.flatMap((name) => {
    const value = slots[name];
    if (value === undefined) return [];
    // A path is one value, however many labels it has.
    const each: readonly unknown[] = Array.isArray(value) && name !== "path" ? value : [value];
    return each.map((v) => `${name} ${JSON.stringify(v)}`);
  });
}

/**
 * Whether digits and hyphens could be dialled in China, Hong Kong or Taiwan: short codes (110, 95188,
 * 12378, 100xx), local numbers of 7 or 8 digits, 400/800, mobile and landline numbers with or without
 * the country code. The form only: whether a number exists no pattern can tell.
 */
export function isPhoneForm(phone: string): boolean {
  if (!/^\d+(-\d+)*$/.test(phone)) return false;
  const digits = phone.replaceAll("-", "").length;
  return digits >= 3 && digits <= 13 && digits !== 9;
}

function countNonBlank(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (!isBlank(text.charCodeAt(i))) count++;
  return count;
}

const clip = (value: string) => JSON.stringify(value.length > 24 ? `${value.slice(0, 24)}…` : value);
