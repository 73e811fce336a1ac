/** Pages as Chinese sites build them, through ingest alone and through the command line. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DocumentRecord } from "../../../schemas/article.ts";
import { goldPages, ingested, mean, PAGES, score } from "../../helpers/pages.ts";
import { project } from "../../helpers/project.ts";
import { run } from "../../helpers/run.ts";
import { expectPartition, expectTraced } from "./helpers.ts";

const pages = goldPages();
/** Boxes without a name, and calls to follow an account, are told by their words, which is for strip to do. */
const BY_WORDS_ONLY: Readonly<Record<string, number>> = {
  wechat: 0.92,
  "split-by-boxes": 0.94,
  "law-article": 0.94,
  "old-daily": 0.89,
};
/** Strip does not know it either: an advertisement for the newspaper itself, in a table of its own. */
const UNKNOWN: Readonly<Record<string, number>> = { "old-daily": 0.89 };
const FLOOR = 0.95;

describe("the article of a page", () => {
  it.each(pages)("$name: text", (page) => {
    const { f1, recall } = score(ingested(page).traced.text, page.gold);
    expect(f1).toBeGreaterThanOrEqual(BY_WORDS_ONLY[page.name] ?? FLOOR);
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });

  it("holds on the mean", () => {
    const all = mean(pages.map((page) => score(ingested(page).traced.text, page.gold)));
    expect(all.f1).toBeGreaterThanOrEqual(0.98);
    expect(all.precision).toBeGreaterThanOrEqual(0.97);
  });

  it.each(pages)("$name: title, date and address", (page) => {
    const { title, published, url } = ingested(page);
    expect({ title, published, url }).toEqual({
      title: page.title,
      published: page.published,
      url: page.url,
    });
  });

  it.each(pages)("$name: every character of the file has one fate", (page) => {
    const { traced } = ingested(page);
    expectPartition(traced);
    expectTraced(traced, (raw) => raw.startsWith("&"));
    expect(traced.spans().every((s) => s.status === "kept" || s.reason.startsWith("ingest/"))).toBe(true);
  });
});

describe("a build of the pages", () => {
  it("takes all of them in, keeps their articles and accounts for every character", async () => {
    const p = await project();
    const { code, stderr } = await run(["build", "--raw", PAGES, "--out", p.out]);
    expect(code, stderr).toBe(0);
    const { documents } = JSON.parse(readFileSync(p.path("out/data/documents.json"), "utf8")) as {
      documents: DocumentRecord[];
    };
    await p.remove();
    expect(documents.map((d) => d.source)).toEqual(pages.map((page) => `${page.name}.html`).sort());
    for (const page of pages) {
      const document = documents.find((d) => d.source === `${page.name}.html`)!;
      const { raw } = ingested(page).traced;
      let at = 0;
      for (const span of document.spans) {
        expect(raw.slice(at, span.start).trim(), page.name).toBe("");
        expect(span.end).toBeGreaterThan(span.start);
        at = span.end;
      }
      expect(raw.slice(at).trim(), page.name).toBe("");
      // Gold is in the page's own script, what is published is Simplified.
      if (document.script === "simplified") {
        expect(score(document.text, page.gold).f1, page.name).toBeGreaterThanOrEqual(
          UNKNOWN[page.name] ?? FLOOR,
        );
      }
    }
  });
});
