/** The page as an editor meets it: built by the real command, opened from disk in a real browser. */
import { existsSync, readFileSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import axe from "axe-core";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdviceItem } from "../../schemas/advice.ts";
import { CHROMIUM, hasChromium, type Started, startBrowser } from "../helpers/browser.ts";
import { type Project, project } from "../helpers/project.ts";
import { HOSTILE, hostileResult, largeResult, pageOf } from "../helpers/review.ts";
import { run } from "../helpers/run.ts";

const SEEDS = join(import.meta.dirname, "../../../shared/seeds");

/** For what builds, or looks at a whole page, on a machine that is busy. */
const SLOW = 180_000;

let browser: Started;
/** What pages said on their console that they should not have. */
let complaints: string[];

async function open(file: string, width = 1280): Promise<Page> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width, height: 800 });
  page.on("console", (m) => complaints.push(`${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => complaints.push(String(e)));
  page.on("request", (r) => {
    if (!/^(file|blob):/.test(r.url())) complaints.push(`request: ${r.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("#count:not(:empty)");
  return page;
}

const shown = (page: Page) => page.locator("#count").innerText();
const current = (page: Page) => page.locator(".card:has([aria-current]) .title").innerText();

/** Click where a text begins: the middle of one that runs over lines may be another's. */
async function clickOn(page: Page, text: Locator): Promise<void> {
  await text.scrollIntoViewIfNeeded();
  const { x, y } = await text.evaluate((element) => {
    const [first] = element.getClientRects();
    return { x: first!.left + 3, y: (first!.top + first!.bottom) / 2 };
  });
  await page.mouse.click(x, y);
}

/** Impacts that keep somebody from using the page. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<axe.AxeResults> } }).axe.run(),
  );
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map(
      (v) =>
        `${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => n.html.slice(0, 160))
          .join(" ")}`,
    );
}

interface Marked {
  readonly item: string;
  readonly evidence: number;
  readonly text: string;
  /** Whether its beginning is in sight. */
  readonly seen: boolean;
}

/** What is marked when one goes through all items with `j`, and through the evidence of each with `e`. */
const markedBy = (page: Page): Promise<Marked[]> =>
  page.locator("body").evaluate((body): Marked[] => {
    const { defaultView: view } = body.ownerDocument;
    const press = (key: string) => view!.dispatchEvent(new view!.KeyboardEvent("keydown", { key }));
    const out: Marked[] = [];
    for (let before = ""; before !== view!.location.hash; press("j")) {
      before = view!.location.hash;
      const count = body.querySelectorAll(".evidence li").length;
      for (let evidence = 0; evidence < count; evidence++) {
        if (evidence > 0) press("e");
        const marks = [...body.querySelectorAll("mark.on")];
        const box = body.querySelector("#scroll")!.getBoundingClientRect();
        const top = marks[0]?.getBoundingClientRect().top ?? -1;
        out.push({
          item: before.slice(1),
          evidence,
          text: marks.map((m) => m.textContent).join(""),
          seen: top >= box.top && top < box.bottom,
        });
      }
      if (count > 1) press("e");
    }
    return out;
  });

/** Every evidence of every item is marked as it stands in the raw file; gives how many there are. */
async function expectGrounded(page: Page, raw: string, out: string): Promise<number> {
  const json = (path: string) => JSON.parse(readFileSync(join(out, path), "utf8"));
  const texts = new Map<string, string>();
  for (const { id, source, encoding, compression } of json("data/documents.json").documents) {
    const bytes = readFileSync(join(raw, source));
    texts.set(id, new TextDecoder(encoding).decode(compression === undefined ? bytes : gunzipSync(bytes)));
  }
  const marked = await markedBy(page);
  const items: AdviceItem[] = json("data/advice.json").items;
  const expected = items.flatMap((item) =>
    item.evidence.map(({ document, start, end }, evidence) => ({
      item: item.id,
      evidence,
      text: texts.get(document)!.slice(start, end),
      seen: true,
    })),
  );
  const inOrder = (a: Marked, b: Marked) =>
    a.item < b.item ? -1 : a.item > b.item ? 1 : a.evidence - b.evidence;
  expect(marked.sort(inOrder)).toEqual(expected.sort(inOrder));
  return expected.length;
}

describe.skipIf(!hasChromium)(`the review page in ${CHROMIUM}`, () => {
  let at: Project;
  let page: Page;
  /** Built while the browser is busy with another. */
  let seedsBuilt: ReturnType<typeof run> | undefined;
  const build = (raw: string, out: string) => run(["build", "--raw", raw, "--out", out, "--quiet"]);

  beforeAll(async () => {
    at = await project();
    await cp("raw", at.raw, { recursive: true });
    const [started, built] = await Promise.all([startBrowser(), build(at.raw, at.out)]);
    browser = started;
    if (existsSync(SEEDS)) seedsBuilt = build(SEEDS, at.path("seeds"));
    complaints = [];
    expect(built).toMatchObject({ code: 0 });
    page = await open(join(at.out, "review/index.html"));
  }, SLOW);
  afterAll(async () => {
    await browser?.close();
    await at?.remove();
  });

  it("marks for every card and each of its evidence exactly the raw text, in sight", async () => {
    expect(await expectGrounded(page, at.raw, at.out)).toBeGreaterThan(130);
  });

  it("finds the card of a passage that is clicked, and says why a removed one went", async () => {
    const ids = (await page.locator("#text mark:not(.on)").first().getAttribute("data-e"))!;
    const mark = page.locator(`#text mark[data-e="${ids}"]`).first();
    await clickOn(page, mark);
    expect(await mark.getAttribute("class")).toContain("on");
    const title = await current(page);
    expect(await page.locator("#details h2").innerText()).toBe(title);
    expect(ids).toMatch(/^\d+:\d+/);
    await page.selectOption("#source", {
      label: (await page.locator("#source option", { hasText: "美团" }).innerText()).trim(),
    });
    await clickOn(page, page.locator("#text .gone.boilerplate").first());
    expect(await page.locator("#passage").innerText()).toMatch(/页面杂项 · 规则 (ingest|strip)\//);
  });

  it("switches to the clean text, in which the same evidence is marked", async () => {
    await page.selectOption("#order", "urgency");
    await page.keyboard.press("Escape");
    await page.locator(".card .open").first().click();
    await page.keyboard.press("t");
    expect(await page.locator("#clean").getAttribute("aria-pressed")).toBe("true");
    await page.waitForSelector("#text mark.on");
    expect(await page.locator("mark.on").count()).toBeGreaterThan(0);
    expect(await page.locator("#text .gone").count()).toBe(0);
    await page.keyboard.press("t");
    expect(await page.locator("#raw").getAttribute("aria-pressed")).toBe("true");
  });

  it("puts disagreements first, then gaps, then single sources", async () => {
    await page.click("#clear");
    await page.locator("#list").evaluate((list) => {
      list.scrollTop = 0;
    });
    await page.waitForSelector('.card[aria-posinset="1"]');
    const first = await page.locator(".card").first().innerText();
    expect(first).toContain("各文说法不一");
    const concerns = ["各文说法不一", "原文缺字", "对不上", "服务时间", "未经核实", "仅有一个"];
    const cards = await page.locator(".card").allInnerTexts();
    const ranks = cards.map((text) => concerns.findIndex((concern) => text.includes(concern)));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBeGreaterThan(2);
  });

  it("filters by kind, phase, product, flag and words", async () => {
    const items: AdviceItem[] = JSON.parse(readFileSync(join(at.out, "data/advice.json"), "utf8")).items;
    const count = (fits: (item: AdviceItem) => boolean) =>
      `${items.filter(fits).length} / ${items.length} 条`;
    await page.selectOption("#kind", "channel");
    expect(await shown(page)).toBe(count((i) => i.kind === "channel"));
    await page.selectOption("#product", "huabei");
    expect(await shown(page)).toBe(count((i) => i.kind === "channel" && i.products.includes("huabei")));
    await page.click("#clear");
    expect(await shown(page)).toBe(`${items.length} 条`);
    await page.selectOption("#phase", "after");
    await page.selectOption("#flag", "single-source");
    expect(await shown(page)).toBe(count((i) => i.phase === "after" && i.flags.includes("single-source")));
    await page.click("#clear");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("95188");
    expect(await shown(page)).toBe(count((i) => `${i.title}\n${i.text}`.includes("95188")));
    for (const text of await page.locator(".card .words").allInnerTexts())
      expect(text.length).toBeGreaterThan(0);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("没有条目会说这句话");
    expect(await page.locator("#cards").innerText()).toContain("没有符合条件的条目");
    await page.keyboard.press("Escape");
    await page.click("#clear");
  });

  it("is worked by keys, keeps decisions when loaded again, and its export changes the next build", {
    timeout: SLOW,
  }, async () => {
    await page.locator(".card .open").first().click();
    await page.locator("#list").press("Escape");
    const id = () => new URL(page.url()).hash.slice(1);
    const ids: string[] = [id()];
    for (const key of ["r", "a", "i"]) {
      await page.keyboard.press(key);
      ids.push(id());
    }
    // Some kind it is not.
    const kinds = [
      "channel",
      "action",
      "material",
      "option",
      "script",
      "condition",
      "caution",
      "consequence",
      "case",
    ];
    const items: AdviceItem[] = JSON.parse(readFileSync(join(at.out, "data/advice.json"), "utf8")).items;
    const of = (item: string) => items.find((i) => i.id === item)!;
    const wanted = of(ids[3]!).kind === "case" ? "consequence" : "case";
    await page.keyboard.press(String(kinds.indexOf(wanted) + 1));
    expect(new Set([...ids, id()]).size).toBe(5);
    await page.keyboard.press("a");
    await page.keyboard.press("k");
    await page.keyboard.press("u");
    expect(await page.locator("#made").innerText()).toBe("4");
    await page.selectOption("#decided", "reject");
    expect(await shown(page)).toBe(`1 / ${items.length} 条`);
    await page.reload();
    expect(await page.locator("#made").innerText()).toBe("4");

    await page.click("#export");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
    expect(download.suggestedFilename()).toBe("decisions.jsonl");
    const exported = await readFile(await download.path(), "utf8");
    expect(exported).toBe(await page.locator("#exported").inputValue());
    expect(
      exported
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).decision)
        .sort(),
    ).toEqual(["accept", "ignore", "reject", "relabel"]);
    await page.keyboard.press("Escape");

    await writeFile(join(at.raw, "decisions.jsonl"), exported);
    const out = at.path("decided");
    expect(await build(at.raw, out)).toMatchObject({ code: 0, stderr: "" });
    const after: AdviceItem[] = JSON.parse(readFileSync(join(out, "data/advice.json"), "utf8")).items;
    const now = (item: string) => after.find((i) => i.id === item);
    expect(now(ids[0]!)).toBeUndefined();
    expect(now(ids[1]!)!.flags).toContain("accepted");
    expect(now(ids[2]!)!.flags).toEqual(of(ids[2]!).flags.filter((f) => now(ids[2]!)!.flags.includes(f)));
    expect(now(ids[3]!)!.kind).toBe(wanted);
    expect(JSON.stringify(after)).not.toContain(ids[0]);
    expect(after).toHaveLength(items.length - 1);

    // The next page knows what stands on file: nothing is left to export, and a rejection can be taken back.
    const next = await open(join(out, "review/index.html"));
    expect(await next.locator("#made").innerText()).toBe("0");
    await next.click("#export");
    expect(await next.locator("#exported").inputValue()).toBe(exported);
    await next.locator(".standing button").click();
    expect((await next.locator("#exported").inputValue()).trimEnd().split("\n")).toHaveLength(3);
    await next.close();
  });

  it("has no barrier in either theme, on any tab, in its boxes, or on a phone, in either language", {
    timeout: SLOW,
  }, async () => {
    const found: string[] = [];
    const check = async (where: string) => found.push(...(await barriers(page)).map((b) => `${where}: ${b}`));
    await page.click("#clear");
    await page.locator(".card .open").first().click();
    await check("items");
    await page.click("#theme");
    await check("items, dark");
    await page.click(".tabs [data-tab=missed]");
    await page.locator("#misses button").first().click();
    await check("missed, dark");
    await page.click("#theme");
    await check("missed");
    await page.click(".tabs [data-tab=overview]");
    await page.locator("summary").first().click();
    await check("overview");
    await page.click("#language");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.keyboard.press("?");
    await check("help, English");
    await page.keyboard.press("Escape");
    await page.click("#language");
    await page.click(".tabs [data-tab=items]");
    await page.setViewportSize({ width: 390, height: 780 });
    await page.locator(".card .open").first().click();
    await check("phone, details");
    await page.locator(".evidence button").first().click();
    expect(await page.locator("mark.on").first().isVisible()).toBe(true);
    await check("phone, article");
    expect(await page.locator("html").evaluate((root) => root.scrollWidth <= root.clientWidth)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(found).toEqual([]);
  });

  it("shows texts as they are written, whatever they would be as markup", async () => {
    await at.write({ "hostile.html": pageOf(hostileResult()) });
    const hostile = await open(at.path("hostile.html"));
    const title = await hostile.title();
    const result = hostileResult();
    const marked = new Map((await markedBy(hostile)).map((m) => [m.item, m.text]));
    expect(marked).toEqual(new Map(result.advice.items.map((item) => [item.id, item.evidence[0]!.quote])));
    await hostile.fill("#query", "a-000000000003");
    await hostile.locator(".card .open").click();
    expect(await hostile.locator("#details h2").innerText()).toBe("<u>3</u> </script>");
    expect(await hostile.locator("#details .said").first().textContent()).toBe(HOSTILE[3]);
    for (const tab of ["missed", "overview", "items"]) await hostile.click(`.tabs [data-tab=${tab}]`);
    expect(await hostile.locator("img, #text b, #text script, u, s, i").count()).toBe(0);
    expect(await hostile.title()).toBe(title);
    expect(await barriers(hostile)).toEqual([]);
    await hostile.close();
  });

  it("has on the page only the cards in sight, of however many", async () => {
    await at.write({ "large.html": pageOf(largeResult(20_000), 200_000) });
    const large = await open(at.path("large.html"));
    expect(await shown(large)).toBe("20000 条");
    expect(await large.locator(".card").count()).toBeLessThan(40);
    await large.locator("#list").evaluate((list) => {
      list.scrollTop = list.scrollHeight;
    });
    await large.waitForSelector('.card[aria-posinset="20000"]');
    expect(await large.locator(".card").count()).toBeLessThan(40);
    expect(await large.locator("#account").innerText()).toMatch(/正文收入 \d+ \/ 2000 篇/);
    await large.selectOption("#kind", "case");
    expect(await shown(large)).toBe("2222 / 20000 条");
    // An article the page has no room for: what the item quotes stands in its place.
    await large.click("#clear");
    await large.fill("#query", "条目19999");
    await large.locator(".card .open").first().click();
    expect(await large.locator("mark.on").innerText()).toMatch(/^第1999篇第9条：/);
    expect(await large.locator("#text .remark").innerText()).toContain("未收入正文");
    await large.close();
  });

  it("is in English where the reader's browser is", async () => {
    const english = await browser.context.newPage();
    await english.addInitScript(
      'Object.defineProperty(navigator, "language", { value: "en-GB" }); localStorage.removeItem("jinghua:language");',
    );
    await english.goto(pathToFileURL(join(at.out, "review/index.html")).href);
    expect(await english.locator("#count").innerText()).toMatch(/ items$/);
    expect(await english.locator("#query").getAttribute("placeholder")).toMatch(/^Search/);
    await english.close();
  });

  it.skipIf(!existsSync(SEEDS))("grounds every card of the seeds", { timeout: SLOW }, async () => {
    const out = at.path("seeds");
    expect(await seedsBuilt).toMatchObject({ code: 0 });
    const seeds = await open(join(out, "review/index.html"));
    expect(await expectGrounded(seeds, SEEDS, out)).toBeGreaterThan(50);
    expect(await barriers(seeds)).toEqual([]);
    await seeds.close();
  });

  it("has said nothing on the console, and asked for nothing from elsewhere", () => {
    expect(complaints).toEqual([]);
  });
});
