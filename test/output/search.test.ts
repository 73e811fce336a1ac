/** What people type finds what they expect: in Node, in a browser, and in the database. */

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { Kind } from "../../schemas/advice.ts";
import { hasChromium, startBrowser } from "../helpers/browser.ts";
import { type RawBuild, rawBuild } from "../helpers/raw-build.ts";
import { withDatabase } from "../helpers/read-sqlite.ts";

const Query = z.strictObject({ query: z.string().min(1), kind: Kind, text: z.string().min(1) });
const { queries } = z
  .strictObject({ queries: z.array(Query) })
  .parse(parse(readFileSync("test/search/queries.yaml", "utf8")));

/** Right of 30; the rest ask in words that no article uses. */
const RIGHT = 28;

interface Found {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}
type Search = (query: string) => Found[];

let build: RawBuild;
let search: Search;

beforeAll(async () => {
  build = await rawBuild();
  const module = await import(pathToFileURL(join(build.at.out, "search.js")).href);
  search = module.openSearch(JSON.parse(build.read("data/search.json")));
}, 120_000);
afterAll(() => build?.at.remove());

/** Queries that do not have what is expected among the first three. */
const missed = (find: Search) =>
  queries.flatMap(({ query, kind, text }) => {
    const first = find(query).slice(0, 3);
    return first.some((item) => item.kind === kind && item.text.includes(text)) ? [] : [query];
  });

describe("30 queries over raw/", () => {
  it("are 30, each its own, some in Traditional", () => {
    expect(new Set(queries.map((q) => q.query)).size).toBe(30);
  });

  it("find what is expected in Node", () => {
    const wrong = missed(search);
    expect(queries.length - wrong.length, `not found: ${wrong.join(", ")}`).toBeGreaterThanOrEqual(RIGHT);
  });

  it("find what is expected in the database", () => {
    withDatabase(join(build.at.out, "data/content.sqlite"), (all) => {
      const [about] = all("SELECT value FROM about WHERE name = 'search'");
      const wrong = missed((query) => all(about!.value as string, { ":query": query }) as unknown as Found[]);
      expect(queries.length - wrong.length, `not found: ${wrong.join(", ")}`).toBeGreaterThanOrEqual(RIGHT);
    });
  });

  it("find every item by its own title", () => {
    const { items } = JSON.parse(build.read("data/advice.json"));
    const lost = items.filter(
      (item: Found & { title: string }) => !search(item.title).some((hit) => hit.id === item.id),
    );
    expect(lost).toEqual([]);
  });
});

describe.skipIf(!hasChromium)("in a browser", () => {
  let server: Server;
  let address: string;
  const PAGE = `<!doctype html><meta charset="utf-8"><title>搜索</title><script type="module">
    import { openSearch } from "/search.js";
    window.find = openSearch(await (await fetch("/data/search.json")).json());
  </script>`;
  const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".json": "application/json" };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url!, "http://localhost").pathname;
      if (path === "/") return void response.setHeader("content-type", "text/html").end(PAGE);
      try {
        const contents = readFileSync(join(build.at.out, path));
        response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream").end(contents);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("every query gives the items Node gives, in the same order", async () => {
    const { context, close } = await startBrowser();
    try {
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForFunction("window.find");
      const typed = JSON.stringify(queries.map((q) => q.query));
      const found = await page.evaluate(`${typed}.map((query) => find(query).map((hit) => hit.id))`);
      expect(found).toEqual(queries.map(({ query }) => search(query).map((hit) => hit.id)));
    } finally {
      await close();
    }
  });
});
