/** What others do with a build: an app from an empty folder, and the examples, in a real browser; no network. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdviceItem } from "../schemas/advice.ts";
import { CHROMIUM, hasChromium, type Started, startBrowser } from "./helpers/browser.ts";
import { type Project, project } from "./helpers/project.ts";
import { run } from "./helpers/run.ts";

const ROOT = join(import.meta.dirname, "..");
const EXAMPLES = join(ROOT, "examples");
/** As long as two processes take on a busy machine. */
const SLOW = 120_000;

let at: Project;
let items: AdviceItem[];
/** A copy of `examples/vite-guide` beside that build. */
let guide: string;

beforeAll(async () => {
  at = await project();
  const { code, stderr } = await run([
    "build",
    "--raw",
    join(ROOT, "raw"),
    "--out",
    at.path("output"),
    "--quiet",
  ]);
  if (code !== 0) throw new Error(`raw/ does not build: ${stderr}`);
  items = JSON.parse(await readFile(at.path("output/data/advice.json"), "utf8")).items;
  guide = at.path("examples/vite-guide");
  await cp(join(EXAMPLES, "vite-guide"), guide, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
  await install(guide);
}, SLOW);
afterAll(() => at.remove());

/** What `npm install` would make of the packages an app names, from those that are here. */
async function install(app: string): Promise<void> {
  await mkdir(join(app, "node_modules"));
  for (const name of ["vite", "typescript"]) {
    await symlink(join(ROOT, "node_modules", name), join(app, "node_modules", name));
  }
  await symlink(at.path("output"), join(app, "node_modules/jinghua-content"));
}

interface Ended {
  readonly code: number;
  readonly output: string;
}

function call(app: string, script: string, ...args: string[]): Promise<Ended> {
  return promisify(execFile)(process.execPath, [join(ROOT, "node_modules", script), ...args], {
    cwd: app,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error) => ({ code: error.code, output: error.stdout + error.stderr }),
  );
}

const typeCheck = (app: string) => call(app, "typescript/bin/tsc", "-p", ".");
const bundle = (app: string) => call(app, "vite/bin/vite.js", "build");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** Serves a folder on a port of its own. */
async function serve(folder: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://x").pathname).replace(/\/$/, "/index.html");
    const file = join(folder, path);
    if (!existsSync(file)) return response.writeHead(404).end();
    return response.setHeader("content-type", TYPES[extname(file)] ?? "text/plain").end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Text of an app's bundle. */
function scriptsOf(app: string): string {
  const folder = join(app, "dist/assets");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}

/** A page whose every complaint is kept. */
async function open({ context }: Started, url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}

describe("an app from an empty folder", () => {
  const main = `import { type AdviceItem, byPhase, labels } from "jinghua-content";

const titles = (items: readonly AdviceItem[]): string[] => items.map((item) => item.title);
// The kinds are told apart: of a channel the compiler knows so.
const numbers = byPhase.contact.flatMap((item) => (item.kind === "channel" ? (item.phones ?? []) : []));

document.querySelector("h1")!.textContent = labels.phases.contact;
document.querySelector("#numbers")!.textContent = numbers.join(" ");
document.querySelector("ul")!.append(
  ...titles(byPhase.contact).map((title) => Object.assign(document.createElement("li"), { textContent: title })),
);
`;
  let app: string;
  let browser: Started | undefined;
  let server: Server | undefined;

  beforeAll(async () => {
    await at.write({
      "app/package.json": JSON.stringify({
        name: "app",
        private: true,
        type: "module",
        dependencies: { "jinghua-content": "file:../output" },
      }),
      "app/tsconfig.json": JSON.stringify({
        compilerOptions: {
          target: "ES2022",
          lib: ["ES2022", "DOM"],
          module: "ESNext",
          moduleResolution: "bundler",
          strict: true,
          noEmit: true,
          types: [],
        },
        include: ["main.ts"],
      }),
      "app/index.html":
        '<!doctype html><html lang="zh"><link rel="icon" href="data:,"><h1></h1><p id="numbers"></p><ul></ul><script type="module" src="/main.ts"></script></html>',
      "app/main.ts": main,
    });
    app = at.path("app");
    await install(app);
  }, SLOW);
  afterAll(async () => {
    server?.close();
    await browser?.close();
  });

  it(
    "type-checks, and would not if it asked for what no item has",
    async () => {
      expect(await typeCheck(app)).toMatchObject({ code: 0, output: "" });
      await at.write({ "app/main.ts": main.replace("item.title", "item.headline") });
      const { code, output } = await typeCheck(app);
      await at.write({ "app/main.ts": main });
      expect(code).not.toBe(0);
      expect(output).toContain("headline");
    },
    SLOW,
  );

  it(
    "builds, and bundles the phase it uses without the text of the others",
    async () => {
      expect(await bundle(app)).toMatchObject({ code: 0 });
      const script = scriptsOf(app);
      for (const { phase, text } of items) {
        // As it stands in a JSON string in a JavaScript string.
        const piece = text.split(/["\n]/)[0]!;
        if (piece.length > 12) expect(script.includes(piece), `${phase}: ${piece}`).toBe(phase === "contact");
      }
    },
    SLOW,
  );

  it.skipIf(!hasChromium)(
    `shows the items of one phase in ${CHROMIUM}`,
    async () => {
      browser = await startBrowser();
      const served = await serve(join(app, "dist"));
      server = served.server;
      const { page, complaints } = await open(browser, served.url);
      const contact = items.filter((item) => item.phase === "contact");
      expect(await page.locator("li").allTextContents()).toEqual(contact.map((item) => item.title));
      expect(await page.locator("h1").textContent()).toBe("联系机构");
      const phones = contact.flatMap((item) => (item.kind === "channel" ? (item.phones ?? []) : []));
      expect(phones.length).toBeGreaterThan(0);
      expect(await page.locator("#numbers").textContent()).toBe(phones.join(" "));
      expect(complaints).toEqual([]);
    },
    SLOW,
  );
});

describe("examples/vite-guide", () => {
  it(
    "type-checks and builds",
    async () => {
      expect(await typeCheck(guide)).toMatchObject({ code: 0, output: "" });
      expect(await bundle(guide)).toMatchObject({ code: 0 });
    },
    SLOW,
  );
});

describe.skipIf(!hasChromium)(`examples/vite-guide in ${CHROMIUM}, on a phone`, () => {
  let browser: Started | undefined;
  let served: Awaited<ReturnType<typeof serve>> | undefined;
  let page: Page;
  let complaints: string[];
  const of = (kind: string, phase: string, lender: string) =>
    items.filter(
      (item) =>
        item.kind === kind &&
        item.phase === phase &&
        (item.products.length === 0 || item.products.includes(lender)),
    );

  /** The page has turned once it has ticked the phase of the address. */
  async function turnTo(hash: string, phase: string) {
    await page.goto(`${served?.url}#${hash}`);
    await page.locator(`input[value=${phase}]:checked`).waitFor({ state: "attached" });
  }

  beforeAll(async () => {
    if (!existsSync(join(guide, "dist"))) await bundle(guide);
    browser = await startBrowser({ width: 360, height: 740 });
    served = await serve(join(guide, "dist"));
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], {
      origin: served.url,
    });
    ({ page, complaints } = await open(browser, served.url));
  }, SLOW);
  afterAll(async () => {
    served?.server.close();
    await browser?.close();
  });

  it("shows a lender's steps and ways to reach it, when lender and phase are chosen", async () => {
    await page.getByLabel("向谁还款").selectOption("huabei");
    await page.getByText("联系机构", { exact: true }).click();
    const channels = of("channel", "contact", "huabei");
    expect(channels.length).toBeGreaterThan(2);
    await expect.poll(() => page.locator("section.channel > ul > li").count()).toBe(channels.length);
    const numbers = channels.flatMap((item) => item.phones ?? []);
    expect(await page.locator("section.channel a[href^='tel:']").allTextContents()).toEqual(
      expect.arrayContaining(numbers),
    );
    const steps = of("action", "contact", "huabei").map((item) => item.title);
    expect((await page.locator("section.action h3").allTextContents()).sort()).toEqual(steps.sort());
  });

  it("keeps what is chosen in the address, and what is ticked in the browser", async () => {
    await turnTo("lender=huabei&phase=before", "before");
    const box = page.getByRole("checkbox").first();
    await box.check();
    await page.reload();
    expect(await page.getByLabel("向谁还款").inputValue()).toBe("huabei");
    expect(await page.getByRole("checkbox").first().isChecked()).toBe(true);
  });

  it("copies words to say", async () => {
    const script = items.find((item) => item.kind === "script")!;
    await turnTo(`phase=${script.phase}`, script.phase);
    await page
      .getByRole("button", { name: `复制：${script.title}` })
      .first()
      .click();
    await page.getByRole("status").getByText("已复制", { exact: true }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(script.text);
  });

  it(
    "has no serious barrier in any phase, fits the screen, and complains of nothing",
    async () => {
      for (const phase of ["before", "contact", "negotiate", "agreement", "after"]) {
        await turnTo(`phase=${phase}`, phase);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() =>
          (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
        );
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        const wider = await page.evaluate(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect(wider, phase).toBe(0);
      }
      expect(complaints).toEqual([]);
    },
    SLOW,
  );
});

describe.each(readdirSync(EXAMPLES))("examples/%s", (name) => {
  const json = (file: string) => JSON.parse(readFileSync(join(EXAMPLES, name, file), "utf8"));

  it("locks what its package.json asks for, and stands apart from the root's install", () => {
    const { dependencies, devDependencies, workspaces } = json("package.json");
    const root = json("package-lock.json").packages[""];
    expect([root.dependencies, root.devDependencies]).toEqual([dependencies, devDependencies]);
    expect(workspaces).toBeUndefined();
    expect(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))).not.toHaveProperty("workspaces");
  });

  it("makes no HTML of text", () => {
    const files = readdirSync(join(EXAMPLES, name), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((f) => /^(src|\.vitepress)\/[\w-]+\.ts$/.test(f))) {
      const source = readFileSync(join(EXAMPLES, name, file), "utf8");
      expect(source, file).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|v-html/);
    }
  });
});
