/** What the tests of the readers share: one article from text, and the laws every traced text must obey. */
import { expect } from "vitest";
import type { Article } from "../../../pipeline/article.ts";
import { type Ingested, ingest } from "../../../pipeline/stages/ingest/index.ts";
import type { TracedText } from "../../../pipeline/text/traced.ts";
import { type Config, defaultConfig } from "../../../schemas/config.ts";

export const take = (source: string, content: string | Uint8Array, config: Partial<Config> = {}): Ingested =>
  ingest(
    { source, bytes: typeof content === "string" ? Buffer.from(content) : content },
    { ...defaultConfig, ...config },
  );

export function only(source: string, content: string | Uint8Array, config: Partial<Config> = {}): Article {
  const { articles, quarantined, faults } = take(source, content, config);
  expect(quarantined).toEqual([]);
  expect(faults).toEqual([]);
  expect(articles).toHaveLength(1);
  return articles[0]!;
}

/**
 * Every character of the text stands for the same one in the raw text, unless `spelt` says that the
 * raw text spells it otherwise; blanks may be separators that stand for none.
 */
export function expectTraced(
  traced: TracedText,
  spelt: (raw: string, read: string) => boolean = () => false,
): void {
  const { raw, text } = traced;
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const { start, end } = traced.rawRange(i, i + 1);
    expect(start).toBeGreaterThanOrEqual(last);
    last = start;
    if (/\s/.test(text[i]!)) continue;
    const written = raw.slice(start, end);
    if (written[0] !== text[i] && !spelt(written, text[i]!)) {
      expect.fail(`${JSON.stringify(text[i])} at ${i} is traced to ${JSON.stringify(written)}`);
    }
  }
}

/** Spans are in order, do not overlap, and leave out nothing but blanks. */
export function expectPartition(traced: TracedText): void {
  let last = 0;
  for (const { start, end, reason } of traced.spans()) {
    expect(reason).not.toBe("");
    expect(traced.raw.slice(last, start).trim()).toBe("");
    expect(end).toBeGreaterThan(start);
    last = end;
  }
  expect(traced.raw.slice(last).trim()).toBe("");
}

/** The raw text removed by a rule, joined. */
export function removedBy(traced: TracedText, rule: string): string {
  return traced
    .spans()
    .filter((s) => s.status !== "kept" && s.reason === rule)
    .map((s) => traced.raw.slice(s.start, s.end))
    .join("|");
}

/** Reasons of all that was removed, each once. */
export function reasons(traced: TracedText): string[] {
  return [...new Set(traced.spans().flatMap((s) => (s.status === "kept" ? [] : [s.reason])))].sort();
}
